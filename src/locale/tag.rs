//! [`Tag`]: a BCP 47 language tag (RFC 5646), as readers and programs write it.

use super::cldr::aliases;
use super::subtags::{Language, Letters, Region, Script, Subtags};

/// A tag as it is written: not yet canonical, but every subtag in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    pub(super) subtags: Subtags,
    /// The variants, joined as they are written.
    pub(super) variants: &'t str,
}

impl<'t> Tag<'t> {
    /// Reads a tag; `None` if the text is not a tag, or has no language (`x-klingon`).
    pub(super) fn parse(text: &'t str) -> Option<Tag<'t>> {
        match plain(text.as_bytes()) {
            Some((subtags, length)) if length == text.len() => Some(Tag { subtags, variants: "" }),
            _ => grandfathered(text).or_else(|| general(text)),
        }
    }

    /// The variants, one by one.
    pub(super) fn variants(self) -> impl Iterator<Item = &'t str> {
        split(self.variants)
    }
}

/// Reads a tag of the form `language[-Script][-REGION]`, as almost every tag is, at the start of a
/// text, and gives its length in bytes; `None` if the tag has another form.
#[inline]
pub(super) fn plain(text: &[u8]) -> Option<(Subtags, usize)> {
    short(text).or_else(|| longer(text))
}

/// Reads `en` or `en-US`, without a loop.
#[inline]
fn short(text: &[u8]) -> Option<(Subtags, usize)> {
    let (language, rest) = text.split_first_chunk()?;
    let language = Language::of_two(*language)?;
    match *rest {
        [] | [b',' | b';', ..] => Some((Subtags { language, ..Subtags::default() }, 2)),
        [b'-', a, b] | [b'-', a, b, b',' | b';', ..] => {
            Some((Subtags { language, region: Region::of_two([a, b])?, ..Subtags::default() }, 5))
        }
        _ => None,
    }
}

fn longer(text: &[u8]) -> Option<(Subtags, usize)> {
    let mut letters = Letters::at_start(text);
    let mut tag = Subtags { language: Language::of_letters(letters)?, ..Subtags::default() };
    let mut end = letters.count;
    if let Some(b'-' | b'_') = text.get(end) {
        letters = Letters::at_start(&text[end + 1..]);
        if let Some(script) = Script::of_letters(letters) {
            tag.script = script;
            end += 5;
            if let Some(b'-' | b'_') = text.get(end) {
                letters = Letters::at_start(&text[end + 1..]);
            }
        }
    }
    if let Some(b'-' | b'_') = text.get(end) {
        match Region::of_letters(letters) {
            Some(region) => (tag.region, end) = (region, end + 3),
            None => {
                tag.region = Region::of_digits(*text[end + 1..].first_chunk()?)?;
                end += 4;
            }
        }
    }
    matches!(text.get(end), None | Some(b',' | b';' | b' ' | b'\t')).then_some((tag, end))
}

/// Reads one of the tags that were registered as a whole (RFC 5646 §2.2.8), and what follows it.
fn grandfathered(text: &str) -> Option<Tag<'_>> {
    let same = |a: &u8, b: u8| a.eq_ignore_ascii_case(&b) || (*a == b'_' && b == b'-');
    let (name, replacement) = aliases::TAGS.iter().rev().find(|(name, _)| {
        let (start, rest) = text.as_bytes().split_at_checked(name.len()).unwrap_or_default();
        start.len() == name.len()
            && start.iter().zip(name.bytes()).all(|(a, b)| same(a, b))
            && matches!(rest, [] | [b'-' | b'_', ..])
    })?;
    let mut rest = text[name.len()..].strip_prefix(['-', '_']);
    tail(*replacement, &mut rest)
}

/// Reads a tag by the whole grammar of RFC 5646 §2.1, except those that stand for no language.
fn general(text: &str) -> Option<Tag<'_>> {
    let mut rest = Some(text);
    let mut language = Language::parse(first(&mut rest)?.as_bytes())?;
    let extended = |subtag: &[u8]| Language::parse(subtag).filter(|_| subtag.len() == 3);
    if let Some(extended) = take(&mut rest, extended) {
        // RFC 5646 §4.5: an extended language is written without its prefix. After a prefix that is
        // not registered (§2.2.2) it means nothing.
        const PREFIXES: [&str; 8] = ["ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"];
        if PREFIXES.iter().any(|&prefix| language == Language::of(prefix)) {
            language = extended;
        }
    }
    tail(Subtags { language, ..Subtags::default() }, &mut rest)
}

/// Reads what follows the language: script, region, variants, and extensions, which are dropped.
fn tail<'t>(start: Subtags, rest: &mut Option<&'t str>) -> Option<Tag<'t>> {
    let language = Language::UND;
    let script = take(rest, Script::parse).unwrap_or_default();
    let region = take(rest, Region::parse).unwrap_or_default();
    let mut subtags = Subtags { language, script, region }.or(start);

    let from = rest.unwrap_or_default();
    while let Some(pseudo) = take(rest, variant) {
        subtags.region = pseudo.unwrap_or(subtags.region);
    }
    let Some(extensions) = *rest else {
        return Some(Tag { subtags, variants: from });
    };
    let variants = from[..from.len() - extensions.len()].trim_end_matches(['-', '_']);
    is_extension(extensions).then_some(Tag { subtags, variants })
}

