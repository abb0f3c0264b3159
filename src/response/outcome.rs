//! [`Outcome`]: what became of a response, to be said and to be counted.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

/// What became of a response, or of one text in it.
///
/// The outcome of a body with several texts is the greatest of theirs: if one was replaced, the body
/// was localized.
///
/// ```
/// use codeword::response::{Defect, Outcome};
///
/// assert_eq!(Outcome::Localized.to_string(), "localized");
/// assert_eq!(Outcome::Defective(Defect::DuplicateKey).to_string(), "duplicate-key");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// No text stands beside a code.
    NoPair,
    /// No locale of the catalog has the code.
    UnknownCode,
    /// The policy leaves this code alone.
    ExcludedCode,
    /// The text is not the generic one, or has a detail that the policy does not want to lose.
    OwnText,
    /// The message lacks an argument, and half a sentence is worse than the original text.
    Incomplete,
    /// The text already says what the message says.
    Same,
    /// A text was replaced.
    Localized,
    /// The body is left as it is, because what it means is in doubt.
    Defective(Defect),
    /// The response is left as it is, whatever its body says.
    Exempt(Exemption),
}

/// Why a body is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Defect {
    /// It is no JSON text (RFC 8259 §2).
    InvalidJson,
    /// It is not UTF-8, or escapes half of a surrogate pair (RFC 8259 §8.1, §8.2).
    InvalidUnicode,
    /// It begins with a byte order mark (RFC 8259 §8.1).
    ByteOrderMark,
    /// Something follows the JSON text.
    TrailingBytes,
    /// Its arrays and objects are nested more than 128 levels deep.
    TooDeep,
    /// A code, a text or their arguments stand twice in one object (RFC 8259 §4).
    DuplicateKey,
    /// What stands beside a code is no string.
    TextNotString,
    /// What stands beside a text is no integer.
    CodeNotInteger,
}

/// Why a response is not looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Exemption {
    /// The predicate said no.
    Predicate,
    /// Its media type is not JSON.
    NotJson,
    /// It has no content: the request was a HEAD, or the status is 1xx, 204, 205 or 304.
    NoContent,
    /// It is a part of a representation, a 206 (RFC 9110 §15.3.7).
    Partial,
    /// Its content is coded (RFC 9110 §8.4), and not in gzip, or what that holds is broken or too large.
    Coded,
    /// The request or the response says `no-transform` (RFC 9110 §7.7).
    NoTransform,
    /// It asks not to be buffered, `X-Accel-Buffering: no`, because it is a stream.
    Streaming,
    /// It is larger than the limit, or would become so.
    TooLarge,
    /// It broke off.
    Broken,
}

impl Outcome {
    /// Every outcome, in a fixed order.
    pub const ALL: [Outcome; 24] = [
        Outcome::NoPair,
        Outcome::UnknownCode,
        Outcome::ExcludedCode,
        Outcome::OwnText,
        Outcome::Incomplete,
        Outcome::Same,
        Outcome::Localized,
        Outcome::Defective(Defect::InvalidJson),
        Outcome::Defective(Defect::InvalidUnicode),
        Outcome::Defective(Defect::ByteOrderMark),
        Outcome::Defective(Defect::TrailingBytes),
        Outcome::Defective(Defect::TooDeep),
        Outcome::Defective(Defect::DuplicateKey),
        Outcome::Defective(Defect::TextNotString),
        Outcome::Defective(Defect::CodeNotInteger),
        Outcome::Exempt(Exemption::Predicate),
        Outcome::Exempt(Exemption::NotJson),
        Outcome::Exempt(Exemption::NoContent),
        Outcome::Exempt(Exemption::Partial),
        Outcome::Exempt(Exemption::Coded),
        Outcome::Exempt(Exemption::NoTransform),
        Outcome::Exempt(Exemption::Streaming),
        Outcome::Exempt(Exemption::TooLarge),
        Outcome::Exempt(Exemption::Broken),
    ];

