//! # What it does
//!
//! Finds numbers that the source text has and the translation does not, or the other way round.
//! Numbers up to twelve may be written as words.
//!
//! # Why it matters
//!
//! A limit that is 1 in one language and 10 in another is wrong in one of them.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 实例仅支持每秒1次心跳
//! code-1 = An instance may send 10 heartbeats per second
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = An instance may send 1 heartbeat per second
//! ```

use super::{Check, Findings, Pair, Rule, Severity};
use crate::workbench::check::numbers::{are_alike, is_spelled, numbers};

pub(super) const RULE: Rule = Rule {
    name: "number-mismatch",
    severity: Severity::Warning,
    source: include_str!("number_mismatch.rs"),
    check: Check::Pair(check),
};

fn check(pair: &Pair<'_>, findings: &mut Findings) {
    let Pair { source, translation, .. } = pair;
    if are_alike(*source, *translation) {
        return;
    }
    let (original, translated) = (numbers(*source), numbers(*translation));
    for (number, _) in
        original.iter().filter(|(number, _)| !translated.iter().any(|(n, _)| n == number))
    {
        if !is_spelled(*translation, number) {
            let message = format!("the source text says {number}, the translation does not");
            findings.add(translation.place(), message, format!("write {number} where it belongs"));
        }
    }
    for (number, slice) in &translated {
        if !original.iter().any(|(n, _)| n == number) && !is_spelled(*source, number) {
            let message = format!("the source text does not say {number}");
            findings.add(
                translation.file.at(slice),
                message,
                "write the number of the source text",
            );
        }
    }
}
