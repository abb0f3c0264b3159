//! [`Locale`] and [`Reader`]: handles of readers who ask more than once.

use std::sync::Arc;

use super::distance::Distance;

/// One of a negotiator's available locales, as a `Copy` handle.
///
/// It is meant for a reader who asks more than once: negotiate, keep the handle, look up. A handle
/// is good for every negotiator with the same locales in the same order, so it outlives a reload; one
/// of other locales is recognised ([`Negotiator::language`] gives `None`).
///
/// It is a place in a list, in eight bytes, and not displayed: a tag may be of any length, with its variants.
/// [`Catalog::language`](crate::Catalog::language) has the tag, and `display_name`, of the feature `icu`, says what
/// readers call that.
///
/// [`Negotiator::language`]: super::Negotiator::language
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Locale {
    pub(super) index: u16,
    /// The hash of the list of available locales.
    pub(super) list: u32,
}

impl Locale {
    /// The place in the list of available locales.
    #[inline]
    pub(crate) fn index(self) -> usize {
        usize::from(self.index)
    }
}

/// A reader who asks more than once: the locale that was picked for them, and the whole list of languages that it
/// was picked by; from [`Catalog::reader`](crate::Catalog::reader).
///
/// A look-up for one costs what it costs for a [`Locale`]. Where that locale lacks a message, the reader gets the
/// next language of their list, as with the list itself; a [`Locale`] alone leads to the default.
///
/// It is good for every catalog. In one with other locales, its list is negotiated anew. A clone shares the list.
///
/// # Example
///
/// ```
/// use codeword::{Catalog, Source};
///
/// let catalog = Catalog::builder()
///     .source(Source::files([
///         ("en-US/errors.ftl", "code-1 = Yes\ncode-2 = No"),
///         ("de-DE/errors.ftl", "code-1 = Ja"),
///         ("fr-FR/errors.ftl", "code-1 = Oui\ncode-2 = Non"),
///     ]))
///     .default_locale("en-US")
///     .build()?;
///
/// let reader = catalog.reader("de, fr;q=0.9");
/// assert_eq!(catalog.message(1, &reader).unwrap().text(), "Ja");
/// assert_eq!(catalog.message(2, &reader).unwrap().text(), "Non");
///
/// // The locale alone knows of no French.
/// assert_eq!(catalog.message(2, reader.locale()).unwrap().text(), "No");
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    pub(super) list: Arc<str>,
    pub(super) locale: Locale,
    /// How far the locale is from what was asked for; `None` if nothing matched.
    pub(super) distance: Option<Distance>,
}

impl Reader {
    /// The locale that was picked.
    #[inline]
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The languages that it was picked by, written like Accept-Language (RFC 9110 §12.5.4).
    #[inline]
    pub fn list(&self) -> &str {
        &self.list
    }
}
