//! # What it does
//!
//! Finds a carriage return (U+000D) that is not part of a CRLF.
//!
//! # Why it matters
//!
//! Fluent does not see a line end in it: the lines around it become one text with the character in
//! it, and on a terminal the second overwrites the first.
//!
//! # Example
//!
//! Bad:
//!
//! `code-1 = one<CR>code-2 = two`, as old Mac editors write it: one message, not two.
//!
//! Good:
//!
//! Both on lines that end with LF.

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "carriage-return",
    severity: Severity::Error,
    source: include_str!("carriage_return.rs"),
    check: Check::Flaw(FlawKind::CarriageReturn),
};
