//! [`Locale`] and [`Negotiation`]: the answer, and why.

use unic_langid::LanguageIdentifier;

use super::distance::Distance;

/// One of a negotiator's available locales, as a `Copy` handle.
///
/// It is meant for a reader who asks more than once: negotiate, keep the handle, look up. A handle
/// is good for every negotiator with the same locales in the same order, so it outlives a reload; one
/// of other locales is recognised ([`Negotiator::language`] gives `None`).
///
/// [`Negotiator::language`]: super::Negotiator::language
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Locale {
    pub(super) index: u16,
    /// A fingerprint of the list of available locales.
    pub(super) list: u32,
}

impl Locale {
    /// The place in the list of available locales.
    #[inline]
    pub(crate) fn index(self) -> usize {
        usize::from(self.index)
    }
}

/// The fingerprint of a list of locales, FNV-1a over their tags: the same for the same locales in the
/// same order.
pub(super) fn fingerprint(available: &[LanguageIdentifier]) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for language in available {
        for byte in language.to_string().bytes().chain([b',']) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash
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
    /// The place of the locale, and whether nothing matched.
    #[inline]
    pub(super) fn picked(&self) -> (usize, bool) {
        (self.locale.index(), self.is_default())
    }

    /// The locale that was picked.
    #[inline]
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The language range that it was picked for, as the header writes it; `*` where any language
    /// would do, and `None` where the preference was no header.
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
