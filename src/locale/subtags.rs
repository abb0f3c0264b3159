//! [`Subtags`]: the language, script and region of a tag, in eight bytes.
//!
//! Letter case is folded, so equal subtags are equal numbers, and their order is alphabetical.

use std::fmt;

/// A language subtag of two or three letters; `und` is the [`Default`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Language(u16);

/// A script subtag of four letters; a script that is not given is the [`Default`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Script(u32);

/// A region subtag of two letters or three digits; a region that is not given is the [`Default`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Region(u16);

/// A tag without its variants and extensions (the `unicode_language_id` of UTS #35, less variants).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Subtags {
    pub(super) language: Language,
    pub(super) script: Script,
    pub(super) region: Region,
}

/// The ASCII letters at the start of a text, five bits each, so that `a` is 1 in either case.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// The last six of them.
    bits: u32,
    pub(super) count: usize,
}

impl Letters {
    pub(super) const fn at_start(text: &[u8]) -> Letters {
        let mut letters = Letters { bits: 0, count: 0 };
        while letters.count < text.len() && text[letters.count].is_ascii_alphabetic() {
            letters.bits = letters.bits << 5 | (text[letters.count] & 0x1f) as u32;
            letters.count += 1;
        }
        letters
    }

    const UND: u32 = Letters::at_start(b"und").bits;

    /// Two letters, without a loop.
    #[inline]
    fn two([a, b]: [u8; 2]) -> Option<u16> {
        (a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
            .then(|| u16::from(a & 0x1f) << 5 | u16::from(b & 0x1f))
    }
}

impl Language {
    pub(super) const UND: Language = Language(0);

    /// How many languages there can be.
    pub(super) const COUNT: usize = 1 << 15;

    /// A number below [`Language::COUNT`].
    #[inline]
    pub(super) fn number(self) -> usize {
        self.0.into()
    }

    /// Reads `zh` or `yue` (RFC 5646 §2.2.1). The grammar reserves longer languages, but none is
    /// registered.
    pub(super) const fn parse(text: &[u8]) -> Option<Language> {
        let letters = Letters::at_start(text);
        if letters.count == text.len() { Language::of_letters(letters) } else { None }
    }

    /// Reads a language of two letters.
    #[inline]
    pub(super) fn of_two(text: [u8; 2]) -> Option<Language> {
        Letters::two(text).map(|bits| Language(bits << 5))
    }

    pub(super) const fn of_letters(letters: Letters) -> Option<Language> {
        match letters.count {
            2 => Some(Language((letters.bits << 5) as u16)),
            3 if letters.bits == Letters::UND => Some(Language::UND),
            3 => Some(Language(letters.bits as u16)),
            _ => None,
        }
    }

    /// The language of a constant table.
    pub(super) const fn of(text: &str) -> Language {
        constant(Language::parse(text.as_bytes()))
    }

    /// The letters, padded with `-`.
    pub(super) fn text(self) -> [u8; 3] {
        [letter(self.0 >> 10, b'a'), letter(self.0 >> 5, b'a'), letter(self.0, b'a')]
    }
}

impl Script {
    pub(super) const NONE: Script = Script(0);

    /// Reads `Hant` (RFC 5646 §2.2.3).
    pub(super) const fn parse(text: &[u8]) -> Option<Script> {
        let letters = Letters::at_start(text);
        if letters.count == text.len() { Script::of_letters(letters) } else { None }
    }

    pub(super) const fn of_letters(letters: Letters) -> Option<Script> {
        if letters.count == 4 { Some(Script(letters.bits)) } else { None }
    }

    /// The script of a constant table.
    pub(super) const fn of(text: &str) -> Script {
        constant(Script::parse(text.as_bytes()))
    }

    /// The letters, or `----` for a script that is not given.
    pub(super) fn text(self) -> [u8; 4] {
        let [one, two, three] =
            [self.0 >> 10, self.0 >> 5, self.0].map(|bits| letter(bits as u16, b'a'));
        [letter((self.0 >> 15) as u16, b'A'), one, two, three]
    }
}

impl Region {
    pub(super) const NONE: Region = Region(0);

    /// Set in a region of three digits, to tell it from one of letters.
    const DIGITS: u16 = 1 << 10;

    /// Reads `TW` or `419` (RFC 5646 §2.2.4).
    pub(super) const fn parse(text: &[u8]) -> Option<Region> {
        match text {
            [_, _] => Region::of_letters(Letters::at_start(text)),
            [a, b, c] => Region::of_digits([*a, *b, *c]),
            _ => None,
        }
    }

    /// Reads a region of two letters.
    #[inline]
    pub(super) fn of_two(text: [u8; 2]) -> Option<Region> {
        Letters::two(text).map(Region)
    }

    pub(super) const fn of_letters(letters: Letters) -> Option<Region> {
        if letters.count == 2 { Some(Region(letters.bits as u16)) } else { None }
    }

    pub(super) const fn of_digits(text: [u8; 3]) -> Option<Region> {
        let [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] = text else {
            return None;
        };
        let [a, b, c] = [(a - b'0') as u16, (b - b'0') as u16, (c - b'0') as u16];
        Some(Region(Region::DIGITS | (a * 100 + b * 10 + c)))
    }

    /// The region of a constant table.
    pub(super) const fn of(text: &str) -> Region {
        constant(Region::parse(text.as_bytes()))
    }

