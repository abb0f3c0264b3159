//! [`Entry`]: what the registry says about one code.

use super::{ArgumentKind, GrpcCode};
use crate::{Code, CodeBuf, Error};

/// What a registry says about one code. Everything but the code is optional.
///
/// # Example
///
/// ```
/// use codeword::registry::{ArgumentKind, Entry, GrpcCode};
///
/// let entry = Entry::new(400142)
///     .with_name("HeartbeatExceedLimit")?
///     .with_http_status(429)?
///     .with_argument("limit", ArgumentKind::Number)?;
///
/// assert_eq!(entry.name(), Some("HeartbeatExceedLimit"));
/// assert_eq!(entry.grpc(), Some(GrpcCode::ResourceExhausted)); // by the status
/// assert!(!entry.is_retired());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    code: CodeBuf,
    name: Option<Box<str>>,
    pub(super) status: Option<u16>,
    pub(super) grpc: Option<GrpcCode>,
    arguments: Vec<(Box<str>, ArgumentKind)>,
    type_uri: Option<Box<str>>,
    is_retired: bool,
    origin: Option<Box<str>>,
    note: Option<Box<str>>,
}

impl Entry {
    /// The entry of a code, of which nothing is said yet.
    pub fn new<'c>(code: impl Into<Code<'c>>) -> Entry {
        Entry {
            code: code.into().to_code_buf(),
            name: None,
            status: None,
            grpc: None,
            arguments: Vec::new(),
            type_uri: None,
            is_retired: false,
            origin: None,
            note: None,
        }
    }

    /// The code.
    pub fn code(&self) -> Code<'_> {
        self.code.as_code()
    }

    /// The name by which programs know the code, such as `HeartbeatExceedLimit`.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The HTTP status (RFC 9110 §15): the one that the entry says, or else the one that the code
    /// carries ([`Code::http_status`]).
    pub fn http_status(&self) -> Option<u16> {
        self.status.or_else(|| self.code().http_status())
    }

    /// The status code of gRPC: the one that the entry says, or else the one that the HTTP status stands
    /// for ([`GrpcCode::of_http_status`]).
    pub fn grpc(&self) -> Option<GrpcCode> {
        self.grpc.or_else(|| self.http_status().map(GrpcCode::of_http_status))
    }

    /// The arguments of the code's message, by their names.
    pub fn arguments(&self) -> impl ExactSizeIterator<Item = (&str, ArgumentKind)> {
        self.arguments.iter().map(|(name, kind)| (&**name, *kind))
    }

    /// The type of the problem, a URI reference (RFC 9457 §3.1.1).
    pub fn type_uri(&self) -> Option<&str> {
        self.type_uri.as_deref()
    }

    /// Whether the code is no longer sent. Its message stays, for the answers of older servers.
    pub fn is_retired(&self) -> bool {
        self.is_retired
    }

    /// Where the code is known from, if not from the document that the source texts are taken from.
    pub fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// What else people should know.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// What the entry says, one thing at a time.
impl Entry {
    /// The same entry with a name: what could be a code that is not a number.
    ///
    /// # Errors
    ///
    /// [`Error::is_registry`] if the name is empty, a number, longer than 128 bytes, or has anything but
    /// visible ASCII characters.
    pub fn with_name(mut self, name: &str) -> Result<Entry, Error> {
        let is_number = name.parse::<i128>().is_ok();
        if is_number || Code::parse(name).is_none() {
            let form = "write 1 to 128 letters, digits and signs of ASCII, and not a number alone";
            return Err(Error::registry(format!("`{name}` is not a name: {form}")));
        }
        self.name = Some(name.into());
        Ok(self)
    }

    /// The same entry with an HTTP status.
    ///
    /// # Errors
    ///
    /// [`Error::is_registry`] outside of 100 to 599 (RFC 9110 §15).
    pub fn with_http_status(mut self, status: u16) -> Result<Entry, Error> {
        if !(100..=599).contains(&status) {
            let text = format!("{status} is not an HTTP status: write a number from 100 to 599");
            return Err(Error::registry(text));
        }
        self.status = Some(status);
        Ok(self)
    }

    /// The same entry with a status code of gRPC.
    pub fn with_grpc(mut self, code: GrpcCode) -> Entry {
        self.grpc = Some(code);
        self
    }

