//! # What it does
//!
//! Finds a reference to an attribute that its message or term does not have.
//!
//! # Why it matters
//!
//! The reader sees `{code-2.title}` instead of the text; a selector falls to its default.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { code-2.titel }
//! code-2 = Busy
//!     .title = Service busy
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { code-2.title }
//! code-2 = Busy
//!     .title = Service busy
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "unknown-attribute",
    severity: Severity::Error,
    source: include_str!("unknown_attribute.rs"),
    check: Check::Flaw(FlawKind::UnknownAttribute),
};
