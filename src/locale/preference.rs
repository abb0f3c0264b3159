//! What a reader wants and what they get, [`Preference`] and [`Negotiation`], both in one, [`Reader`], and what
//! there is: [`Locale`] and [`Available`].

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::iter;
use std::sync::Arc;
use std::sync::LazyLock;

use unic_langid::LanguageIdentifier;

use super::distance::{Distance, Match};
use super::posix;

/// What a reader wants to read: a tag, a header, a language, or what was negotiated before, a [`Locale`] or a
/// [`Reader`].
///
/// There is no need to name this type: whatever converts into it can be passed. A [`None`] is a reader who
/// says nothing, and gets the default locale. So is a header that is not text.
///
/// ```
/// use codeword::Catalog;
/// use unic_langid::LanguageIdentifier;
///
/// let catalog = Catalog::embedded();
/// let chinese: LanguageIdentifier = "zh-CN".parse()?;
/// let locale = catalog.negotiate("zh-Hans, en;q=0.5").locale();
///
/// for message in [
///     catalog.message(400001, "zh-CN"),
///     catalog.message(400001, "zh-Hans, en;q=0.5"),
///     catalog.message(400001, &chinese),
///     catalog.message(400001, locale),
/// ] {
///     assert_eq!(message.unwrap().text(), "请求解析失败");
/// }
/// # Ok::<(), unic_langid::LanguageIdentifierError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Preference<'a> {
    /// A tag, `zh-CN`, or a whole Accept-Language header, `zh-CN, en;q=0.5` (RFC 9110 §12.5.4):
    /// every tag is a valid header.
    Header(&'a str),
    /// A parsed language identifier.
    Language(&'a LanguageIdentifier),
    /// Language identifiers, the best first.
    Languages(&'a [LanguageIdentifier]),
    /// Tags, the best first, as a browser's `navigator.languages` has them.
    Tags(&'a [&'a str]),
    /// A locale of the catalog, the fastest way for a reader who asks again.
    Locale(Locale),
    /// A reader who asks again, as fast, with the whole list of their languages.
    Reader(&'a Reader),
}

impl<'a> Preference<'a> {
    /// What the user of this program wants to read: the language of `LC_ALL`, `LC_MESSAGES` or `LANG`, the
    /// first that is set (POSIX.1-2024 §8.2), as it was at the first call; `None` if none is set, or if it
    /// names no language, such as `C`.
    ///
    /// ```
    /// use codeword::{Catalog, Preference};
    ///
    /// let catalog = Catalog::embedded();
    /// assert!(catalog.message(400001, Preference::from_env()).is_some());
    /// ```
    pub fn from_env() -> Option<Preference<'static>> {
        static TAG: LazyLock<Option<String>> = LazyLock::new(posix::environment);
        TAG.as_deref().map(Preference::Header)
    }

    /// The languages as a header, if there is one or more than one.
    #[inline(always)]
    pub(crate) fn header(self) -> Option<Cow<'a, str>> {
        match self {
            Preference::Header(header) => Some(Cow::Borrowed(header)),
            Preference::Languages(languages) => Some(Cow::Owned(header_of_languages(languages))),
            Preference::Tags(tags) => Some(Cow::Owned(header_of_tags(tags))),
            Preference::Reader(reader) => Some(Cow::Borrowed(reader.list())),
            Preference::Language(_) | Preference::Locale(_) => None,
        }
    }
}

/// Language identifiers as a header.
#[inline(never)]
pub(super) fn header_of_languages(languages: &[LanguageIdentifier]) -> String {
    let tags: Vec<String> = languages.iter().map(ToString::to_string).collect();
    tags.join(", ")
}

/// Tags as a header.
#[inline(never)]
pub(super) fn header_of_tags(tags: &[&str]) -> String {
    tags.join(", ")
}

impl<'a> From<&'a str> for Preference<'a> {
    #[inline]
    fn from(header: &'a str) -> Preference<'a> {
        Preference::Header(header)
    }
}

impl<'a> From<&'a String> for Preference<'a> {
    fn from(header: &'a String) -> Preference<'a> {
        Preference::Header(header)
    }
}

impl<'a> From<&'a Cow<'_, str>> for Preference<'a> {
    fn from(header: &'a Cow<'_, str>) -> Preference<'a> {
        Preference::Header(header)
    }
}

impl<'a, P: Into<Preference<'a>>> From<Option<P>> for Preference<'a> {
    /// [`None`] is a reader who says nothing.
    fn from(preference: Option<P>) -> Preference<'a> {
        preference.map_or(Preference::Header(""), P::into)
    }
}

#[cfg(feature = "tower")]
impl<'a> From<&'a http::HeaderValue> for Preference<'a> {
    /// The value of Accept-Language. One that is not visible ASCII says nothing.
    fn from(header: &'a http::HeaderValue) -> Preference<'a> {
        Preference::Header(header.to_str().unwrap_or_default())
    }
}

impl<'a> From<&'a [LanguageIdentifier]> for Preference<'a> {
    fn from(languages: &'a [LanguageIdentifier]) -> Preference<'a> {
        Preference::Languages(languages)
    }
}

impl<'a> From<&'a Vec<LanguageIdentifier>> for Preference<'a> {
    fn from(languages: &'a Vec<LanguageIdentifier>) -> Preference<'a> {
        Preference::Languages(languages)
    }
}

impl<'a> From<&'a [&'a str]> for Preference<'a> {
    fn from(tags: &'a [&'a str]) -> Preference<'a> {
        Preference::Tags(tags)
    }
}

impl<'a, const COUNT: usize> From<&'a [&'a str; COUNT]> for Preference<'a> {
    fn from(tags: &'a [&'a str; COUNT]) -> Preference<'a> {
        Preference::Tags(tags)
    }
}

impl<'a> From<&'a LanguageIdentifier> for Preference<'a> {
    fn from(language: &'a LanguageIdentifier) -> Preference<'a> {
        Preference::Language(language)
    }
}

impl From<Locale> for Preference<'_> {
    #[inline]
    fn from(locale: Locale) -> Self {
        Preference::Locale(locale)
    }
}

impl<'a> From<&'a Reader> for Preference<'a> {
    #[inline]
    fn from(reader: &'a Reader) -> Preference<'a> {
        Preference::Reader(reader)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_converts_into_a_preference_is_a_header() {
        let languages: Vec<LanguageIdentifier> =
            ["de-AT", "fr"].map(|tag| tag.parse().unwrap()).into();
        let text = Cow::Borrowed("de, fr;q=0.5");
        for (preference, header) in [
            (Preference::from(Some("de")), "de"),
            (Preference::from(None::<&str>), ""),
            (Preference::from(&text), "de, fr;q=0.5"),
            (Preference::from(&["de", "fr"]), "de, fr"),
            (Preference::from(&languages), "de-AT, fr"),
            (Preference::from(&languages[1..]), "fr"),
        ] {
            assert_eq!(preference.header().as_deref(), Some(header));
        }
    }

    #[cfg(feature = "tower")]
    #[test]
    fn a_header_that_is_not_text_says_nothing() {
        let header = |bytes| http::HeaderValue::from_bytes(bytes).unwrap();
        let (german, latin) = (header(b"de, en;q=0.1"), header(b"de-\xe4"));
        assert_eq!(Preference::from(&german).header().as_deref(), Some("de, en;q=0.1"));
        assert_eq!(Preference::from(Some(&latin)).header().as_deref(), Some(""));
    }
}
