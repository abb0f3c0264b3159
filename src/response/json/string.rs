//! [`Literal`]: a string (RFC 8259 §7) as it is written.

use super::chunk::{self, Chunk, find_special};
use crate::response::Defect;

/// A string without its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal<'b> {
    pub(super) bytes: &'b [u8],
    /// Whether it has an escape, so that its bytes are not its text.
    pub(super) escaped: bool,
}

/// What is left of a text from the first byte on that may be unusual.
#[inline(always)]
pub(super) fn skip_plain(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        match Chunk::new(*chunk).unusual() {
            0 => rest = behind,
            unusual => return &rest[unusual.trailing_zeros() as usize..],
        }
    }
    skip_plain_end(text, rest.len())
}

/// The same for so many bytes at the end of a text, less than a chunk: they are in its last chunk.
#[inline(never)]
fn skip_plain_end(text: &[u8], left: usize) -> &[u8] {
    let rest = &text[text.len() - left..];
    let unusual =
        text.last_chunk().map_or(0, |chunk| Chunk::new(*chunk).unusual() >> (chunk::SIZE - left));
    if unusual == 0 { rest } else { &rest[unusual.trailing_zeros() as usize..] }
}

/// The string that a content begins with.
#[inline(never)]
pub(super) fn unusual_string(content: &[u8]) -> Result<Literal<'_>, Defect> {
    let (mut end, mut escaped) = (0, false);
    loop {
        let rest = content.get(end..).unwrap_or_default();
        let special = find_special(rest).ok_or(Defect::InvalidJson)?;
        end += special;
        match rest[special] {
            b'"' => break,
            b'\\' => {
                escaped = true;
                end = escape_end(content, end)?;
            }
            _ => return Err(Defect::InvalidJson),
        }
    }
    let bytes = &content[..end];
    match simdutf8::basic::from_utf8(bytes) {
        Ok(_) => Ok(Literal { bytes, escaped }),
        Err(_) => Err(Defect::InvalidUnicode),
    }
}

/// Where an escape ends whose backslash stands here.
#[cold]
fn escape_end(bytes: &[u8], at: usize) -> Result<usize, Defect> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => match code_unit(bytes, at)? {
            // A pair of surrogates is one character; half a pair is none (§8.2).
            0xD800..=0xDBFF => match code_unit(bytes, at + 6) {
                Ok(0xDC00..=0xDFFF) => Ok(at + 12),
                _ => Err(Defect::InvalidUnicode),
            },
            0xDC00..=0xDFFF => Err(Defect::InvalidUnicode),
            _ => Ok(at + 6),
        },
        _ => Err(Defect::InvalidJson),
    }
}

/// Reads an escaped code unit, `\u0041`.
fn code_unit(bytes: &[u8], at: usize) -> Result<u32, Defect> {
    let digits = bytes.get(at..at + 6).and_then(|escape| escape.strip_prefix(b"\\u"));
    digits
        .ok_or(Defect::InvalidJson)?
        .iter()
        .try_fold(0, |unit, byte| Some(unit << 4 | char::from(*byte).to_digit(16)?))
        .ok_or(Defect::InvalidJson)
}
