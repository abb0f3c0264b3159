//! # What it does
//!
//! Finds lines that are indented with a tab, and tabs where Fluent expects a space.
//!
//! # Why it matters
//!
//! Fluent knows no tab: the line does not belong to the message above, or the tab becomes part of
//! the text.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 =
//! <TAB>Ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 =
//!     Ready
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "tab-indent",
    severity: Severity::Error,
    source: include_str!("tab_indent.rs"),
    check: Check::Flaw(FlawKind::TabIndent),
};
