//! Constants for the codes of a catalog, in the languages of those who send and receive them.
//!
//! | language | what it is | the constant of 400142 |
//! | --- | --- | --- |
//! | `rust` | a module | `HEARTBEAT_EXCEED_LIMIT` |
//! | `go` | a package | `HeartbeatExceedLimit` |
//! | `typescript` | an object `ErrorCode`, and the type of its values | `ErrorCode.HeartbeatExceedLimit` |
//! | `java` | an enum `ErrorCode` | `ErrorCode.HEARTBEAT_EXCEED_LIMIT` |
//! | `python` | an enum `ErrorCode` | `ErrorCode.HEARTBEAT_EXCEED_LIMIT` |
//! | `proto` | an enum `ErrorCode` for proto3 | `ERROR_CODE_HEARTBEAT_EXCEED_LIMIT` |
//! | `openapi` | an OpenAPI 3.0 document with a schema `ErrorCode` | `HeartbeatExceedLimit` |
//!
//! A constant is called by the name that `codes.toml` gives the code, else by the code itself:
//! `card_declined` becomes `CARD_DECLINED`, and -1121 `CODE_MINUS_1121` (`ERROR_CODE_MINUS_1121` in `proto`). Its documentation is the text of the
//! default locale, on one line. A code that is retired has the mark by which the language says so.
//!
//! The same catalog gives the same bytes. What a language cannot say is an error and not left out: two codes
//! that would get one identifier, an integer that is too big, a name where only integers can be.

mod go;
mod java;
mod openapi;
mod proto;
mod python;
mod typescript;

use std::path::Path;

use unic_langid::LanguageIdentifier;

use crate::constants::{Constants, rust};
use crate::{Catalog, Diagnostic, Error};

/// A language that constants are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// A module of constants.
    Rust,
    /// A package with a typed block of constants.
    Go,
    /// An object `as const`, and a type of the same name.
    TypeScript,
    /// An enum with the codes as its values.
    Java,
    /// An enum.
    Python,
    /// An enum of Protocol Buffers, proto3.
    Proto,
    /// A document with one schema, which has the extensions `x-enum-varnames` and `x-enum-descriptions`.
    OpenApi,
}

impl Language {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Language; 7] = [
        Language::Rust,
        Language::Go,
        Language::TypeScript,
        Language::Java,
        Language::Python,
        Language::Proto,
        Language::OpenApi,
    ];

    /// The name by which people choose it, such as `typescript`.
    pub fn name(self) -> &'static str {
        match self {
            Language::Rust => "rust",
            Language::Go => "go",
            Language::TypeScript => "typescript",
            Language::Java => "java",
            Language::Python => "python",
            Language::Proto => "proto",
            Language::OpenApi => "openapi",
        }
    }

    /// What is written, in a few words, and how its files' names end.
    pub fn summary(self) -> &'static str {
        match self {
            Language::Rust => "A module (.rs)",
            Language::Go => "A package (.go)",
            Language::TypeScript => "An object `as const`, and its type (.ts)",
            Language::Java => "An enum (.java)",
            Language::Python => "An enum (.py)",
            Language::Proto => "An enum for proto3 (.proto)",
            Language::OpenApi => "An OpenAPI 3.0 document with a schema (.yaml)",
        }
    }

    /// The language of a file, by the end of its name.
    ///
    /// ```
    /// use codeword::workbench::generate::Language;
    ///
    /// assert_eq!(Language::of_path("src/ErrorCode.java"), Some(Language::Java));
    /// assert_eq!(Language::of_path("errors.pas"), None);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Option<Language> {
        match path.as_ref().extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "rs" => Some(Language::Rust),
            "go" => Some(Language::Go),
            "ts" | "mts" | "cts" => Some(Language::TypeScript),
            "java" => Some(Language::Java),
            "py" => Some(Language::Python),
            "proto" => Some(Language::Proto),
            "yaml" | "yml" => Some(Language::OpenApi),
            _ => None,
        }
    }
}

/// What a generated file says besides the codes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The locale of the documentation; else the catalog's default.
    pub locale: Option<LanguageIdentifier>,
    /// The package of the file: of Go (else `errorcode`), of Java and of Protocol Buffers (else none).
    pub package: Option<String>,
}

/// A file with a constant for every code of a catalog.
///
/// A variable in a text is written as `{$name}`. Isolation marks are no use there: build the catalog without
/// them ([`CatalogBuilder::isolation_marks`](crate::CatalogBuilder::isolation_marks)).
///
/// # Errors
///
/// [`Error::is_unknown_locale`] if the catalog does not have the locale; [`Error::is_invalid_constant`] if the
/// language cannot say something, with a line for each
/// of the first ten.
///
/// # Example
///
/// ```
/// use codeword::Catalog;
/// use codeword::workbench::generate::{Language, Options, generate};
///
/// let go = generate(&Catalog::embedded(), Language::Go, &Options::default())?;
/// assert!(go.contains("\n\tHeartbeatExceedLimit ErrorCode = 400142\n"));
/// # Ok::<(), codeword::Error>(())
/// ```
pub fn generate(catalog: &Catalog, language: Language, options: &Options) -> Result<String, Error> {
    let locale = match &options.locale {
        None => catalog.negotiator().default_locale(),
        Some(locale) => catalog.negotiator().locale(locale).ok_or_else(|| {
            let tags: Vec<String> = catalog.locales().iter().map(ToString::to_string).collect();
            let text = format!("no file is in this locale: choose one of {}", tags.join(", "));
            Error::unknown_locale(vec![Diagnostic::of_file(format!("locale `{locale}`"), text)])
        })?,
    };
    let header = header(language, options);
    let constants = Constants::of(catalog, locale);
    let package = options.package.as_deref();
    let written = match (language, package) {
        (Language::Rust, None) => rust::write(&header, &constants),
        (Language::Go, _) => go::write(&header, package.unwrap_or("errorcode"), &constants),
        (Language::TypeScript, None) => typescript::write(&header, &constants),
        (Language::Java, _) => java::write(&header, package, &constants),
        (Language::Python, None) => python::write(&header, &constants),
        (Language::Proto, _) => proto::write(&header, package, &constants),
        (Language::OpenApi, None) => openapi::write(&header, &constants),
        (_, Some(_)) => Err(vec![format!("{} has no packages: omit --package", language.name())]),
    };
    written.map_err(Error::invalid_constants)
}

/// What stands at the top of a file, in the form by which Go's tools know that it is generated.
fn header(language: Language, options: &Options) -> String {
    let mut command = format!("codeword generate --to {}", language.name());
    if let Some(locale) = &options.locale {
        command += &format!(" --locale {locale}");
    }
    if let Some(package) = &options.package {
        command += &format!(" --package {package}");
    }
    format!("Code generated by `{command}`. DO NOT EDIT.")
}
