//! The command, as transcripts: `tests/cmd/*.trycmd`, and the console blocks of the pages for people.

#[test]
fn transcripts() {
    let cases = trycmd::TestCases::new();
    cases
        .env("LC_ALL", "en_US.UTF-8")
        .case("tests/cmd/*.trycmd")
        .case("tests/cmd/*.toml")
        .case("README.md")
        .case("locales/README.md")
        .case("examples/container-registry/README.md");
    if cfg!(feature = "envoy") {
        cases.case("tests/cmd/envoy/*.trycmd");
    }
    if cfg!(feature = "lsp") {
        cases.case("tests/cmd/lsp/*.trycmd");
    }
    if cfg!(feature = "preview") {
        cases.case("tests/cmd/preview/*.trycmd");
    }
    if cfg!(feature = "proxy") {
        cases.case("tests/cmd/proxy/*.trycmd");
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
#[cfg(not(all(feature = "envoy", feature = "lsp", feature = "preview", feature = "proxy")))]
#[test]
fn a_command_of_another_build_says_how_to_build_it() {
    use std::process::Command;

    for (command, is_here) in [
        ("envoy", cfg!(feature = "envoy")),
        ("lsp", cfg!(feature = "lsp")),
        ("preview", cfg!(feature = "preview")),
        ("proxy", cfg!(feature = "proxy")),
    ] {
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

/// What the command says in a folder, on its two outputs.
fn run_in(folder: &str, args: &[&str], input: &str) -> (String, String) {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let mut command = Command::new(env!("CARGO_BIN_EXE_codeword"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    command.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = command.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_project_answers_in_each_of_its_folders() {
    for (folder, catalog) in
        [("tests/cmd/project.in", "locales"), ("tests/cmd/project.in/src", "../locales")]
    {
        let (text, said) = run_in(folder, &["message", "404001", "--locale", "en"], "");
        assert_eq!(text, "MY OWN TEXT\n");
        assert_eq!(said, format!("note: the catalog of this project answers: {catalog}\n"));
        // With the policy of its settings.
        let (body, _) = run_in(
            folder,
            &["localize", "--locale", "en"],
            r#"{"error":{"code":404001,"message":"none"}}"#,
        );
        assert_eq!(body, r#"{"error":{"code":404001,"message":"MY OWN TEXT"}}"#);
        let (findings, _) = run_in(folder, &["status", "--format", "json"], "");
        assert!(findings.contains(r#""locale": "en-US""#), "{findings}");
        let (constants, _) = run_in(folder, &["generate", "--to", "typescript"], "");
        assert!(constants.contains("/** MY OWN TEXT */"), "{constants}");
        let declarations = format!("{}/tests/fixtures/code_names.tsv", env!("CARGO_MANIFEST_DIR"));
        let (_, missing) = run_in(folder, &["registry", "check", &declarations], "");
        assert!(missing.contains(&format!("{catalog}/codes.toml")), "{missing}");
    }
}

/// A shell is offered what the project has.
#[test]
fn completions_know_the_project() {
    use std::process::Command;

    for (words, expected) in [
        (&["message", "4040"][..], "404001\tMY OWN TEXT"),
        (&["message", "404001", "--locale", "e"], "en-US"),
        (&["sync", "e"], "en-US"),
        (&["export", "--to", "xliff-"], "xliff-2\tXLIFF 2.0"),
        (&["check", "--explain", "number-m"], "number-mismatch\tFinds "),
        (&["policy", "--preset", "str"], "stripe\tStripe: "),
        (&["localize", "--preset", "fas"], "fastapi\tFastAPI: "),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .env("CODEWORD_COMPLETE", "fish")
            .args(["--", "codeword"])
            .args(words)
            .current_dir("tests/cmd/project.in")
            .output()
            .unwrap();
        let offered = String::from_utf8(output.stdout).unwrap();
        assert!(offered.starts_with(expected), "{words:?}: {offered}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (script, _) = run_in(".", &["completions", shell], "");
        assert!(script.contains("CODEWORD_COMPLETE"), "{shell}: {script}");
    }
}

/// Reading a pipe could take forever.
#[cfg(unix)]
#[test]
fn a_socket_among_the_files_is_passed_over_with_a_word() {
    use std::os::unix::net::UnixListener;

    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("locales/en-US")).unwrap();
    std::fs::write(folder.path().join("locales/en-US/errors.ftl"), "code-1 = One\n").unwrap();
    let _socket = UnixListener::bind(folder.path().join("locales/en-US/socket.ftl")).unwrap();
    let folder = folder.path().to_str().unwrap();
    let words = "locales/en-US/socket.ftl: this is a pipe, a socket or a device, and not a file";
    let (_, said) = run_in(folder, &["message", "1", "--catalog", "locales"], "");
    assert!(said.contains(words), "{said}");
    let (found, _) = run_in(folder, &["check", "--source", "en-US", "--format", "json"], "");
    assert!(found.contains(r#""message": "this is a pipe, a socket or a device"#), "{found}");
}
