//! [`Replacement`]: what stands in the place of a text afterwards, or why it stays.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use unic_langid::LanguageIdentifier;

use super::json::{self, Splice};
use super::{MediaType, Outcome, Policy};
use crate::{Args, Catalog, Message, Negotiation};

/// What stands in the place of a text.
pub(super) struct Replacement<'t> {
    /// The bytes that it takes the place of.
    range: Range<usize>,
    words: Cow<'t, str>,
    /// The detail of a text with escapes; that of any other stays where it is.
    detail: &'t [u8],
    pub(super) language: &'t LanguageIdentifier,
}

impl Replacement<'_> {
    pub(super) fn put_into(self, splice: &mut Splice<'_>) {
        splice.replace(self.range, &[self.words.as_bytes(), self.detail]);
    }
}

/// A text beside a code, as it was before.
pub(super) struct Original<'b> {
    pair: &'b json::Pair,
    /// In UTF-8.
    text: Cow<'b, [u8]>,
    /// The message's arguments; none if one of those in the body is no string, number or boolean.
    args: Option<Args<'b>>,
}

impl<'b> Original<'b> {
    pub(super) fn of(pair: &'b json::Pair, body: &'b [u8]) -> Original<'b> {
        let text = &body[pair.text.clone()];
        let text = if pair.escaped {
            Cow::Owned(json::unescape(text).into_bytes())
        } else {
            Cow::Borrowed(text)
        };
        let args = pair.args.and_then(|start| {
            Args::deserialize(&mut serde_json::Deserializer::from_slice(&body[start..])).ok()
        });
        Original { pair, text, args }
    }
}

/// For whom a body is localized, and by which policy.
pub(super) struct Reader<'a> {
    policy: &'a Policy,
    catalog: &'a Catalog,
    media_type: MediaType,
    preference: &'a str,
    negotiation: Negotiation<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        policy: &'a Policy,
        catalog: &'a Catalog,
        media_type: MediaType,
        preference: &'a str,
    ) -> Reader<'a> {
        let negotiation = catalog.negotiate(preference);
        Reader { policy, catalog, media_type, preference, negotiation }
    }

    /// Whether the reader gets the default locale because nothing matched.
    pub(super) fn gets_default(&self) -> bool {
        self.negotiation.is_default()
    }

    /// The message for a text; none if the policy leaves its code alone.
    pub(super) fn message<'t>(&'t self, original: &'t Original<'_>) -> Option<Message<'t>> {
        static NONE: Args<'static> = Args::new();
        let (code, args) = (original.pair.code, original.args.as_ref().unwrap_or(&NONE));
        if !self.policy.includes(code) {
            return None;
        }
        let message = self.catalog.format(code, self.negotiation.locale(), args)?;
        if message.is_fallback() {
            // The locale lacks this code: the others that the reader named go before the default.
            return self.catalog.format(code, self.preference, args);
        }
        Some(message)
    }

    /// What a text is replaced by, or why it is not.
    pub(super) fn replacement<'t>(
        &self,
        original: &'t Original<'_>,
        message: Option<&'t Message<'t>>,
    ) -> Result<Replacement<'t>, Outcome> {
        let pair = original.pair;
        let Some(message) = message else {
            let included = self.policy.includes(pair.code);
            return Err(if included { Outcome::UnknownCode } else { Outcome::ExcludedCode });
        };
        let detail = self.policy.detail_of(pair.code, &original.text).ok_or(Outcome::OwnText)?;
        let words = self.words(pair, message).ok_or(Outcome::Incomplete)?;
        if original.text.strip_prefix(words.as_bytes()) == Some(detail) {
            return Err(Outcome::Same);
        }
        let language = message.locale();
        let Range { start, end } = pair.text;
        Ok(if pair.escaped {
            Replacement { range: start..end, words, detail, language }
        } else {
            Replacement { range: start..end - detail.len(), words, detail: b"", language }
        })
    }

    /// The words of a message for a text: an attribute for a member of a problem, if it has one.
    fn words<'t>(&self, pair: &json::Pair, message: &'t Message<'t>) -> Option<Cow<'t, str>> {
        let attribute = self.policy.attribute(self.media_type, pair.index);
        let words = attribute.and_then(|name| message.attribute(name));
        words.or_else(|| message.is_complete().then(|| Cow::Borrowed(message.text())))
    }
}
