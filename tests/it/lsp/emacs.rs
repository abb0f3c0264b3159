//! The journey in a real Emacs, with Eglot and the lines of `lsp.md`.
//!
//! Where Emacs or Eglot is not installed, the test says so and passes, unless `CODEWORD_REQUIRE_EMACS` is set.

use std::path::Path;
use std::process::Command;

use super::write_project;

#[test]
fn emacs_makes_the_journey() {
    let eglot = Command::new("emacs").args(["--batch", "--eval", "(require 'eglot)"]).output();
    if !eglot.is_ok_and(|output| output.status.success()) {
        let is_required = std::env::var_os("CODEWORD_REQUIRE_EMACS").is_some();
        assert!(!is_required, "Emacs is not here: apt-get install emacs-nox elpa-eglot");
        println!("Emacs is not here, and so not asked: apt-get install emacs-nox elpa-eglot");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/lsp/journey.el");
    let commands = Path::new(env!("CARGO_BIN_EXE_codeword")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let output = Command::new("emacs")
        .args(["--batch", "--no-init-file", "-l", script])
        .current_dir(folder.path())
        .env("PATH", format!("{}:{path}", commands.display()))
        // Its settings and its state stay where the test can be taken away.
        .env("HOME", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("the journey is made"), "{said}");
}
