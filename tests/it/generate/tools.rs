//! What `codeword generate` writes, given to each language's own tool.
//!
//! `scripts/test` installs the tools: go, javac, python3, the packages typescript (npm), openapi-spec-validator
//! and ruff (pip). Without one its test says so and passes, unless `CODEWORD_REQUIRE_LANGUAGES` is set.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codeword::workbench::generate::Language;
use saphyr::LoadableYamlNode;

use super::{CATALOGS, catalog, inline, integers, names, write};

/// What a tool makes of the files of a language, each in a folder of its own.
fn each_is_taken(
    language: Language,
    name: &str,
    misfits: &[&str],
    tool: impl Fn(&Path) -> Command,
) {
    for folder in CATALOGS {
        let text = write(&catalog(folder), language);
        if misfits.iter().any(|misfit| folder.ends_with(misfit)) {
            text.unwrap_err();
            continue;
        }
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join(name);
        fs::write(&path, text.unwrap()).unwrap();
        let mut command = tool(&path);
        let output = command.current_dir(scratch.path()).output().unwrap();
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        assert!(output.status.success(), "{folder}: {command:?}: {}", said.concat());
    }
}

/// A program that answers; `None` where it is not installed, which is an error where
/// `CODEWORD_REQUIRE_LANGUAGES` is set.
fn tool(program: impl AsRef<Path>, version: &str) -> Option<PathBuf> {
    let program = program.as_ref();
    // One in a folder is one of this repository's.
    let program = match program.components().count() {
        1 => program.to_path_buf(),
        _ => Path::new(env!("CARGO_MANIFEST_DIR")).join(program),
    };
    let answer = Command::new(&program).arg(version).output();
    if answer.is_ok_and(|answer| answer.status.success()) {
        return Some(program);
    }
    let is_required = std::env::var_os("CODEWORD_REQUIRE_LANGUAGES").is_some();
    assert!(!is_required, "{} is not installed", program.display());
    eprintln!("{} is not installed: nothing was compiled", program.display());
    None
}

#[test]
fn rust_compiles_and_is_formatted() {
    assert_eq!(integers::UNKNOWN, -1);
    assert_eq!(integers::NAMES.len(), 15);
    assert_eq!(names::CODE_00000, "00000");
    assert_eq!(names::BACK_SLASH, "back\\slash");
    assert_eq!(names::BOTH, "both'\"");
    let Some(rustfmt) = tool("rustfmt", "--version") else { return };
    each_is_taken(Language::Rust, "error_code.rs", &[], |path| {
        let mut command = Command::new(&rustfmt);
        command.args(["--check", "--edition", "2024"]).arg(path);
        command
    });
}

#[test]
fn go_is_formatted_and_checked() {
    let Some(go) = tool("go", "version") else { return };
    each_is_taken(Language::Go, "codes.go", &[], |path| {
        let mut vet = Command::new(&go);
        vet.arg("vet").arg(path);
        vet
    });
    let Some(gofmt) = tool("gofmt", "-h").or_else(|| tool("/usr/lib/go/bin/gofmt", "-h")) else {
        return;
    };
    for folder in CATALOGS {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("codes.go");
        fs::write(&path, write(&catalog(folder), Language::Go).unwrap()).unwrap();
        let output = Command::new(&gofmt).arg("-d").arg(path).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{folder}");
    }
}

#[test]
fn typescript_compiles() {
    let node = if Path::new("target/node_modules/.bin/node").exists() {
        "target/node_modules/.bin/node"
    } else {
        "node"
    };
    let Some(node) = tool(node, "--version") else { return };
    let Some(tsc) = tool("target/node_modules/.bin/tsc", "--version") else { return };
    each_is_taken(Language::TypeScript, "ErrorCode.ts", &["large"], |path| {
        let mut command = Command::new(&node);
        command.arg(&tsc).args(["--strict", "--noEmit", "--target", "es2020"]).arg(path);
        command
    });
}

