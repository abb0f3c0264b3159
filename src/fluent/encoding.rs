//! Which encoding a file that is not UTF-8 seems to be in, so that its owner knows what to convert it from.
//!
//! It is a guess by the shape of the bytes and by the language of the file, as the HTML Standard has one for pages
//! that do not say (section 13.2.3.2, step 9). Where the bytes have not that shape, nothing is guessed.

use unic_langid::LanguageIdentifier;

/// The encoding that bytes seem to be in which are not UTF-8, by the name that iconv has for it. `None` for UTF-8 with
/// a few wrong bytes, and where nothing fits.
pub(crate) fn guess(bytes: &[u8], locale: &LanguageIdentifier) -> Option<&'static str> {
    if let Some(unicode) = wide_unicode(bytes) {
        return Some(unicode);
    }
    let (mut wrong, mut right) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wrong += usize::from(!chunk.invalid().is_empty());
        right += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
    }
    if right > wrong {
        return None;
    }
    candidates(locale).iter().find(|encoding| encoding.fits(bytes)).map(|encoding| encoding.name)
}

/// What is wrong with a file that is not UTF-8, and what to do.
pub(crate) fn advice(encoding: Option<&str>) -> String {
    match encoding {
        Some(encoding) => format!(
            "this file looks like {encoding}, and is not UTF-8: convert it with `iconv -f {encoding} -t UTF-8`"
        ),
        None => "this is not valid UTF-8: save the file as UTF-8".to_owned(),
    }
}

/// UTF-16 or UTF-32, by the mark at the beginning, or by the zeros in every other byte.
pub(super) fn wide_unicode(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Some("UTF-16"),
        _ => {}
    }
    const LOOKED_AT: usize = 256;
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros =
        |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        // The identifiers at least are ASCII.
        (0, count) if count * 5 > start.len() => Some("UTF-16LE"),
        (count, 0) if count * 5 > start.len() => Some("UTF-16BE"),
        _ => None,
    }
}

/// An encoding, and how bytes beyond ASCII follow each other in it.
struct Encoding {
    name: &'static str,
    shape: Shape,
}

enum Shape {
    /// Pairs, by their first byte and their second.
    Pairs(fn(u8) -> bool, fn(u8) -> bool),
    /// The same, and single bytes.
    PairsAndKatakana,
    /// Single bytes, few in a row: accents among the letters of ASCII.
    Accents,
    /// Single bytes for nearly every letter.
    Letters,
}

const GBK: Encoding =
    pairs("GBK", |b| matches!(b, 0x81..=0xFE), |b| matches!(b, 0x40..=0x7E | 0x80..=0xFE));
const BIG5: Encoding =
    pairs("BIG5", |b| matches!(b, 0x81..=0xFE), |b| matches!(b, 0x40..=0x7E | 0xA1..=0xFE));
const EUC_KR: Encoding =
    pairs("EUC-KR", |b| matches!(b, 0xA1..=0xFE), |b| matches!(b, 0xA1..=0xFE));
const EUC_JP: Encoding =
    pairs("EUC-JP", |b| matches!(b, 0x8E | 0xA1..=0xFE), |b| matches!(b, 0xA1..=0xFE));
const SHIFT_JIS: Encoding = Encoding { name: "SHIFT_JIS", shape: Shape::PairsAndKatakana };

const fn pairs(name: &'static str, first: fn(u8) -> bool, second: fn(u8) -> bool) -> Encoding {
    Encoding { name, shape: Shape::Pairs(first, second) }
}

/// The encodings that files of a language used to be in, the one that is told most surely first.
fn candidates(locale: &LanguageIdentifier) -> &'static [Encoding] {
    const fn one(name: &'static str, shape: Shape) -> [Encoding; 1] {
        [Encoding { name, shape }]
    }
    let is = |subtag: &str| locale.script.is_some_and(|script| script.as_str() == subtag);
    let is_in =
        |regions: [&str; 3]| locale.region.is_some_and(|region| regions.contains(&region.as_str()));
    match locale.language.as_str() {
        "zh" if is("Hant") || is_in(["TW", "HK", "MO"]) => &[BIG5, GBK],
        "zh" => &[GBK, BIG5],
        "ja" => &[EUC_JP, SHIFT_JIS],
        "ko" => &[EUC_KR],
        "ru" | "uk" | "be" | "bg" | "mk" | "kk" | "ky" | "tg" | "mn" | "tt" => {
            const { &one("WINDOWS-1251", Shape::Letters) }
        }
        "sr" if !is("Latn") => const { &one("WINDOWS-1251", Shape::Letters) },
        "el" => const { &one("WINDOWS-1253", Shape::Letters) },
        "he" | "yi" => const { &one("WINDOWS-1255", Shape::Letters) },
        "ar" | "fa" | "ur" | "ug" => const { &one("WINDOWS-1256", Shape::Letters) },
        "th" => const { &one("CP874", Shape::Letters) },
        "cs" | "hu" | "pl" | "sk" | "sl" | "hr" | "bs" | "sr" | "ro" => {
            const { &one("WINDOWS-1250", Shape::Accents) }
        }
        "tr" | "az" | "ku" => const { &one("WINDOWS-1254", Shape::Accents) },
        "et" | "lt" | "lv" => const { &one("WINDOWS-1257", Shape::Accents) },
        "vi" => const { &one("WINDOWS-1258", Shape::Accents) },
        // A file that does not say its language: long rows of such bytes are seldom anything else.
        "und" => &[Encoding { name: "WINDOWS-1252", shape: Shape::Accents }, GBK],
        _ => const { &one("WINDOWS-1252", Shape::Accents) },
    }
}

