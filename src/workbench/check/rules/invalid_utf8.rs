//! # What it does
//!
//! Finds bytes that are not valid UTF-8, once for each line.
//!
//! # Why it matters
//!
//! Fluent files are UTF-8. A file saved in another encoding, such as GBK or Latin-1, is refused
//! when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! A file saved as GBK: the bytes of `心跳` are not UTF-8.
//!
//! Good:
//!
//! The same file saved as UTF-8.

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "invalid-utf8",
    severity: Severity::Error,
    source: include_str!("invalid_utf8.rs"),
    check: Check::Flaw(FlawKind::InvalidUtf8),
};
