//! Likely subtags (UTS #35 part 1, "Likely Subtags"): `zh-TW` is `zh-Hant-TW`.

use super::cldr::likely_subtags as table;
use super::subtags::{Language, Region, Script, Subtags};

/// Adds the language, the script and the region that a tag most likely means, as far as CLDR knows.
///
/// `und` alone stays `und`: it asks for no language, while CLDR would make it English.
pub(super) fn maximize(tag: Subtags) -> Subtags {
    let tag = specified(tag);
    let mut tables = tables(tag.given()).iter();
    tag.or(tables.find_map(|(known, table)| find(table, tag, *known)).unwrap_or_default())
}

/// The script that a language is most likely written in, by its ISO 15924 code: `Hans` for `zh-CN`.
#[cfg(feature = "cli")]
pub(crate) fn likely_script(tag: &unic_langid::LanguageIdentifier) -> Option<String> {
    let text = tag.to_string();
    let likely = maximize(super::tag::Tag::parse(&text)?.subtags);
    let is_known = likely.script != Script::NONE;
    is_known.then(|| likely.script.text().into_iter().map(char::from).collect())
}

/// The scripts that a language is usually written in, by their ISO 15924 codes, where these are several: `Cyrl` and
/// `Latn` for `sr`.
#[cfg(feature = "cli")]
pub(crate) fn usual_scripts(language: &str) -> Vec<&'static str> {
    let mut rows = table::SCRIPTS.lines().filter_map(|row| row.split_once(": "));
    let found = rows.find(|(known, _)| *known == language);
    found.map_or(Vec::new(), |(_, scripts)| scripts.split(' ').collect())
}

/// A tag without the subtags that say nothing: the script `Zzzz` and the region `ZZ`.
pub(super) fn specified(tag: Subtags) -> Subtags {
    Subtags {
        script: if tag.script == Script::of("Zzzz") { Script::NONE } else { tag.script },
        region: if tag.region == Region::of("ZZ") { Region::NONE } else { tag.region },
        ..tag
    }
}

/// A full tag in the tables, with shorter subtags padded: `zh-HantTW-`.
type Record = [u8; 10];

/// The bytes of a record that a table knows of a tag, as a number.
const LANGUAGE: u128 = 0xff_ffff << 56;
const SCRIPT: u128 = 0xffff_ffff << 24;
const REGION: u128 = 0xff_ffff;

/// The tables for a tag, each with what it knows, in the order in which they are asked.
fn tables(given: u8) -> &'static [(u128, &'static str)] {
    match given {
        0b110 => &[(LANGUAGE | SCRIPT, table::LANGUAGE_SCRIPT), (LANGUAGE, table::LANGUAGE)],
        0b101 => &[(LANGUAGE | REGION, table::LANGUAGE_REGION), (LANGUAGE, table::LANGUAGE)],
        0b100 => &[(LANGUAGE, table::LANGUAGE)],
        0b011 => &[
            (SCRIPT | REGION, table::SCRIPT_REGION),
            (SCRIPT, table::SCRIPT),
            (REGION, table::REGION),
        ],
        0b010 => &[(SCRIPT, table::SCRIPT)],
        0b001 => &[(REGION, table::REGION)],
        _ => &[],
    }
}

/// The full tag with the subtags of `tag` that a table knows.
fn find(table: &str, tag: Subtags, known: u128) -> Option<Subtags> {
    let ([a, b, c], [d, e, f, g]) = (tag.language.text(), tag.script.text());
    let [h, i, j] = tag.region.text();
    let wanted = key(&[a, b, c, d, e, f, g, h, i, j], known);
    let (records, _) = table.as_bytes().as_chunks();
    let found = records.binary_search_by_key(&wanted, |record| key(record, known)).ok()?;
    Some(full_tag(&records[found]))
}

/// What a table is sorted by: the bytes of the subtags that it knows.
fn key(record: &Record, known: u128) -> u128 {
    let mut bytes = [0; 16];
    bytes[6..].copy_from_slice(record);
    u128::from_be_bytes(bytes) & known
}

fn full_tag(record: &Record) -> Subtags {
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
    fn every_table_is_sorted_by_what_it_knows() {
        for (known, table) in (0..8).flat_map(tables) {
            let (records, rest) = table.as_bytes().as_chunks();
            assert!(rest.is_empty());
            assert!(records.is_sorted_by_key(|record| key(record, *known)), "{known:x}");
        }
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
        tag.to_string().parse().unwrap()
    }
}
