//! # What it does
//!
//! Finds a message or term that stands twice in a locale, in one file or in two.
//!
//! # Why it matters
//!
//! Only one of them is used, and which one depends on the order of the files.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Ready
//! code-1 = Done
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! code-2 = Done
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "duplicate-id",
    severity: Severity::Error,
    source: include_str!("duplicate_id.rs"),
    check: Check::Flaw(FlawKind::DuplicateId),
};
