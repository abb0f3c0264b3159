//! # What it does
//!
//! Finds a call of a function with anything but one variable or literal in front of its options.
//!
//! # Why it matters
//!
//! There is nothing to format, or too much. Such a message is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { NUMBER() }
//! code-2 = { NUMBER($a, $b) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { NUMBER($count) }
//! code-2 = { NUMBER($a) } { NUMBER($b) }
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "function-argument",
    severity: Severity::Error,
    source: include_str!("function_argument.rs"),
    check: Check::Flaw(FlawKind::FunctionArgument),
};