impl Encoding {
    /// Whether all bytes beyond ASCII follow each other as they do in this encoding.
    fn fits(&self, bytes: &[u8]) -> bool {
        match self.shape {
            Shape::Pairs(first, second) => are_pairs(bytes, |_| false, first, second),
            Shape::PairsAndKatakana => are_pairs(
                bytes,
                |byte| matches!(byte, 0xA1..=0xDF),
                |byte| matches!(byte, 0x81..=0x9F | 0xE0..=0xFC),
                |byte| matches!(byte, 0x40..=0x7E | 0x80..=0xFC),
            ),
            Shape::Accents => runs(bytes).all(|run| run <= 2) && are_in_words(bytes),
            Shape::Letters => {
                let letters = bytes.iter().filter(|byte| matches!(byte, 0xC0..)).count();
                letters * 2 > bytes.iter().filter(|byte| !byte.is_ascii()).count()
            }
        }
    }
}

/// Whether each byte beyond ASCII stands alone, or is the first of a pair.
fn are_pairs(
    bytes: &[u8],
    alone: impl Fn(u8) -> bool,
    first: impl Fn(u8) -> bool,
    second: impl Fn(u8) -> bool,
) -> bool {
    let mut bytes = bytes.iter().copied();
    while let Some(byte) = bytes.next() {
        let mut is_pair = || first(byte) && bytes.next().is_some_and(&second);
        if !(byte.is_ascii() || alone(byte) || is_pair()) {
            return false;
        }
    }
    true
}

/// Whether most bytes beyond ASCII stand beside a letter.
fn are_in_words(bytes: &[u8]) -> bool {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|byte| byte.is_ascii_alphabetic())
    };
    let (mut inside, mut all) = (0, 0);
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        all += 1;
        inside += usize::from(is_letter(at.checked_sub(1)) || is_letter(Some(at + 1)));
    }
    inside * 2 > all
}

/// How many bytes beyond ASCII stand in a row, each time.
fn runs(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes.split(u8::is_ascii).map(<[u8]>::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_guessed_by_their_bytes_and_the_language() {
        let utf16: Vec<u8> = "code-1 = 未找到".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark = [&[0xFF, 0xFE], &utf16[..]].concat();
        for (locale, bytes, expected) in [
            ("zh-CN", &b"code-1 = \xCE\xB4\xD5\xD2\xB5\xBD"[..], Some("GBK")),
            ("zh-TW", b"code-1 = \xA5\xBC\xA7\xE4\xA8\xEC", Some("BIG5")),
            ("ja", b"code-1 = \x82\xB1\x82\xF1", Some("SHIFT_JIS")),
            ("ja-JP", b"code-1 = \xA4\xB3\xA4\xF3", Some("EUC-JP")),
            ("ko", b"code-1 = \xC6\xC4\xC0\xCF", Some("EUC-KR")),
            ("ru", b"code-1 = \xD4\xE0\xE9\xEB", Some("WINDOWS-1251")),
            ("de", b"code-1 = nicht verf\xFCgbar", Some("WINDOWS-1252")),
            ("en-US", b"code-1 = It isn\x92t", Some("WINDOWS-1252")),
            ("pl", b"code-1 = b\xB3\xB9d", Some("WINDOWS-1250")),
            ("fr", b"code-1 = \xABd\xE9j\xE0\xBB", Some("WINDOWS-1252")),
            ("fr", &with_mark, Some("UTF-16")),
            ("fr", &utf16, Some("UTF-16LE")),
            ("und", b"1,\xCE\xB4\xD5\xD2\xB5\xBD\xCE\xC4\xBC\xFE", Some("GBK")),
            ("und", b"1,nicht verf\xFCgbar", Some("WINDOWS-1252")),
            // Chinese in a file that should be English, and UTF-8 with one wrong byte.
            ("en-US", b"code-1 = \xCE\xB4\xD5\xD2\xB5\xBD", None),
            ("de", "code-1 = für Ämter in Köln".as_bytes(), None),
            ("de", b"code-1 = f\xC3\xBCr \xC3\x84mter in K\xF6ln", None),
            ("zh-CN", b"code-1 = \xCE\xB4\xD5 ", None),
            ("zh-CN", b"\xCE", None),
            // A byte that is in no word.
            ("en-US", b"code-1 = \xFF\ncode-2 = two", None),
        ] {
            let found = guess(bytes, &locale.parse().unwrap());
            assert_eq!(found, expected, "{locale} {bytes:?}");
        }
    }
}
