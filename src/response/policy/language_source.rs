//! [`LanguageSource`]: where a request says which language its reader wants.

use std::borrow::Cow;

use crate::Error;

/// The header of cookies.
const COOKIE: &str = "cookie";

/// A place of a request where its reader's language may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LanguageSource {
    /// A parameter of the query, `?lang=zh-CN`.
    Query(Cow<'static, str>),
    /// A cookie, `lang=zh-CN` (RFC 6265 §4.2.1).
    Cookie(Cow<'static, str>),
    /// A header that is written like Accept-Language (RFC 9110 §12.5.4), as a tag alone is too.
    Header(Cow<'static, str>),
}

impl LanguageSource {
    /// The header Accept-Language.
    pub const ACCEPT_LANGUAGE: LanguageSource =
        LanguageSource::Header(Cow::Borrowed("accept-language"));

    /// A parameter of the query.
    pub fn query(name: impl Into<Cow<'static, str>>) -> LanguageSource {
        LanguageSource::Query(name.into())
    }

    /// A cookie.
    pub fn cookie(name: impl Into<Cow<'static, str>>) -> LanguageSource {
        LanguageSource::Cookie(name.into())
    }

    /// A header.
    pub fn header(name: impl Into<Cow<'static, str>>) -> LanguageSource {
        LanguageSource::Header(name.into())
    }

    /// The name of the header that it is read from, in lower case.
    #[cfg(feature = "semantics")]
    pub(super) fn header_name(&self) -> Option<&str> {
        match self {
            LanguageSource::Query(_) => None,
            LanguageSource::Cookie(_) => Some(COOKIE),
            LanguageSource::Header(name) => Some(name),
        }
    }

    /// What the parameter of a query says, if it is one that a language is read from.
    #[cfg(feature = "capi")]
    pub(super) fn parameter_of<'q>(&self, query: &'q str) -> Option<Option<Cow<'q, str>>> {
        match self {
            LanguageSource::Query(name) => Some(parameter(query, name)),
            LanguageSource::Cookie(_) | LanguageSource::Header(_) => None,
        }
    }

    /// The source with the name of its header in lower case, which has to be a token (RFC 9110 §5.6.2).
    pub(super) fn checked(self) -> Result<LanguageSource, Error> {
        let LanguageSource::Header(name) = self else {
            return Ok(self);
        };
        let is_token =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || !name.bytes().all(is_token) {
            return Err(Error::invalid_policy(format!(
                "`{name}` is not a header name: write one such as `accept-language`"
            )));
        }
        Ok(LanguageSource::Header(name.to_ascii_lowercase().into()))
    }
}

/// What a reader prefers, written like Accept-Language: what the sources say, one after the other.
///
/// `header` gives the lines of a header as one list (RFC 9110 §5.3). A source that names no known language
/// does not silence the next one: `?lang=tlh` from a browser set to French gives French.
pub(super) fn preference<'r>(
    sources: &[LanguageSource],
    query: Option<&'r str>,
    header: impl Fn(&str) -> Option<Cow<'r, str>>,
) -> Cow<'r, str> {
    let values = sources.iter().filter_map(|source| match source {
        LanguageSource::Query(name) => parameter(query?, name),
        LanguageSource::Cookie(name) => cookie(&header(COOKIE)?, name),
        LanguageSource::Header(name) => header(name),
    });
    let mut preference = Cow::Borrowed("");
    for value in values.filter(|value| !value.trim().is_empty()) {
        if preference.is_empty() {
            preference = value;
        } else {
            let preference = preference.to_mut();
            preference.push_str(", ");
            preference.push_str(&value);
        }
    }
    preference
}

/// The first value of a parameter, decoded (WHATWG URL §5.1).
fn parameter<'q>(query: &'q str, name: &str) -> Option<Cow<'q, str>> {
    let mut parameters = form_urlencoded::parse(query.as_bytes());
    parameters.find_map(|(known, value)| (known == name).then_some(value))
}

/// The first value of a cookie, without quotes around it.
fn cookie(cookies: &str, name: &str) -> Option<Cow<'static, str>> {
    let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(known, _)| *known == name)?;
    Some(Cow::Owned(value.trim_matches('"').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_name_is_a_token() {
        let checked = |name: &'static str| LanguageSource::header(name).checked().ok();
        assert_eq!(checked("X-Language"), Some(LanguageSource::header("x-language")));
        for name in ["", "x y", "x\n", "é", "a:b"] {
            assert_eq!(checked(name), None, "{name:?}");
        }
    }

    #[test]
    fn sources_speak_one_after_the_other() {
        let sources = [
            LanguageSource::query("lang"),
            LanguageSource::header("x-language"),
            LanguageSource::ACCEPT_LANGUAGE,
        ];
        for (query, x_language, accept_language, expected) in [
            (None, None, None, ""),
            (None, None, Some("fr, en;q=0.5"), "fr, en;q=0.5"),
            (Some("lang=zh-CN"), None, None, "zh-CN"),
            (Some("a=b&lang=zh-CN&lang=de"), None, Some("fr"), "zh-CN, fr"),
            (Some("lang=zh%2DCN%2Cen"), Some("de"), Some("fr"), "zh-CN,en, de, fr"),
            (Some("lang=&language=de"), Some(" "), Some("fr"), "fr"),
            (Some("lang"), None, None, ""),
            (Some("la%6Eg=it"), None, None, "it"),
        ] {
            let header = |name: &str| match name {
                "x-language" => x_language.map(Cow::Borrowed),
                _ => accept_language.map(Cow::Borrowed),
            };
            assert_eq!(preference(&sources, query, header), expected, "{query:?}");
        }
    }

    #[test]
    fn a_cookie_speaks_in_its_place() {
        let sources = [LanguageSource::cookie("lang"), LanguageSource::ACCEPT_LANGUAGE];
        for (cookies, expected) in [
            ("lang=de", "de, fr"),
            ("theme=dark; lang=\"zh-CN\"; lang=it", "zh-CN, fr"),
            ("slang=de;language=de; lang=; x", "fr"),
            ("lang", "fr"),
            ("", "fr"),
        ] {
            let header = |name: &str| match name {
                "cookie" => Some(Cow::Borrowed(cookies)),
                _ => Some(Cow::Borrowed("fr")),
            };
            assert_eq!(preference(&sources, None, header), expected, "{cookies}");
        }
    }
}
