//! # What it does
//!
//! Finds a reference to a term that the locale does not define.
//!
//! # Why it matters
//!
//! The reader sees `{-name}` instead of the word.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { -platform } was not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! -platform = Platform
//! code-1 = { -platform } was not found
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "unknown-term",
    severity: Severity::Error,
    source: include_str!("unknown_term.rs"),
    check: Check::Flaw(FlawKind::UnknownTerm),
};