    /// The letters, padded with `-`, or the digits.
    pub(super) fn text(self) -> [u8; 3] {
        if self.0 & Region::DIGITS == 0 {
            return [letter(self.0 >> 5, b'A'), letter(self.0, b'A'), b'-'];
        }
        let number = self.0 & !Region::DIGITS;
        [number / 100, number / 10 % 10, number % 10].map(|digit| b'0' + digit as u8)
    }
}

impl Subtags {
    /// How many bits [`Subtags::bits`] has.
    pub(super) const BITS: u32 = 46;

    /// The subtags of a constant table; an empty text is a subtag that is not given.
    pub(super) const fn new(language: &str, script: &str, region: &str) -> Subtags {
        Subtags {
            language: if language.is_empty() { Language::UND } else { Language::of(language) },
            script: if script.is_empty() { Script::NONE } else { Script::of(script) },
            region: if region.is_empty() { Region::NONE } else { Region::of(region) },
        }
    }

    /// All of it as one number: 15 bits of language, 20 of script, 11 of region. `und` is 0.
    pub(super) const fn bits(self) -> u64 {
        (self.language.0 as u64) << 31 | (self.script.0 as u64) << 11 | self.region.0 as u64
    }

    /// These subtags, and those of `other` where one is missing.
    pub(super) fn or(self, other: Subtags) -> Subtags {
        Subtags {
            language: if self.language == Language::UND { other.language } else { self.language },
            script: if self.script == Script::NONE { other.script } else { self.script },
            region: if self.region == Region::NONE { other.region } else { self.region },
        }
    }

    /// Whether each subtag that `self` gives is that of `full`.
    pub(super) fn names(self, full: Subtags) -> bool {
        self.or(full) == full
    }

    /// Which subtags are given: 4 for a language, 2 for a script, 1 for a region, and 7 for all.
    pub(super) fn given(self) -> u8 {
        u8::from(self.language != Language::UND) << 2
            | u8::from(self.script != Script::NONE) << 1
            | u8::from(self.region != Region::NONE)
    }
}

impl fmt::Display for Subtags {
    /// The tag in its canonical letter case: `zh-Hant-TW`; without a language, `und-TW`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Subtags { language, script, region } = self;
        let language = if *language == Language::UND { *b"und" } else { language.text() };
        for (separator, subtag) in
            [("", &language[..]), ("-", &script.text()), ("-", &region.text())]
        {
            let subtag = String::from_utf8_lossy(subtag);
            match subtag.trim_end_matches('-') {
                "" => {}
                subtag => write!(out, "{separator}{subtag}")?,
            }
        }
        Ok(())
    }
}

/// The letter in the lowest five bits, where `a` is the letter for 1; `-` for 0.
const fn letter(number: u16, a: u8) -> u8 {
    match (number & 0x1f) as u8 {
        0 => b'-',
        nth => a + nth - 1,
    }
}

/// A subtag of a constant table. A mistake in a table does not compile.
#[expect(clippy::panic, reason = "evaluated at compile time only")]
const fn constant<T: Copy>(subtag: Option<T>) -> T {
    match subtag {
        Some(subtag) => subtag,
        None => panic!("not a subtag"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtags_come_back_as_they_are_registered() {
        for (text, expected) in [("ZH", *b"zh-"), ("Yue", *b"yue"), ("und", *b"---")] {
            let parsed = Language::parse(text.as_bytes());
            assert_eq!(parsed.map(Language::text), Some(expected), "{text}");
        }
        assert_eq!(Script::parse(b"hANT").map(Script::text), Some(*b"Hant"));
        for (text, expected) in [("tw", *b"TW-"), ("419", *b"419"), ("000", *b"000")] {
            assert_eq!(Region::parse(text.as_bytes()).map(Region::text), Some(expected), "{text}");
        }
    }

    #[test]
    fn malformed_subtags_are_refused() {
        for text in ["", "z", "z1", "1a", "abcd", "english", "zh-", "中", "z\u{212a}"] {
            assert_eq!(Language::parse(text.as_bytes()), None, "{text}");
        }
        for text in ["", "Han", "Han1", "Hante"] {
            assert_eq!(Script::parse(text.as_bytes()), None, "{text}");
        }
        for text in ["", "T", "T1", "41", "4199", "CHN"] {
            assert_eq!(Region::parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn bits_tell_all_subtags_apart() {
        assert_eq!(Subtags::default().bits(), 0);
        let mut tags = vec![
            Subtags::new("zh", "Hant", "TW"),
            Subtags::new("zh", "Hant", ""),
            Subtags::new("zh", "", "TW"),
            Subtags::new("zhx", "", "TW"),
            Subtags::new("", "Zzzz", "999"),
            Subtags::new("zzz", "Zzzz", "ZZ"),
            Subtags::new("", "", "000"),
        ];
        tags.sort();
        tags.dedup_by_key(|tag| tag.bits());
        assert_eq!(tags.len(), 7);
        assert!(tags.iter().all(|tag| tag.bits() < 1 << Subtags::BITS));
    }

    #[test]
    fn a_tag_names_what_it_is_a_part_of() {
        let taiwan = Subtags::new("zh", "Hant", "TW");
        assert!(Subtags::new("zh", "", "TW").names(taiwan));
        assert!(Subtags::default().names(taiwan));
        assert!(!Subtags::new("zh", "Hans", "").names(taiwan));
        assert_eq!([taiwan.given(), Subtags::new("zh", "", "TW").given()], [7, 5]);
    }
}