    /// The name of the outcome in figures and logs, such as `unknown-code`.
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::NoPair => "no-pair",
            Outcome::UnknownCode => "unknown-code",
            Outcome::ExcludedCode => "excluded-code",
            Outcome::OwnText => "own-text",
            Outcome::Incomplete => "incomplete",
            Outcome::Same => "same",
            Outcome::Localized => "localized",
            Outcome::Defective(defect) => match defect {
                Defect::InvalidJson => "invalid-json",
                Defect::InvalidUnicode => "invalid-unicode",
                Defect::ByteOrderMark => "byte-order-mark",
                Defect::TrailingBytes => "trailing-bytes",
                Defect::TooDeep => "too-deep",
                Defect::DuplicateKey => "duplicate-key",
                Defect::TextNotString => "text-not-string",
                Defect::CodeNotInteger => "code-not-integer",
            },
            Outcome::Exempt(exemption) => match exemption {
                Exemption::Predicate => "predicate",
                Exemption::NotJson => "not-json",
                Exemption::NoContent => "no-content",
                Exemption::Partial => "partial",
                Exemption::Coded => "coded",
                Exemption::NoTransform => "no-transform",
                Exemption::Streaming => "streaming",
                Exemption::TooLarge => "too-large",
                Exemption::Broken => "broken",
            },
        }
    }

    /// Whether another reader may get another body, so that validators of the original are none of
    /// what is sent (RFC 9110 §8.8).
    pub const fn depends_on_reader(self) -> bool {
        matches!(self, Outcome::Localized | Outcome::Same | Outcome::Incomplete)
    }

    /// The place in [`Outcome::ALL`].
    const fn index(self) -> usize {
        match self {
            Outcome::NoPair => 0,
            Outcome::UnknownCode => 1,
            Outcome::ExcludedCode => 2,
            Outcome::OwnText => 3,
            Outcome::Incomplete => 4,
            Outcome::Same => 5,
            Outcome::Localized => 6,
            Outcome::Defective(defect) => 7 + defect as usize,
            Outcome::Exempt(exemption) => 15 + exemption as usize,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl fmt::Display for Defect {
    /// Says what is wrong with a body, as the end of a sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Defect::InvalidJson => "it is no JSON",
            Defect::InvalidUnicode => "it is no UTF-8, or has half of a surrogate pair",
            Defect::ByteOrderMark => "it begins with a byte order mark",
            Defect::TrailingBytes => "something follows the JSON text",
            Defect::TooDeep => "it is nested more than 128 levels deep",
            Defect::DuplicateKey => "a code or a text stands twice in one object",
            Defect::TextNotString => "what stands beside a code is no string",
            Defect::CodeNotInteger => "what stands beside a text is no integer",
        })
    }
}

/// How often each outcome has come about.
#[derive(Debug)]
pub(super) struct Counts([AtomicU64; Outcome::ALL.len()]);

impl Counts {
    pub(super) fn new() -> Counts {
        Counts([const { AtomicU64::new(0) }; Outcome::ALL.len()])
    }

    pub(super) fn add(&self, outcome: Outcome) {
        self.0[outcome.index()].fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn of(&self, outcome: Outcome) -> u64 {
        self.0[outcome.index()].load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_its_place_and_its_name() {
        for (index, outcome) in Outcome::ALL.into_iter().enumerate() {
            assert_eq!(outcome.index(), index, "{outcome}");
        }
        let mut names = Outcome::ALL.map(Outcome::name);
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn outcomes_are_counted_one_by_one() {
        let counts = Counts::new();
        counts.add(Outcome::Localized);
        counts.add(Outcome::Localized);
        counts.add(Outcome::Exempt(Exemption::Broken));
        let counted = Outcome::ALL.into_iter().filter(|outcome| counts.of(*outcome) > 0);
        assert_eq!(
            counted.map(|outcome| (outcome.name(), counts.of(outcome))).collect::<Vec<_>>(),
            [("localized", 2), ("broken", 1)],
        );
    }
}
