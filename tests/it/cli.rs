//! The command, as transcripts: `tests/cmd/*.trycmd`, and the console blocks of the pages for people.

#[test]
fn transcripts() {
    let cases = trycmd::TestCases::new();
    cases
        .env("LC_ALL", "en_US.UTF-8")
        .case("tests/cmd/*.trycmd")
        .case("tests/cmd/*.toml")
        .case("README.md")
        .case("locales/README.md");
    if cfg!(feature = "envoy") {
        cases.case("tests/cmd/envoy/*.trycmd");
    }
}

/// The one transcript of README with a pipe, which trycmd passes over.
#[cfg(unix)]
#[test]
fn the_pipe_of_readme() {
    use std::env;
    use std::path::Path;
    use std::process::Command;

    let readme = include_str!("../../README.md");
    let (_, transcript) = readme.split_once("$ echo ").unwrap();
    let mut lines = transcript.lines();
    let command = format!("echo {}", lines.next().unwrap());
    let bin = Path::new(env!("CARGO_BIN_EXE_codeword")).parent().unwrap().display().to_string();
    let path = format!("{bin}:{}", env::var("PATH").unwrap());
    let output = Command::new("sh").args(["-c", &command]).env("PATH", path).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), lines.next().unwrap());
}

/// A reader who has read enough, such as `head -n 1`, is not an error.
#[test]
fn a_closed_pipe_is_not_an_error() {
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

/// What a build lacks, it names, and says how to build it.
#[cfg(not(all(feature = "envoy", feature = "proxy")))]
#[test]
fn a_command_of_another_build_says_how_to_build_it() {
    use std::process::Command;

    for (command, is_here) in
        [("envoy", cfg!(feature = "envoy")), ("proxy", cfg!(feature = "proxy"))]
    {
        if is_here {
            continue;
        }
        let output = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .args([command, "--upstream", "127.0.0.1:8090"])
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        let expected = format!(
            "this build has no `codeword {command}`: build with `cargo install --path . --features cli,{command}`"
        );
        assert!(error.contains(&expected), "{error}");
        assert_eq!(output.status.code(), Some(2));
    }
}
