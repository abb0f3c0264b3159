//! How a file is read: up to a size, and with replacement characters for bytes that are not UTF-8.

use std::path::Path;
use std::{fmt, fs, io};

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

/// The text of a file's bytes. U+FFFD takes the place of bytes that are not valid UTF-8, at these offsets.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Vec<usize>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    let (mut text, mut invalid) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            invalid.push(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (text, invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_text_are_replaced_and_counted() {
        let (text, invalid) = decode(b"a\xFFb\xE5\xBFc".to_vec());
        assert_eq!(text, "a\u{FFFD}b\u{FFFD}c");
        assert_eq!(invalid, [1, 5]);
    }
}
