//! What went wrong? [`Error`], one opaque error for the whole crate, and the [`Diagnostic`]s that it
//! carries.

mod diagnostic;
#[cfg(any(feature = "build", feature = "cli"))]
mod files;

use std::fmt;
use std::io;
#[cfg(feature = "json")]
use std::path::Path;
use std::sync::Arc;

pub use diagnostic::Diagnostic;
pub(crate) use diagnostic::{LineStarts, Position};

/// Why something could not be done.
///
/// The kinds are private, so that they can grow; ask with the predicates. The [`Display`] form is
/// meant for a person: it says where, what, and what to do. Where the system refused something,
/// [`source`] is its [`io::Error`].
///
/// [`Display`]: fmt::Display
/// [`source`]: std::error::Error::source
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
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: Kind,
    text: String,
    diagnostics: Vec<Diagnostic>,
    cause: Option<Arc<io::Error>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    InvalidCode,
    InvalidDate,
    Negotiator,
    Catalog,
    Registry,
    #[cfg(feature = "live")]
    Thread,
    #[cfg(feature = "json")]
    InvalidPolicy,
    #[cfg(feature = "proxy")]
    InvalidUpstream,
    #[cfg(feature = "proxy")]
    InvalidCertificate,
    #[cfg(feature = "envoy")]
    InvalidAddress,
    #[cfg(feature = "json")]
    InvalidSettings,
    #[cfg(any(feature = "build", feature = "cli"))]
    Io,
    #[cfg(feature = "cli")]
    UnknownLocale,
    #[cfg(feature = "cli")]
    ExchangeFile,
    #[cfg(feature = "cli")]
    Conflict,
    #[cfg(any(feature = "build", feature = "cli"))]
    InvalidConstant,
}

/// What is said of a text that is not a code.
pub(crate) const NOT_A_CODE: &str = "not a valid code: write a number such as 400142 or -1121, or a name such as \
     card_declined, of 1 to 128 visible ASCII characters without white space";

/// How many characters of what is not a code are shown.
const SHOWN: usize = 40;

impl Error {
    fn text(kind: Kind, text: impl Into<String>) -> Error {
        Error(Box::new(Inner { kind, text: text.into(), diagnostics: Vec::new(), cause: None }))
    }

    fn diagnosed(kind: Kind, diagnostics: Vec<Diagnostic>) -> Error {
        let lines: Vec<String> = diagnostics.iter().map(Diagnostic::to_string).collect();
        Error(Box::new(Inner { kind, text: lines.join("\n"), diagnostics, cause: None }))
    }

    #[cfg(any(feature = "build", feature = "json", feature = "live"))]
    fn caused_by(mut self, cause: io::Error) -> Error {
        self.0.cause = Some(Arc::new(cause));
        self
    }

