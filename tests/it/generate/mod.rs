//! `codeword generate`: the files are what they were, and what a language cannot say is an error.

mod tools;

use std::fs;
use std::path::Path;

use codeword::registry::Entry;
use codeword::workbench::generate::{Language, Options, generate};
use codeword::{Catalog, LanguageIdentifier, Source};

/// The catalogs that are written in every language that can say them.
const CATALOGS: [&str; 5] = [
    "locales",
    "tests/fixtures/generate/integers",
    "tests/fixtures/generate/large",
    "tests/fixtures/generate/mixed",
    "tests/fixtures/generate/names",
];

fn catalog(folder: &str) -> Catalog {
    Catalog::builder().source(Source::folder(folder)).isolation_marks(false).build().unwrap()
}

fn inline(messages: &str, registry: &str) -> Catalog {
    let files = [("en-US/errors.ftl", messages.to_owned()), ("codes.toml", registry.to_owned())];
    Catalog::builder().source(Source::files(files)).build().unwrap()
}

fn write(catalog: &Catalog, language: Language) -> Result<String, String> {
    generate(catalog, language, &Options::default()).map_err(|error| {
        assert!(error.is_invalid_constant());
        error.to_string()
    })
}

#[test]
fn the_files_are_what_they_were() {
    let expected = Path::new("tests/fixtures/generate/expected");
    let names = write(&catalog("tests/fixtures/generate/names"), Language::Rust).unwrap();
    assert_eq!(names, fs::read_to_string(expected.join("names.rs")).unwrap());
    let catalog = catalog("tests/fixtures/generate/integers");
    for (language, name) in [
        (Language::Rust, "error_code.rs"),
        (Language::Go, "codes.go"),
        (Language::TypeScript, "ErrorCode.ts"),
        (Language::Java, "ErrorCode.java"),
        (Language::Python, "error_code.py"),
        (Language::Proto, "error_code.proto"),
        (Language::OpenApi, "error-codes.yaml"),
    ] {
        let path = expected.join(name);
        let written = write(&catalog, language).unwrap();
        let there = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(written, there, "{}: codeword generate --output writes it anew", path.display());
    }
}

#[test]
fn the_constants_of_the_crate_are_what_is_written() {
    let written = write(&catalog("locales"), Language::Rust).unwrap();
    assert!(
        written == include_str!("../../../src/polaris.rs"),
        "codeword generate --output src/polaris.rs"
    );
}

/// What the embedded catalog knows without reading a file is what the file says.
#[test]
fn the_shipped_registry_is_that_of_the_repository() {
    let (file, embedded) = (catalog("locales"), Catalog::embedded());
    let said = |catalog: &Catalog| -> Vec<_> {
        let registry = catalog.registry().iter();
        let entry = |entry: &Entry| {
            let (code, name) = (entry.code().to_code_buf(), entry.name().map(str::to_owned));
            let rest =
                (entry.http_status(), entry.grpc(), entry.is_retired(), entry.arguments().len());
            (code, name, rest, entry.type_uri().map(str::to_owned))
        };
        registry.map(entry).collect()
    };
    assert_eq!(said(&file), said(&embedded));
    assert_eq!(said(&file).len(), 172);
    let unlike = file.registry().iter().filter(|entry| entry.origin().is_some()).count();
    assert_eq!(unlike, 19);
}

#[path = "../../fixtures/generate/expected/error_code.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is compiled, and some of it is looked at")]
mod integers;

#[path = "../../fixtures/generate/expected/names.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is compiled, and some of it is looked at")]
mod names;

