//! # What it does
//!
//! Finds text that belongs to no message: a line that begins with neither an identifier nor `#`, or
//! one that is indented below nothing.
//!
//! # Why it matters
//!
//! It is read by nobody. Most often it is the second line of a text that lost its indentation.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = The service was not found
//! and could not be created
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 =
//!     The service was not found
//!     and could not be created
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "text-outside-message",
    severity: Severity::Error,
    source: include_str!("text_outside_message.rs"),
    check: Check::Flaw(FlawKind::TextOutsideMessage),
};
