//! How far one locale is from another, such as `zh-TW` from `zh-CN` (UTS #35 part 1, "Enhanced Language
//! Matching").
//!
//! The distance of two locales is that of their languages, plus that of their scripts, plus that of
//! their regions, each from CLDR's table of language matches: 0 for the same, 4 or 5 for another
//! region, 80 for a language that the reader will not understand.

use super::canonical::canonical;
use super::cldr::{aliases, language_matching as table, likely_subtags};
use super::likely_subtags::{maximize, specified};
use super::subtags::{Language, Region, Script, Subtags};

/// One of the available locales, and how far it is from the language that a reader wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Its place in the owner's list.
    pub(super) index: u16,
    pub(super) distance: Distance,
}

impl Match {
    /// Whether it crosses from one Han script to the other: better than the default locale only.
    pub(super) fn is_last_resort(self) -> bool {
        self.distance >= Distance::THRESHOLD
    }

    /// Whether it is better than the match of an earlier range: only if that is a last resort.
    pub(super) fn is_before(self, earlier: Match) -> bool {
        earlier.is_last_resort() && !self.is_last_resort()
    }
}

/// A distance in one byte, which is below 128 up to [`Distance::FAR`]: 0 to 7 are eighths, and all
/// above is a whole number and 7. ICU counts eighths too: they tell locales apart that differ only in
/// which of their likely subtags are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Distance(pub(super) u8);

impl Distance {
    /// A locale this far away does not match; it is CLDR's distance of two scripts.
    pub(super) const THRESHOLD: Distance = Distance::new(table::SCRIPT);

    /// What each further range of a reader's list adds: the distance of `en-US` to `en-GB`, so that
    /// another region of the first language is as good as the second language itself.
    const DEMOTION: u8 = 5;

    /// A locale this far away is not even a last resort: its language is another one.
    pub(super) const FAR: Distance = Distance::new(100);

    pub(super) const ZERO: Distance = Distance::new(0);

    pub(super) const fn new(distance: u8) -> Distance {
        Distance(if distance == 0 { 0 } else { distance + 7 })
    }

    /// The distance less the demotion of one range, and never below zero.
    pub(super) fn demoted(self) -> Distance {
        match self.whole() {
            0..=Distance::DEMOTION => Distance::ZERO,
            _ => Distance(self.0 - Distance::DEMOTION),
        }
    }

    /// The distance, without its fraction.
    pub(super) fn whole(self) -> u8 {
        self.0.saturating_sub(7)
    }
}

/// A tag made ready for matching: canonical, and with its likely subtags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full {
    pub(super) tag: Subtags,
    /// Which of the subtags were written, as [`Subtags::given`] says it.
    given: u8,
}

impl Full {
    pub(super) fn new(tag: Subtags) -> Full {
        let given = specified(tag).given();
        if given == 0 || is_pseudo(tag) {
            return Full { tag, given };
        }
        let known = canonical(tag);
        let mut full = maximize(known);
        if full.given() < 7 {
            // A language that CLDR does not know is taken to be written in the script of its region.
            let anywhere = Subtags { language: Language::UND, ..known };
            full = full.or(maximize(anywhere)).or(likely_subtags::UND);
        }
        if aliases::RATED.contains(&tag.language) {
            full.language = tag.language;
        }
        Full { tag: full, given }
    }
}

/// A language that a reader wants, with the rules of the table that are about it.
pub(super) struct Desired {
    full: Full,
    languages: &'static [(Language, Language, u8)],
}

impl Desired {
    pub(super) fn new(full: Full) -> Desired {
        let start = table::LANGUAGES.partition_point(|rule| rule.0 < full.tag.language);
        let rules = &table::LANGUAGES[start..];
        let end = rules.partition_point(|rule| rule.0 == full.tag.language);
        Desired { full, languages: &rules[..end] }
    }

    /// How far away `supported` is. The way back may be longer.
    pub(super) fn distance(&self, supported: Full) -> Distance {
        let (desired, given) = (self.full.tag, self.full.given);
        if desired == supported.tag {
            // What only one of them writes is a number below 8.
            return Distance(given ^ supported.given);
        }
        let language = self.language(supported.tag.language);
        if language >= table::LANGUAGE || is_pseudo(desired) || is_pseudo(supported.tag) {
            return Distance::FAR;
        }
        Distance::new(language + script(desired, supported.tag) + region(desired, supported.tag))
    }

