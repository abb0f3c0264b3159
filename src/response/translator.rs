//! [`Translator`]: what becomes of the texts of a body for its reader.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use super::json::{self, Splice};
use super::{MediaType, Outcome, Policy};
use crate::{Args, Catalog, Message, Negotiation};

/// A text beside a code, as it was before.
pub(super) struct Original<'b> {
    pair: &'b json::Pair,
    /// In UTF-8.
    text: Cow<'b, [u8]>,
    /// The message's arguments; none if one of those in the body is no string, number or boolean.
    args: Option<Args<'b>>,
}

impl<'b> Original<'b> {
    #[inline]
    pub(super) fn of(pair: &'b json::Pair, body: &'b [u8]) -> Original<'b> {
        let text = &body[pair.text.clone()];
        let text = if pair.escaped {
            Cow::Owned(json::unescape(text).into_bytes())
        } else {
            Cow::Borrowed(text)
        };
        let Some(start) = pair.args else {
            return Original { pair, text, args: None };
        };
        let mut args = serde_json::Deserializer::from_slice(&body[start..]);
        Original { pair, text, args: Args::deserialize(&mut args).ok() }
    }
}

/// Puts the texts of one body into the words of its reader, by a policy.
pub(super) struct Translator<'a> {
    policy: &'a Policy,
    catalog: &'a Catalog,
    media_type: MediaType,
    preference: &'a str,
    negotiation: Negotiation<'a>,
}

impl<'a> Translator<'a> {
    pub(super) fn new(
        policy: &'a Policy,
        catalog: &'a Catalog,
        media_type: MediaType,
        preference: &'a str,
    ) -> Translator<'a> {
        let negotiation = catalog.negotiate(preference);
        Translator { policy, catalog, media_type, preference, negotiation }
    }

    /// Whether the reader gets the default locale because nothing matched.
    pub(super) fn gets_default(&self) -> bool {
        self.negotiation.is_default()
    }

    /// The message for a text; none if the policy leaves its code alone.
    #[inline]
    pub(super) fn message<'t>(&'t self, original: &'t Original<'_>) -> Option<Message<'t>> {
        static NONE: Args<'static> = Args::new();
        let (code, args) = (original.pair.code, original.args.as_ref().unwrap_or(&NONE));
        if !self.policy.includes(code) {
            return None;
        }
        let message = self.catalog.format(code, self.negotiation.locale(), args);
        if message.as_ref().is_some_and(Message::is_fallback) {
            // The locale lacks this code: the others that the reader named go before the default.
            return self.catalog.format(code, self.preference, args);
        }
        message
    }

    /// Replaces a text by the words of its message, if there are any for the reader.
    #[inline]
    pub(super) fn replace(
        &self,
        original: &Original<'_>,
        message: Option<&Message<'_>>,
        splice: &mut Splice<'_>,
    ) -> Outcome {
        let Original { pair, text, .. } = original;
        let Some(message) = message else {
            let included = self.policy.includes(pair.code);
            return if included { Outcome::UnknownCode } else { Outcome::ExcludedCode };
        };
        let Some(detail) = self.policy.detail_of(pair.code, text) else {
            return Outcome::OwnText;
        };
        let Some(words) = self.words(pair, message) else {
            return Outcome::Incomplete;
        };
        if text.strip_prefix(words.as_bytes()) == Some(detail) {
            return Outcome::Same;
        }
        let Range { start, end } = pair.text;
        if pair.escaped {
            splice.replace(start..end, &[words.as_bytes(), detail]);
        } else {
            // The detail stays where it is.
            splice.replace(start..end - detail.len(), &[words.as_bytes()]);
        }
        Outcome::Localized
    }

    /// The words of a message for a text: an attribute for a member of a problem, if it has one.
    fn words<'m>(&self, pair: &json::Pair, message: &'m Message<'_>) -> Option<Cow<'m, str>> {
        let attribute = self.policy.attribute(self.media_type, pair.index);
        let words = attribute.and_then(|name| message.attribute(name));
        words.or_else(|| message.is_complete().then(|| Cow::Borrowed(message.text())))
    }
}
