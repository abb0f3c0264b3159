//! # What it does
//!
//! Finds an option that the function does not have.
//!
//! # Why it matters
//!
//! It is passed over, and the number or date is not shown as it was meant.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, digits: 2) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, maximumFractionDigits: 2) }
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "unknown-option",
    severity: Severity::Error,
    source: include_str!("unknown_option.rs"),
    check: Check::Flaw(FlawKind::UnknownOption),
};
