//! What kinds of characters a text has, so that a rule need not look where it cannot find anything.

use std::ops::{BitOr, BitOrAssign};

/// A set of kinds of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    /// `0`–`9`, and full-width digits among others.
    pub(super) const DIGIT: Kinds = Kinds(1);
    /// `a`–`z`, `A`–`Z`
    pub(super) const LETTER: Kinds = Kinds(1 << 1);
    /// `"` and `'`
    pub(super) const QUOTE: Kinds = Kinds(1 << 2);
    /// `(`, `)`, `[`, `]`
    pub(super) const BRACKET: Kinds = Kinds(1 << 3);
    /// `.`
    pub(super) const DOT: Kinds = Kinds(1 << 4);
    /// `<` and `&`
    pub(super) const MARKUP: Kinds = Kinds(1 << 5);
    /// `,`, `:`, `;`, `?`, `!`, `(`, `)`
    pub(super) const POINT: Kinds = Kinds(1 << 6);
    /// A space
    pub(super) const SPACE: Kinds = Kinds(1 << 7);
    /// Most likely Han: U+3400 to U+9FFF, and what is beyond U+FFFF
    pub(super) const HAN: Kinds = Kinds(1 << 8);
    /// Most likely punctuation of another width or shape: U+2000, U+3000 and U+F000 and what follows each
    pub(super) const WIDE: Kinds = Kinds(1 << 9);
    /// U+0340 and above
    pub(super) const FOREIGN: Kinds = Kinds(1 << 10);
    /// U+0080 to U+00BF and U+00C0 to U+033F
    pub(super) const LATIN: Kinds = Kinds(1 << 11);
    /// `\t` and everything else below a space
    pub(super) const CONTROL: Kinds = Kinds(1 << 12);

    /// The kinds of a text's characters; a kind may be there that is not, but none is missing.
    pub(super) fn of(text: &str) -> Kinds {
        text.bytes().fold(Kinds(0), |kinds, byte| Kinds(kinds.0 | KINDS[byte as usize]))
    }

    /// Whether this has any of the others.
    pub(super) fn has(self, others: Kinds) -> bool {
        self.0 & others.0 != 0
    }
}

impl BitOr for Kinds {
    type Output = Kinds;

    fn bitor(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

impl BitOrAssign for Kinds {
    fn bitor_assign(&mut self, other: Kinds) {
        self.0 |= other.0;
    }
}

/// The kinds of each byte of UTF-8; a byte that goes on with a character has none.
const KINDS: [u16; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'0'..=b'9' => Kinds::DIGIT.0,
            b'a'..=b'z' | b'A'..=b'Z' => Kinds::LETTER.0,
            b'"' | b'\'' => Kinds::QUOTE.0,
            b'(' | b')' => Kinds::BRACKET.0 | Kinds::POINT.0,
            b'[' | b']' => Kinds::BRACKET.0,
            b'.' => Kinds::DOT.0,
            b'<' | b'&' => Kinds::MARKUP.0,
            b',' | b':' | b';' | b'?' | b'!' => Kinds::POINT.0,
            b' ' => Kinds::SPACE.0,
            0..=0x1F | 0x7F => Kinds::CONTROL.0,
            0xC2..=0xCC => Kinds::LATIN.0,
            0xE2 => Kinds::WIDE.0 | Kinds::FOREIGN.0,
            0xE3 => Kinds::WIDE.0 | Kinds::HAN.0 | Kinds::FOREIGN.0,
            0xE4..=0xE9 => Kinds::HAN.0 | Kinds::FOREIGN.0,
            0xEF => Kinds::WIDE.0 | Kinds::DIGIT.0 | Kinds::FOREIGN.0,
            0xF0..=0xF4 => Kinds::HAN.0 | Kinds::FOREIGN.0,
            0xCD..=0xEE => Kinds::FOREIGN.0,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// Whether a character is written in Chinese characters.
pub(super) fn is_han(character: char) -> bool {
    script(character) == Some("Hani")
}

/// The script of a letter by its ISO 15924 code; `None` for what belongs to no script or to many, and
/// for scripts that are not told apart here.
pub(super) fn script(character: char) -> Option<&'static str> {
    Some(match character {
        'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' => "Latn",
        '\u{F8}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF21}'..='\u{FF5A}' => "Latn",
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => "Grek",
        '\u{400}'..='\u{52F}' => "Cyrl",
        '\u{531}'..='\u{58F}' => "Armn",
        '\u{5D0}'..='\u{5F4}' => "Hebr",
        '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6FA}'..='\u{6FF}' => "Arab",
        '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => "Arab",
        '\u{904}'..='\u{97F}' => "Deva",
        '\u{980}'..='\u{9FF}' => "Beng",
        '\u{A00}'..='\u{A7F}' => "Guru",
        '\u{A80}'..='\u{AFF}' => "Gujr",
        '\u{B00}'..='\u{B7F}' => "Orya",
        '\u{B80}'..='\u{BFF}' => "Taml",
        '\u{C00}'..='\u{C7F}' => "Telu",
        '\u{C80}'..='\u{CFF}' => "Knda",
        '\u{D00}'..='\u{D7F}' => "Mlym",
        '\u{D80}'..='\u{DFF}' => "Sinh",
        '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E5B}' => "Thai",
        '\u{E80}'..='\u{EFF}' => "Laoo",
        '\u{F00}'..='\u{FFF}' => "Tibt",
        '\u{1000}'..='\u{109F}' => "Mymr",
        '\u{10A0}'..='\u{10FF}' => "Geor",
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}' => "Hang",
        '\u{1200}'..='\u{139F}' => "Ethi",
        '\u{1780}'..='\u{17FF}' => "Khmr",
        '\u{3041}'..='\u{309F}' => "Hira",
        '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9D}' => "Kana",
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => "Hani",
        '\u{20000}'..='\u{323AF}' => "Hani",
        _ => return None,
    })
}

/// The ASCII form of a full-width character: `：` → `:`.
pub(super) fn narrow(character: char) -> Option<char> {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0),
        '\u{3000}' => Some(' '),
        '。' | '｡' => Some('.'),
        '、' | '､' => Some(','),
        '「' | '」' | '『' | '』' => Some('"'),
        '【' => Some('['),
        '】' => Some(']'),
        '《' | '》' | '〈' | '〉' => Some('"'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found() {
        for (text, kinds) in [
            ("abc 1", Kinds::LETTER | Kinds::SPACE | Kinds::DIGIT),
            ("心跳", Kinds::HAN | Kinds::FOREIGN),
            ("é", Kinds::LATIN),
            ("", Kinds::default()),
        ] {
            assert_eq!(Kinds::of(text), kinds, "{text}");
        }
        assert!(Kinds::of("，").has(Kinds::WIDE));
    }

    #[test]
    fn scripts_are_told_apart() {
        for (character, expected) in [
            ('a', Some("Latn")),
            ('é', Some("Latn")),
            ('心', Some("Hani")),
            ('あ', Some("Hira")),
            ('ж', Some("Cyrl")),
            ('1', None),
            ('，', None),
        ] {
            assert_eq!(script(character), expected, "{character}");
        }
    }
}
