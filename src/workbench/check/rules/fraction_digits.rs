//! # What it does
//!
//! Finds a number of digits that cannot be: `minimumFractionDigits` and `maximumFractionDigits` are whole
//! numbers from 0 to 20, `minimumIntegerDigits` one from 1 to 21.
//!
//! # Why it matters
//!
//! More digits than that mean nothing, and formatters fail on them or fill the memory with zeros.
//! Such a message is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, minimumFractionDigits: 25) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, minimumFractionDigits: 2) }
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "fraction-digits",
    severity: Severity::Error,
    source: include_str!("fraction_digits.rs"),
    check: Check::Flaw(FlawKind::FractionDigits),
};
