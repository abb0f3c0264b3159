//! # What it does
//!
//! Finds the characters that turn the direction of text around: U+202A to U+202E and U+2066 to
//! U+2069.
//!
//! # Why it matters
//!
//! With them a text can look different from what it is: a reviewer sees one sentence, the program
//! prints another (CVE-2021-42574, “trojan source”). codeword itself isolates arguments where a
//! locale is written from right to left.
//!
//! # Example
//!
//! Bad:
//!
//! `code-1 = Denied <U+202E>tpecca ot deliaf`, which is shown as “Denied failed to accept”.
//!
//! Good:
//!
//! The text in the order in which it is read.

use memchr::memchr_iter;

use super::{Check, File, Findings, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "bidi-control",
    severity: Severity::Error,
    source: include_str!("bidi_control.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    if file.is_ascii {
        return;
    }
    let text = file.text();
    for at in memchr_iter(0xE2, text.as_bytes()) {
        let Some(character) = text[at..].chars().next() else {
            continue;
        };
        if matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') {
            let message = format!("U+{:04X} turns the direction of the text", u32::from(character));
            findings.add(file.character(at), message, "remove it");
        }
    }
}
