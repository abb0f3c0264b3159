//! # What it does
//!
//! Finds a message whose text is empty or blank, also when it is written as `{ "" }`.
//!
//! # Why it matters
//!
//! The reader gets nothing where an explanation was meant. A message that is not translated yet
//! should be left out: then the next language that the reader understands is used.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { "" }
//! code-2 =
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "empty-message",
    severity: Severity::Error,
    source: include_str!("empty_message.rs"),
    check: Check::Flaw(FlawKind::EmptyMessage),
};
