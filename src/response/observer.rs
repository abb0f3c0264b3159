//! [`Observed`]: one text of a body, as an observer is told of it.

use std::fmt;

use unic_langid::LanguageIdentifier;

use super::{Mismatch, Outcome, Understanding, Understood};
use crate::{Code, CodeBuf, Message};

/// Is told of each text.
pub(super) type Observer = dyn Fn(&Observed<'_>) + Send + Sync;

/// One text that a [`Localizer`](super::Localizer) found beside a code, and what became of it.
#[derive(Clone, Debug)]
pub struct Observed<'a> {
    code: CodeBuf,
    name: Option<&'a str>,
    outcome: Outcome,
    language: Option<LanguageIdentifier>,
    fallback: Option<Fallback>,
    offset: usize,
    understanding: Option<Understanding>,
    mismatch: Option<Mismatch>,
    sentence: Option<Box<Sentence>>,
}

/// The template of a sentence, and its values by the names of their arguments.
#[derive(Clone, Debug)]
struct Sentence {
    template: String,
    values: Vec<(String, String)>,
}

/// Why a message is not in a language that its reader asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fallback {
    /// The catalog has none of the reader's languages.
    NoMatch,
    /// The best locale for the reader lacks this message.
    Untranslated,
}

impl<'a> Observed<'a> {
    /// `message` is what the catalog has for the code; `is_default` says whether the reader got the default
    /// locale because nothing matched. Out of line, since mostly nobody observes.
    #[inline(never)]
    pub(super) fn new(
        code: Code<'_>,
        name: Option<&'a str>,
        outcome: Outcome,
        message: Option<&Message<'_>>,
        is_default: bool,
    ) -> Observed<'a> {
        let fallback = match message {
            Some(_) if is_default => Some(Fallback::NoMatch),
            Some(message) if message.is_fallback() => Some(Fallback::Untranslated),
            _ => None,
        };
        let language = message.map(Message::locale).cloned();
        Observed {
            code: code.into(),
            name,
            outcome,
            language,
            fallback,
            offset: 0,
            understanding: None,
            mismatch: None,
            sentence: None,
        }
    }

    /// The same, with where the text begins and what the templates make of it; `guessed` says how it is understood
    /// without them.
    #[inline(never)]
    pub(super) fn read(
        self,
        offset: usize,
        sentence: Option<&Result<Understood<'_>, Mismatch>>,
        guessed: impl FnOnce() -> Option<Understanding>,
    ) -> Observed<'a> {
        let is_replaced = matches!(self.outcome, Outcome::Localized | Outcome::Same);
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let (understanding, mismatch, sentence) = match sentence {
            Some(Ok(understood)) => {
                let values = understood.values().map(owned).collect();
                let template = understood.template().to_owned();
                let sentence = Box::new(Sentence { template, values });
                (Some(Understanding::Template), None, Some(sentence))
            }
            Some(Err(mismatch)) => (None, Some(*mismatch), None),
            None => (None, None, None),
        };
        let understanding = match understanding {
            None if is_replaced => guessed(),
            known => known,
        };
        Observed { offset, understanding, mismatch, sentence, ..self }
    }

    /// The code; where a body has the name that the registry gives to one, that one.
    pub fn code(&self) -> Code<'_> {
        self.code.as_code()
    }

    /// The name that the registry gives the code.
    pub fn name(&self) -> Option<&'a str> {
        self.name
    }

    /// What became of the text.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Where the text begins in the body, in bytes: after its quotation mark.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// How it was found out which part of the text the message replaces; `None` if it replaces nothing, unless a
    /// template has the sentence all the same.
    pub fn understanding(&self) -> Option<Understanding> {
        self.understanding
    }

    /// Why no template of the code is sure of the sentence; `None` if one is, or if the code has none.
    pub fn mismatch(&self) -> Option<Mismatch> {
        self.mismatch
    }

    /// The template that has the sentence, as it was written.
    pub fn template(&self) -> Option<&str> {
        self.sentence.as_ref().map(|sentence| &*sentence.template)
    }

    /// The values that the template found, by the names of their arguments, in the order of the sentence.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        let values = self.sentence.iter().flat_map(|sentence| &sentence.values);
        values.map(|(name, value)| (&**name, &**value))
    }

    /// The language of the catalog's message; `None` if the catalog does not know the code, or if the
    /// policy leaves it alone.
    pub fn language(&self) -> Option<&LanguageIdentifier> {
        self.language.as_ref()
    }

    /// Why the message is not in a language that the reader asked for; `None` if it is.
    pub fn fallback(&self) -> Option<Fallback> {
        self.fallback
    }
}

impl Fallback {
    /// The name of the reason in figures, such as `no-match`.
    pub const fn name(self) -> &'static str {
        match self {
            Fallback::NoMatch => "no-match",
            Fallback::Untranslated => "untranslated",
        }
    }
}

impl fmt::Display for Fallback {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}