    /// The same entry with one argument more, or with another kind of an argument that it has.
    ///
    /// # Errors
    ///
    /// [`Error::is_registry`] if a variable of Fluent cannot have that name.
    pub fn with_argument(mut self, name: &str, kind: ArgumentKind) -> Result<Entry, Error> {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.bytes().all(is_part) {
            return Err(Error::registry(format!(
                "`{name}` is not the name of an argument: begin with a letter, and go on with letters, \
                 digits, - and _"
            )));
        }
        match self.arguments.binary_search_by(|(known, _)| (**known).cmp(name)) {
            Ok(at) => self.arguments[at].1 = kind,
            Err(at) => self.arguments.insert(at, (name.into(), kind)),
        }
        Ok(self)
    }

    /// The same entry with a type, which is a URI reference.
    ///
    /// # Errors
    ///
    /// [`Error::is_registry`] if it is empty or has characters that no URI has (RFC 3986 §2).
    pub fn with_type_uri(mut self, uri: &str) -> Result<Entry, Error> {
        if !is_uri_reference(uri) {
            return Err(Error::registry(format!(
                "`{uri}` is not a URI: write one such as https://example.com/errors/out-of-stock"
            )));
        }
        self.type_uri = Some(uri.into());
        Ok(self)
    }

    /// The same entry, of a code that is no longer sent, or of one that is.
    pub fn with_retired(mut self, is_retired: bool) -> Entry {
        self.is_retired = is_retired;
        self
    }

    /// The same entry with a note on where the code is known from.
    pub fn with_origin(mut self, origin: &str) -> Entry {
        self.origin = Some(origin.into());
        self
    }

    /// The same entry with a note.
    pub fn with_note(mut self, note: &str) -> Entry {
        self.note = Some(note.into());
        self
    }

    /// The same entry without a name.
    pub(super) fn without_name(mut self) -> Entry {
        self.name = None;
        self
    }
}

/// Whether a text has nothing but what a URI may have, and triples such as `%20` are whole.
fn is_uri_reference(text: &str) -> bool {
    let is_allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    let is_triple =
        |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    !text.is_empty() && text.bytes().all(is_allowed) && text.split('%').skip(1).all(is_triple)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_come_from_the_code() {
        let entry = Entry::new(404001);
        assert_eq!((entry.http_status(), entry.grpc()), (Some(404), Some(GrpcCode::NotFound)));
        let entry = Entry::new(404001).with_http_status(503).unwrap();
        assert_eq!((entry.http_status(), entry.grpc()), (Some(503), Some(GrpcCode::Unavailable)));
        let entry = entry.with_grpc(GrpcCode::DataLoss);
        assert_eq!((entry.http_status(), entry.grpc()), (Some(503), Some(GrpcCode::DataLoss)));
        let entry = Entry::new(7);
        assert_eq!((entry.http_status(), entry.grpc()), (None, None));
    }

    #[test]
    fn arguments_are_sorted_and_one_of_a_name() {
        let mut entry = Entry::new(1);
        for (name, kind) in
            [("b", ArgumentKind::String), ("a-1", ArgumentKind::Date), ("b", ArgumentKind::Number)]
        {
            entry = entry.with_argument(name, kind).unwrap();
        }
        let expected = [("a-1", ArgumentKind::Date), ("b", ArgumentKind::Number)];
        assert_eq!(entry.arguments().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let long = "x".repeat(129);
        for name in ["", "400142", "-1", "a b", "错误", "a\n", &long] {
            assert!(Entry::new(1).with_name(name).unwrap_err().is_registry(), "{name:?}");
        }
        for status in [0, 99, 600, 65535] {
            assert!(Entry::new(1).with_http_status(status).is_err(), "{status}");
        }
        for name in ["", "1a", "$a", "a b", "é"] {
            assert!(Entry::new(1).with_argument(name, ArgumentKind::Date).is_err(), "{name:?}");
        }
        for uri in ["", "not a uri", "https://example.com/%2", "https://例え.jp/"] {
            assert!(Entry::new(1).with_type_uri(uri).is_err(), "{uri:?}");
        }
        for uri in ["about:blank", "/errors/1", "urn:x:y", "https://example.com/%20a?b#c"] {
            assert_eq!(Entry::new(1).with_type_uri(uri).unwrap().type_uri(), Some(uri));
        }
    }
}
