//! [`Problem`]: a message as problem details for HTTP APIs (RFC 9457).

use std::borrow::Cow;

use serde::Serialize;
use unic_langid::LanguageIdentifier;

use super::message::Message;
use crate::registry::Entry;
use crate::{Code, CodeBuf};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem<'a> {
    r#type: Cow<'a, str>,
    title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<Cow<'a, str>>,
    code: CodeBuf,
    #[cfg(feature = "json")]
    #[serde(flatten)]
    extensions: serde_json::Map<String, serde_json::Value>,
    #[serde(skip)]
    locale: LanguageIdentifier,
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
        let type_uri = message.entry().and_then(Entry::type_uri);
        Problem {
            r#type: type_uri.map_or(Cow::Borrowed("about:blank"), |uri| uri.to_owned().into()),
            title,
            status: message.http_status(),
            detail: message.attribute("detail").or(text_as_detail),
            code: message.code().to_code_buf(),
            #[cfg(feature = "json")]
            extensions: serde_json::Map::new(),
            locale: message.locale().clone(),
        }
    }

    /// The same problem with a type: a URI that identifies it, and best leads to its documentation.
    ///
    /// Without one it is `about:blank` (RFC 9457 §4.2.1).
    pub fn with_type(mut self, uri: impl Into<Cow<'a, str>>) -> Problem<'a> {
        self.r#type = uri.into();
        self
    }

    /// The same problem with the HTTP status that its response has (RFC 9457 §3.1.2).
    pub fn with_status(self, status: u16) -> Problem<'a> {
        Problem { status: Some(status), ..self }
    }

    /// The same problem with one member more (RFC 9457 §3.2): an extension, or `instance`.
    ///
    /// What the problem says itself stays: a member called `type`, `title`, `status`, `detail` or `code` is not
    /// added.
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// let problem = catalog.message(400142, "en-US").unwrap().problem();
    /// let problem = problem.with_status(429).with_extension("retryAfter", 1);
    /// let json = serde_json::to_string(&problem).unwrap();
    /// assert!(json.ends_with(r#","status":429,"code":400142,"retryAfter":1}"#));
    /// ```
    #[cfg(feature = "json")]
    pub fn with_extension(
        mut self,
        name: impl Into<String>,
        value: impl Into<serde_json::Value>,
    ) -> Problem<'a> {
        let name = name.into();
        if !["type", "title", "status", "detail", "code"].contains(&&*name) {
            self.extensions.insert(name, value.into());
        }
        self
    }

    /// The same problem, which borrows nothing: for an error that is returned, or another task.
    pub fn into_owned(self) -> Problem<'static> {
        Problem {
            r#type: Cow::Owned(self.r#type.into_owned()),
            title: Cow::Owned(self.title.into_owned()),
            status: self.status,
            detail: self.detail.map(|detail| Cow::Owned(detail.into_owned())),
            code: self.code,
            #[cfg(feature = "json")]
            extensions: self.extensions,
            locale: self.locale,
        }
    }

    /// The URI of the problem's type.
    pub fn r#type(&self) -> &str {
        &self.r#type
    }

    /// A short summary.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The HTTP status; see [`Message::http_status`](crate::Message::http_status).
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// An explanation of this occurrence.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// The code, an extension member (RFC 9457 §3.2).
    pub fn code(&self) -> Code<'_> {
        self.code.as_code()
    }

    /// The locale that the title and the detail are written in, for `Content-Language`.
    pub fn locale(&self) -> &LanguageIdentifier {
        &self.locale
    }
}
