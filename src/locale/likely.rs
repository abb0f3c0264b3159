//! Likely subtags (UTS #35 part 1, "Likely Subtags"): `zh-TW` is `zh-Hant-TW`.

use super::cldr::likely_subtags as table;
use super::subtags::{Language, Region, Script, Subtags};

/// Adds the language, the script and the region that a tag most likely means, as far as CLDR knows.
///
/// `und` alone stays `und`: it asks for no language, while CLDR would make it English.
pub(super) fn maximize(tag: Subtags) -> Subtags {
    let tag = specified(tag);
    let Subtags { language, script, region } = tag;
    let likely = match (language != Language::UND, script != Script::NONE, region != Region::NONE) {
        (true, true, false) => by_language_script(tag).or_else(|| by_language(tag)),
        (true, false, true) => by_language_region(tag).or_else(|| by_language(tag)),
        (true, false, false) => by_language(tag),
        (false, true, true) => {
            (by_script_region(tag)).or_else(|| by_script(tag)).or_else(|| by_region(tag))
        }
        (false, true, false) => by_script(tag),
        (false, false, true) => by_region(tag),
        (true, true, true) | (false, false, false) => None,
    };
    tag.or(likely.unwrap_or_default())
}

/// The script that a language is most likely written in, by its ISO 15924 code: `Hans` for `zh-CN`.
#[cfg(feature = "cli")]
pub(crate) fn likely_script(tag: &unic_langid::LanguageIdentifier) -> Option<String> {
    let text = tag.to_string();
    let likely = maximize(super::tag::Tag::parse(&text)?.subtags);
    let is_known = likely.script != Script::NONE;
    is_known.then(|| likely.script.text().into_iter().map(char::from).collect())
}

/// A tag without the subtags that say nothing: the script `Zzzz` and the region `ZZ`.
pub(super) fn specified(tag: Subtags) -> Subtags {
    Subtags {
        script: if tag.script == Script::of("Zzzz") { Script::NONE } else { tag.script },
        region: if tag.region == Region::of("ZZ") { Region::NONE } else { tag.region },
        ..tag
    }
}

fn by_language(tag: Subtags) -> Option<Subtags> {
    find(table::LANGUAGE, tag.language.text(), |[a, b, c, ..]| [*a, *b, *c])
}

fn by_language_script(tag: Subtags) -> Option<Subtags> {
    let text = (tag.language.text(), tag.script.text());
    find(table::LANGUAGE_SCRIPT, text, |[a, b, c, d, e, f, g, ..]| ([*a, *b, *c], [*d, *e, *f, *g]))
}

fn by_language_region(tag: Subtags) -> Option<Subtags> {
    find_tag(table::LANGUAGE_REGION, tag, |tag| (tag.language, tag.region))
}

fn by_script_region(tag: Subtags) -> Option<Subtags> {
    find_tag(table::SCRIPT_REGION, tag, |tag| (tag.script, tag.region))
}

fn by_script(tag: Subtags) -> Option<Subtags> {
    find(table::SCRIPT, tag.script.text(), |[_, _, _, a, b, c, d, ..]| [*a, *b, *c, *d])
}

fn by_region(tag: Subtags) -> Option<Subtags> {
    find_tag(table::REGION, tag, |tag| tag.region)
}

/// The full tag with the same `key`, which regions are a part of: their numbers stand behind their
/// letters in the tables, while as text they would stand before them.
fn find_tag<K: Ord>(table: &str, tag: Subtags, key: impl Fn(Subtags) -> K) -> Option<Subtags> {
    find(table, key(tag), |record| key(full_tag(record)))
}

/// The full tag with a key, by binary search among the records of `table`.
fn find<K: Ord>(table: &str, key: K, key_of: impl Fn(&[u8; RECORD]) -> K) -> Option<Subtags> {
    let (records, _) = table.as_bytes().as_chunks::<RECORD>();
    let found = records.binary_search_by_key(&key, key_of).ok()?;
    Some(full_tag(&records[found]))
}

/// The length of a full tag in the tables: `zh-HantTW-`.
const RECORD: usize = 10;

