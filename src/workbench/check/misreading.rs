//! Texts that were read in another encoding than they were written in, and saved as that: `Ã„` for `Ä`,
//! `ÖÐÎÄ` for `中文`, `鏂囦欢` for `文件`.
//!
//! The bytes are put together again and read as they were meant. What comes out must be likely, and what
//! stands there must not be: `É»` and `à «` are good French.

use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

use encoding_rs::{Encoding, GBK, WINDOWS_1251, WINDOWS_1252};
use memchr::memchr_iter;
use rustc_hash::FxHashSet;

use super::characters::is_han;

/// What GBK makes of two characters U+FFFD.
const LOST: &str = "锟斤拷";

/// How much of a line of Chinese characters is read again.
const HAN_LIMIT: usize = 32;

/// The first misread part of a text, and what was most likely meant.
pub(super) fn misread(text: &str) -> Option<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let mut next = 0;
    while let Some(skipped) = bytes[next..].iter().position(|byte| IS_BEGINNING[*byte as usize]) {
        let at = next + skipped;
        let (before, rest) = text.split_at(at);
        let character = rest.chars().next()?;
        next = at + character.len_utf8();
        // No sequence goes on with a character of ASCII, which is all that follows most accents.
        if bytes.get(next).is_none_or(u8::is_ascii) {
            continue;
        }
        let previous = before.chars().next_back();
        let found = match character {
            '\u{A1}'..='\u{FF}' => {
                utf8_as_latin(previous, rest).or_else(|| chinese_as_latin(previous, rest))
            }
            'Р' | 'С' => utf8_as_cyrillic(rest),
            _ if is_han(character) => {
                // What is misread is so from where a run of them begins.
                while bytes.get(next).is_some_and(|byte| HAN_LEADS.contains(byte)) {
                    next += 3;
                }
                utf8_as_chinese(rest)
            }
            _ => None,
        };
        if let Some((length, meant)) = found {
            return Some((at..at + length, meant));
        }
    }
    // Its third byte is the rarest in Chinese.
    let mut starts = memchr_iter(LOST.as_bytes()[2], bytes).filter_map(|at| at.checked_sub(2));
    let at = starts.find(|at| bytes[*at..].starts_with(LOST.as_bytes()))?;
    Some((at..at + LOST.len(), "\u{FFFD}".to_owned()))
}

/// What the characters from U+4000 to U+9FFF begin with; each has three bytes.
const HAN_LEADS: RangeInclusive<u8> = 0xE4..=0xE9;

/// Whether a byte begins a character that may begin what was misread: U+0080 to U+00FF, some Cyrillic letters, and
/// whatever may be Han.
const IS_BEGINNING: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0xC2 | 0xC3 | 0xD0 | 0xE2..=0xE9 | 0xEF | 0xF0);
        byte += 1;
    }
    table
};

/// The characters of the upper half of an encoding of single bytes.
type Table = [char; 128];

fn table(encoding: &'static Encoding, cell: &'static OnceLock<Table>) -> &'static Table {
    cell.get_or_init(|| {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        let mut characters = text.chars();
        std::array::from_fn(|_| characters.next().unwrap_or('\u{FFFD}'))
    })
}

/// The characters of UTF-8 that follow each other at the start of a text, each with the length of what it became.
fn sequences<'t>(text: &'t str, table: &'static Table) -> impl Iterator<Item = (usize, char)> + 't {
    let byte = |character: char| {
        let known = table.iter().position(|known| *known == character);
        known.map(|at| at as u8 + 0x80)
    };
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        let length = rest.as_str().len();
        let lead = byte(rest.next()?)?;
        let count = match lead {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let mut bytes = [lead; 4];
        for trail in &mut bytes[1..count] {
            *trail = byte(rest.next()?).filter(|byte| matches!(byte, 0x80..=0xBF))?;
        }
        let decoded = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
        Some((length - rest.as_str().len(), decoded))
    })
}

/// UTF-8 read as Windows-1252 or Latin-1: `Ã„`, `â€™`, `Ð¿Ñ€`, `ï¿½`.
fn utf8_as_latin(before: Option<char>, text: &str) -> Option<(usize, String)> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let (mut length, mut meant) = (0, String::new());
    for (one, character) in
        sequences(text, table(WINDOWS_1252, &TABLE)).take_while(|(_, c)| is_likely(*c))
    {
        length += one;
        meant.push(character);
    }
    let after = text[length..].chars().next();
    let mut misread = text[..length].chars();
    let is_one = meant.chars().nth(1).is_none();
    let is_odd = match (misread.next()?, misread.clone().count()) {
        // In no language a capital letter and a sign stand within a word.
        (lead, 1) => {
            let trail = misread.next()?;
            let is_within = lead.is_uppercase() && before.is_some_and(char::is_lowercase);
            let begins_word = !before.is_some_and(char::is_alphabetic)
                && matches!(lead, 'Ã' | 'Ä' | 'Å')
                && after.is_some_and(char::is_lowercase);
            let stands_alone = lead == 'Â' && !before.is_some_and(char::is_uppercase);
            is_within || begins_word || is_strange(trail) || stands_alone && !is_closing(trail)
        }
        _ => !is_one || misread.any(is_strange),
    };
    is_odd.then_some((length, meant))
}

/// Whether a character is one that texts have, and that was misread often enough.
fn is_likely(character: char) -> bool {
    matches!(character,
        '\u{A1}'..='\u{17F}' | '\u{370}'..='\u{52F}' | '\u{5D0}'..='\u{6FF}' | '\u{900}'..='\u{E7F}'
        | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{203A}' | '\u{20AC}' | '\u{2122}' | '\u{3000}'..='\u{30FF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FEFF}'..='\u{FF5E}' | '\u{FFFD}'
        | '\u{1F300}'..='\u{1FAFF}')
        || character == '\u{A0}'
}

