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
//! A file saved as GBK: the bytes of `心跳` are no UTF-8.
//!
//! Good:
//!
//! The same file saved as UTF-8.

use super::{Check, File, Findings, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "invalid-utf8",
    severity: Severity::Error,
    source: include_str!("invalid_utf8.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    let text = file.text();
    let mut last = None;
    for offset in &file.source.invalid {
        // In a file of another encoding, nearly every character is wrong: one for a line will do.
        let is_same_line = |last| !text[last..*offset].contains('\n');
        if last.replace(*offset).is_some_and(is_same_line) {
            continue;
        }
        findings.add(
            file.character(*offset),
            "this is not valid UTF-8",
            "save the file as UTF-8, and look at what stands here",
        );
    }
}
