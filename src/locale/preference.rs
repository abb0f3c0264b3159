//! [`Preference`]: the ways in which a caller can say which language a reader wants.

use unic_langid::LanguageIdentifier;

use super::Locale;

/// What a reader wants to read: a tag, a header, a language, or a locale that was negotiated before.
///
/// Nobody needs to name this type: whatever can become a preference is one.
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
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Preference<'a> {
    /// A tag, `zh-CN`, or a whole Accept-Language header, `zh-CN, en;q=0.5` (RFC 9110 §12.5.4):
    /// every tag is a valid header.
    Header(&'a str),
    /// A parsed language identifier.
    Language(&'a LanguageIdentifier),
    /// A locale of the catalog, the fastest way for a reader who asks again.
    Locale(Locale),
}

impl<'a> Preference<'a> {
    /// The header, where it is one.
    #[inline]
    pub(crate) fn header(self) -> Option<&'a str> {
        match self {
            Preference::Header(header) => Some(header),
            Preference::Language(_) | Preference::Locale(_) => None,
        }
    }
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
