//! # What it does
//!
//! Finds placeables and calls that stand inside each other more than 32 deep.
//!
//! # Why it matters
//!
//! Fluent's parser would overflow its stack and take the process with it; such a message is not
//! read at all.
//!
//! # Example
//!
//! Bad:
//!
//! `code-1 = {{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{ $x }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}`
//!
//! Good:
//!
//! ```ftl
//! code-1 = { $x }
//! ```

use super::{Check, File, Findings, Rule, Severity};
use crate::workbench::check::fault::{Fault, judgements};

pub(super) const RULE: Rule = Rule {
    name: "nesting-limit",
    severity: Severity::Error,
    source: include_str!("nesting_limit.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    for judgement in judgements(file, Fault::Nesting) {
        findings.add(file.character(judgement.offset), judgement.message, judgement.help);
    }
}
