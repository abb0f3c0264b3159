//! # What it does
//!
//! Finds placeables and calls that stand inside each other more than 32 deep.
//!
//! # Why it matters
//!
//! Fluent's parser would overflow its stack and take the process with it; such a message is not
//! read at all.
//!
//! # Example
//!
//! Bad:
//!
//! `code-1 = {{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{ $x }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}`
//!
//! Good:
//!
//! ```ftl
//! code-1 = { $x }
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "nesting-limit",
    severity: Severity::Error,
    source: include_str!("nesting_limit.rs"),
    check: Check::Flaw(FlawKind::NestingLimit),
};
