//! # What it does
//!
//! Finds an attribute that a message or term has twice.
//!
//! # Why it matters
//!
//! Only one of them is used.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Ready
//!     .title = Fine
//!     .title = Good
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//!     .title = Good
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "duplicate-attribute",
    severity: Severity::Error,
    source: include_str!("duplicate_attribute.rs"),
    check: Check::Flaw(FlawKind::DuplicateAttribute),
};
