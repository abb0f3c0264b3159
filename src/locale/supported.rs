//! [`Supported`]: the available locales, made ready for matching.

use std::cmp::Reverse;

use unic_langid::LanguageIdentifier;

use super::canonical::canonical;
use super::distance::{Desired, Distance, Full, Match, Reach, are_han, is_paradigm};
use super::likely_subtags::maximize;
use super::memory::RememberedTags;
use super::negotiation::Available;
use super::subtags::Subtags;
use super::tag::Tag;

/// Some of the available locales, by their places in the owner's list.
pub(super) type LocaleSet = [bool; Available::LIMIT];

/// The available locales, in the order in which they win a tie: the default and what means the same,
/// CLDR's paradigm locales, the others; those without variants before those with; the owner's order.
#[derive(Debug)]
pub(super) struct Supported {
    pub(super) available: Available,
    locales: Vec<SupportedLocale>,
    /// By place in the owner's list.
    siblings: Vec<Vec<u16>>,
    /// Whether a locale may stand in for another script of the same language.
    pub(super) cross_script: bool,
    have_variants: bool,
    reach: Reach,
    remembered: RememberedTags,
}

#[derive(Debug)]
struct SupportedLocale {
    index: u16,
    full: Full,
    /// The tag as the owner writes it, in canonical form.
    written: Subtags,
    /// Joined by `-`, in alphabetical order.
    variants: String,
    /// Whether the script, and the region, are the likely ones of the language: these win where
    /// distances are equal.
    likely_script: bool,
    likely_region: bool,
}

impl Supported {
    pub(super) fn new(available: Available, cross_script: bool) -> Supported {
        let languages = &available.languages;
        let mut locales: Vec<_> = (0..).zip(languages).filter_map(SupportedLocale::new).collect();
        let mut tags = locales.iter().map(|locale| (locale.index, locale.full.tag));
        let default = tags.find(|(index, _)| *index == available.default).map(|(_, tag)| tag);
        locales.sort_by_key(|locale| {
            let rank = match locale.full {
                full if Some(full.tag) == default => 0,
                full if is_paradigm(full) => 1,
                _ => 2,
            };
            (rank, !locale.variants.is_empty(), locale.index)
        });
        let languages: Vec<_> = locales.iter().map(|locale| locale.full.tag.language).collect();
        let mut all_siblings = vec![Vec::new(); available.languages.len()];
        for locale in &locales {
            all_siblings[usize::from(locale.index)] = siblings(&locales, locale);
        }
        let supported = Supported {
            available,
            siblings: all_siblings,
            cross_script,
            have_variants: locales.iter().any(|locale| !locale.variants.is_empty()),
            reach: Reach::of(&languages),
            remembered: RememberedTags::new(),
            locales,
        };
        supported.foresee();
        supported
    }

    /// Remembers the matches for what readers of the locales send, `zh` and `zh-CN`, before they do.
    fn foresee(&self) {
        let tags = self.locales.iter().flat_map(|locale| {
            let Subtags { language, script, region } = locale.full.tag;
            [
                Subtags { language, ..Subtags::default() },
                Subtags { language, region, ..Subtags::default() },
                Subtags { language, script, ..Subtags::default() },
                locale.full.tag,
            ]
        });
        for subtags in tags.take(RememberedTags::FORESEEN) {
            self.closest(Tag { subtags, variants: "" }, None);
        }
    }

    /// The locales of the same language and script as one, another region's, the closest first.
    pub(super) fn siblings(&self, index: u16) -> &[u16] {
        self.siblings.get(usize::from(index)).map_or(&[], Vec::as_slice)
    }

    /// The locale closest to a tag, among those that are not refused. A match that is farther away
    /// than [`Distance::THRESHOLD`] crosses from one Han script to the other: a last resort.
    #[inline]
    pub(super) fn closest(&self, tag: Tag<'_>, refused: Option<&LocaleSet>) -> Option<Match> {
        if !self.reach.contains(tag.subtags.language) {
            return None;
        }
        self.closest_in_reach(tag, refused)
    }

    /// The locale closest to a tag that may match.
    #[inline(never)]
    fn closest_in_reach(&self, tag: Tag<'_>, refused: Option<&LocaleSet>) -> Option<Match> {
        let find = || self.compare(tag, refused);
        if refused.is_none() && (tag.variants.is_empty() || !self.have_variants) {
            self.remembered.get_or(tag.subtags, find)
        } else {
            find()
        }
    }

