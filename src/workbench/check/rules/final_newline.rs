//! # What it does
//!
//! Finds a file whose last line has no line end. `--fix` adds it.
//!
//! # Why it matters
//!
//! A message that is added below, by a person or with `cat`, ends up on the same line and becomes
//! part of the last text.
//!
//! # Example
//!
//! Bad:
//!
//! `code-1 = Ready` and nothing after it.
//!
//! Good:
//!
//! `code-1 = Ready` and a line end.

use crate::fluent::document::BYTE_ORDER_MARK;
use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "final-newline",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("final_newline.rs")),
    check: Check::File(check),
};

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    let text = file.text();
    // Space alone makes no line, and neither does a byte order mark.
    let words = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let line = words.trim_end_matches([' ', '\t']).rsplit('\n').next();
    let last = text.chars().next_back().filter(|_| line.is_some_and(|line| !line.is_empty()));
    if let Some(last) = last {
        let end = text.len();
        let place = file.character(end - last.len_utf8());
        let found = reporter.add(place, "the last line has no line end", "end it with LF");
        found.fix(end..end, "\n");
    }
}
