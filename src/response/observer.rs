//! [`Observed`]: one text of a body, told to whoever counts them.

use std::fmt;

use unic_langid::LanguageIdentifier;

use super::Outcome;
use crate::{Code, Message};

/// One text that a [`Localizer`](super::Localizer) found beside a code, and what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Observed<'a>(&'a Observation);

/// What there is to tell of a text, which waits until it is certain that the body is sent like that.
#[derive(Debug)]
pub(super) struct Observation {
    code: Code,
    outcome: Outcome,
    language: Option<LanguageIdentifier>,
    fallback: Option<Fallback>,
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

impl Observation {
    /// `message` is what the catalog has for the code, and `is_default` whether the reader got the
    /// default locale because nothing matched.
    pub(super) fn new(
        code: Code,
        outcome: Outcome,
        message: Option<&Message<'_>>,
        is_default: bool,
    ) -> Observation {
        let fallback = match message {
            Some(_) if is_default => Some(Fallback::NoMatch),
            Some(message) if message.is_fallback() => Some(Fallback::Untranslated),
            _ => None,
        };
        Observation { code, outcome, language: message.map(Message::locale).cloned(), fallback }
    }

    pub(super) fn tell(&self, observer: &dyn Fn(Observed<'_>)) {
        observer(Observed(self));
    }
}

impl<'a> Observed<'a> {
    /// The code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What became of the text.
    pub fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// The language of the catalog's message; `None` if the catalog does not know the code, or if the
    /// policy leaves it alone.
    pub fn language(&self) -> Option<&'a LanguageIdentifier> {
        self.0.language.as_ref()
    }

    /// Why the message is not in a language that the reader asked for; `None` if it is.
    pub fn fallback(&self) -> Option<Fallback> {
        self.0.fallback
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
