//! The journey in a real Neovim, headless, with the client for language servers that is built into it.
//!
//! Where `nvim` is not installed, the test says so and passes, unless `CODEWORD_REQUIRE_NEOVIM` is set.

use std::process::Command;

use super::write_project;

#[test]
fn neovim_makes_the_journey() {
    if Command::new("nvim").arg("--version").output().is_err() {
        let is_required = std::env::var_os("CODEWORD_REQUIRE_NEOVIM").is_some();
        assert!(!is_required, "nvim is not here: apt-get install neovim");
        println!("nvim is not here, and so not asked: apt-get install neovim");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/lsp/journey.lua");
    let output = Command::new("nvim")
        .args(["--clean", "--headless", "-n", "-S", script])
        .current_dir(folder.path())
        .env("CODEWORD", env!("CARGO_BIN_EXE_codeword"))
        // Its settings and its state stay where the test can be taken away.
        .env("HOME", folder.path())
        .env("XDG_STATE_HOME", folder.path())
        .env("XDG_CACHE_HOME", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("the journey is made"), "{said}");
}
