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

use memchr::{memchr_iter, memrchr};

use super::{Check, File, Findings, Rule, Severity};
use crate::workbench::check::fault::{Fault, judgements};

pub(super) const RULE: Rule = Rule {
    name: "tab-indent",
    severity: Severity::Error,
    source: include_str!("tab_indent.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    let text = file.text().as_bytes();
    let mut last_line = None;
    for at in memchr_iter(b'\t', text) {
        let line = memrchr(b'\n', &text[..at]).map_or(0, |end| end + 1);
        let is_indent = text[line..at].iter().all(|byte| matches!(byte, b' ' | b'\t'));
        if is_indent && last_line.replace(line) != Some(line) {
            findings.add(file.character(at), "the line is indented with a tab", "use four spaces");
        }
    }
    for judgement in judgements(file, Fault::Tab) {
        let line = memrchr(b'\n', &text[..judgement.offset]).map_or(0, |end| end + 1);
        if text[line..judgement.offset].iter().any(|byte| !matches!(byte, b' ' | b'\t')) {
            findings.add(
                file.character(judgement.offset),
                "a tab is no space in Fluent",
                "write a space",
            );
        }
    }
}
