//! [`Message`]: the words for a code, and where they come from.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use unic_langid::LanguageIdentifier;

use super::store::Store;
use crate::{Args, Code};

/// The words for a code in the locale that was found for a reader.
///
/// # How it is formatted
///
/// A text without placeables is rendered when the catalog is built, and nearly every other message is
/// compiled then: no look-up of one parses or locks anything. The rest, which calls NUMBER() or
/// DATETIME() or gives a term parameters, is formatted by Fluent's own resolver, the crate fluent-bundle,
/// with the functions of this crate and CLDR's plural rules. Both say the same.
///
/// # Serialization
///
/// It is displayed as its text. Serde writes it as an object, which is also what the command
/// `codeword message --format json` prints:
///
/// ```
/// let catalog = codeword::Catalog::embedded();
/// let message = catalog.message(400202, "en-US").unwrap();
///
/// assert_eq!(
///     serde_json::to_string(&message).unwrap(),
///     r#"{"code":400202,"locale":"en-US","text":"The resource was not found","httpStatus":400,"fallback":false}"#
/// );
/// ```
#[derive(Clone)]
pub struct Message<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) fallback: bool,
    pub(super) complete: bool,
    /// The place of the locale that the text is written in.
    pub(super) locale: usize,
    pub(super) asked: Asked<'a>,
    pub(super) stores: &'a [Store],
}

/// What was asked for, which the attributes of a message are asked for too.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) code: Code,
    pub(super) slot: usize,
    pub(super) args: &'a Args<'a>,
}

impl<'a> Message<'a> {
    /// The text. It is borrowed from the catalog unless the message has placeables.
    #[inline]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, taken out of the message.
    #[inline]
    pub fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    /// The code that was asked for.
    pub fn code(&self) -> Code {
        self.asked.code
    }

    /// The locale that the text is written in, for `Content-Language` (RFC 9110 §8.5).
    pub fn locale(&self) -> &'a LanguageIdentifier {
        &self.store().language
    }

    /// The HTTP status that the code carries; see [`Code::http_status`].
    pub fn http_status(&self) -> Option<u16> {
        self.asked.code.http_status()
    }

    /// Whether the reader gets another locale than the best of their choice: because the catalog has
    /// none of their languages, or because that locale lacks this code.
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// assert!(!catalog.message(400142, "zh-CN").unwrap().is_fallback());
    /// assert!(catalog.message(400142, "ja").unwrap().is_fallback());
    /// ```
    pub fn is_fallback(&self) -> bool {
        self.fallback
    }

    /// Whether everything in the text could be formatted.
    ///
    /// It is false if an argument was missing, in whose place stands `{$name}`, or had a value that a
    /// function cannot format. Such a text is for a log, not for a reader.
    ///
    /// ```
    /// use codeword::{Args, Catalog, Source};
    ///
    /// let catalog = Catalog::builder()
    ///     .source(Source::files([("en-US/errors.ftl", "code-1 = At most { $limit }")]))
    ///     .build()?;
    ///
    /// let message = catalog.message(1, "en-US").unwrap();
    /// assert_eq!(message.text(), "At most {$limit}");
    /// assert!(!message.is_complete());
    ///
    /// let args = Args::new().with("limit", 5);
    /// assert!(catalog.format(1, "en-US", &args).unwrap().is_complete());
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// An attribute of the message, in the same locale as the text and with the same arguments.
    ///
    /// `None` if that locale's message has no such attribute, or if something in it could not be
    /// formatted.
    ///
    /// ```
    /// use codeword::{Catalog, Source};
    ///
    /// let catalog = Catalog::builder()
    ///     .source(Source::files([("en-US/errors.ftl", "code-1 = Too fast\n    .detail = Wait a second")]))
    ///     .build()?;
    ///
    /// let message = catalog.message(1, "en-US").unwrap();
    /// assert_eq!(message.attribute("detail").as_deref(), Some("Wait a second"));
    /// assert_eq!(message.attribute("title"), None);
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let Asked { code, args, .. } = self.asked;
        let (text, complete) = self.store().attribute(code, name, args)?;
        complete.then_some(text)
    }

    /// What the locale of the text has.
    fn store(&self) -> &'a Store {
        // A message is made for a locale that has a store.
        &self.stores[self.locale]
    }
}

impl fmt::Debug for Message<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Message")
            .field("code", &self.asked.code)
            .field("locale", &self.locale().to_string())
            .field("text", &self.text)
            .field("fallback", &self.fallback)
            .field("complete", &self.complete)
            .finish()
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.text)
    }
}

impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Message", 5)?;
        object.serialize_field("code", &self.asked.code)?;
        object.serialize_field("locale", &self.locale().to_string())?;
        object.serialize_field("text", &self.text)?;
        object.serialize_field("httpStatus", &self.http_status())?;
        object.serialize_field("fallback", &self.fallback)?;
        object.end()
    }
}