/// Whether a text is one or more extensions, or private use (RFC 5646 §2.2.6, §2.2.7).
fn is_extension(text: &str) -> bool {
    let mut lengths = split(text).map(|subtag| {
        let well_formed = subtag.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if well_formed { subtag.len() } else { 0 }
    });
    let in_range = |length: usize| (1..=8).contains(&length);
    lengths.next() == Some(1) && lengths.next().is_some_and(in_range) && lengths.all(in_range)
}

/// Reads a variant (RFC 5646 §2.2.5), and gives the region that it stands for: pseudo-locales have
/// both.
fn variant(subtag: &[u8]) -> Option<Option<Region>> {
    let well_formed = match subtag.len() {
        4 => subtag[0].is_ascii_digit(),
        length => (5..=8).contains(&length),
    };
    if !well_formed || !subtag.iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    const PSEUDO: [(&[u8], Region); 3] = [
        (b"psaccent", Region::of("XA")),
        (b"psbidi", Region::of("XB")),
        (b"pscrack", Region::of("XC")),
    ];
    Some(PSEUDO.iter().find(|(name, _)| subtag.eq_ignore_ascii_case(name)).map(|entry| entry.1))
}

/// Takes the first subtag off `rest`, if it is of the kind that `parse` reads.
fn take<T>(rest: &mut Option<&str>, parse: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let mut after = *rest;
    let subtag = parse(first(&mut after)?.as_bytes())?;
    *rest = after;
    Some(subtag)
}

/// Takes the first subtag off `rest`, whatever it is.
fn first<'t>(rest: &mut Option<&'t str>) -> Option<&'t str> {
    let text = (*rest)?;
    let (first, after) = match text.split_once(['-', '_']) {
        Some((first, after)) => (first, Some(after)),
        None => (text, None),
    };
    *rest = after;
    Some(first)
}

/// The subtags of a text; an empty text has none.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    std::iter::from_fn(move || first(&mut rest))
}

/// A tag, and those that are left as its last subtag goes, and then the next one: `zh-Hant-TW`, `zh-Hant`, `zh`.
#[cfg(any(feature = "cli", feature = "icu"))]
pub(super) fn with_parents(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| Some(tag.rsplit_once('-')?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<(Subtags, &str)> {
        Tag::parse(text).map(|tag| (tag.subtags, tag.variants))
    }

    #[test]
    fn every_subtag_comes_to_its_place() {
        for (text, (language, script, region), variants) in [
            ("en", ("en", "", ""), ""),
            ("yue", ("yue", "", ""), ""),
            ("zh-Hant", ("zh", "Hant", ""), ""),
            ("EN_us", ("en", "", "US"), ""),
            ("es-419", ("es", "", "419"), ""),
            ("zh-hANS-sg", ("zh", "Hans", "SG"), ""),
            ("und-TW", ("", "", "TW"), ""),
            ("ca-valencia", ("ca", "", ""), "valencia"),
            ("sl-Latn-IT-rozaj-biske-1994", ("sl", "Latn", "IT"), "rozaj-biske-1994"),
            ("de-1901", ("de", "", ""), "1901"),
            ("en-u-nu-latn", ("en", "", ""), ""),
            ("en-GB-oxendict-x-a-b", ("en", "", "GB"), "oxendict"),
            ("en-a-bbb-x-y", ("en", "", ""), ""),
            ("zh-yue", ("yue", "", ""), ""),
            ("zh-cmn-Hans-CN", ("zh", "Hans", "CN"), ""),
            ("sgn-ase", ("ase", "", ""), ""),
            ("en-usa", ("en", "", ""), ""),
            ("i-klingon", ("tlh", "", ""), ""),
            ("I_KLINGON", ("tlh", "", ""), ""),
            ("i-hak-TW", ("hak", "", "TW"), ""),
            ("zh-min-nan", ("nan", "", ""), ""),
            ("zh-min", ("nan", "", ""), ""),
            ("art-lojban", ("jbo", "", ""), ""),
            ("no-bok", ("nb", "", ""), ""),
            ("en-GB-oed", ("en", "", "GB"), ""),
            ("sgn-BE-FR", ("sfb", "", ""), ""),
            ("en-psaccent", ("en", "", "XA"), "psaccent"),
            ("pt-PT-pscrack", ("pt", "", "XC"), "pscrack"),
        ] {
            let subtags = Subtags::new(language, script, region);
            assert_eq!(parse(text), Some((subtags, variants)), "{text}");
        }
    }

    #[test]
    fn malformed_tags_are_refused() {
        let short = [
            "", "-", "e", "e1", "1en", "abcd", "english", "en-", "-en", "en--US", "en-U", "en-US-",
            "en-12", "en-Lätn", "en US", "en\0", "x", "x-mine", "i", "en-*", "*-CH", "en-u-*",
            "zh-min-", "en-x--y",
        ];
        let long = [
            "abcdefghi",
            "en-123456789",
            "en-Latn-Cyrl",
            "en-US-GB",
            "i-unknown",
            "en-u-toolongone",
        ];
        for text in short.into_iter().chain(long) {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_plain_tag_ends_where_a_header_goes_on() {
        for (text, expected) in [
            ("zh-TW,en", Some(5)),
            ("zh-Hant-TW;q=0.5", Some(10)),
            ("es-419 ", Some(6)),
            ("en", Some(2)),
            ("en-x-mine", None),
            ("en-valencia", None),
            ("en*", None),
            ("*", None),
        ] {
            assert_eq!(plain(text.as_bytes()).map(|(_, length)| length), expected, "{text}");
        }
    }
}