    /// Compares a tag with every locale.
    fn compare(&self, tag: Tag<'_>, refused: Option<&LocaleSet>) -> Option<Match> {
        let full = Full::new(tag.subtags);
        let desired = Desired::new(full);
        let mut best: Option<(&SupportedLocale, Distance)> = None;
        for locale in self.locales.iter().filter(|locale| !locale.is_in(refused)) {
            let distance = desired.distance(locale.full);
            let closer = best.is_none_or(|(best, least)| {
                distance < least || distance == least && locale.is_likelier_than(best)
            });
            if closer && self.accepts(full, locale.full, distance) {
                best = Some((locale, distance));
            }
        }
        let (best, distance) = best?;
        // Of the locales that mean the same, the one with the variants of the tag.
        let has_variants = |locale: &&SupportedLocale| {
            !locale.is_in(refused)
                && locale.full.tag == best.full.tag
                && locale.has_variants_of(tag)
        };
        let mut candidates = self.locales.iter().filter(|_| !tag.variants.is_empty());
        let index = candidates.find(has_variants).unwrap_or(best).index;
        Some(Match { index, distance })
    }

    /// The locales that a range names: those with every subtag that it gives (RFC 4647 §3.3.1, with
    /// likely subtags, so that `en-US` names `en`). With each comes how exactly it is named: by how
    /// many subtags, or by its very tag, which is the most.
    pub(super) fn named(&self, tag: Tag<'_>) -> impl Iterator<Item = (u16, u8)> {
        let named = canonical(tag.subtags);
        (self.locales.iter())
            .filter_map(move |locale| Some((locale.index, locale.exactness(named, tag)?)))
    }

    /// Whether a locale so far away is a match.
    fn accepts(&self, desired: Full, supported: Full, distance: Distance) -> bool {
        let (desired, supported) = (desired.tag.script, supported.tag.script);
        if desired != supported && !self.cross_script {
            return false;
        }
        // CLDR rates the two Han scripts like any two scripts, and leaves it to the application
        // whether readers of one can make do with the other.
        let is_han = desired != supported && are_han(desired, supported);
        distance < if is_han { Distance::FAR } else { Distance::THRESHOLD }
    }
}

impl SupportedLocale {
    /// `None` for a language of more than three letters: none is registered.
    fn new((index, language): (u16, &LanguageIdentifier)) -> Option<SupportedLocale> {
        let text = language.to_string();
        let tag = Tag::parse(&text)?;
        let full = Full::new(tag.subtags);
        let likely = maximize(Subtags { language: full.tag.language, ..Subtags::default() });
        Some(SupportedLocale {
            index,
            full,
            written: canonical(tag.subtags),
            variants: tag.variants.to_owned(),
            likely_script: full.tag.script == likely.script,
            likely_region: full.tag.region == likely.region,
        })
    }

    fn is_in(&self, refused: Option<&LocaleSet>) -> bool {
        refused.is_some_and(|refused| refused[usize::from(self.index)])
    }

    /// Whether a locale that is as far away should give way to this one.
    fn is_likelier_than(&self, other: &SupportedLocale) -> bool {
        let (tag, other) = (self.full.tag, other.full.tag);
        if tag.language != other.language {
            false
        } else if tag.script != other.script {
            self.likely_script
        } else {
            tag.region != other.region && self.likely_region
        }
    }

    /// How exactly a tag, `named` in its canonical form, names this locale; `None` if it does not.
    fn exactness(&self, named: Subtags, tag: Tag<'_>) -> Option<u8> {
        let variants = tag.variants().count() as u8;
        if named == self.written && self.has_variants_of(tag) {
            Some(u8::MAX)
        } else if named.given() > 0 && named.names(self.full.tag) && self.has_all(tag) {
            Some(named.given().count_ones() as u8 + variants)
        } else {
            None
        }
    }

    /// Whether it has the variants of a tag, and no others.
    fn has_variants_of(&self, tag: Tag<'_>) -> bool {
        self.has_all(tag) && self.variants.len() == tag.variants.len()
    }

    fn has_all(&self, tag: Tag<'_>) -> bool {
        let mut variants = tag.variants();
        variants.all(|wanted| self.variants.split('-').any(|own| own.eq_ignore_ascii_case(wanted)))
    }
}

