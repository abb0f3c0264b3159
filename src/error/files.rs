//! What goes wrong where the files of a catalog become others: on the translator's side, and in a build script.

use std::io;

use super::{Diagnostic, Error, Kind};

/// What can go wrong on the translator's side.
#[cfg(feature = "cli")]
impl Error {
    /// A file that the system does not let us read.
    pub(crate) fn unreadable(path: impl Into<String>, cause: io::Error) -> Error {
        let diagnostic = Diagnostic::of_file(path, format!("this file cannot be read: {cause}"));
        Error::diagnosed(Kind::Io, vec![diagnostic]).caused_by(cause)
    }

    pub(crate) fn unknown_locale(diagnostics: Vec<Diagnostic>) -> Error {
        Error::diagnosed(Kind::UnknownLocale, diagnostics)
    }

    pub(crate) fn exchange_file(diagnostics: Vec<Diagnostic>) -> Error {
        Error::diagnosed(Kind::ExchangeFile, diagnostics)
    }

    pub(crate) fn conflict(diagnostics: Vec<Diagnostic>) -> Error {
        Error::diagnosed(Kind::Conflict, diagnostics)
    }

    /// Whether it is not clear which locale is meant: the project does not have it, its name is not a
    /// language tag, or a file of texts does not say whose they are.
    pub fn is_unknown_locale(&self) -> bool {
        self.0.kind == Kind::UnknownLocale
    }

    /// Whether a file of another format cannot be understood, or has texts that no catalog can take;
    /// [`Error::diagnostics`] has the places.
    pub fn is_exchange_file(&self) -> bool {
        self.0.kind == Kind::ExchangeFile
    }

    /// Whether something on the disk is in the way of a change: a file that was changed meanwhile, or one
    /// that is there already and would be overwritten.
    pub fn is_conflict(&self) -> bool {
        self.0.kind == Kind::Conflict
    }
}

/// How many constants that cannot be are named, since a catalog of names has one for each where there can only be
/// integers.
const CONSTANTS_SHOWN: usize = 10;

/// What can go wrong where a file is written.
impl Error {
    /// A file that the system does not let us write.
    pub(crate) fn unwritable(path: impl Into<String>, cause: io::Error) -> Error {
        let diagnostic = Diagnostic::of_file(path, format!("this file cannot be written: {cause}"));
        Error::diagnosed(Kind::Io, vec![diagnostic]).caused_by(cause)
    }

    /// Constants that cannot be: the first problems, a line for each, and how many more there are.
    pub(crate) fn invalid_constants(mut problems: Vec<String>) -> Error {
        let more = problems.len().saturating_sub(CONSTANTS_SHOWN);
        problems.truncate(CONSTANTS_SHOWN);
        if more > 0 {
            problems.push(format!("and {more} more of the kind"));
        }
        Error::text(Kind::InvalidConstant, problems.join("\n"))
    }

    /// Whether a file could not be read or written; [`source`](std::error::Error::source) says why.
    pub fn is_io(&self) -> bool {
        self.0.kind == Kind::Io
    }

    /// Whether the codes of a catalog cannot be constants of a language.
    pub fn is_invalid_constant(&self) -> bool {
        self.0.kind == Kind::InvalidConstant
    }
}
