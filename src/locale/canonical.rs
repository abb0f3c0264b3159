//! The canonical form of a language tag: `iw` is `he`, `zh-cmn-Hans` is `zh-Hans`.

use unic_langid::LanguageIdentifier;

use super::cldr::aliases;
use super::likely_subtags::maximize;
use super::subtags::{Language, Region, Subtags};
use super::tag::Tag;

/// The canonical form of a language tag (UTS #35 part 1, "LocaleId Canonicalization"), or `None` if the
/// text is not a language tag.
///
/// Case does not matter, and `_` may stand for `-`. Deprecated and grandfathered tags are replaced,
/// extended languages stand alone, and extensions and private use are dropped.
///
/// # Example
///
/// ```
/// let canonical = |tag| codeword::canonical_tag(tag).map(|language| language.to_string());
///
/// assert_eq!(canonical("ZH_hant_tw").as_deref(), Some("zh-Hant-TW"));
/// assert_eq!(canonical("iw").as_deref(), Some("he"));
/// assert_eq!(canonical("sh").as_deref(), Some("sr-Latn"));
/// assert_eq!(canonical("i-klingon").as_deref(), Some("tlh"));
/// assert_eq!(canonical("zh-yue-HK").as_deref(), Some("yue-HK"));
/// assert_eq!(canonical("en-u-nu-latn-x-mine").as_deref(), Some("en"));
/// assert_eq!(canonical("no language"), None);
/// ```
pub fn canonical_tag(tag: &str) -> Option<LanguageIdentifier> {
    let parsed = Tag::parse(tag)?;
    let text = format!("{}-{}", canonical(parsed.subtags), parsed.variants);
    let language: LanguageIdentifier = text.trim_end_matches('-').parse().ok()?;
    // What replaces one alias may be an alias itself: `zh-cmn-hakka`.
    match language.to_string() {
        stable if stable == tag => Some(language),
        next => canonical_tag(&next),
    }
}

/// Replaces the deprecated subtags of a tag, each by the one that CLDR names.
pub(super) fn canonical(mut tag: Subtags) -> Subtags {
    if tag.language == Language::of("sgn")
        && let Some(language) = lookup(aliases::SIGN_LANGUAGES, tag.region)
    {
        tag = Subtags { language, region: Region::NONE, ..tag };
    }
    if let Some(replacement) = lookup(aliases::LANGUAGES, tag.language) {
        tag = Subtags { language: replacement.language, ..tag }.or(replacement);
    }
    if let Some(script) = lookup(aliases::SCRIPTS, tag.script) {
        tag.script = script;
    }
    if let Some(successors @ [first, ..]) = lookup(aliases::REGIONS, tag.region) {
        // The Soviet Union has several successors: the language tells which one is meant.
        let likely = maximize(Subtags { region: Region::NONE, ..tag }).region;
        tag.region = if successors.contains(&likely) { likely } else { *first };
    }
    tag
}

/// The value for a key in a table that is sorted by key.
fn lookup<K: Ord + Copy, V: Copy>(table: &[(K, V)], key: K) -> Option<V> {
    table.binary_search_by_key(&key, |entry| entry.0).ok().map(|index| table[index].1)
}

#[cfg(test)]
mod tests {
    use icu_locale::{Locale, LocaleCanonicalizer};

    use super::*;

    fn text(tag: &str) -> String {
        canonical_tag(tag).map(|language| language.to_string()).unwrap_or_default()
    }

    #[test]
    fn deprecated_tags_are_replaced() {
        for (tag, expected) in [
            ("iw", "he"),
            ("in-ID", "id-ID"),
            ("ji", "yi"),
            ("jw", "jv"),
            ("tl", "fil"),
            ("mo", "ro"),
            ("sh", "sr-Latn"),
            ("sh-Cyrl-ME", "sr-Cyrl-ME"),
            ("cnr", "sr-ME"),
            ("no", "no"),
            ("cmn-TW", "zh-TW"),
            ("arb", "ar"),
            ("eng-GBR", "en"),
            ("deu-DE", "de-DE"),
            ("zh-cmn-Hans", "zh-Hans"),
            ("zh-yue-HK", "yue-HK"),
            ("zh-guoyu", "zh"),
            ("zh-cmn-hakka", "hak"),
            ("i-klingon", "tlh"),
            ("sgn-US", "ase"),
            ("sgn-GB-u-nu-latn", "bfi"),
            ("en-UK", "en-GB"),
            ("ru-SU", "ru-RU"),
            ("uk-SU", "uk-UA"),
            ("sr-YU", "sr-RS"),
            ("en-840", "en-US"),
            ("es-419", "es-419"),
            ("en-Qaai", "en-Zinh"),
            ("hy-arevmda", "hyw"),
            ("sl-rozaj-biske", "sl-biske-rozaj"),
            ("und", "und"),
            ("i-enochian", ""),
            ("x-mine", ""),
        ] {
            assert_eq!(text(tag), expected, "{tag}");
        }
    }

    /// Every alias of the tables, alone and with other subtags, against ICU4X.
    #[test]
    fn replacements_are_those_of_icu4x() {
        let canonicalizer = LocaleCanonicalizer::new_extended();
        let subtag = |text: [u8; 3]| String::from_utf8_lossy(&text).trim_matches('-').to_owned();
        // `fat` is no longer an alias in CLDR 49, the release of ICU4X 2.4.
        let languages = aliases::LANGUAGES.iter().map(|alias| subtag(alias.0.text()));
        let languages = languages.filter(|language| language != "fat");
        let regions: Vec<_> = aliases::REGIONS.iter().map(|alias| subtag(alias.0.text())).collect();
        let mut tags = Vec::new();
        for language in languages.chain(["en", "uk", "sgn", "hy"].map(String::from)) {
            tags.extend(["", "-Cyrl", "-DE", "-Qaai-US"].map(|rest| format!("{language}{rest}")));
        }
        for language in ["en", "uk", "hy", "cs", "sr", "nl", "sgn", "und"] {
            tags.extend(regions.iter().map(|region| format!("{language}-{region}")));
        }
        let mut differences = Vec::new();
        for tag in &tags {
            let mut expected: Locale = tag.parse().unwrap();
            canonicalizer.canonicalize(&mut expected);
            let got = text(tag);
            if got != expected.to_string() {
                differences.push(format!("{tag}: {got} for {expected}"));
            }
        }
        assert!(tags.len() > 3_000);
        assert_eq!(differences, Vec::<String>::new());
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(aliases::LANGUAGES.is_sorted_by_key(|alias| alias.0));
        assert!(aliases::SIGN_LANGUAGES.is_sorted_by_key(|alias| alias.0));
        assert!(aliases::REGIONS.is_sorted_by_key(|alias| alias.0));
        assert!(aliases::SCRIPTS.is_sorted_by_key(|alias| alias.0));
        assert!(aliases::TAGS.is_sorted_by_key(|alias| alias.0));
        assert!(aliases::REGIONS.iter().all(|alias| !alias.1.is_empty()));
    }
}
