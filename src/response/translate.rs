//! [`Translator`]: puts the words of its reader into a body.

use std::borrow::Cow;
use std::ops::Range;

use bytes::Bytes;

use super::json::{Fields, Found, Occurrence, Place, Removal, Splice};
use super::localization::Localization;
use super::observer::{Observed, Observer};
use super::original::{Original, content};
use super::{Exemption, MediaType, Missing, Outcome, Policy, Understanding, Understood};
use crate::registry::Entry;
use crate::{Args, Catalog, Code, CodeBuf, Message, Negotiation};

/// Puts the texts of one body into the words of its reader, by a policy.
pub(super) struct Translator<'a> {
    pub(super) policy: &'a Policy,
    pub(super) fields: &'a Fields,
    catalog: &'a Catalog,
    pub(super) media_type: MediaType,
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
        let (fields, _) = policy.fields(media_type);
        Translator { policy, fields, catalog, media_type, preference, negotiation }
    }

    /// Puts words in the place of the texts of a body. One that would become larger than `limit` bytes is
    /// left as it is.
    #[inline]
    pub(super) fn localize(
        &self,
        body: Bytes,
        found: &mut Found,
        limit: usize,
        observer: Option<&Observer>,
    ) -> Localization {
        let mut localization = Localization::empty();
        if !found.is_settled() {
            self.settle(&body, found);
            if found.pairs.is_empty() && found.odd > 0 {
                localization.outcome = Outcome::OddPair;
            }
        }
        // A name that the registry gives to a code stands for it.
        for occurrence in &mut found.pairs {
            if let Some(code) = self.catalog.named(occurrence.code.as_code()) {
                occurrence.code = code.to_code_buf();
            }
        }
        let problem = match self.media_type {
            MediaType::Json => None,
            MediaType::Problem => Some(self.prepare(&body, found)),
        };
        let occurrences = &mut found.pairs;
        let mut splice = Splice::new(&body, occurrences.len());
        let mut removal = self.policy.drops_arguments().then(Removal::default);
        let mut observed: Vec<Observed<'_>> = Vec::new();
        let mut occurrences = occurrences.iter_mut().peekable();
        while let Some(mut occurrence) = occurrences.next() {
            // Where pairs share a place, the first that there are words for gets it.
            while let Some(other) = occurrences.next_if(|other| other.shares_place(occurrence)) {
                if !self.has_words(occurrence) && self.has_words(other) {
                    occurrence = other;
                }
            }
            let outcome = {
                let original = Original::of(occurrence, &body);
                let code = occurrence.code.as_code();
                // What the upstream's templates make of the sentence, whose values are arguments too.
                let sentence = self.policy.read_sentence(code, &original.text);
                let understood = sentence.as_ref().and_then(|sentence| sentence.as_ref().ok());
                let args = understood
                    .map(|understood| Box::new(understood.args_beside(original.args.as_deref())));
                let problem = problem.as_deref().filter(|_| self.attribute(occurrence).is_some());
                let args = problem.map(|problem| &problem.args).or(args.as_deref());
                let message = self.message(code, args.or(original.args.as_deref()));
                let message = message.as_ref().map_err(|outcome| *outcome);
                let outcome = match problem.and_then(|problem| problem.fault) {
                    Some(fault) => fault,
                    None => self.replace(&original, understood, message, &body, &mut splice),
                };
                let message = message.ok();
                localization.add(outcome, message);
                if observer.is_some() {
                    let name = self.catalog.registry().get(code).and_then(Entry::name);
                    let is_default = self.negotiation.is_default();
                    let text = Observed::new(code, name, outcome, message, is_default);
                    let whole = message.is_some_and(|message| self.says_all(message));
                    let guessed = || match whole {
                        true => Some(Understanding::Whole),
                        false => self.policy.understanding(code, &original.text),
                    };
                    observed.push(text.read(occurrence.text.start, sentence.as_ref(), guessed));
                }
                outcome
            };
            if let Some(removal) = &mut removal
                && matches!(outcome, Outcome::Localized | Outcome::Same)
            {
                removal.follow(occurrence, outcome == Outcome::Localized, &splice);
            }
            // The code is not looked at there again.
            let code = std::mem::replace(&mut occurrence.code, CodeBuf::from(0));
            localization.texts.push((code, outcome));
        }
        if localization.is_changed() {
            localization.pieces = splice.finish();
            if let Some(removal) = removal {
                localization.pieces = removal.finish(localization.pieces);
            }
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

    /// Finds the codes that are pairs without a text, and those of the texts without a code.
    #[cold]
    fn settle(&self, body: &Bytes, found: &mut Found) {
        found.settle(
            self.fields,
            |gap| self.has_words(gap),
            |sentence| {
                let text = content(&body[sentence.text.clone()], sentence.escaped);
                self.policy.recognize(str::from_utf8(&text).ok()?)
            },
        );
    }

    /// Whether the policy touches the code of a pair, and the catalog knows it.
    fn has_words(&self, occurrence: &Occurrence) -> bool {
        let code = occurrence.code.as_code();
        let code = self.catalog.named(code).unwrap_or(code);
        self.includes(code) && self.catalog.message(code, self.negotiation.locale()).is_some()
    }

    /// The attribute that is meant for a text: that of its name, if it is a problem's own.
    pub(super) fn attribute(&self, occurrence: &Occurrence) -> Option<&'static str> {
        self.policy.attribute(self.media_type, occurrence.pair)
    }

    /// The message for a text; or what becomes of it if the policy leaves its code alone, or the catalog lacks it.
    #[inline]
    pub(super) fn message(
        &self,
        code: Code<'_>,
        args: Option<&Args<'_>>,
    ) -> Result<Message<'a>, Outcome> {
        static NONE: Args<'static> = Args::new();
        let args = args.unwrap_or(&NONE);
        if !self.includes(code) {
            return Err(Outcome::ExcludedCode);
        }
        let mut message = self.catalog.format(code, self.negotiation.locale(), args);
        if message.as_ref().is_some_and(Message::is_fallback) {
            // The locale lacks this code: the other languages of the reader go before the default.
            message = self.catalog.format(code, self.preference, args);
        }
        message.ok_or(Outcome::UnknownCode)
    }

    /// Whether the policy names a code, by itself or by the name that the registry gives it.
    #[inline]
    fn includes(&self, code: Code<'_>) -> bool {
        let name = || Code::parse(self.catalog.registry().get(code)?.name()?);
        self.policy.includes(code) || name().is_some_and(|name| self.policy.includes(name))
    }

    /// Replaces a text by the words of its message, or puts them where they go, if there are any for the
    /// reader.
    #[inline]
    fn replace(
        &self,
        original: &Original<'_>,
        understood: Option<&Understood<'_>>,
        message: Result<&Message<'_>, Outcome>,
        body: &[u8],
        splice: &mut Splice<'_>,
    ) -> Outcome {
        let Original { occurrence, text, .. } = original;
        let (message, words, detail) = match self.wording(original, understood, message) {
            Ok(wording) => wording,
            Err(outcome) => return outcome,
        };
        let words = words.as_bytes();
        if let Some(place) = &occurrence.elsewhere {
            return self.put(place, message, &[words, detail], body, splice);
        }
        if text.strip_prefix(words) == Some(detail) {
            return Outcome::Same;
        }
        let Range { start, end } = occurrence.text;
        let is_replaced = if occurrence.escaped {
            splice.replace(start..end, &[words, detail])
        } else {
            // The detail stays where it is.
            splice.replace(start..end - detail.len(), &[words])
        };
        if is_replaced { Outcome::Localized } else { Outcome::OwnText }
    }

    /// The words for a text, and the detail of it that stays after them; or why it is left.
    #[inline]
    pub(super) fn wording<'m, 'o, 'u: 'o, 'c>(
        &self,
        original: &'o Original<'_>,
        understood: Option<&Understood<'u>>,
        message: Result<&'m Message<'c>, Outcome>,
    ) -> Result<(&'m Message<'c>, Cow<'m, str>, &'o [u8]), Outcome> {
        let Original { occurrence, text, .. } = original;
        let message = message?;
        let detail = match understood {
            _ if self.says_all(message) => Some(&b""[..]),
            Some(understood) => self.policy.detail_after(understood),
            None => self.detail(occurrence, text),
        };
        let Some(detail) = detail else {
            return Err(Outcome::OwnText);
        };
        let variant = understood.and_then(|understood| understood.variant());
        let words = self.words(occurrence, variant, message).ok_or(Outcome::Incomplete)?;
        Ok((message, words, detail))
    }

    /// Puts words elsewhere than in the place of a text.
    #[cold]
    fn put(
        &self,
        place: &Place,
        message: &Message<'_>,
        words: &[&[u8]],
        body: &[u8],
        splice: &mut Splice<'_>,
    ) -> Outcome {
        let locale = message.locale().to_string();
        let Some((range, new)) = place.edit(body, self.fields, words, &locale) else {
            return Outcome::Same;
        };
        if splice.put(range, &new) { Outcome::Localized } else { Outcome::OwnText }
    }

    /// The detail of a text; `None` if it is to be left alone. Where texts are added, one that is empty says
    /// nothing of its own.
    #[inline]
    fn detail<'t>(&self, occurrence: &Occurrence, text: &'t [u8]) -> Option<&'t [u8]> {
        let is_added = || {
            let is_new = occurrence.elsewhere.is_some() && self.attribute(occurrence).is_some();
            is_new || self.policy.missing_texts() == Missing::Add
        };
        if text.is_empty() && is_added() {
            return Some(b"");
        }
        self.policy.detail_of(occurrence.code.as_code(), text)
    }

    /// The words of a message for a text: the attribute that is its variant, or, for a member of a problem, that
    /// of its name, if there is one. `None` if they lack an argument.
    fn words<'m>(
        &self,
        occurrence: &Occurrence,
        variant: Option<&str>,
        message: &'m Message<'_>,
    ) -> Option<Cow<'m, str>> {
        let mut attributes = variant.into_iter().chain(self.attribute(occurrence));
        let words = attributes.find_map(|name| message.attribute(name));
        words.or_else(|| message.is_complete().then(|| Cow::Borrowed(message.text())))
    }
}
