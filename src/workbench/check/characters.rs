//! What kinds of characters a text has, so that a rule need not look where it cannot find anything.

use std::ops::BitOr;

use unicode_script::{Script, UnicodeScript};

/// A set of kinds of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

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
    /// `%`, `$`, `\` and `:`
    pub(super) const SIGN: Kinds = Kinds(1 << 12);
    /// `@`, `/`, `_` and a backtick
    pub(super) const CODE: Kinds = Kinds(1 << 13);
    /// `A`–`Z`
    pub(super) const CAPITAL: Kinds = Kinds(1 << 14);
    /// What may be a digit of another script; those of Europe and China have none.
    pub(super) const OTHER_DIGIT: Kinds = Kinds(1 << 15);
    /// `?`
    pub(super) const QUESTION: Kinds = Kinds(1 << 16);

    /// The kinds of a text's characters; a kind may be there that is not, but none is missing.
    pub(super) fn of(text: &str) -> Kinds {
        let of = |bytes: &[u8]| bytes.iter().fold(0, |kinds, byte| kinds | KINDS[*byte as usize]);
        // A compiler looks up eight in a row without a test between them.
        let (eights, rest) = text.as_bytes().as_chunks::<8>();
        Kinds(eights.iter().fold(of(rest), |kinds, eight| kinds | of(eight)))
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

/// The kinds of each byte of UTF-8; a byte that goes on with a character has none.
const KINDS: [u32; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let others = match byte as u8 {
            0xD8..=0xE1 | 0xEA | 0xF0 => Kinds::OTHER_DIGIT.0,
            b'A'..=b'Z' => Kinds::CAPITAL.0,
            _ => 0,
        };
        kinds[byte] = others
            | match byte as u8 {
                b'0'..=b'9' => Kinds::DIGIT.0,
                b'a'..=b'z' | b'A'..=b'Z' => Kinds::LETTER.0,
                b'"' | b'\'' => Kinds::QUOTE.0,
                b'(' | b')' => Kinds::BRACKET.0 | Kinds::POINT.0,
                b'[' | b']' => Kinds::BRACKET.0,
                b'.' => Kinds::DOT.0,
                b'<' | b'&' => Kinds::MARKUP.0,
                b',' | b';' | b'!' => Kinds::POINT.0,
                b'?' => Kinds::POINT.0 | Kinds::QUESTION.0,
                b':' => Kinds::POINT.0 | Kinds::SIGN.0,
                b'%' | b'$' | b'\\' => Kinds::SIGN.0,
                b'@' | b'/' | b'_' | b'`' => Kinds::CODE.0,
                b' ' => Kinds::SPACE.0,
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

/// Where the first digit of ASCII stands. Eight bytes are looked at together, for nearly all of them are none.
pub(super) fn find_digit(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let mut start = 0;
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        let word = u64::from_ne_bytes(*eight);
        // A byte is zero here that is one from 0x30 to 0x3F.
        let others = (word & (ONES * 0xF0)) ^ (ONES * 0x30);
        if others.wrapping_sub(ONES) & !others & (ONES * 0x80) != 0
            && let Some(at) = eight.iter().position(u8::is_ascii_digit)
        {
            return Some(start + at);
        }
        start += 8;
    }
    let at = rest.iter().position(u8::is_ascii_digit)?;
    Some(start + at)
}

/// Whether a character is written in Chinese characters.
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}')
        || character >= '\u{2E80}' && script(character) == Some(Script::Han)
}

