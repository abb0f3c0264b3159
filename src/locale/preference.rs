//! [`Preference`]: what a reader wants to read.

use std::borrow::Cow;
use std::sync::LazyLock;

use unic_langid::LanguageIdentifier;

use super::posix;
use super::reader::{Locale, Reader};

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
