//! The command, as transcripts: `tests/cmd/*.trycmd`, and the console blocks of README.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("LC_ALL", "en_US.UTF-8")
        .case("tests/cmd/*.trycmd")
        .case("tests/cmd/*.toml")
        .case("README.md");
}

/// A reader who has read enough, such as `head -n 1`, is no error.
#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};

    let mut list = Command::new(env!("CARGO_BIN_EXE_codeword"))
        .arg("list")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(list.stdout.take());
    let output = list.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