/// The script of a letter (UAX #24); `None` for what belongs to no script or to many, as digits, most punctuation
/// and the danda do.
pub(super) fn script(character: char) -> Option<Script> {
    match character {
        // Nearly every character that is asked about.
        'A'..='Z' | 'a'..='z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2B8}' => Some(Script::Latin),
        '\0'..='\u{A9}' | '×' | '÷' | '\u{2000}'..='\u{2070}' => None,
        '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{FF01}'..='\u{FF20}' => None,
        '\u{3A3}'..='\u{3E1}' => Some(Script::Greek),
        '\u{400}'..='\u{484}' | '\u{487}'..='\u{52F}' => Some(Script::Cyrillic),
        '\u{5D0}'..='\u{5EA}' => Some(Script::Hebrew),
        '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{671}'..='\u{6DC}' => {
            Some(Script::Arabic)
        }
        '\u{900}'..='\u{950}' => Some(Script::Devanagari),
        '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E5B}' => Some(Script::Thai),
        '\u{10D0}'..='\u{10FA}' => Some(Script::Georgian),
        '\u{3041}'..='\u{3096}' => Some(Script::Hiragana),
        '\u{30A1}'..='\u{30FA}' => Some(Script::Katakana),
        '\u{AC00}'..='\u{D7A3}' => Some(Script::Hangul),
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => Some(Script::Han),
        _ => known_script(character),
    }
}

/// The same by the table of all characters, in which it takes some time to search.
fn known_script(character: char) -> Option<Script> {
    match character.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => Some(script),
    }
}

/// Whether a script is written without spaces between words, so that U+200B says where one ends (the Unicode
/// Standard, section 23.2).
pub(super) fn is_unspaced(script: &str) -> bool {
    matches!(script, "Thai" | "Laoo" | "Khmr" | "Mymr" | "Lana" | "Talu" | "Tale" | "Tavt" | "Cham")
        || matches!(script, "Ahom" | "Bali" | "Batk" | "Java" | "Sund" | "Tibt" | "Hira" | "Kana")
}

/// Whether the letters of a script join, or form conjuncts, so that joiners belong to its spelling (the Unicode
/// Standard, section 23.2, "Cursive Connection").
pub(super) fn is_joined(script: &str) -> bool {
    const CURSIVE: [&str; 9] =
        ["Arab", "Syrc", "Mand", "Nkoo", "Mong", "Phag", "Adlm", "Rohg", "Hebr"];
    const CONJUNCT: [&str; 25] = [
        "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Khmr",
        "Mymr", "Tibt", "Bali", "Cakm", "Gran", "Java", "Lana", "Limb", "Mtei", "Newa", "Saur",
        "Sund", "Sylo", "Tirh",
    ];
    CURSIVE.contains(&script) || CONJUNCT.contains(&script)
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
            ("A١", Kinds::LETTER | Kinds::CAPITAL | Kinds::FOREIGN | Kinds::OTHER_DIGIT),
            ("心跳", Kinds::HAN | Kinds::FOREIGN),
            ("é", Kinds::LATIN),
            ("", Kinds::default()),
        ] {
            assert_eq!(Kinds::of(text), kinds, "{text}");
        }
        assert!(Kinds::of("，").has(Kinds::WIDE));
    }

    #[test]
    fn the_first_digit_is_found_wherever_it_stands() {
        for length in 0..20 {
            for at in 0..length {
                let mut text = ":?=<;>:?心跳/0".as_bytes().iter().copied().cycle();
                let mut bytes: Vec<u8> =
                    text.by_ref().filter(|byte| !byte.is_ascii_digit()).take(length).collect();
                assert_eq!(find_digit(&bytes), None);
                bytes[at] = b'0' + (at % 10) as u8;
                assert_eq!(find_digit(&bytes), Some(at), "{bytes:?}");
            }
        }
    }

    #[test]
    fn scripts_are_those_of_the_table() {
        let wrong: Vec<char> =
            ('\0'..=char::MAX).filter(|c| script(*c) != known_script(*c)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn scripts_are_told_apart() {
        for (character, expected) in [
            ('a', Some(Script::Latin)),
            ('é', Some(Script::Latin)),
            ('心', Some(Script::Han)),
            ('あ', Some(Script::Hiragana)),
            ('ж', Some(Script::Cyrillic)),
            ('ଡ', Some(Script::Oriya)),
            ('ᱚ', Some(Script::Ol_Chiki)),
            ('1', None),
            ('，', None),
            ('।', None),
            ('؟', None),
        ] {
            assert_eq!(script(character), expected, "{character}");
        }
    }
}
