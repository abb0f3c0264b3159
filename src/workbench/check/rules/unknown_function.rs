//! # What it does
//!
//! Finds a call of a function that does not exist. There are `NUMBER` and `DATETIME`.
//!
//! # Why it matters
//!
//! The reader sees the name of the function instead of the value.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Wait until { DATE($time) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Wait until { DATETIME($time) }
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "unknown-function",
    severity: Severity::Error,
    source: include_str!("unknown_function.rs"),
    check: Check::Flaw(FlawKind::UnknownFunction),
};
