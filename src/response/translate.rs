//! [`Localization`]: a body in the words of its reader, and [`Translator`], which puts them there.

use std::borrow::Cow;
use std::ops::Range;

use bytes::Bytes;
use serde::Deserialize;
use smallvec::{SmallVec, smallvec};
use unic_langid::LanguageIdentifier;

use super::json::{self, Occurrence, Pieces, Splice};
use super::observer::{Observed, Observer};
use super::{Exemption, MediaType, Outcome, Policy};
use crate::{Args, Catalog, Code, Message, Negotiation};

/// A body after a [`Localizer`](super::Localizer) has seen it, and what became of it.
#[derive(Clone, Debug)]
pub struct Localization {
    pieces: Pieces,
    outcome: Outcome,
    texts: SmallVec<[(Code, Outcome); 1]>,
    languages: SmallVec<[LanguageIdentifier; 1]>,
}

impl Localization {
    /// A body that is left as it is.
    pub(super) fn unchanged(body: Bytes, outcome: Outcome) -> Localization {
        Localization { pieces: smallvec![body], outcome, ..Localization::empty() }
    }

    fn empty() -> Localization {
        let (texts, languages) = (SmallVec::new(), SmallVec::new());
        Localization { pieces: Pieces::new(), outcome: Outcome::NoPair, texts, languages }
    }

    /// Adds what became of a text, and the message that there is for it.
    fn add_text(&mut self, code: Code, outcome: Outcome, message: Option<&Message<'_>>) {
        self.texts.push((code, outcome));
        self.outcome = self.outcome.max(outcome);
        if outcome == Outcome::Localized
            && let Some(language) = message.map(Message::locale)
            && !self.languages.contains(language)
        {
            self.languages.push(language.clone());
        }
    }

    /// What became of the body.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Whether the body differs from the original.
    pub fn is_changed(&self) -> bool {
        self.outcome == Outcome::Localized
    }

    /// What became of each text, in the order of the body, by its code.
    pub fn texts(&self) -> &[(Code, Outcome)] {
        &self.texts
    }

    /// The languages of the texts that were put in, for Content-Language (RFC 9110 §8.5); none if the
    /// body is unchanged.
    pub fn languages(&self) -> &[LanguageIdentifier] {
        &self.languages
    }

    /// The size of the body in bytes.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Bytes::len).sum()
    }

    /// Whether the body has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The body in one piece. A large one is copied; see [`Localization::into_pieces`].
    pub fn into_body(self) -> Bytes {
        match &self.pieces[..] {
            [body] => body.clone(),
            pieces => pieces.concat().into(),
        }
    }

    /// The body in pieces, one after the other: long stretches that did not change are shared with the
    /// original body instead of being copied.
    pub fn into_pieces(self) -> impl Iterator<Item = Bytes> {
        self.pieces.into_iter()
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

    /// Puts words in the place of the texts of a body. One that would become larger than `limit` bytes is
    /// left as it is.
    #[inline]
    pub(super) fn localize(
        &self,
        body: Bytes,
        occurrences: &[Occurrence],
        limit: usize,
        observer: Option<&Observer>,
    ) -> Localization {
        let mut localization = Localization::empty();
        let mut splice = Splice::new(&body, occurrences.len());
        let mut observed: SmallVec<[Observed; 1]> = SmallVec::new();
        for occurrence in occurrences {
            let original = Original::of(occurrence, &body);
            let message = self.message(&original);
            let outcome = self.replace(&original, message.as_ref(), &mut splice);
            localization.add_text(occurrence.code, outcome, message.as_ref());
            if observer.is_some() {
                let is_default = self.negotiation.is_default();
                observed.push(Observed::new(
                    occurrence.code,
                    outcome,
                    message.as_ref(),
                    is_default,
                ));
            }
        }
        if localization.is_changed() {
            localization.pieces = splice.finish();
            if localization.len() > limit {
                return Localization::unchanged(body, Outcome::Exempt(Exemption::TooLarge));
            }
        } else {
            drop(splice);
            localization.pieces.push(body);
        }
        if let Some(observer) = observer {
            observed.iter().for_each(observer);
        }
        localization
    }

    /// The message for a text; `None` if the policy leaves its code alone, or the catalog lacks it.
    #[inline]
    fn message<'t>(&'t self, original: &'t Original<'_>) -> Option<Message<'t>> {
        static NONE: Args<'static> = Args::new();
        let (code, args) = (original.occurrence.code, original.args.as_ref().unwrap_or(&NONE));
        if !self.policy.includes(code) {
            return None;
        }
        let message = self.catalog.format(code, self.negotiation.locale(), args);
        if message.as_ref().is_some_and(Message::is_fallback) {
            // The locale lacks this code: the other languages of the reader go before the default.
            return self.catalog.format(code, self.preference, args);
        }
        message
    }

    /// Replaces a text by the words of its message, if there are any for the reader.
    #[inline]
    fn replace(
        &self,
        original: &Original<'_>,
        message: Option<&Message<'_>>,
        splice: &mut Splice<'_>,
    ) -> Outcome {
        let Original { occurrence, text, .. } = original;
        let Some(message) = message else {
            let included = self.policy.includes(occurrence.code);
            return if included { Outcome::UnknownCode } else { Outcome::ExcludedCode };
        };
        let Some(detail) = self.policy.detail_of(occurrence.code, text) else {
            return Outcome::OwnText;
        };
        let Some(words) = self.words(occurrence, message) else {
            return Outcome::Incomplete;
        };
        if text.strip_prefix(words.as_bytes()) == Some(detail) {
            return Outcome::Same;
        }
        let Range { start, end } = occurrence.text;
        if occurrence.escaped {
            splice.replace(start..end, &[words.as_bytes(), detail]);
        } else {
            // The detail stays where it is.
            splice.replace(start..end - detail.len(), &[words.as_bytes()]);
        }
        Outcome::Localized
    }

    /// The words of a message for a text: for a member of a problem, the attribute of its name if there is
    /// one. `None` if they lack an argument.
    fn words<'m>(&self, occurrence: &Occurrence, message: &'m Message<'_>) -> Option<Cow<'m, str>> {
        let attribute = self.policy.attribute(self.media_type, occurrence.pair);
        let words = attribute.and_then(|name| message.attribute(name));
        words.or_else(|| message.is_complete().then(|| Cow::Borrowed(message.text())))
    }
}

/// A text beside a code, as the upstream wrote it.
struct Original<'b> {
    occurrence: &'b Occurrence,
    /// In UTF-8.
    text: Cow<'b, [u8]>,
    /// The message's arguments; `None` if one of those in the body is not a string, a number or a boolean.
    args: Option<Args<'b>>,
}

impl<'b> Original<'b> {
    #[inline]
    fn of(occurrence: &'b Occurrence, body: &'b [u8]) -> Original<'b> {
        let text = &body[occurrence.text.clone()];
        let text = if occurrence.escaped {
            Cow::Owned(json::unescape(text).into_bytes())
        } else {
            Cow::Borrowed(text)
        };
        let Some(start) = occurrence.args else {
            return Original { occurrence, text, args: None };
        };
        let mut args = serde_json::Deserializer::from_slice(&body[start..]);
        Original { occurrence, text, args: Args::deserialize(&mut args).ok() }
    }
}
