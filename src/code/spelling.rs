//! [`Spelling`]: a number or a name, as it is written.

/// How a code is written. Spellings ascend as codes do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Spelling<'a> {
    /// Less than 0.
    Negative(i64),
    Natural(u64),
    /// 1 to 128 bytes of visible ASCII, and not a number.
    Name(&'a str),
}

/// How many bytes a name may have.
const NAME_LIMIT: usize = 128;

impl<'a> Spelling<'a> {
    /// What a text spells; `None` if it is not a code.
    pub(super) const fn parse(text: &'a str) -> Option<Spelling<'a>> {
        match Spelling::of_integer(text.as_bytes()) {
            Some(integer) => Some(integer),
            None if is_name(text.as_bytes()) => Some(Spelling::Name(text)),
            None => None,
        }
    }

    /// An integer in its usual spelling.
    pub(super) const fn of_integer(spelling: &[u8]) -> Option<Spelling<'static>> {
        let (digits, is_negative) = match spelling {
            [b'-', digits @ ..] => (digits, true),
            digits => (digits, false),
        };
        let fits = match digits {
            [b'0'] => !is_negative,
            [b'1'..=b'9', ..] => digits.len() <= 20,
            _ => false,
        };
        if !fits {
            return None;
        }
        let (mut rest, mut magnitude) = (digits, 0_u64);
        while let [digit, after @ ..] = rest {
            if !digit.is_ascii_digit() {
                return None;
            }
            magnitude = magnitude.wrapping_mul(10).wrapping_add((*digit - b'0') as u64);
            rest = after;
        }
        // Of 20 digits, those that fit begin with 1; past 2⁶⁴, what is left of such a number is less than 10¹⁹.
        if digits.len() == 20 && (digits[0] != b'1' || magnitude < 10_u64.pow(19)) {
            return None;
        }
        if !is_negative {
            return Some(Spelling::Natural(magnitude));
        }
        match 0_i64.checked_sub_unsigned(magnitude) {
            Some(number) => Some(Spelling::Negative(number)),
            None => None,
        }
    }
}

/// Whether these bytes may be a name: 1 to 128 of visible ASCII.
const fn is_name(bytes: &[u8]) -> bool {
    if bytes.is_empty() || bytes.len() > NAME_LIMIT {
        return false;
    }
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk() {
        if !are_visible(*eight) {
            return false;
        }
        rest = after;
    }
    // Those that are left are among the last eight, unless there are fewer in all.
    if let Some(last) = bytes.last_chunk() {
        return are_visible(*last);
    }
    while let [byte, after @ ..] = rest {
        if !byte.is_ascii_graphic() {
            return false;
        }
        rest = after;
    }
    true
}

/// Whether eight bytes are visible ASCII. Less than U+0021 borrows from the highest bit of a byte, U+007F carries
/// into it, and what is not ASCII has it; the lowest byte that is not visible has none below it that could do so.
const fn are_visible(bytes: [u8; 8]) -> bool {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let bytes = u64::from_le_bytes(bytes);
    let unusual = bytes | bytes.wrapping_sub(each(0x21)) | bytes.wrapping_add(each(1));
    unusual & each(0x80) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_is_not_visible_is_found_anywhere() {
        for length in 1..=NAME_LIMIT {
            assert!(is_name(&vec![b'~'; length]));
            for place in 0..length {
                let mut bytes = vec![b'!'; length];
                for byte in [0, b' ', b'!', b'~', 0x7F, 0x80, 0xFF] {
                    bytes[place] = byte;
                    let visible = byte.is_ascii_graphic();
                    assert_eq!(is_name(&bytes), visible, "{byte} at {place} of {length}");
                }
            }
        }
    }

    #[test]
    fn each_byte_of_eight_is_looked_at() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = *b"!~!~!~!~";
                bytes[place] = byte;
                assert_eq!(are_visible(bytes), byte.is_ascii_graphic(), "{byte} at {place}");
            }
        }
    }
}
