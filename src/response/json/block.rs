//! [`Block`]: 64 bytes of a text at once, a bit for each.

use wide::u8x16;

/// How many bytes a block has.
pub(super) const SIZE: usize = 64;

/// What is known of the bytes of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// What a string cannot hold as it is (RFC 8259 §7): `"`, `\` and control characters. The lowest
    /// bit is the first byte.
    pub(super) special: u64,
    /// Whether all of it is ASCII.
    pub(super) is_ascii: bool,
}

impl Block {
    /// The block that begins at a place of a text. Past the end there are NULs.
    // Not inlined: its constants would take the registers of the lexer, which calls it once in 64 bytes.
    #[inline(never)]
    pub(super) fn at(text: &[u8], start: usize) -> Block {
        let rest = text.get(start..).unwrap_or_default();
        match rest.first_chunk() {
            Some(bytes) => Block::of(bytes),
            None => {
                let mut bytes = [0; SIZE];
                bytes[..rest.len()].copy_from_slice(rest);
                Block::of(&bytes)
            }
        }
    }

    #[inline]
    fn of(bytes: &[u8; SIZE]) -> Block {
        let mut special = 0;
        let mut all = u8x16::default();
        for (index, chunk) in bytes.as_chunks::<16>().0.iter().enumerate() {
            let chunk = u8x16::new(*chunk);
            let quote = chunk.cmp_eq(u8x16::splat(b'"'));
            let backslash = chunk.cmp_eq(u8x16::splat(b'\\'));
            let control = chunk.min(u8x16::splat(0x1F)).cmp_eq(chunk);
            special |= bits(quote | backslash | control) << (16 * index);
            all |= chunk;
        }
        Block { special, is_ascii: bits(all) == 0 }
    }
}

/// The highest bit of each byte.
#[inline]
fn bits(chunk: u8x16) -> u64 {
    u64::from(chunk.move_mask() as u16)
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
                let special = u64::from(matches!(byte, b'"' | b'\\' | 0..0x20)) << place;
                let is_ascii = byte.is_ascii();
                assert_eq!(Block::at(&text, 0), Block { special, is_ascii }, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn past_the_end_there_are_control_characters() {
        assert_eq!(Block::at(b"abc", 0).special, !0b111);
        assert_eq!(Block::at(b"abc", 64).special, u64::MAX);
    }
}
