//! # What it does
//!
//! Finds an option whose value is not one of the words that it can have.
//!
//! # Why it matters
//!
//! It is passed over, and the number or date is not shown as it was meant. Such a message is
//! refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { DATETIME($time, dateStyle: "tiny") }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { DATETIME($time, dateStyle: "short") }
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "option-value",
    severity: Severity::Error,
    source: include_str!("option_value.rs"),
    check: Check::Flaw(FlawKind::OptionValue),
};
