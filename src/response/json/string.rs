//! [`Literal`]: a string (RFC 8259 §7) as it is written, read 16 bytes at a time.

use wide::{CmpEq, CmpGt, i8x16};

use super::defect::Defect;

/// A string without its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal<'b> {
    pub(super) bytes: &'b [u8],
    /// Whether it has an escape, so that its bytes are not its text.
    pub(super) escaped: bool,
}

/// What is left of a text from its first unusual byte on: see [`Chunk::unusual`].
#[inline(always)]
pub(super) fn skip_plain(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some((chunk, after)) = rest.split_first_chunk() {
        match Chunk::new(*chunk).unusual() {
            0 => rest = after,
            unusual => return &rest[unusual.trailing_zeros() as usize..],
        }
    }
    skip_plain_end(text, rest.len())
}

/// The same for the last `left` bytes of a text, fewer than a chunk has: they are in its last chunk.
#[inline(never)]
fn skip_plain_end(text: &[u8], left: usize) -> &[u8] {
    let rest = &text[text.len() - left..];
    let unusual =
        text.last_chunk().map_or(0, |chunk| Chunk::new(*chunk).unusual() >> (CHUNK - left));
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

/// Where the escape ends whose backslash stands here.
#[cold]
fn escape_end(bytes: &[u8], at: usize) -> Result<usize, Defect> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => match code_unit(bytes, at)? {
            // A pair of surrogates is one character; half a pair is not one (§8.2).
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

/// Writes a text as the content of a string (RFC 8259 §7).
pub(super) fn escape(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = find_special(rest) {
        out.extend_from_slice(&rest[..at]);
        match rest[at] {
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            byte @ (b'"' | b'\\') => out.extend_from_slice(&[b'\\', byte]),
            control => out.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
        }
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
}

/// Writes texts, one after the other, as one string.
pub(super) fn quote(texts: &[&[u8]], out: &mut Vec<u8>) {
    out.push(b'"');
    texts.iter().for_each(|text| escape(text, out));
    out.push(b'"');
}

/// The text of a string that was checked already, given the bytes between its quotes.
#[cold]
pub(in crate::response) fn unescape(content: &[u8]) -> String {
    let quoted = [b"\"", content, b"\""].concat();
    // It cannot fail: its escapes were checked when it was found.
    serde_json::from_slice(&quoted).unwrap_or_default()
}

/// How many bytes a chunk has: as many as every x86-64 and ARM processor handles at once.
pub(super) const CHUNK: usize = 16;

/// The next bytes of a text. In its sets of bytes, the lowest bit is the first one.
#[derive(Clone, Copy)]
pub(super) struct Chunk(i8x16);

impl Chunk {
    #[inline(always)]
    pub(super) fn new(bytes: [u8; CHUNK]) -> Chunk {
        Chunk(i8x16::new(bytes.map(u8::cast_signed)))
    }

    /// What a string cannot hold as it is (RFC 8259 §7), `"`, `\` and control characters, and what is
    /// not ASCII.
    #[inline(always)]
    pub(super) fn unusual(self) -> u32 {
        let is = |byte: u8| self.0.cmp_eq(i8x16::splat(byte.cast_signed()));
        // As signed numbers, bytes that are not ASCII are less than the space too.
        set(is(b'"') | is(b'\\') | i8x16::splat(0x20).cmp_gt(self.0))
    }

    /// What is unusual but ASCII.
    #[inline(always)]
    fn special(self) -> u32 {
        self.unusual() & !set(self.0)
    }
}

/// The place of the first byte of a text that a string cannot hold as it is (RFC 8259 §7): `"`, `\`, or
/// a control character.
pub(super) fn find_special(text: &[u8]) -> Option<usize> {
    let (chunks, end) = text.as_chunks();
    for (index, chunk) in chunks.iter().enumerate() {
        match Chunk::new(*chunk).special() {
            0 => {}
            special => return Some(index * CHUNK + special.trailing_zeros() as usize),
        }
    }
    let mut chunk = [b' '; CHUNK];
    chunk[..end.len()].copy_from_slice(end);
    match Chunk::new(chunk).special() {
        0 => None,
        special => Some(chunks.len() * CHUNK + special.trailing_zeros() as usize),
    }
}

/// The set of the bytes whose highest bit is set.
#[inline(always)]
fn set(bytes: i8x16) -> u32 {
    bytes.move_mask() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escaped_text_is_read_back() {
        let text: String = (0..0x250u32).filter_map(char::from_u32).collect();
        let mut out = Vec::new();
        escape(text.as_bytes(), &mut out);
        assert_eq!(unescape(&out), text);
    }

    #[test]
    fn every_byte_has_its_bit() {
        for place in 0..CHUNK {
            for byte in 0..=255 {
                let mut text = [b'a'; CHUNK];
                text[place] = byte;
                let bit = |is: bool| u32::from(is) << place;
                let special = matches!(byte, b'"' | b'\\' | 0..0x20);
                let chunk = Chunk::new(text);
                assert_eq!(chunk.special(), bit(special), "{byte} at {place}");
                assert_eq!(chunk.unusual(), bit(special || !byte.is_ascii()), "{byte} at {place}");
            }
        }
    }

    #[test]
    fn a_special_byte_is_found_anywhere() {
        for length in 0..3 * CHUNK {
            let mut text = "é".repeat(2 * CHUNK).into_bytes();
            text.truncate(length);
            assert_eq!(find_special(&text), None, "{length}");
            for place in 0..length {
                text[place] = b'"';
                assert_eq!(find_special(&text), Some(place), "{place} of {length}");
                text[place] = b'a';
            }
        }
    }
}