    fn language(&self, supported: Language) -> u8 {
        if self.full.tag.language == supported {
            return 0;
        }
        let rule = self.languages.iter().find(|rule| rule.1 == supported);
        rule.map_or(table::LANGUAGE, |rule| rule.2)
    }
}

fn script(desired: Subtags, supported: Subtags) -> u8 {
    if desired.script == supported.script {
        return 0;
    }
    let written = |tag: Subtags| Subtags { region: Region::NONE, ..tag };
    let pair = (written(desired), written(supported));
    let rule = table::SCRIPTS.binary_search_by_key(&pair, |rule| (rule.0, rule.1));
    rule.map_or(table::SCRIPT, |index| table::SCRIPTS[index].2)
}

fn region(desired: Subtags, supported: Subtags) -> u8 {
    if desired.region == supported.region {
        return 0;
    }
    let rules = table::REGIONS.iter().find(|rules| {
        desired.language == rules.language
            && supported.language == rules.language
            && rules
                .script
                .is_none_or(|script| desired.script == script && supported.script == script)
    });
    let Some(rules) = rules else {
        return table::REGION;
    };
    // A region that contains others may be in several partitions: the farthest two count.
    let farthest = partitions(desired.region)
        .flat_map(|from| partitions(supported.region).map(move |to| rules.distances[from][to]))
        .max();
    farthest.unwrap_or(rules.otherwise)
}

/// The partitions that a region is in, in ascending order; none for a region that CLDR does not know.
fn partitions(region: Region) -> impl Iterator<Item = usize> {
    let found = table::PARTITIONS.binary_search_by_key(&region, |entry| entry.0);
    let bits = found.map_or(0, |index| table::PARTITIONS[index].1);
    (0..u8::BITS).filter(move |bit| bits >> bit & 1 == 1).map(|bit| bit as usize)
}

/// Whether a locale is preferred to others that are as far away (CLDR's paradigm locales).
pub(super) fn is_paradigm(full: Full) -> bool {
    table::PARADIGMS.contains(&full.tag)
}

/// Whether both are Han scripts, traditional or simplified (ISO 15924 `Hani` is both).
pub(super) fn are_han(desired: Script, supported: Script) -> bool {
    const HAN: [Script; 2] = [Script::of("Hans"), Script::of("Hant")];
    HAN.contains(&desired) && HAN.contains(&supported)
}

/// Whether a tag is that of a pseudo-locale, such as `en-XA`, which nobody reads: it matches only
/// itself.
fn is_pseudo(tag: Subtags) -> bool {
    const PSEUDO: [Region; 3] = [Region::of("XA"), Region::of("XB"), Region::of("XC")];
    PSEUDO.contains(&tag.region)
}

/// The languages of the tags that may match some locales at all. On a site with few languages, most
/// tags that readers send are in none of them, and need not be compared.
#[derive(Debug)]
pub(super) struct Reach {
    /// A bit for each language, by [`Language::number`].
    words: Box<[u64]>,
}

impl Reach {
    /// What reaches locales in these languages, which are canonical.
    pub(super) fn of(available: &[Language]) -> Reach {
        let mut reach = Reach { words: vec![0; Language::COUNT / 64].into() };
        // A tag without a language may get one from its region, and so does one of a sign language.
        for language in [Language::UND, Language::of("sgn")].iter().chain(available) {
            reach.add(*language, true);
        }
        for (desired, supported, distance) in table::LANGUAGES {
            reach.add(*desired, *distance < table::LANGUAGE && available.contains(supported));
        }
        for (alias, replacement) in aliases::LANGUAGES {
            reach.add(*alias, reach.contains(replacement.language));
        }
        reach
    }

