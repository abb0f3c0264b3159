//! [`Settings`]: what `codeword.toml` says, table by table, and [`TomlFile`], which knows where.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::error::Position;
use crate::{CodeBuf, Diagnostic, Error};

/// The tables of `codeword.toml`, as they are written: each room judges its own.
///
/// A table or a key that is not here is an error, which says what there is.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) catalog: CatalogTable,
    pub(crate) check: CheckTable,
    pub(crate) response: Option<ResponseTable>,
}

/// `[catalog]`: the files that are translated.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CatalogTable {
    /// The locale that the others are translated from.
    pub(crate) source: Option<Spanned<String>>,
    /// The locales that are translated from another one, each with that one.
    pub(crate) sources: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// `[check]`: the rules.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CheckTable {
    /// The rules that are turned off.
    pub(crate) allow: Vec<Spanned<String>>,
}

/// `[response]`: which texts of responses are replaced; see `Policy::from_file`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ResponseTable {
    /// The name of the policy that the other keys differ from.
    pub(crate) preset: Option<Spanned<String>>,
    pub(crate) pairs: Option<Spanned<Vec<Spanned<PairTable>>>>,
    pub(crate) scope: Option<ScopeValue>,
    pub(crate) missing: Option<MissingValue>,
    /// Codes, ranges such as `400000-599999`, and beginnings such as `card_*`.
    pub(crate) codes: Option<Vec<Spanned<String>>>,
    pub(crate) detail: Option<Spanned<String>>,
    pub(crate) args: Option<Spanned<String>>,
    /// A file beside this one.
    pub(crate) generic_texts: Option<String>,
    pub(crate) templates: Option<TemplatesValue>,
    pub(crate) languages: Option<Vec<Spanned<LanguageValue>>>,
    /// Statuses, and ranges such as `400-599`.
    pub(crate) statuses: Option<Vec<Spanned<String>>>,
    /// Statuses of errors, each with a code.
    pub(crate) status_codes: Option<BTreeMap<Spanned<String>, CodeBuf>>,
    pub(crate) pages: Option<Spanned<String>>,
}

/// `{ code = "…", text = "…", args = "…", into = "…" }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PairTable {
    pub(crate) code: Option<String>,
    pub(crate) text: String,
    pub(crate) args: Option<String>,
    pub(crate) into: Option<IntoValue>,
}

/// A name, or `{ google-localized-message = "…" }`.
#[derive(Deserialize)]
#[serde(untagged, expecting = "write a name, or { google-localized-message = \"error.details\" }")]
pub(crate) enum IntoValue {
    Member(String),
    #[serde(rename_all = "kebab-case")]
    Details {
        google_localized_message: String,
    },
}

/// `"leave"` or `"add"`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MissingValue {
    Leave,
    Add,
}

/// `"…"`, a file beside this one, or `{ catalog = "…", locale = "…" }`, a folder.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a file, or { catalog = \"FOLDER\", locale = \"TAG\" }")]
pub(crate) enum TemplatesValue {
    File(String),
    Catalog(CatalogOfTemplates),
}

/// `{ catalog = "…", locale = "…" }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CatalogOfTemplates {
    /// A folder beside the file.
    pub(crate) catalog: String,
    /// The language in which the upstream writes.
    pub(crate) locale: String,
}

/// `{ within = 8 }`, `"top-level"` or `"first-pair"`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ScopeValue {
    Within(u8),
    TopLevel,
    FirstPair,
}

/// `{ query = "…" }` or `{ header = "…" }`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LanguageValue {
    Query(String),
    Cookie(String),
    Header(String),
}

/// A TOML file: its path and its text, so that an error says where it is.
pub(crate) struct TomlFile {
    path: PathBuf,
    text: String,
}

impl TomlFile {
    /// A text that was read already; its path is for errors alone.
    pub(crate) fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> TomlFile {
        TomlFile { path: path.into(), text: text.into() }
    }

    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<TomlFile, Error> {
        match fs::read_to_string(path) {
            Ok(text) => Ok(TomlFile::new(path, text)),
            Err(error) => Err(Error::unreadable_settings(path, error)),
        }
    }

    /// Reads a file if there is one.
    #[cfg(feature = "cli")]
    pub(crate) fn read_if_present(path: &Path) -> Result<Option<TomlFile>, Error> {
        match fs::exists(path) {
            Ok(false) => Ok(None),
            _ => TomlFile::read(path).map(Some),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    #[cfg(feature = "cli")]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What the file says.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        toml::from_str(&self.text)
            .map_err(|error| self.error(error.span().unwrap_or_default(), error.message()))
    }

    /// The place where a part of the file begins.
    pub(crate) fn position(&self, part: Range<usize>) -> Position {
        Position::of(&self.text, part.start)
    }

    /// An error in a part of the file.
    pub(crate) fn error(&self, part: Range<usize>, text: impl Into<String>) -> Error {
        Error::invalid_settings(self.diagnostic(part, text))
    }

    /// What is to be said of a part of the file.
    pub(crate) fn diagnostic(&self, part: Range<usize>, text: impl Into<String>) -> Diagnostic {
        Diagnostic::at(&self.path.display().to_string(), self.position(part), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let file = TomlFile::new("codeword.toml", text);
        let error = file.parse::<Settings>().err().unwrap();
        assert!(error.is_invalid_settings());
        error.to_string()
    }

    #[test]
    fn a_misspelt_table_or_key_is_an_error_with_its_place() {
        let start = "codeword.toml:2:2: unknown field `respnse`";
        let tables = "expected one of `catalog`, `check`, `response`";
        assert_eq!(error("\n[respnse]\n"), format!("{start}, {tables}"));
        for (text, expected) in [
            ("[catalog]\nsauce = 'de'", "codeword.toml:2:1: unknown field `sauce`"),
            ("[check]\nallows = []", "codeword.toml:2:1: unknown field `allows`"),
            ("[response]\ndetials = 'keep'", "codeword.toml:2:1: unknown field `detials`"),
            ("[response]\npairs = [{ core = 'a' }]", "codeword.toml:2:12: unknown field `core`"),
            ("[check", "codeword.toml:1:7: "),
        ] {
            assert!(error(text).starts_with(expected), "{}", error(text));
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_has_a_cause() {
        let folder = tempfile::tempdir().unwrap();
        let error = TomlFile::read(&folder.path().join("nowhere.toml")).err().unwrap();
        assert!(error.to_string().contains("nowhere.toml: "), "{error}");
        let cause = std::error::Error::source(&error).unwrap().downcast_ref::<std::io::Error>();
        assert_eq!(cause.unwrap().kind(), std::io::ErrorKind::NotFound);
    }
}
