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

use super::{Check, File, Findings, Rule, Severity};
use crate::workbench::check::fault::{Fault, judgements};

pub(super) const RULE: Rule = Rule {
    name: "text-outside-message",
    severity: Severity::Error,
    source: include_str!("text_outside_message.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    for judgement in judgements(file, Fault::OutsideMessage) {
        findings.add(
            file.character(judgement.offset),
            "this text belongs to no message",
            "indent it by four spaces if it goes on with the message above, put `# ` before it if it is a comment",
        );
    }
}
