//! [`Localization`]: a body after a [`Localizer`](super::Localizer) has seen it.

use bytes::Bytes;
use smallvec::{SmallVec, smallvec};
use unic_langid::LanguageIdentifier;

use super::Outcome;
use super::json::Pieces;
use crate::{Code, Message};

/// A body after a [`Localizer`](super::Localizer) has seen it, and what became of it.
#[derive(Clone, Debug)]
pub struct Localization {
    pieces: Pieces,
    outcome: Outcome,
    texts: SmallVec<[(Code, Outcome); 1]>,
    languages: SmallVec<[LanguageIdentifier; 1]>,
}

impl Localization {
    /// A localization with nothing in it.
    pub(super) fn new() -> Localization {
        Localization {
            pieces: Pieces::new(),
            outcome: Outcome::NoPair,
            texts: SmallVec::new(),
            languages: SmallVec::new(),
        }
    }

    /// A body that is left as it is.
    pub(super) fn unchanged(body: Bytes, outcome: Outcome) -> Localization {
        Localization { pieces: smallvec![body], outcome, ..Localization::new() }
    }

    /// Adds what became of a text, and the message that there is for it.
    pub(super) fn add_text(&mut self, code: Code, outcome: Outcome, message: Option<&Message<'_>>) {
        self.texts.push((code, outcome));
        self.outcome = self.outcome.max(outcome);
        if outcome == Outcome::Localized
            && let Some(language) = message.map(Message::locale)
            && !self.languages.contains(language)
        {
            self.languages.push(language.clone());
        }
    }

    pub(super) fn set_pieces(&mut self, pieces: Pieces) {
        self.pieces = pieces;
    }

    /// What became of the body.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Whether the body is another one than before.
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

    /// The body in pieces, one after the other: long stretches that did not change are shared with
    /// the body from before instead of being copied.
    pub fn into_pieces(self) -> impl Iterator<Item = Bytes> {
        self.pieces.into_iter()
    }
}
