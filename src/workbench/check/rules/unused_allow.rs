//! # What it does
//!
//! Finds `codeword: allow(…)` and entries of `allow` in `codeword.toml` that allow nothing, name no
//! rule, or stand where they have no effect.
//!
//! # Why it matters
//!
//! What it allowed was mended, and the next mistake of its kind would pass unseen.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # codeword: allow(crlf)
//! code-1 = Ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! ```

use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unused-allow",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("unused_allow.rs")),
    check: Check::Allowances,
};
