//! # What it does
//!
//! Finds what breaks Fluent's grammar, each mistake by itself: the messages around it are still
//! checked.
//!
//! # Why it matters
//!
//! A message that does not parse is not there, and a catalog with one is refused.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Port { $port
//! code-2: Ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Port { $port }
//! code-2 = Ready
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "syntax-error",
    severity: Severity::Error,
    source: include_str!("syntax_error.rs"),
    check: Check::Flaw(FlawKind::SyntaxError),
};
