//! [`Error`]: one opaque error for the whole crate, and the [`Diagnostic`]s that it carries.

use std::fmt;
#[cfg(feature = "json")]
use std::{io, path::Path, sync::Arc};

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Why something could not be done.
///
/// The kinds are private, so that they can grow; ask with the predicates. The [`Display`] form is
/// meant for a person: it says where, what, and what to do.
///
/// [`Display`]: fmt::Display
///
/// # Example
///
/// ```
/// use codeword::{Catalog, Source};
///
/// let error = Catalog::builder()
///     .source(Source::files([("en-US/errors.ftl", "code-1 = Ready\ncode-2 Not a message\n")]))
///     .build()
///     .unwrap_err();
///
/// assert!(error.is_catalog());
/// let diagnostic = &error.diagnostics()[0];
/// assert_eq!((diagnostic.file(), diagnostic.line(), diagnostic.column()), ("en-US/errors.ftl", Some(2), Some(8)));
/// ```
#[derive(Clone)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Clone)]
enum Kind {
    InvalidCode(String),
    InvalidDate(String),
    Negotiator(String),
    Catalog(Vec<Diagnostic>),
    #[cfg(feature = "live")]
    Thread(String),
    #[cfg(feature = "json")]
    InvalidPolicy(String),
    #[cfg(feature = "json")]
    InvalidSettings(Diagnostic, Option<Arc<io::Error>>),
    #[cfg(feature = "proxy")]
    InvalidUpstream(String),
    #[cfg(feature = "envoy")]
    InvalidAddress(String),
}

impl Error {
    pub(crate) fn invalid_code(text: &str) -> Error {
        Error { kind: Box::new(Kind::InvalidCode(text.to_owned())) }
    }

    pub(crate) fn invalid_date(text: &str) -> Error {
        Error { kind: Box::new(Kind::InvalidDate(text.to_owned())) }
    }

    pub(crate) fn default_not_available(default: &str) -> Error {
        let text =
            format!("the default locale {default} is not available: add it, or name another");
        Error { kind: Box::new(Kind::Negotiator(text)) }
    }

    pub(crate) fn too_many_locales(count: usize, most: usize) -> Error {
        let text = format!("{count} locales are too many: at most {most} are possible");
        Error { kind: Box::new(Kind::Negotiator(text)) }
    }

    pub(crate) fn catalog(diagnostics: Vec<Diagnostic>) -> Error {
        Error { kind: Box::new(Kind::Catalog(diagnostics)) }
    }

    #[cfg(feature = "live")]
    pub(crate) fn thread(error: &std::io::Error) -> Error {
        Error { kind: Box::new(Kind::Thread(error.to_string())) }
    }

    #[cfg(feature = "json")]
    pub(crate) fn invalid_policy(text: impl Into<String>) -> Error {
        Error { kind: Box::new(Kind::InvalidPolicy(text.into())) }
    }

    #[cfg(feature = "json")]
    pub(crate) fn invalid_settings(diagnostic: Diagnostic) -> Error {
        Error { kind: Box::new(Kind::InvalidSettings(diagnostic, None)) }
    }

    #[cfg(feature = "json")]
    pub(crate) fn unreadable_settings(path: &Path, error: io::Error) -> Error {
        let diagnostic = Diagnostic::of_file(path.display().to_string(), error.to_string());
        Error { kind: Box::new(Kind::InvalidSettings(diagnostic, Some(Arc::new(error)))) }
    }

    #[cfg(feature = "proxy")]
    pub(crate) fn invalid_upstream(text: impl Into<String>) -> Error {
        Error { kind: Box::new(Kind::InvalidUpstream(text.into())) }
    }

    #[cfg(feature = "envoy")]
    pub(crate) fn invalid_address(text: impl Into<String>) -> Error {
        Error { kind: Box::new(Kind::InvalidAddress(text.into())) }
    }

    /// Whether a text that should be a code is none.
    pub fn is_invalid_code(&self) -> bool {
        matches!(*self.kind, Kind::InvalidCode(_))
    }

    /// Whether a text or an instant that should be a date or a time is none.
    pub fn is_invalid_date(&self) -> bool {
        matches!(*self.kind, Kind::InvalidDate(_))
    }

    /// Whether there can be no negotiator for a list of locales: it is too long, or the default is not
    /// on it.
    pub fn is_negotiator(&self) -> bool {
        matches!(*self.kind, Kind::Negotiator(_))
    }

    /// Whether a catalog could not be built; [`Error::diagnostics`] has every reason.
    pub fn is_catalog(&self) -> bool {
        matches!(*self.kind, Kind::Catalog(_))
    }

    /// Whether the thread that follows a live catalog's files could not be started.
    #[cfg(feature = "live")]
    pub fn is_thread(&self) -> bool {
        matches!(*self.kind, Kind::Thread(_))
    }

