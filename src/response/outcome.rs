//! [`Outcome`]: what became of a response, to be said and to be counted.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use super::json::Defect;

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
    /// What stands there as a code is not one, or what stands there as a text is not a string.
    OddPair,
    /// No locale of the catalog has the code.
    UnknownCode,
    /// The policy leaves this code alone.
    ExcludedCode,
    /// The text is not the generic one, or has a detail that the policy keeps from being lost.
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

/// Why a response is not looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Exemption {
    /// The predicate said no.
    Predicate,
    /// Its status is not among those of the policy, and it has no header that says its code.
    Status,
    /// Its media type is not JSON.
    NotJson,
    /// It has no content: the request was a HEAD, or the status is 1xx, 204, 205 or 304.
    NoContent,
    /// It is a part of a representation, a 206 (RFC 9110 §15.3.7).
    Partial,
    /// Its content is coded (RFC 9110 §8.4) in another way than gzip, or what was zipped is broken or too
    /// large.
    Coded,
    /// It says that it is in another charset than UTF-8, and not all of its bytes are ASCII, which both share.
    Charset,
    /// The request or the response says `no-transform` (RFC 9110 §7.7).
    NoTransform,
    /// It is a stream: it asks not to be buffered, `X-Accel-Buffering: no`; or it is not an error and does not
    /// say its length; or, where it does not say its length, its bytes stopped coming for a while.
    Streaming,
    /// It is larger than the limit, or would become so.
    TooLarge,
    /// It broke off.
    Broken,
}

impl Outcome {
    /// Every outcome, in a fixed order.
    pub const ALL: [Outcome; TABLE.len()] = {
        let mut all = [Outcome::NoPair; TABLE.len()];
        let mut row = 0;
        while row < TABLE.len() {
            all[row] = TABLE[row].0;
            row += 1;
        }
        all
    };

    /// The name of the outcome in figures and logs, such as `unknown-code`.
    pub fn name(self) -> &'static str {
        TABLE[self.row()].1
    }

    /// Whether another reader may get another body, so that the original's validators do not hold for what
    /// is sent (RFC 9110 §8.8).
    pub const fn depends_on_reader(self) -> bool {
        matches!(self, Outcome::Localized | Outcome::Same | Outcome::Incomplete)
    }

    /// The row of the table, in which each outcome has one.
    fn row(self) -> usize {
        TABLE.iter().position(|(outcome, _)| *outcome == self).unwrap_or_default()
    }
}

/// Every outcome and its name in figures and logs: what is counted and displayed.
const TABLE: [(Outcome, &str); 25] = [
    (Outcome::NoPair, "no-pair"),
    (Outcome::OddPair, "odd-pair"),
    (Outcome::UnknownCode, "unknown-code"),
    (Outcome::ExcludedCode, "excluded-code"),
    (Outcome::OwnText, "own-text"),
    (Outcome::Incomplete, "incomplete"),
    (Outcome::Same, "same"),
    (Outcome::Localized, "localized"),
    (Outcome::Defective(Defect::InvalidJson), "invalid-json"),
    (Outcome::Defective(Defect::InvalidUnicode), "invalid-unicode"),
    (Outcome::Defective(Defect::ByteOrderMark), "byte-order-mark"),
    (Outcome::Defective(Defect::TrailingBytes), "trailing-bytes"),
    (Outcome::Defective(Defect::TooDeep), "too-deep"),
    (Outcome::Defective(Defect::DuplicateKey), "duplicate-key"),
    (Outcome::Exempt(Exemption::Predicate), "predicate"),
    (Outcome::Exempt(Exemption::Status), "status"),
    (Outcome::Exempt(Exemption::NotJson), "not-json"),
    (Outcome::Exempt(Exemption::NoContent), "no-content"),
    (Outcome::Exempt(Exemption::Partial), "partial"),
    (Outcome::Exempt(Exemption::Coded), "coded"),
    (Outcome::Exempt(Exemption::Charset), "charset"),
    (Outcome::Exempt(Exemption::NoTransform), "no-transform"),
    (Outcome::Exempt(Exemption::Streaming), "streaming"),
    (Outcome::Exempt(Exemption::TooLarge), "too-large"),
    (Outcome::Exempt(Exemption::Broken), "broken"),
];

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

/// How often each outcome has come about, and how many pairs were passed over.
#[derive(Debug)]
pub(super) struct Counts {
    outcomes: [AtomicU64; Outcome::ALL.len()],
    odd_pairs: AtomicU64,
}

impl Counts {
    pub(super) fn new() -> Counts {
        let outcomes = [const { AtomicU64::new(0) }; Outcome::ALL.len()];
        Counts { outcomes, odd_pairs: AtomicU64::new(0) }
    }

    pub(super) fn add(&self, outcome: Outcome) {
        self.outcomes[outcome.row()].fetch_add(1, Ordering::Relaxed);
    }

    #[cfg(feature = "capi")]
    pub(super) fn subtract(&self, outcome: Outcome) {
        self.outcomes[outcome.row()].fetch_sub(1, Ordering::Relaxed);
    }

    pub(super) fn of(&self, outcome: Outcome) -> u64 {
        self.outcomes[outcome.row()].load(Ordering::Relaxed)
    }

    /// Mostly there are none.
    pub(super) fn add_odd_pairs(&self, count: usize) {
        if count > 0 {
            self.odd_pairs.fetch_add(count as u64, Ordering::Relaxed);
        }
    }

    pub(super) fn odd_pairs(&self) -> u64 {
        self.odd_pairs.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_a_row_and_a_name_of_its_own() {
        for (row, outcome) in Outcome::ALL.into_iter().enumerate() {
            assert_eq!(outcome.row(), row, "{outcome}");
        }
        assert!(Outcome::ALL.is_sorted());
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
