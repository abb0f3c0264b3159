//! `codeword watch`, with a folder that changes and the signals that it listens to.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running `codeword watch`.
struct Watch {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Watch {
    fn start(folder: &Path, arguments: &[&str]) -> Watch {
        let mut child = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .arg("watch")
            .arg(folder)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Watch { child, lines }
    }

    fn line(&mut self) -> String {
        self.lines.next().expect("the command goes on").unwrap()
    }

    fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }
}

/// A test that fails leaves nothing running.
impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn save(folder: &Path, text: &str) {
    fs::write(folder.join("draft"), text).unwrap();
    fs::rename(folder.join("draft"), folder.join("errors.en-US.ftl")).unwrap();
}

#[test]
fn every_state_of_the_files_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    save(folder.path(), "code-1 = one\ncode-2 = two\n");
    let mut watch = Watch::start(folder.path(), &["--interval", "3600"]);
    let line = watch.line();
    assert!(line.starts_with("generation 1 accepted, content "), "{line}");
    assert_eq!(watch.line(), "  added 1, 2");

    save(folder.path(), "code-1 = uno\ncode-3 = tres\n");
    assert!(watch.line().starts_with("generation 2 accepted, content "));
    assert_eq!(watch.line(), "  added 3");
    assert_eq!(watch.line(), "  changed 1");
    assert_eq!(watch.line(), "  removed 2");

    save(folder.path(), "code-1 = uno\ncode-3\n");
    assert!(watch.line().starts_with("generation 3 refused, content "));
    let file = folder.path().join("errors.en-US.ftl");
    assert_eq!(
        watch.line(),
        format!(
            "  {}:2:7: `=` is expected here: a message is written `code-404001 = …`",
            file.display()
        )
    );

    save(folder.path(), "code-1 = uno\ncode-3 = tres\n");
    assert!(watch.line().starts_with("generation 4 accepted, content "));
    assert_eq!(watch.line(), "  no text changed");

    watch.signal("INT");
    assert!(watch.lines.next().is_none());
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
}

#[test]
fn broken_files_can_be_watched_from_the_start() {
    let folder = tempfile::tempdir().unwrap();
    save(folder.path(), "code-1 one\n");
    let mut watch = Watch::start(folder.path(), &["--format", "json"]);
    let refused: serde_json::Value = serde_json::from_str(&watch.line()).unwrap();
    assert_eq!(refused["generation"], 1);
    assert_eq!(refused["accepted"], false);
    assert_eq!(refused["diagnostics"][0]["line"], 1);
    assert_eq!(refused["diagnostics"][0]["column"], 8);

    save(folder.path(), "code-1 = one\n");
    let mended: serde_json::Value = serde_json::from_str(&watch.line()).unwrap();
    assert_eq!(mended["accepted"], true);
    assert_eq!(mended["added"], serde_json::json!([1]));

    watch.signal("TERM");
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
}

/// No event tells of a file behind a link: here only the signal can be what makes it look.
#[test]
fn sighup_means_look_now() {
    let (elsewhere, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = elsewhere.path().join("errors.ftl");
    fs::write(&file, "code-1 = one\n").unwrap();
    std::os::unix::fs::symlink(&file, folder.path().join("errors.en-US.ftl")).unwrap();
    let mut watch = Watch::start(folder.path(), &["--interval", "3600"]);
    watch.line();
    watch.line();

    fs::write(&file, "code-1 = two\n").unwrap();
    watch.signal("HUP");
    assert!(watch.line().starts_with("generation 2 accepted, content "));
    assert_eq!(watch.line(), "  changed 1");
}

/// With `--catalog`, the folder is a layer over that catalog, and both are followed.
#[test]
fn a_folder_is_watched_over_a_catalog() {
    let (below, above) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    save(below.path(), "code-1 = one\ncode-2 = two\n");
    save(above.path(), "code-2 = zwei\n");
    let mut watch = Watch::start(above.path(), &["--catalog", below.path().to_str().unwrap()]);
    watch.line();
    assert_eq!(watch.line(), "  added 1, 2");

    // The text of code 2 below is hidden by the one above.
    save(below.path(), "code-1 = uno\ncode-2 = dos\n");
    watch.line();
    assert_eq!(watch.line(), "  changed 1");
}

#[test]
fn a_path_that_is_not_a_folder_is_an_error() {
    let output = Command::new(env!("CARGO_BIN_EXE_codeword"))
        .args(["watch", "tests/fixtures/catalogs/nowhere"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: tests/fixtures/catalogs/nowhere: this is not a folder: name one such as `locales`\n"
    );
}
