//! # What it does
//!
//! Finds messages and terms that contain themselves, directly or through others.
//!
//! # Why it matters
//!
//! Their text would never end; it is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { code-2 }, try again
//! code-2 = Failed: { code-1 }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { code-2 }, try again
//! code-2 = Failed
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "cycle",
    severity: Severity::Error,
    source: include_str!("cycle.rs"),
    check: Check::Flaw(FlawKind::Cycle),
};
