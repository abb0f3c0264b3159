//! [`Observed`]: one text of a body, as an observer is told of it.

use std::fmt;

use unic_langid::LanguageIdentifier;

use super::Outcome;
use crate::{Code, Message};

/// Is told of each text.
pub(super) type Observer = dyn Fn(&Observed) + Send + Sync;

/// One text that a [`Localizer`](super::Localizer) found beside a code, and what became of it.
#[derive(Clone, Debug)]
pub struct Observed {
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

impl Observed {
    /// `message` is what the catalog has for the code; `is_default` says whether the reader got the default
    /// locale because nothing matched.
    pub(super) fn new(
        code: Code,
        outcome: Outcome,
        message: Option<&Message<'_>>,
        is_default: bool,
    ) -> Observed {
        let fallback = match message {
            Some(_) if is_default => Some(Fallback::NoMatch),
            Some(message) if message.is_fallback() => Some(Fallback::Untranslated),
            _ => None,
        };
        Observed { code, outcome, language: message.map(Message::locale).cloned(), fallback }
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What became of the text.
    pub fn outcome(&self) -> Outcome {
        self.outcome
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