#[test]
fn what_a_language_cannot_say_is_an_error() {
    let misfit = |n: u32| {
        format!(
            "`x{n}` is a name, and an enum of Protocol Buffers has integers alone: use another language\n"
        )
    };
    for (language, messages, registry, expected) in [
        (
            Language::Rust,
            "code-1 = a\ncode-2 = b",
            "[1]\nname = \"a.b\"\n[2]\nname = \"a-b\"",
            "2 and 1 would both be called `A_B`: give one of them another name in codes.toml",
        ),
        (
            Language::Go,
            "code-1 = a",
            "[1]\nname = \"ErrorCode\"",
            "1 and the file itself would both be called `ErrorCode`: give one of them another name in codes.toml",
        ),
        (
            Language::Proto,
            "code-1 = a",
            "[1]\nname = \"Unspecified\"",
            "1 and the file itself would both be called `ERROR_CODE_UNSPECIFIED`: give one of them another name in codes.toml",
        ),
        (
            Language::Proto,
            "code-1 = a\ncode-2 = b",
            "[1]\nname = \"a1\"\n[2]\nname = \"a.1\"",
            "2 and 1 would both be called `ERROR_CODE_A_1`: give one of them another name in codes.toml",
        ),
        (
            Language::Proto,
            "code-2147483648 = a\ncode-x = b",
            "",
            "2147483648 has more than the 32 bits of an enum of Protocol Buffers: use another language\n\
             `x` is a name, and an enum of Protocol Buffers has integers alone: use another language",
        ),
        (
            Language::Proto,
            &(10..21).map(|n| format!("code-x{n} = a\n")).collect::<String>(),
            "",
            &((10..20).map(misfit).collect::<String>() + "and 1 more of the kind"),
        ),
        (
            Language::TypeScript,
            "code-9007199254740992 = a",
            "",
            "9007199254740992 is not exact as a number of TypeScript: the greatest is 9007199254740991",
        ),
        (
            Language::Go,
            "code-18446744073709551615 = a",
            "",
            "18446744073709551615 is past the integers of Go, which have 64 bits",
        ),
        (
            Language::Java,
            "code-18446744073709551615 = a",
            "",
            "18446744073709551615 is past the integers of Java, which have 64 bits",
        ),
    ] {
        assert_eq!(write(&inline(messages, registry), language).unwrap_err(), expected);
    }
}

#[test]
fn a_package_is_one_of_the_language() {
    let catalog = inline("code-1 = a", "");
    for (language, package, expected) in [
        (Language::Go, "codes", Ok("\npackage codes\n")),
        (Language::Go, "a.b", Err("`a.b` is not the name of a package of Go")),
        (Language::Go, "type", Err("`type` is not the name of a package of Go")),
        (Language::Java, "com.example.orders", Ok("\npackage com.example.orders;\n")),
        (Language::Java, "com.new", Err("`com.new` is not the name of a package of Java")),
        (Language::Proto, "orders.v1", Ok("\npackage orders.v1;\n")),
        (
            Language::Proto,
            "orders.1",
            Err("`orders.1` is not the name of a package of Protocol Buffers"),
        ),
        (Language::Python, "orders", Err("python has no packages: omit --package")),
    ] {
        let options = Options { package: Some(package.to_owned()), ..Options::default() };
        let written = generate(&catalog, language, &options).map_err(|error| error.to_string());
        match (&written, expected) {
            (Ok(text), Ok(line)) => assert!(text.contains(line), "{text}"),
            (Err(error), Err(start)) => assert!(error.starts_with(start), "{error}"),
            _ => panic!("{package}: {written:?}"),
        }
    }
}

#[test]
fn the_locale_of_the_texts_can_be_chosen() {
    let chosen = |tag: &str| {
        let locale: LanguageIdentifier = tag.parse().unwrap();
        let options = Options { locale: Some(locale), ..Options::default() };
        generate(&catalog("locales"), Language::Go, &options)
    };
    let chinese = chosen("zh-CN").unwrap();
    assert!(chinese.starts_with(
        "// Code generated by `codeword generate --to go --locale zh-CN`. DO NOT EDIT.\n"
    ));
    assert!(chinese.contains("\t// NotFoundResource: 未找到资源\n"));
    let error = chosen("fr").unwrap_err();
    assert!(error.is_unknown_locale());
    assert_eq!(
        error.to_string(),
        "locale `fr`: no file is in this locale: choose one of en-US, zh-CN"
    );
}
