//! # What it does
//!
//! Finds a carriage return (U+000D) that is not part of a CRLF.
//!
//! # Why it matters
//!
//! Fluent does not see a line end in it: the lines around it become one text with the character in
//! it, and on a terminal the second overwrites the first.
//!
//! # Example
//!
//! Bad:
//!
//! `code-1 = one<CR>code-2 = two`, as old Mac editors write it: one message, not two.
//!
//! Good:
//!
//! Both on lines that end with LF.

use memchr::memchr_iter;

use super::{Check, File, Findings, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "carriage-return",
    severity: Severity::Error,
    source: include_str!("carriage_return.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    let text = file.text().as_bytes();
    for at in memchr_iter(b'\r', text).filter(|at| text.get(at + 1) != Some(&b'\n')) {
        findings.add(
            file.character(at),
            "a carriage return stands here by itself",
            "end the line with LF, or remove the character",
        );
    }
}
