//! How a file is read: up to a size, and with replacement characters for bytes that are not UTF-8.

use std::path::Path;
use std::{fmt, fs, io};

use unic_langid::LanguageIdentifier;

use super::encoding;
#[cfg(feature = "cli")]
use crate::{Diagnostic, Error};

/// The largest file that is read, in bytes: 64 MiB, some 500,000 messages.
const FILE_LIMIT: u64 = 64 << 20;

/// Why a file is not read.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The system does not let us.
    System(io::Error),
    /// It has so many bytes.
    TooLarge(u64),
}

/// The bytes of a file.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    check_size(fs::metadata(path).map_err(Unreadable::System)?.len())?;
    fs::read(path).map_err(Unreadable::System)
}

/// Whether a file of this size, in bytes, is read.
pub(super) fn check_size(size: u64) -> Result<(), Unreadable> {
    if size > FILE_LIMIT { Err(Unreadable::TooLarge(size)) } else { Ok(()) }
}

impl Unreadable {
    /// Whether there is no such file.
    pub(crate) fn is_absent(&self) -> bool {
        let absent = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
        matches!(self, Unreadable::System(error) if absent.contains(&error.kind()))
    }

    /// The error of the file at a path: the system's, or, where it is the file's size, one of the kind that its
    /// contents would have.
    #[cfg(feature = "cli")]
    pub(crate) fn at(self, path: &str, of_contents: fn(Vec<Diagnostic>) -> Error) -> Error {
        match self {
            Unreadable::System(cause) => Error::unreadable(path, cause),
            Unreadable::TooLarge(_) => {
                of_contents(vec![Diagnostic::of_file(path, self.to_string())])
            }
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::System(error) => write!(out, "this file cannot be read: {error}"),
            Unreadable::TooLarge(size) => {
                write!(out, "the file has {size} bytes, and the limit is {FILE_LIMIT}: split it")
            }
        }
    }
}

/// What of a file is not UTF-8.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Invalid {
    /// The offsets where U+FFFD stands in the text for bytes that are not valid UTF-8.
    pub(crate) offsets: Vec<usize>,
    /// The other encoding that the whole file seems to be in, by the name that iconv has for it.
    pub(crate) encoding: Option<&'static str>,
}

impl Invalid {
    /// A text that was never bytes.
    pub(crate) const NONE: &'static Invalid = &Invalid { offsets: Vec::new(), encoding: None };

    /// Whether all of it is UTF-8.
    pub(crate) fn is_empty(&self) -> bool {
        self.offsets.is_empty() && self.encoding.is_none()
    }
}

/// The text of the bytes of a file in a language.
pub(crate) fn decode(bytes: Vec<u8>, locale: &LanguageIdentifier) -> (String, Invalid) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            let encoding = encoding::wide_unicode(text.as_bytes());
            return (text, Invalid { offsets: Vec::new(), encoding });
        }
        Err(error) => error.into_bytes(),
    };
    let encoding = encoding::guess(&bytes, locale);
    let (mut text, mut offsets) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            offsets.push(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (text, Invalid { offsets, encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_text_are_replaced_and_counted() {
        let (text, invalid) = decode(b"a\xFFb\xE5\xBFc".to_vec(), &"zh-CN".parse().unwrap());
        assert_eq!(text, "a\u{FFFD}b\u{FFFD}c");
        assert_eq!(invalid, Invalid { offsets: vec![1, 5], encoding: None });
    }
}
