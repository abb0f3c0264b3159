//! # What it does
//!
//! Finds placeables written with full-width braces or a full-width dollar sign, `｛＄x｝`.
//!
//! # Why it matters
//!
//! An input method for Chinese writes them by itself. They are no placeables: the reader sees them
//! as they stand.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = 端口 ｛$port｝ 非法
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = 端口 { $port } 非法
//! ```

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "full-width-placeable",
    severity: Severity::Error,
    source: include_str!("full_width_placeable.rs"),
    check: Check::Flaw(FlawKind::FullWidthPlaceable),
};
