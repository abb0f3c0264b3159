//! The library for C, called from C: the header, the example of its page, and a program that does everything right
//! and everything wrong.
//!
//! It takes a C compiler, and valgrind to see what the programs do to memory. Without them the tests say so and
//! pass, unless `CODEWORD_REQUIRE_C` is set. `scripts/test` installs them.

mod header;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::{env, fs};

const PAGE: &str = include_str!("../../../src/capi/capi.md");

/// The folder with the library, built as a dynamic one.
static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let arguments = ["rustc", "--lib", "--features", "capi", "--crate-type", "cdylib", "--locked"];
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).arg("--target-dir").arg(target);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    succeeds(&output, "the library");
    target.join("debug")
});

/// Whether a program is installed; an error where it has to be.
fn has(program: &str) -> bool {
    let answer = Command::new(program).arg("--version").output();
    let has = answer.is_ok_and(|answer| answer.status.success());
    assert!(has || env::var_os("CODEWORD_REQUIRE_C").is_none(), "{program} is not installed");
    if !has {
        eprintln!("{program} is not installed: nothing was called from C");
    }
    has
}

/// Compiles a program and links it with the library.
fn compile(source: &Path, folder: &Path) -> PathBuf {
    let program = folder.join("program");
    let library = LIBRARY.display();
    let mut compiler = Command::new("cc");
    compiler.args(["-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-g", "-Isrc/capi"]);
    compiler.arg(source).arg("-o").arg(&program).args([
        &*format!("-L{library}"),
        &*format!("-Wl,-rpath,{library}"),
        "-lcodeword",
        "-lpthread",
    ]);
    let output = compiler.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    succeeds(&output, &source.display().to_string());
    program
}

fn succeeds(output: &Output, what: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}: {}\n{said}", output.status);
}

/// The block of a language in the page.
fn block(language: &str) -> &'static str {
    let start = format!("\n```{language}\n");
    let (_, block) = PAGE.split_once(&start).unwrap();
    block.split_once("```\n").unwrap().0
}

#[test]
fn the_header_stands_by_itself() {
    if !has("cc") {
        return;
    }
    for (language, standard) in [("c", "c99"), ("c", "c17"), ("c++", "c++17")] {
        let mut compiler = Command::new("cc");
        compiler.args(["-x", language, &format!("-std={standard}"), "-fsyntax-only"]);
        compiler.args(["-Wall", "-Wextra", "-pedantic", "-Werror", "src/capi/codeword.h"]);
        let output = compiler.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        // A compiler of C need not be one of C++.
        if said.contains("cc1plus") {
            continue;
        }
        succeeds(&output, standard);
    }
}

#[test]
fn the_example_of_the_page_does_what_the_page_says() {
    if !has("cc") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("example.c");
    fs::write(&source, block("c")).unwrap();
    let output = Command::new(compile(&source, folder.path())).output().unwrap();
    succeeds(&output, "the example");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), block("text"));
}

#[test]
fn every_function_is_called_rightly_and_wrongly_by_threads_and_processes() {
    if !has("cc") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let program = compile(Path::new("tests/fixtures/capi/program.c"), folder.path());
    let output = Command::new(&program).arg(folder.path()).output().unwrap();
    succeeds(&output, "the program");
    if !has("valgrind") {
        return;
    }
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--error-exitcode=9", "--leak-check=full"]);
    valgrind.args(["--show-leak-kinds=definite", "--errors-for-leak-kinds=definite"]);
    let output = valgrind.arg(&program).arg(folder.path()).output().unwrap();
    succeeds(&output, "the program in valgrind");
}