#[test]
fn java_compiles_and_documents() {
    let Some(javac) = tool("javac", "-version") else { return };
    each_is_taken(Language::Java, "ErrorCode.java", &[], |path| {
        let mut command = Command::new(&javac);
        command.args([
            "-Xlint:all",
            "-Xdoclint:all,-missing",
            "-Werror",
            "-encoding",
            "UTF-8",
            "-d",
            ".",
        ]);
        command.arg(path);
        command
    });
}

#[test]
fn python_has_the_codes_and_is_formatted() {
    let Some(python) = tool("python3", "--version") else { return };
    let mut codes = CATALOGS.iter().map(|folder| catalog(folder).codes().len()).collect::<Vec<_>>();
    // Two codes that only the registry has.
    codes[1] += 2;
    for (folder, expected) in CATALOGS.into_iter().zip(codes) {
        let script =
            write(&catalog(folder), Language::Python).unwrap() + "\nprint(len(ErrorCode))\n";
        let output = Command::new(&python).args(["-W", "error", "-c", &script]).output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            String::from_utf8(output.stdout).unwrap().trim_end(),
            expected.to_string(),
            "{error}"
        );
    }
    let Some(ruff) = tool("target/venv/bin/ruff", "--version") else { return };
    for arguments in [&["format", "--diff"][..], &["check", "--no-cache"]] {
        each_is_taken(Language::Python, "error_code.py", &[], |path| {
            let mut command = Command::new(&ruff);
            command.args(arguments).arg("--isolated").arg(path);
            command
        });
    }
}

#[test]
fn proto_compiles() {
    for folder in ["locales", "tests/fixtures/generate/integers"] {
        let scratch = tempfile::tempdir().unwrap();
        let text = write(&catalog(folder), Language::Proto).unwrap();
        fs::write(scratch.path().join("error_code.proto"), text).unwrap();
        let files = protox::compile(["error_code.proto"], [scratch.path()]).unwrap();
        assert_eq!(files.file[0].enum_type[0].value[0].number, Some(0), "{folder}");
    }
}

#[test]
fn openapi_is_valid_and_has_the_codes() {
    for folder in CATALOGS {
        let text = write(&catalog(folder), Language::OpenApi).unwrap();
        let document = &saphyr::Yaml::load_from_str(&text).unwrap()[0];
        let schema = &document["components"]["schemas"]["ErrorCode"];
        let lengths = ["enum", "x-enum-varnames", "x-enum-descriptions"]
            .map(|list| schema[list].as_vec().unwrap().len());
        assert_eq!(lengths, [lengths[0]; 3], "{folder}");
    }
    let Some(validator) = tool("target/venv/bin/openapi-spec-validator", "--version") else {
        return;
    };
    each_is_taken(Language::OpenApi, "error-codes.yaml", &[], |path| {
        let mut command = Command::new(&validator);
        command.arg(path);
        command
    });
}

/// A thousand names, and a thousand integers with a sign.
#[test]
fn a_large_catalog_is_written_in_every_language() {
    let names = (0..1000).map(|n| format!("code-name_{n} = A name\n"));
    let integers = (0..1000).map(|n| format!("code--{} = An integer\n", n + 1));
    let both = inline(&names.chain(integers.clone()).collect::<String>(), "");
    let integers = inline(&integers.collect::<String>(), "");
    for language in Language::ALL {
        match language {
            Language::Proto => write(&integers, language).unwrap(),
            _ => write(&both, language).unwrap(),
        };
    }
    let Some(javac) = tool("javac", "-version") else { return };
    let most =
        inline(&(0..3400).map(|n| format!("code-{} = a\n", n + 100_000)).collect::<String>(), "");
    for catalog in [both, most] {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("ErrorCode.java");
        fs::write(&path, write(&catalog, Language::Java).unwrap()).unwrap();
        let output =
            Command::new(&javac).args(["-d", "."]).arg(path).current_dir(scratch.path()).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