    pub(crate) fn invalid_code(text: &str) -> Error {
        let mut shown: String = text.chars().take(SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Error::text(Kind::InvalidCode, format!("`{shown}` is {NOT_A_CODE}"))
    }

    /// The same where the text is not known any more.
    pub(crate) fn not_a_code() -> Error {
        Error::text(Kind::InvalidCode, NOT_A_CODE)
    }

    pub(crate) fn invalid_date(text: &str) -> Error {
        let forms = "2026-11-23, 20:44:10 or 2026-11-23T20:44:10";
        Error::text(Kind::InvalidDate, format!("`{text}` is not a date or time: write {forms}"))
    }

    pub(crate) fn default_not_available(default: &str) -> Error {
        let text =
            format!("the default locale {default} is not available: add it, or name another");
        Error::text(Kind::Negotiator, text)
    }

    pub(crate) fn too_many_locales(count: usize, most: usize) -> Error {
        let text = format!("{count} locales are too many: at most {most} are possible");
        Error::text(Kind::Negotiator, text)
    }

    pub(crate) fn catalog(diagnostics: Vec<Diagnostic>) -> Error {
        Error::diagnosed(Kind::Catalog, diagnostics)
    }

    pub(crate) fn registry(text: impl Into<String>) -> Error {
        Error::text(Kind::Registry, text)
    }

    #[cfg(feature = "registry")]
    pub(crate) fn registry_file(diagnostics: Vec<Diagnostic>) -> Error {
        Error::diagnosed(Kind::Registry, diagnostics)
    }

    #[cfg(feature = "live")]
    pub(crate) fn thread(cause: io::Error) -> Error {
        let text = format!("the thread that follows the files cannot be started: {cause}");
        Error::text(Kind::Thread, text).caused_by(cause)
    }

    #[cfg(feature = "json")]
    pub(crate) fn invalid_policy(text: impl Into<String>) -> Error {
        Error::text(Kind::InvalidPolicy, text)
    }

    #[cfg(feature = "json")]
    pub(crate) fn invalid_settings(diagnostic: Diagnostic) -> Error {
        Error::diagnosed(Kind::InvalidSettings, vec![diagnostic])
    }

    #[cfg(feature = "json")]
    pub(crate) fn unreadable_settings(path: &Path, cause: io::Error) -> Error {
        let diagnostic = Diagnostic::of_file(path.display().to_string(), cause.to_string());
        Error::invalid_settings(diagnostic).caused_by(cause)
    }

    #[cfg(feature = "proxy")]
    pub(crate) fn invalid_upstream(text: impl Into<String>) -> Error {
        Error::text(Kind::InvalidUpstream, text)
    }

    #[cfg(feature = "proxy")]
    pub(crate) fn invalid_certificate(text: impl Into<String>) -> Error {
        Error::text(Kind::InvalidCertificate, text)
    }

    #[cfg(feature = "envoy")]
    pub(crate) fn invalid_address(text: impl Into<String>) -> Error {
        Error::text(Kind::InvalidAddress, text)
    }

    /// Whether a text that should be a code is not one.
    pub fn is_invalid_code(&self) -> bool {
        self.0.kind == Kind::InvalidCode
    }

    /// Whether a text or an instant that should be a date or a time is not one.
    pub fn is_invalid_date(&self) -> bool {
        self.0.kind == Kind::InvalidDate
    }

    /// Whether there can be no negotiator for a list of locales: it is too long, or the default is not
    /// on it.
    pub fn is_negotiator(&self) -> bool {
        self.0.kind == Kind::Negotiator
    }

    /// Whether the Fluent files of a catalog cannot be read, or something is wrong in them;
    /// [`Error::diagnostics`] has every reason.
    pub fn is_catalog(&self) -> bool {
        self.0.kind == Kind::Catalog
    }

    /// Whether something that a registry of codes should say makes no sense; of a file,
    /// [`Error::diagnostics`] has the places.
    pub fn is_registry(&self) -> bool {
        self.0.kind == Kind::Registry
    }

    /// Whether the thread that follows a live catalog's files could not be started.
    #[cfg(feature = "live")]
    pub fn is_thread(&self) -> bool {
        self.0.kind == Kind::Thread
    }

    /// Whether a policy for responses, or a part of it, makes no sense.
    #[cfg(feature = "json")]
    pub fn is_invalid_policy(&self) -> bool {
        self.0.kind == Kind::InvalidPolicy
    }

    /// Whether a file of settings, such as `codeword.toml`, cannot be read or says what makes no sense;
    /// [`Error::diagnostics`] has the place.
    #[cfg(feature = "json")]
    pub fn is_invalid_settings(&self) -> bool {
        self.0.kind == Kind::InvalidSettings
    }

    /// Whether an upstream cannot be reached as it is described: its URL is not valid, the certificates to
    /// trust cannot be read, or two of its options exclude each other.
    #[cfg(feature = "proxy")]
    pub fn is_invalid_upstream(&self) -> bool {
        self.0.kind == Kind::InvalidUpstream
    }

    /// Whether TLS cannot be spoken to clients, because a certificate or its key cannot be read, or the two do not
    /// belong together.
    #[cfg(feature = "proxy")]
    pub fn is_invalid_certificate(&self) -> bool {
        self.0.kind == Kind::InvalidCertificate
    }

    /// Whether a text that should be a network address, or name an object of Kubernetes, does not.
    #[cfg(feature = "envoy")]
    pub fn is_invalid_address(&self) -> bool {
        self.0.kind == Kind::InvalidAddress
    }

    /// What is wrong with which file, in the order in which it was found; empty where no file is to
    /// blame.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0.diagnostics
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.text)
    }
}

/// What `unwrap`, and a `main` that returns the error, print: its lines as they are displayed, so that a person
/// can read them.
impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.as_deref().map(|cause| cause as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unwrapped_error_can_be_read() {
        let diagnostics = ["a.ftl", "b.ftl"].map(|file| Diagnostic::of_file(file, "no `}`"));
        assert_eq!(
            format!("{:?}", Error::catalog(diagnostics.into())),
            "a.ftl: no `}`\nb.ftl: no `}`"
        );
    }
}