/// The places of the other locales of the same language and script, the closest first.
fn siblings(locales: &[SupportedLocale], locale: &SupportedLocale) -> Vec<u16> {
    let desired = Desired::new(locale.full);
    let written = |full: Full| (full.tag.language, full.tag.script);
    let mut siblings: Vec<_> = (locales.iter())
        .filter(|other| other.index != locale.index && written(other.full) == written(locale.full))
        .map(|other| (desired.distance(other.full), Reverse(other.likely_region), other.index))
        .filter(|&(distance, ..)| distance < Distance::THRESHOLD)
        .collect();
    siblings.sort_by_key(|&(distance, likely, _)| (distance, likely));
    siblings.into_iter().map(|(.., index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Locales(Vec<LanguageIdentifier>);

    impl Locales {
        fn new(available: &str) -> Locales {
            Locales(available.split(' ').map(|tag| tag.parse().unwrap()).collect())
        }

        fn supported(&self, default: &str) -> Supported {
            let default = self.0.iter().position(|locale| *locale == default).unwrap();
            Supported::new(Available::new(self.0.clone(), default as u16), true)
        }

        fn tags(&self, indices: impl IntoIterator<Item = u16>) -> String {
            let tags = indices.into_iter().map(|index| self.0[usize::from(index)].to_string());
            tags.collect::<Vec<_>>().join(" ")
        }
    }

    #[test]
    fn a_tie_is_won_by_rank() {
        for (available, default, tag, expected) in [
            ("es-MX es-AR es-419", "es-AR", "es-BO", "es-AR"),
            ("es-MX es-AR es-419", "es-MX", "es-BO", "es-MX"),
            ("fr es-MX es-AR es-419", "fr", "es-BO", "es-419"),
            ("fr es-MX es-AR", "fr", "es-BO", "es-MX"),
            ("fr es-AR es-MX", "fr", "es-BO", "es-AR"),
            ("fr de-AT de-CH de-DE", "fr", "de-LI", "de-DE"),
            ("sr-Grek sr-Latn sr-Cyrl", "sr-Grek", "sr-Cyrl-ME", "sr-Cyrl"),
        ] {
            let locales = Locales::new(available);
            let parsed = Tag::parse(tag).unwrap();
            let found = locales.supported(default).closest(parsed, None).unwrap();
            assert_eq!(locales.tags([found.index]), expected, "{tag} of {available}");
        }
    }

    #[test]
    fn refused_locales_are_passed_over() {
        let locales = Locales::new("en-GB en-US zh-CN");
        let supported = locales.supported("zh-CN");
        let tag = Tag::parse("en-GB").unwrap();
        let mut refused = [false; Available::LIMIT];
        for expected in [Some((0, 0)), Some((1, 5)), None] {
            let found = supported.closest(tag, Some(&refused));
            assert_eq!(found.map(|found| (found.index, found.distance.whole())), expected);
            refused[found.map_or(0, |found| usize::from(found.index))] = true;
        }
    }

    #[test]
    fn siblings_are_of_the_same_language_and_script() {
        let locales = Locales::new("zh-CN zh-TW zh-SG zh-HK en es-ES es-MX es-419 pt nb no");
        for (index, expected) in
            [(0, "zh-SG"), (1, "zh-HK"), (4, ""), (5, "es-419 es-MX"), (6, "es-419 es-ES"), (9, "")]
        {
            let siblings = locales.supported("en").siblings(index).to_vec();
            assert_eq!(locales.tags(siblings), expected, "{index}");
        }
    }

    #[test]
    fn a_range_names_the_locales_with_all_its_subtags() {
        let locales = Locales::new("zh-CN zh-TW zh-Hant-HK en en-GB he ca ca-valencia");
        let supported = locales.supported("en");
        for (tag, expected) in [
            ("zh", "zh-CN:1 zh-Hant-HK:1 zh-TW:1"),
            ("zh-Hant", "zh-Hant-HK:2 zh-TW:2"),
            ("zh-HK", "zh-Hant-HK:2"),
            ("zh-TW", "zh-TW:255"),
            ("en-US", "en:2"),
            ("en", "en-GB:1 en:255"),
            ("iw", "he:255"),
            ("ca", "ca-valencia:1 ca:255"),
            ("ca-Latn-VALENCIA", "ca-valencia:3"),
            ("und", ""),
            ("ja", ""),
        ] {
            let named = supported.named(Tag::parse(tag).unwrap());
            let mut named: Vec<_> = named
                .map(|(index, exactness)| format!("{}:{exactness}", locales.tags([index])))
                .collect();
            named.sort_unstable();
            assert_eq!(named.join(" "), expected, "{tag}");
        }
    }
}
