//! [`Localization`]: a body in the words of its reader.

use bytes::Bytes;
use smallvec::{SmallVec, smallvec};
use unic_langid::LanguageIdentifier;

use super::Outcome;
use super::json::Pieces;
use crate::{CodeBuf, Message};

/// A body after a [`Localizer`](super::Localizer) has seen it, and what became of it.
#[derive(Clone, Debug)]
pub struct Localization {
    pub(super) pieces: Pieces,
    pub(super) outcome: Outcome,
    pub(super) texts: SmallVec<[(CodeBuf, Outcome); 1]>,
    languages: SmallVec<[LanguageIdentifier; 1]>,
}

impl Localization {
    /// A body that is left as it is.
    pub(super) fn unchanged(body: Bytes, outcome: Outcome) -> Localization {
        Localization { pieces: smallvec![body], outcome, ..Localization::empty() }
    }

    /// A body that is written for its reader.
    #[cfg(feature = "tower")]
    pub(super) fn said(body: Bytes, code: CodeBuf, language: LanguageIdentifier) -> Localization {
        let outcome = Outcome::Localized;
        let texts = smallvec![(code, outcome)];
        Localization { pieces: smallvec![body], outcome, texts, languages: smallvec![language] }
    }

    /// A body of which nothing is known yet.
    pub(super) fn empty() -> Localization {
        let (texts, languages) = (SmallVec::new(), SmallVec::new());
        Localization { pieces: Pieces::new(), outcome: Outcome::NoPair, texts, languages }
    }

    /// Adds what became of a text for which there is a message.
    #[inline]
    pub(super) fn add(&mut self, outcome: Outcome, message: Option<&Message<'_>>) {
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
    pub fn texts(&self) -> &[(CodeBuf, Outcome)] {
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