    /// Whether a tag with this language, canonical or not, may match.
    #[inline]
    pub(super) fn contains(&self, language: Language) -> bool {
        let number = language.number();
        self.words.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    fn add(&mut self, language: Language, is_within: bool) {
        let number = language.number();
        self.words[number / 64] |= u64::from(is_within) << (number % 64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::tag::Tag;

    fn full(tag: &str) -> Full {
        Full::new(Tag::parse(tag).unwrap().subtags)
    }

    fn distance(desired: &str, supported: &str) -> u8 {
        Desired::new(full(desired)).distance(full(supported)).whole()
    }

    #[test]
    fn distances_are_those_of_cldr() {
        for (desired, supported, expected) in [
            ("en-US", "en", 0),
            ("en-GB", "en-AU", 3),
            ("en-AU", "en-NZ", 4),
            ("en-CA", "en-US", 4),
            ("en-GB", "en-US", 5),
            ("es-MX", "es-419", 4),
            ("es-ES", "es-419", 5),
            ("ar-MA", "ar-DZ", 4),
            ("ar-MA", "ar-EG", 5),
            ("zh-HK", "zh-MO", 4),
            ("zh-HK", "zh-TW", 5),
            ("zh-SG", "zh-CN", 4),
            ("de-AT", "de", 4),
            ("sr-Latn", "sr", 5),
            ("zh-TW", "zh-CN", 54),
            ("nb", "no", 1),
            ("gsw", "de", 8),
            ("de", "gsw", 100),
            ("bn", "en", 44),
            ("yue-HK", "zh-HK", 10),
            ("ja", "en", 100),
            ("en-001", "en-GB", 5),
            ("en-ZZ", "en-US", 0),
            ("en-QZ", "en-GB", 5),
            ("und-IE", "en-GB", 3),
            ("tlh", "en", 30),
            ("und", "en", 100),
            ("en-XA", "en", 100),
            ("en-XA", "en-XA", 0),
        ] {
            assert_eq!(distance(desired, supported), expected, "{desired} → {supported}");
        }
        assert_eq!(distance("en-US", "en-GB"), Distance::DEMOTION);
    }

    #[test]
    fn written_subtags_tell_equal_locales_apart() {
        let far = |desired, supported| Desired::new(full(desired)).distance(full(supported));
        assert_eq!(far("zh-CN", "zh-CN"), Distance::ZERO);
        assert!(far("zh-CN", "zh") < far("zh-CN", "zh-Hans"));
        assert!(far("zh-CN", "zh-Hans") < far("zh-CN", "zh-SG"));
    }

    #[test]
    fn a_byte_keeps_a_distance_and_the_order() {
        let distances: Vec<_> = (0..8).map(Distance).chain((1..=120).map(Distance::new)).collect();
        assert!(distances.iter().zip(0..128).all(|(distance, byte)| distance.0 == byte));
        assert!(distances.is_sorted_by_key(|distance| distance.whole()));
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(table::LANGUAGES.is_sorted_by_key(|rule| (rule.0, rule.1)));
        assert!(table::SCRIPTS.is_sorted_by_key(|rule| (rule.0, rule.1)));
        assert!(table::PARTITIONS.is_sorted_by_key(|entry| entry.0));
    }

    /// Every language of two and of three letters, alone and with other subtags.
    #[test]
    fn languages_out_of_reach_match_nothing() {
        let available = ["en-US", "zh-CN", "nb", "sr-Latn", "he", "id"].map(full);
        let reach = Reach::of(&available.map(|locale| locale.tag.language));
        let letters = || (b'a'..=b'z').map(char::from);
        let two = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        let languages: Vec<String> = two.collect();
        let three = languages.iter().flat_map(|two| letters().map(move |c| format!("{two}{c}")));
        let mut reached = 0;
        for language in languages.iter().cloned().chain(three) {
            for tag in [language.clone(), format!("{language}-US"), format!("{language}-Hans-CN")] {
                let desired = Desired::new(full(&tag));
                let matches =
                    available.iter().any(|&locale| desired.distance(locale) < Distance::FAR);
                let within = reach.contains(Tag::parse(&tag).unwrap().subtags.language);
                assert!(!matches || within, "{tag}");
                reached += usize::from(within);
            }
        }
        assert!((60..600).contains(&reached), "{reached}");
        assert!(reach.contains(Language::of("iw")), "the alias of an available language");
    }
}