/// Whether a sign does not follow a letter in any text.
fn is_strange(character: char) -> bool {
    "¢£¤¥¦¨¬¯±´µ¸¼½¾€ƒˆ‰˜".contains(character) || matches!(character, '\u{80}'..='\u{9F}')
}

/// Whether a sign may end what stands in quotes, or a sentence.
fn is_closing(character: char) -> bool {
    "\u{A0}»«›‹”“’‘„‚…–—•·".contains(character)
}

/// UTF-8 of Cyrillic letters read as Windows-1251: `РџСЂРёРІРµС‚`.
fn utf8_as_cyrillic(text: &str) -> Option<(usize, String)> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let (mut length, mut meant) = (0, String::new());
    for (one, character) in sequences(text, table(WINDOWS_1251, &TABLE))
        .take_while(|(_, character)| matches!(character, '\u{400}'..='\u{52F}'))
    {
        length += one;
        meant.push(character);
    }
    (meant.chars().count() > 2).then_some((length, meant))
}

/// Chinese, Japanese or Korean of two bytes each read as Latin-1: `ÖÐÎÄ`.
fn chinese_as_latin(before: Option<char>, text: &str) -> Option<(usize, String)> {
    let is_latin = |character: char| matches!(character, '\u{A1}'..='\u{FF}');
    if before.is_some_and(is_latin) {
        return None;
    }
    let run = &text[..text.find(|c| !is_latin(c)).unwrap_or(text.len())];
    let bytes: Vec<u8> = run.chars().map(|character| character as u32 as u8).collect();
    let pairs = bytes.chunks_exact(2);
    let is_sound = pairs.remainder().is_empty();
    // The most common characters are in these rows, whose first bytes are capital letters and signs.
    let is_common = |pair: &[u8]| matches!(pair[0], 0xB0..=0xD7);
    let is_other = bytes.windows(2).any(|pair| pair[0] != pair[1]);
    if bytes.len() < 4 || !is_sound || !is_other || !pairs.clone().all(is_common) {
        return None;
    }
    let meant = GBK.decode_without_bom_handling_and_without_replacement(&bytes)?;
    Some((run.len(), meant.into_owned()))
}

/// UTF-8 read as GBK: `鏂囦欢`.
fn utf8_as_chinese(text: &str) -> Option<(usize, String)> {
    static FIRST: OnceLock<FxHashSet<char>> = OnceLock::new();
    // What a character of three bytes begins with, most of it rare.
    let first = FIRST.get_or_init(|| {
        let leads = (0xE3..=0xE9).flat_map(|lead| (0x80..=0xBF).map(move |trail| [lead, trail]));
        let pairs = leads.filter_map(|pair| {
            GBK.decode_without_bom_handling_and_without_replacement(&pair)?.chars().next()
        });
        pairs.collect()
    });
    if !first.contains(&text.chars().next()?) {
        return None;
    }
    let run: String = text.chars().take_while(|c| !c.is_ascii()).take(HAN_LIMIT).collect();
    let (bytes, _, is_unknown) = GBK.encode(&run);
    let valid = match std::str::from_utf8(&bytes) {
        Ok(meant) => meant,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
    };
    // The last character may have lost a byte.
    let is_whole = bytes.len() - valid.len() <= 3 || valid.chars().count() > 3;
    let is_text = valid.chars().all(|c| is_han(c) || matches!(c, '\u{3000}'..='\u{30FF}'));
    let is_odd = !is_unknown && is_whole && is_text && valid.chars().count() > 1;
    let length = || run.chars().take(valid.len() / 2).map(char::len_utf8).sum();
    is_odd.then(|| (length(), valid.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_texts_are_read_again() {
        for (text, expected) in [
            ("Ã„hnelt ihm", "Ä"),
            ("Ein schÃ¶ner Tag", "ö"),
            ("itâ€™s", "’"),
            ("caf\u{C3}\u{A9}", "é"),
            ("20Â°", "°"),
            ("Â© 2024", "©"),
            ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет"),
            ("ä¸\u{AD}æ–‡", "中文"),
            ("lostï¿½", "\u{FFFD}"),
            ("ðŸ˜€", "😀"),
            ("ÖÐÎÄ", "中文"),
            ("鏂囦欢", "文件"),
            ("РџСЂРёРІРµС‚", "Привет"),
            ("配置锟斤拷错误", "\u{FFFD}"),
        ] {
            assert_eq!(misread(text).map(|(_, meant)| meant), Some(expected.to_owned()), "{text}");
        }
        assert_eq!(misread("ab Ã„hnelt").map(|(range, _)| range), Some(3..8));
    }

    #[test]
    fn languages_are_left_alone() {
        for text in [
            "Âge, «\u{A0}ÂME\u{A0}», BEAUTÉ», « beauté\u{A0}», voilà\u{A0}», ça… où…",
            "NÃO, AMANHÃ…, “MÃ”, Ã, à\u{A0}« b\u{A0}»",
            "ĐÃ XÃ, «Â», Ấn Độ, ĐƯỢC",
            "ÁÐUR Þýðing æðíð, öðru",
            "ÄÖÜß äöüß, Å…, „BLÄ“ ist, jäääär",
            "¿Qué…? ¡Sí! 5º, nº 3, ESPAÑA»",
            "Року, Рік, СССР, Різні, РЈ",
            "文件不存在，请稍后重试。浠水，涓流，渠道",
            "繁體中文，檔案不存在",
            "ファイルが見つかりません",
            "파일을 찾을 수 없습니다",
        ] {
            assert_eq!(misread(text), None, "{text}");
        }
    }
}