fn full_tag(record: &[u8; RECORD]) -> Subtags {
    let [a, b, c, script @ .., d, e, f] = *record;
    let filled = |subtag: [u8; 3]| if subtag[2] == b'-' { 2 } else { 3 };
    Subtags {
        language: Language::parse(&[a, b, c][..filled([a, b, c])]).unwrap_or_default(),
        script: Script::parse(&script).unwrap_or_default(),
        region: Region::parse(&[d, e, f][..filled([d, e, f])]).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use icu_locale::{LanguageIdentifier, LocaleExpander};

    use super::*;

    #[test]
    fn the_likely_subtags_of_a_tag_are_added() {
        for (tag, full) in [
            (("zh", "", ""), ("zh", "Hans", "CN")),
            (("zh", "", "TW"), ("zh", "Hant", "TW")),
            (("zh", "Hant", ""), ("zh", "Hant", "TW")),
            (("sr", "", "ME"), ("sr", "Latn", "ME")),
            (("en", "Shaw", ""), ("en", "Shaw", "GB")),
            (("", "", "TW"), ("zh", "Hant", "TW")),
            (("", "", "419"), ("es", "Latn", "419")),
            (("", "Cyrl", "RS"), ("sr", "Cyrl", "RS")),
            (("", "Hant", "US"), ("zh", "Hant", "US")),
            (("zh", "Zzzz", "ZZ"), ("zh", "Hans", "CN")),
            (("", "", ""), ("", "", "")),
        ] {
            let [tag, full] = [tag, full].map(|(l, s, r)| Subtags::new(l, s, r));
            assert_eq!(maximize(tag), full, "{tag:?}");
        }
    }

    #[test]
    fn every_table_is_sorted_by_what_is_known() {
        fn sorted<K: Ord>(table: &str, key: impl Fn(Subtags) -> K) -> bool {
            let (records, rest) = table.as_bytes().as_chunks();
            rest.is_empty() && records.is_sorted_by_key(|record| key(full_tag(record)))
        }
        assert!(sorted(table::LANGUAGE, |tag| tag.language));
        assert!(sorted(table::LANGUAGE_SCRIPT, |tag| (tag.language, tag.script)));
        assert!(sorted(table::LANGUAGE_REGION, |tag| (tag.language, tag.region)));
        assert!(sorted(table::SCRIPT_REGION, |tag| (tag.script, tag.region)));
        assert!(sorted(table::SCRIPT, |tag| tag.script));
        assert!(sorted(table::REGION, |tag| tag.region));
    }

    /// Rare languages whose likely subtags CLDR 49, the release of ICU4X 2.4, has changed.
    const CHANGED_SINCE: &[&str] =
        &["bqv", "cpx", "csj", "gun", "jkm", "mnp", "mrd", "wlo", "wsg", "yol"];

    fn changed_since(tag: Subtags) -> bool {
        CHANGED_SINCE.iter().any(|&language| tag.language == Language::of(language))
            || tag.language == Language::UND && tag.script == Script::of("Latn")
    }

    /// Every language, script and region of the tables, alone and with others, against ICU4X.
    #[test]
    fn icu4x_adds_the_same() {
        let records = |table: &'static str| {
            let (records, _) = table.as_bytes().as_chunks();
            records.iter().map(full_tag)
        };
        let languages: Vec<_> = records(table::LANGUAGE).map(|tag| tag.language).collect();
        let scripts: Vec<_> = records(table::SCRIPT).map(|tag| tag.script).collect();
        let regions: Vec<_> = records(table::REGION).map(|tag| tag.region).collect();
        let mut tags = Vec::new();
        let mut pick = 0;
        for (nth, &language) in languages.iter().chain([&Language::UND; 200]).enumerate() {
            for step in 0..20 {
                pick += 7 * nth + step;
                let script = [Script::NONE, scripts[pick % scripts.len()]][step % 2];
                let region = [Region::NONE, regions[pick % regions.len()]][step / 2 % 2];
                tags.push(Subtags { language, script, region });
            }
        }
        for table in [table::LANGUAGE_SCRIPT, table::LANGUAGE_REGION, table::SCRIPT_REGION] {
            for full in records(table) {
                tags.push(Subtags { region: Region::NONE, ..full });
                tags.push(Subtags { script: Script::NONE, ..full });
                tags.push(Subtags { language: Language::UND, ..full });
            }
        }

        let expander = LocaleExpander::new_extended();
        let mut differences = Vec::new();
        for &tag in tags.iter().filter(|tag| tag.given() != 0 && !changed_since(**tag)) {
            let mut expected = icu(tag);
            expander.maximize(&mut expected);
            if icu(maximize(tag)) != expected {
                differences.push(format!("{}: {} for {expected}", icu(tag), icu(maximize(tag))));
            }
        }
        assert!(tags.len() > 100_000);
        assert_eq!(differences, Vec::<String>::new());
    }

    fn icu(tag: Subtags) -> LanguageIdentifier {
        let text = [&tag.language.text()[..], &tag.script.text(), &tag.region.text()]
            .map(|subtag| String::from_utf8_lossy(subtag).trim_end_matches('-').to_owned());
        let text: Vec<_> = text.into_iter().filter(|subtag| !subtag.is_empty()).collect();
        let prefix = if tag.language == Language::UND { "und-" } else { "" };
        format!("{prefix}{}", text.join("-")).parse().unwrap()
    }
}