    /// Whether a policy for responses, or a part of it, makes no sense.
    #[cfg(feature = "json")]
    pub fn is_invalid_policy(&self) -> bool {
        matches!(*self.kind, Kind::InvalidPolicy(_))
    }

    /// Whether a file of settings, such as `codeword.toml`, cannot be read or says what makes no sense;
    /// [`Error::diagnostics`] has the place.
    #[cfg(feature = "json")]
    pub fn is_invalid_settings(&self) -> bool {
        matches!(*self.kind, Kind::InvalidSettings(..))
    }

    /// Whether an upstream cannot be reached as it is described: its URL is not valid, the certificates to
    /// trust cannot be read, or two of its options exclude each other.
    #[cfg(feature = "proxy")]
    pub fn is_invalid_upstream(&self) -> bool {
        matches!(*self.kind, Kind::InvalidUpstream(_))
    }

    /// Whether a text that should be a network address is not one.
    #[cfg(feature = "envoy")]
    pub fn is_invalid_address(&self) -> bool {
        matches!(*self.kind, Kind::InvalidAddress(_))
    }

    /// Everything that is wrong with a catalog's sources, in the order of the sources, or what is wrong with
    /// a file of settings; empty for another kind of error.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match &*self.kind {
            Kind::Catalog(diagnostics) => diagnostics,
            #[cfg(feature = "json")]
            Kind::InvalidSettings(diagnostic, _) => std::slice::from_ref(diagnostic),
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::InvalidCode(text) => {
                write!(out, "`{text}` is no code: write decimal digits, such as 400142")
            }
            Kind::Negotiator(text) => out.write_str(text),
            Kind::InvalidDate(text) => write!(
                out,
                "`{text}` is no date or time: write 2026-11-23, 20:44:10 or 2026-11-23T20:44:10"
            ),
            #[cfg(feature = "json")]
            Kind::InvalidPolicy(text) => out.write_str(text),
            #[cfg(feature = "json")]
            Kind::InvalidSettings(diagnostic, _) => diagnostic.fmt(out),
            #[cfg(feature = "proxy")]
            Kind::InvalidUpstream(text) => out.write_str(text),
            #[cfg(feature = "envoy")]
            Kind::InvalidAddress(text) => out.write_str(text),
            Kind::Catalog(diagnostics) => {
                for (index, diagnostic) in diagnostics.iter().enumerate() {
                    let separator = if index == 0 { "" } else { "\n" };
                    write!(out, "{separator}{diagnostic}")?;
                }
                Ok(())
            }
            #[cfg(feature = "live")]
            Kind::Thread(error) => {
                write!(out, "the thread that follows the files cannot be started: {error}")
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Error({:?})", self.to_string())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.kind {
            #[cfg(feature = "json")]
            Kind::InvalidSettings(_, Some(error)) => Some(&**error),
            _ => None,
        }
    }
}

/// One thing that is wrong with a catalog's sources: where, what, and what to do.
///
/// Displayed as `en-US/errors.ftl:2:8: …`, which editors and terminals turn into a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    file: String,
    position: Option<Position>,
    text: String,
}

/// A place in a text: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Position {
    /// The place of an offset in a text, which is the end of the text at most.
    #[cfg(feature = "json")]
    pub(crate) fn of(text: &str, offset: usize) -> Position {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

impl Diagnostic {
    /// A diagnostic of a whole file or folder.
    pub(crate) fn of_file(file: impl Into<String>, text: impl Into<String>) -> Diagnostic {
        Diagnostic { file: file.into(), position: None, text: text.into() }
    }

    /// A diagnostic of one place in a file.
    pub(crate) fn at(file: &str, position: Position, text: impl Into<String>) -> Diagnostic {
        Diagnostic { file: file.to_owned(), position: Some(position), text: text.into() }
    }

    /// The file or folder, as its source names it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1; `None` if the whole file is meant.
    pub fn line(&self) -> Option<usize> {
        self.position.map(|position| position.line)
    }

    /// The column in characters, from 1; `None` if the whole file is meant.
    pub fn column(&self) -> Option<usize> {
        self.position.map(|position| position.column)
    }

    /// What is wrong and what to do, without the place.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(Position { line, column }) => {
                write!(out, "{}:{line}:{column}: {}", self.file, self.text)
            }
            None => write!(out, "{}: {}", self.file, self.text),
        }
    }
}

/// An object with `file`, `line`, `column` and `text`; line and column are null where the whole file is
/// meant.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Diagnostic", 4)?;
        object.serialize_field("file", self.file())?;
        object.serialize_field("line", &self.line())?;
        object.serialize_field("column", &self.column())?;
        object.serialize_field("text", self.text())?;
        object.end()
    }
}
