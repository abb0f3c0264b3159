//! # What it does
//!
//! Finds NUL and other control characters (U+0000 to U+001F, U+007F to U+009F), and tabs within a
//! text.
//!
//! # Why it matters
//!
//! They come from broken exports or from a terminal. They are not seen in an editor, and end up in
//! JSON as `\u0000`, in logs and on terminals.
//!
//! # Example
//!
//! Bad:
//!
//! A text with the bell character U+0007 in it.
//!
//! Good:
//!
//! The text without it.

use memchr::{memchr_iter, memrchr};

use super::{Check, File, Findings, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "control-character",
    severity: Severity::Error,
    source: include_str!("control_character.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    let text = file.text().as_bytes();
    // A block at a time, so that the compiler can look at many bytes at once.
    for (number, block) in text.chunks(BLOCK).enumerate() {
        if block.iter().fold(false, |any, byte| any | is_control(*byte)) {
            let found = block.iter().enumerate().filter(|(_, byte)| is_control(**byte));
            found.for_each(|(at, _)| report(file, number * BLOCK + at, findings));
        }
    }
    // U+0080 to U+009F
    let second = |at: &usize| matches!(text.get(at + 1), Some(0x80..=0x9F));
    memchr_iter(0xC2, text).filter(second).for_each(|at| report(file, at, findings));
    memchr_iter(b'\t', text).filter(|at| is_in_text(text, *at)).for_each(|at| {
        findings.add(file.character(at), "a tab stands in this text", "write a space");
    });
}

const BLOCK: usize = 64;

/// Line ends and tabs have rules of their own.
fn is_control(byte: u8) -> bool {
    byte < b' ' && byte != b'\n' && byte != b'\r' && byte != b'\t' || byte == 0x7F
}

/// Whether what stands before a tab on its line is text, and no comment.
fn is_in_text(text: &[u8], at: usize) -> bool {
    let line = &text[memrchr(b'\n', &text[..at]).map_or(0, |end| end + 1)..at];
    let ends = text.get(at + 1).is_none_or(|next| matches!(next, b'\n' | b'\r' | b' ' | b'\t'));
    !line.starts_with(b"#")
        && !ends
        && line.contains(&b'=')
        && line.iter().any(|byte| !matches!(byte, b' ' | b'\t'))
}

fn report(file: &File<'_>, offset: usize, findings: &mut Findings) {
    let character = file.text()[offset..].chars().next().map_or(0, u32::from);
    let message = format!("the control character U+{character:04X} stands here");
    findings.add(file.character(offset), message, "remove it");
}
