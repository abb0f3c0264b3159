//! [`Problem`]: a message as problem details for HTTP APIs (RFC 9457).

use std::borrow::Cow;

use serde::Serialize;
use unic_langid::LanguageIdentifier;

use super::message::Message;
use crate::Code;

/// A message as the body of an `application/problem+json` response.
///
/// The title is the message's attribute `.title`, or the text. The detail is the attribute `.detail`,
/// or, where the message has a title of its own, the text.
///
/// # Example
///
/// ```
/// use codeword::{Catalog, Source};
///
/// let catalog = Catalog::builder()
///     .source(Source::files([(
///         "en-US/errors.ftl",
///         "code-429001 = Wait a second before the next request
///     .title = Too many requests",
///     )]))
///     .build()?;
///
/// let problem = catalog.message(429001, "en-US").unwrap().problem();
/// assert_eq!(problem.locale().to_string(), "en-US"); // for Content-Language
/// assert_eq!(
///     serde_json::to_string(&problem).unwrap(),
///     r#"{"type":"about:blank","title":"Too many requests","status":429,"detail":"Wait a second before the next request","code":429001}"#,
/// );
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
pub struct Problem<'a> {
    r#type: Cow<'a, str>,
    title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<Cow<'a, str>>,
    code: Code,
    #[serde(skip)]
    locale: &'a LanguageIdentifier,
}

impl<'a> Message<'a> {
    /// The message as problem details (RFC 9457).
    pub fn problem(&self) -> Problem<'a> {
        Problem::new(self)
    }
}

impl<'a> Problem<'a> {
    fn new(message: &Message<'a>) -> Problem<'a> {
        let text = || message.clone().into_text();
        let (title, text_as_detail) = match message.attribute("title") {
            Some(title) => (title, Some(text())),
            None => (text(), None),
        };
        Problem {
            r#type: Cow::Borrowed("about:blank"),
            title,
            status: message.http_status(),
            detail: message.attribute("detail").or(text_as_detail),
            code: message.code(),
            locale: message.locale(),
        }
    }

    /// The same problem with a type: a URI that identifies it, and best leads to its documentation.
    ///
    /// Without one it is `about:blank` (RFC 9457 §4.2.1).
    pub fn with_type(mut self, uri: impl Into<Cow<'a, str>>) -> Problem<'a> {
        self.r#type = uri.into();
        self
    }

    /// The URI of the problem's type.
    pub fn r#type(&self) -> &str {
        &self.r#type
    }

    /// A short summary.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The HTTP status, from the code.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// An explanation of this occurrence.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// The code, an extension member (RFC 9457 §3.2).
    pub fn code(&self) -> Code {
        self.code
    }

    /// The locale that the title and the detail are written in, for `Content-Language`.
    pub fn locale(&self) -> &'a LanguageIdentifier {
        self.locale
    }
}
