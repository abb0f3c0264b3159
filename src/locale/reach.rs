//! [`Reach`]: the languages that may match an available locale at all. Most of those that readers of a
//! site with few languages send may not, and need not be looked into.

use super::cldr::{aliases, language_matching};
use super::subtags::Language;

/// A set of languages, as bits.
#[derive(Debug)]
pub(super) struct Reach {
    bits: Box<[u64]>,
}

impl Reach {
    /// What reaches locales of these languages, which are canonical.
    pub(super) fn new(languages: impl Iterator<Item = Language>) -> Reach {
        let mut reach = Reach { bits: vec![0; Language::COUNT / 64].into() };
        // A tag without a language may have one by its region, and a sign language has.
        reach.insert(Language::UND);
        reach.insert(Language::of("sgn"));
        let available: Vec<Language> = languages.collect();
        for &language in &available {
            reach.insert(language);
        }
        for (desired, supported, distance) in language_matching::LANGUAGES {
            if *distance < language_matching::LANGUAGE && available.contains(supported) {
                reach.insert(*desired);
            }
        }
        for (alias, replacement) in aliases::LANGUAGES {
            if reach.contains(replacement.language) {
                reach.insert(*alias);
            }
        }
        reach
    }

    /// Whether a tag with this language, canonical or not, may match.
    #[inline]
    pub(super) fn contains(&self, language: Language) -> bool {
        let number = language.number();
        self.bits.get(number / 64).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }

    fn insert(&mut self, language: Language) {
        let number = language.number();
        if let Some(bits) = self.bits.get_mut(number / 64) {
            *bits |= 1 << (number % 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::subtags::Language;
    use super::super::supported::Supported;
    use super::super::tag::Tag;

    /// Every language of two and of three letters, alone and with other subtags.
    #[test]
    fn what_is_out_of_reach_matches_nothing() {
        let available = ["en-US", "zh-CN", "nb", "sr-Latn", "he", "id"];
        let available: Vec<_> = available.iter().map(|tag| tag.parse().unwrap()).collect();
        let supported = Supported::new(&available, &available[0]);
        let letters = || (b'a'..=b'z').map(char::from);
        let two = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        let languages: Vec<String> = two.collect();
        let three = languages.iter().flat_map(|two| letters().map(move |c| format!("{two}{c}")));
        let mut reached = 0;
        for language in languages.iter().cloned().chain(three) {
            for tag in [language.clone(), format!("{language}-US"), format!("{language}-Hans-CN")] {
                let parsed = Tag::parse(&tag).unwrap();
                let found = supported.closest(parsed, None);
                let within = supported.reach.contains(parsed.subtags.language);
                assert!(found.is_none() || within, "{tag}");
                reached += usize::from(within);
            }
        }
        assert!((60..600).contains(&reached), "{reached}");
        assert!(supported.reach.contains(Language::of("iw")), "the alias of an available language");
    }
}
