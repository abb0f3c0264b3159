//! How a file is read: up to a size, and with a sign in place of bytes that are not text.

use std::fs;
use std::io::Error;
use std::path::Path;

/// The largest file that is read, in bytes: 64 MiB, some 500,000 messages.
const FILE_LIMIT: u64 = 64 << 20;

/// The bytes of a file.
///
/// # Errors
///
/// In words, why it cannot be read, or that it is too large.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: Error| format!("this file cannot be read: {error}");
    check_size(fs::metadata(path).map_err(unreadable)?.len())?;
    fs::read(path).map_err(unreadable)
}

/// Whether a file of this size, in bytes, is read; if not, why.
pub(super) fn check_size(size: u64) -> Result<(), String> {
    match size > FILE_LIMIT {
        true => Err(format!("the file has {size} bytes, and the limit is {FILE_LIMIT}: split it")),
        false => Ok(()),
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
    fn bytes_that_are_no_text_are_replaced_and_counted() {
        let (text, invalid) = decode(b"a\xFFb\xE5\xBFc".to_vec());
        assert_eq!(text, "a\u{FFFD}b\u{FFFD}c");
        assert_eq!(invalid, [1, 5]);
    }
}
