//! [`Negotiation`]: what a reader gets, of what there is, [`Available`].

use std::hash::{DefaultHasher, Hash, Hasher};
use std::iter;

use unic_langid::LanguageIdentifier;

use super::distance::{Distance, Match};
use super::reader::Locale;

/// The available locales, as their owner lists them.
#[derive(Debug)]
pub(super) struct Available {
    pub(super) languages: Vec<LanguageIdentifier>,
    /// The place of the default locale.
    pub(super) default: u16,
    hash: u32,
}

impl Available {
    /// The most locales that there can be.
    pub(super) const LIMIT: usize = 1024;

    pub(super) fn new(languages: Vec<LanguageIdentifier>, default: u16) -> Available {
        let mut hasher = DefaultHasher::new();
        languages.hash(&mut hasher);
        Available { languages, default, hash: hasher.finish() as u32 }
    }

    /// The default locale, and then all of them.
    pub(super) fn default_first(&self) -> impl Iterator<Item = u16> {
        iter::once(self.default).chain(0..self.languages.len() as u16)
    }

    /// The handle of the locale in one place.
    #[inline]
    pub(super) fn locale(&self, index: u16) -> Locale {
        Locale { index, list: self.hash }
    }

    /// Whether a handle is one of these locales, and not of another list, even of one with the same
    /// hash.
    #[inline]
    pub(super) fn has(&self, locale: Locale) -> bool {
        locale.list == self.hash && locale.index() < self.languages.len()
    }

    /// The answer for a match, and for the range that matched, if there is one.
    #[inline]
    pub(super) fn matched<'h>(&self, matched: Option<&'h str>, found: Match) -> Negotiation<'h> {
        Negotiation { locale: self.locale(found.index), matched, distance: Some(found.distance) }
    }

    /// The answer where nothing matched.
    #[inline]
    pub(super) fn unmatched(&self, index: u16) -> Negotiation<'static> {
        Negotiation { locale: self.locale(index), matched: None, distance: None }
    }
}

/// Which locale was picked, and why.
///
/// # Example
///
/// ```
/// use codeword::Negotiator;
/// use unic_langid::langid;
///
/// let negotiator = Negotiator::new(vec![langid!("en-US"), langid!("pt-BR")], &langid!("en-US"))?;
///
/// let negotiation = negotiator.negotiate("ja, pt-PT;q=0.9");
/// assert_eq!(negotiation.matched(), Some("pt-PT"));
/// assert_eq!(negotiation.distance(), Some(5));
/// assert!(!negotiation.is_default());
///
/// let negotiation = negotiator.negotiate("ja");
/// assert_eq!(negotiation.matched(), None);
/// assert!(negotiation.is_default());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Negotiation<'h> {
    pub(super) locale: Locale,
    pub(super) matched: Option<&'h str>,
    pub(super) distance: Option<Distance>,
}

impl<'h> Negotiation<'h> {
    /// The locale that was picked.
    #[inline]
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The language range that it was picked for, as the header writes it: `*` where any language
    /// would do, and `None` where nothing matched or the preference was not a header.
    pub fn matched(&self) -> Option<&'h str> {
        self.matched
    }

    /// How far the locale is from the range that matched (UTS #35 part 1, "Enhanced Language
    /// Matching"): 0 for the language itself, about 5 for another region's, up to 49 for another
    /// language that its readers are likely to know, and from 50 to 99 for the other Han script.
    pub fn distance(&self) -> Option<u8> {
        self.distance.map(Distance::whole)
    }

    /// Whether nothing matched, so that the default locale answers.
    #[inline]
    pub fn is_default(&self) -> bool {
        self.distance.is_none()
    }
}
