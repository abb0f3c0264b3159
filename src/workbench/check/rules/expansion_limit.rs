//! # What it does
//!
//! Finds messages that print more than 100 placeables, those of the messages and terms they refer
//! to included, or whose text grows beyond 64 KiB.
//!
//! # Why it matters
//!
//! Fluent stops at 100 placeables, and a few lines that refer to each other ten times each can fill
//! the memory. Such a message is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! -a = { $x }{ $x }{ $x }{ $x }{ $x }{ $x }{ $x }{ $x }{ $x }{ $x }
//! -b = { -a }{ -a }{ -a }{ -a }{ -a }{ -a }{ -a }{ -a }{ -a }{ -a }
//! code-1 = { -b }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { $x }
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "expansion-limit",
    severity: Severity::Error,
    source: include_str!("expansion_limit.rs"),
    check: Check::Flaw(FlawKind::ExpansionLimit),
};
