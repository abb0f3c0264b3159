//! # What it does
//!
//! Finds a select expression in which no variant is marked with `*`.
//!
//! # Why it matters
//!
//! Fluent needs one variant for everything that no other variant fits; without it the message does
//! not parse.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { $count ->
//!     [one] One instance
//!     [other] { $count } instances
//! }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { $count ->
//!     [one] One instance
//!    *[other] { $count } instances
//! }
//! ```

use super::{Check, File, Findings, Rule, Severity};
use crate::workbench::check::fault::{Fault, judgements};

pub(super) const RULE: Rule = Rule {
    name: "missing-default",
    severity: Severity::Error,
    source: include_str!("missing_default.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    for judgement in judgements(file, Fault::MissingDefault) {
        findings.add(
            file.character(judgement.offset),
            "no variant is the default",
            "put `*` before the `[` of one, most often `*[other]`",
        );
    }
}
