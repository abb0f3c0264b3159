//! [`Chunk`]: 16 bytes of a text at once, a bit for each.

use wide::{CmpEq, CmpGt, i8x16};

/// How many bytes a chunk has: as many as every x86-64 and every ARM processor takes at once.
pub(super) const SIZE: usize = 16;

/// The next bytes of a text. In its sets of bytes, the lowest bit is the first one.
#[derive(Clone, Copy)]
pub(super) struct Chunk(i8x16);

impl Chunk {
    #[inline(always)]
    pub(super) fn new(bytes: [u8; SIZE]) -> Chunk {
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
            special => return Some(index * SIZE + special.trailing_zeros() as usize),
        }
    }
    let mut chunk = [b' '; SIZE];
    chunk[..end.len()].copy_from_slice(end);
    match Chunk::new(chunk).special() {
        0 => None,
        special => Some(chunks.len() * SIZE + special.trailing_zeros() as usize),
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
    fn every_byte_has_its_bit() {
        for place in 0..SIZE {
            for byte in 0..=255 {
                let mut text = [b'a'; SIZE];
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
    fn what_is_special_is_found_anywhere() {
        for length in 0..3 * SIZE {
            let mut text = "é".repeat(2 * SIZE).into_bytes();
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
