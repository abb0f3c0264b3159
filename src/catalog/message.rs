//! [`Message`]: the words for a code, and where they come from.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use unic_langid::LanguageIdentifier;

use super::origin::Origin;
use crate::registry::{Entry, GrpcCode};
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
///     r#"{"code":400202,"name":"NotFoundResource","locale":"en-US","text":"The resource was not found","httpStatus":400,"fallback":false}"#
/// );
/// ```
#[derive(Clone)]
pub struct Message<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) origin: Origin<'a>,
    pub(super) fallback: bool,
    pub(super) complete: bool,
    /// The place of the locale that the text is written in.
    pub(super) locale: usize,
    pub(super) slot: usize,
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

    /// The same message, which keeps its catalog itself: for an error that is returned, or another task.
    ///
    /// It shares the catalog, and copies its own text alone.
    ///
    /// ```
    /// use codeword::{Catalog, Message};
    ///
    /// fn not_found() -> Message<'static> {
    ///     let catalog = Catalog::embedded();
    ///     catalog.message(400202, "en-US").expect("a known code").into_owned()
    /// }
    ///
    /// assert_eq!(not_found().to_string(), "The resource was not found");
    /// ```
    pub fn into_owned(self) -> Message<'static> {
        let Message { fallback, complete, locale, slot, .. } = self;
        let (text, origin) = (Cow::Owned(self.text.into_owned()), self.origin.into_owned());
        Message { text, origin, fallback, complete, locale, slot }
    }

    /// The code, as the catalog spells it.
    pub fn code(&self) -> Code<'_> {
        self.origin.contents().code(self.slot)
    }

    /// The locale that the text is written in, for `Content-Language` (RFC 9110 §8.5).
    pub fn locale(&self) -> &LanguageIdentifier {
        self.origin.contents().language(self.locale)
    }

    /// The name that the registry gives the code; `None` if it gives none.
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// let message = catalog.message(400142, "en-US").unwrap();
    /// assert_eq!(message.name(), Some("HeartbeatExceedLimit"));
    /// assert_eq!(catalog.message("HeartbeatExceedLimit", "en-US").unwrap().code(), 400142);
    /// ```
    pub fn name(&self) -> Option<&str> {
        self.entry()?.name()
    }

    /// The HTTP status: the one that the registry says, or else the one that the code carries
    /// ([`Code::http_status`]).
    pub fn http_status(&self) -> Option<u16> {
        self.entry().map_or(self.code().http_status(), Entry::http_status)
    }

    /// The status code of gRPC: the one that the registry says, or else the one that the HTTP status stands
    /// for ([`GrpcCode::of_http_status`]).
    ///
    /// ```
    /// use codeword::registry::GrpcCode;
    ///
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// let message = catalog.message(404001, "en-US").unwrap();
    /// assert_eq!(message.grpc(), Some(GrpcCode::NotFound));
    /// ```
    pub fn grpc(&self) -> Option<GrpcCode> {
        self.entry().map_or(self.http_status().map(GrpcCode::of_http_status), Entry::grpc)
    }

    /// Whether the text is formatted, since it has placeables.
    #[cfg(feature = "json")]
    pub(crate) fn is_formatted(&self) -> bool {
        let entry = self.origin.contents().entries.get(self.slot + self.locale);
        entry.is_some_and(super::store::Entry::is_formatted)
    }

    /// What the registry says about the code.
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.origin.contents().registry().get(self.code())
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
    /// formatted, which [`Message::attribute_message`] tells apart.
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
        let attribute = self.attribute_message(name)?;
        attribute.complete.then(|| attribute.into_text())
    }

    /// An attribute as a message of its own, of the same code and locale; `None` if that locale's message has no such
    /// attribute.
    ///
    /// [`Message::is_complete`] is then about the attribute: it is false if an argument was missing, or is
    /// misspelt in the file, which [`Catalog::verify`](crate::Catalog::verify) finds before a reader does.
    ///
    /// ```
    /// use codeword::{Args, Catalog, Source};
    ///
    /// let catalog = Catalog::builder()
    ///     .source(Source::files([("en-US/errors.ftl", "code-1 = Too fast\n    .detail = Wait { $secnds } s")]))
    ///     .build()?;
    ///
    /// let args = Args::new().with("seconds", 5);
    /// let message = catalog.format(1, "en-US", &args).unwrap();
    /// assert!(message.is_complete());
    /// assert_eq!(message.attribute("detail"), None);
    ///
    /// let detail = message.attribute_message("detail").unwrap();
    /// assert_eq!((detail.text(), detail.is_complete()), ("Wait {$secnds} s", false));
    /// assert!(message.attribute_message("title").is_none());
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn attribute_message(&self, name: &str) -> Option<Message<'a>> {
        static NONE: Args<'static> = Args::new();
        let (slot, locale) = (self.slot, self.locale);
        let args = self.origin.args().unwrap_or(&NONE);
        let (text, complete) = match &self.origin {
            Origin::Borrowed(contents, _) => contents.attribute(slot, locale, name, args)?,
            Origin::Shared(_) => {
                let (text, complete) =
                    self.origin.contents().attribute(slot, locale, name, args)?;
                (Cow::Owned(text.into_owned()), complete)
            }
        };
        Some(Message { text, complete, origin: self.origin.clone(), ..*self })
    }
}

/// Two messages are equal if they say the same to the reader: the same text of the same code in the same
/// locale, and the same on how it was found and formatted.
impl PartialEq for Message<'_> {
    fn eq(&self, other: &Message<'_>) -> bool {
        let said = |message: &Message<'_>| (message.fallback, message.complete);
        self.text() == other.text()
            && self.code() == other.code()
            && self.locale() == other.locale()
            && said(self) == said(other)
    }
}

impl Eq for Message<'_> {}

impl fmt::Debug for Message<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Message")
            .field("code", &self.code())
            .field("locale", &self.locale().to_string())
            .field("text", &self.text())
            .field("fallback", &self.fallback)
            .field("complete", &self.complete)
            .finish()
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.text())
    }
}

impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = self.name();
        let mut object = serializer.serialize_struct("Message", 5 + usize::from(name.is_some()))?;
        object.serialize_field("code", &self.code())?;
        match name {
            Some(name) => object.serialize_field("name", name)?,
            None => object.skip_field("name")?,
        }
        object.serialize_field("locale", &self.locale().to_string())?;
        object.serialize_field("text", self.text())?;
        object.serialize_field("httpStatus", &self.http_status())?;
        object.serialize_field("fallback", &self.fallback)?;
        object.end()
    }
}
