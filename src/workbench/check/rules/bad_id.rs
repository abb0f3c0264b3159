//! # What it does
//!
//! Finds messages whose identifier is not a code's: `code-` and decimal digits without leading zeros, up
//! to 4294967295. Messages that others refer to may have any name, and so may terms.
//!
//! # Why it matters
//!
//! Nobody ever asks for such a message: codes are looked up as `code-400142`.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! 400142 = Too many heartbeats
//! code_400143 = Too many requests
//! code-0400144 = Too many instances
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-400142 = Too many heartbeats
//! code-400143 = Too many requests
//! code-400144 = Too many instances
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "bad-id",
    severity: Severity::Error,
    source: include_str!("bad_id.rs"),
    check: Check::Flaw(FlawKind::BadId),
};
