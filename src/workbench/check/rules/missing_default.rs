//! # What it does
//!
//! Finds a select expression in which no variant is marked with `*`.
//!
//! # Why it matters
//!
//! Fluent needs one variant for everything that no other variant fits; without it the message does
//! not parse.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { $count ->
//!     [one] One instance
//!     [other] { $count } instances
//! }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { $count ->
//!     [one] One instance
//!    *[other] { $count } instances
//! }
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "missing-default",
    severity: Severity::Error,
    source: include_str!("missing_default.rs"),
    check: Check::Flaw(FlawKind::MissingDefault),
};
