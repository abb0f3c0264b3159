//! # What it does
//!
//! Finds a number in braces with more than 15 digits before or after its point.
//!
//! # Why it matters
//!
//! Fluent reads it as a floating-point number, which has no more: another number is printed. Such a
//! message is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { 9007199254740993 }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = 9007199254740993
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "literal-digits",
    severity: Severity::Error,
    source: include_str!("literal_digits.rs"),
    check: Check::Flaw(FlawKind::LiteralDigits),
};
