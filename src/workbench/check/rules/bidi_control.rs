//! # What it does
//!
//! Finds the characters that turn the direction of text around: U+202A to U+202E and U+2066 to
//! U+2069. The pseudo-locale `ar-XB` has them on purpose.
//!
//! # Why it matters
//!
//! With them a text can look different from what it is: a reviewer sees one sentence, the program
//! prints another (CVE-2021-42574, “trojan source”). codeword itself isolates arguments where a
//! locale is written from right to left.
//!
//! # Example
//!
//! Bad:
//!
//! `code-1 = Denied <U+202E>tpecca ot deliaf`, which is shown as “Denied failed to accept”.
//!
//! Good:
//!
//! The text in the order in which it is read.

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "bidi-control",
    severity: Severity::Error,
    source: include_str!("bidi_control.rs"),
    check: Check::Flaw(FlawKind::BidiControl),
};
