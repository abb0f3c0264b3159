//! [`Negotiator`]: language ranges × available locales → the best, and why.

use unic_langid::LanguageIdentifier;

use super::Preference;

/// One of a negotiator's available locales, as a `Copy` handle.
///
/// It is meant for a reader who asks more than once: negotiate, keep the handle, look up. A handle is
/// good for every negotiator and catalog with the same locales in the same order; elsewhere it
/// counts as the default locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Locale {
    index: u16,
}

impl Locale {
    pub(crate) fn index(self) -> usize {
        usize::from(self.index)
    }
}

/// Picks the best of its available locales for a reader.
#[derive(Clone, Debug)]
pub struct Negotiator {
    available: Vec<LanguageIdentifier>,
    default: Locale,
}

impl Negotiator {
    /// A negotiator for a default locale and the others. The default is always available, and
    /// stands first. A locale that is named twice counts once.
    pub fn new(
        default: LanguageIdentifier,
        others: impl IntoIterator<Item = LanguageIdentifier>,
    ) -> Negotiator {
        let mut available = vec![default];
        for language in others {
            if !available.contains(&language) && available.len() < usize::from(u16::MAX) {
                available.push(language);
            }
        }
        Negotiator { available, default: Locale { index: 0 } }
    }

    /// The locales to pick from, in their owner's order.
    pub fn available(&self) -> &[LanguageIdentifier] {
        &self.available
    }

    /// The locale that answers when nothing matches.
    pub fn default_locale(&self) -> Locale {
        self.default
    }

    /// The language of a locale.
    pub fn language(&self, locale: Locale) -> Option<&LanguageIdentifier> {
        self.available.get(locale.index())
    }

    /// Every locale, in the order of [`Negotiator::available`].
    pub fn locales(&self) -> impl Iterator<Item = Locale> + use<> {
        (0..self.available.len() as u16).map(|index| Locale { index })
    }

    /// Picks the best locale for a reader.
    pub fn negotiate<'h>(&self, preference: impl Into<Preference<'h>>) -> Negotiation<'h> {
        match preference.into() {
            Preference::Header(header) => self.negotiate_header(header),
            Preference::Language(language) => match self.find(&language.to_string()) {
                Some(locale) => Negotiation { locale, matched: Some("") },
                None => Negotiation { locale: self.default, matched: None },
            },
            Preference::Locale(locale) => Negotiation { locale, matched: Some("") },
        }
    }

    fn negotiate_header<'h>(&self, header: &'h str) -> Negotiation<'h> {
        header
            .split(',')
            .map(|range| range.split(';').next().unwrap_or(range).trim())
            .find_map(|range| Some(Negotiation { locale: self.find(range)?, matched: Some(range) }))
            .unwrap_or(Negotiation { locale: self.default, matched: None })
    }

    fn find(&self, range: &str) -> Option<Locale> {
        let range: LanguageIdentifier = range.parse().ok()?;
        let index = (self.available.iter().position(|language| *language == range))
            .or_else(|| self.available.iter().position(|l| l.language == range.language))?;
        Some(Locale { index: index as u16 })
    }
}

/// Which locale was picked, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Negotiation<'h> {
    locale: Locale,
    matched: Option<&'h str>,
}

impl<'h> Negotiation<'h> {
    /// The locale that was picked.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The language range that it was picked for, as the header writes it.
    pub fn matched(&self) -> Option<&'h str> {
        self.matched
    }

    /// Whether nothing matched, so that the default locale answers.
    pub fn is_default(&self) -> bool {
        self.matched.is_none()
    }
}
