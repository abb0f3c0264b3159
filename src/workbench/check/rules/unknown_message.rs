//! # What it does
//!
//! Finds a reference to a message that the locale does not define, or that has no text of its own.
//!
//! # Why it matters
//!
//! The reader sees `{code-2}` instead of the text.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { code-2 }, try again
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { code-2 }, try again
//! code-2 = The service is busy
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "unknown-message",
    severity: Severity::Error,
    source: include_str!("unknown_message.rs"),
    check: Check::Flaw(FlawKind::UnknownMessage),
};
