//! # What it does
//!
//! Finds text that is not in Unicode normalization form C (UAX #15). `--fix` mends it.
//!
//! # Why it matters
//!
//! `é` can be written as one character or as `e` and an accent. They look the same, but no search
//! and no comparison finds one by the other.
//!
//! # Example
//!
//! Bad:
//!
//! `cafe<U+0301>`: two characters that look like one.
//!
//! Good:
//!
//! `café` with U+00E9.

use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};
use memchr::{memchr, memrchr};
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub(super) const RULE: Rule = Rule {
    name: "not-nfc",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("not_nfc.rs")),
    check: Check::File(check),
};

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    if file.is_ascii {
        return;
    }
    let text = file.text();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = next_candidate(bytes, at) {
        let start = memrchr(b'\n', &bytes[..found]).map_or(0, |end| end + 1);
        let end = memchr(b'\n', &bytes[found..]).map_or(bytes.len(), |end| found + end);
        at = end;
        let line = &text[start..end];
        if !is_nfc(line) {
            let composed: String = line.nfc().collect();
            let (range, replacement) = difference(line, &composed);
            let range = start + range.start..start + range.end;
            let message = "this is not in Unicode normalization form C";
            let help = format!("write `{replacement}`, composed");
            reporter.add(file.range(range.clone()), message, help).fix(range, replacement);
        }
    }
}

/// The next byte that begins a character which composition may change, or which may change another.
fn next_candidate(bytes: &[u8], from: usize) -> Option<usize> {
    let found = bytes.iter().enumerate().skip(from).find(|(at, byte)| {
        let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or(0);
        match byte {
            0xCC..=0xE1 | 0xF0..=0xF4 => true,
            // U+2000, U+2001, U+2126, U+212A, U+212B, U+2329, U+232A, U+2ADC, combining U+20D0 and U+2DE0
            0xE2 => match next(1) {
                0x80 => next(2) < 0x82,
                0x83 | 0x84 | 0x8C | 0xAB | 0xB7 => true,
                _ => false,
            },
            // U+3099, U+309A, U+302A to U+302F
            0xE3 => {
                next(1) == 0x82 && matches!(next(2), 0x99 | 0x9A)
                    || next(1) == 0x80 && next(2) >= 0xAA
            }
            // Ideographs for compatibility, presentation forms
            0xEF => matches!(next(1), 0xA4..=0xAD | 0xB8),
            _ => false,
        }
    });
    found.map(|(at, _)| at)
}

/// The range of a line in which its composed form differs, and what stands there in that form.
fn difference<'c>(line: &str, composed: &'c str) -> (std::ops::Range<usize>, &'c str) {
    let same = |(a, b): &(char, char)| a == b;
    let length = |(c, _): (char, char)| c.len_utf8();
    let prefix: usize = line.chars().zip(composed.chars()).take_while(same).map(length).sum();
    let (rest, composed) = (&line[prefix..], &composed[prefix..]);
    let suffix: usize =
        rest.chars().rev().zip(composed.chars().rev()).take_while(same).map(length).sum();
    (prefix..line.len() - suffix, &composed[..composed.len() - suffix])
}
