//! # What it does
//!
//! Finds text that is not in Unicode normalization form C (UAX #15). `--fix` mends it.
//!
//! # Why it matters
//!
//! `é` can be written as one character or as `e` and an accent. They look the same, but no search
//! and no comparison finds one by the other. The form is composed where Unicode composes: `é` is U+00E9;
//! some letters of Indic scripts and of Hebrew are always in parts, as ଡ଼ is U+0B21 U+0B3C.
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
            let help = help(&text[range.clone()], replacement);
            reporter.add(file.range(range.clone()), message, help).fix(range, replacement);
        }
    }
}

/// How many characters are named by their numbers.
const NAMED: usize = 4;

/// What to write: both look the same, so it is named by its numbers.
fn help(text: &str, replacement: &str) -> String {
    let points = |text: &str| {
        let points = text.chars().map(|c| format!("U+{:04X}", u32::from(c)));
        points.collect::<Vec<_>>().join(" ")
    };
    if text.chars().count().max(replacement.chars().count()) <= NAMED {
        format!("write {} for {}; `--fix` does it", points(replacement), points(text))
    } else {
        "`codeword check --fix` writes it in that form".to_owned()
    }
}

/// The next byte that begins a character which composition may change, or which may change another.
fn next_candidate(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(skipped) = composed(&bytes[at..]) {
        at += skipped;
        if is_candidate(&bytes[at..]) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// How many bytes are of composed characters, if not all. Eight are looked up in a row.
fn composed(bytes: &[u8]) -> Option<usize> {
    let is_composed = |byte: &u8| IS_COMPOSED[*byte as usize];
    let (eights, _) = bytes.as_chunks::<8>();
    let all = |eight: &&[u8; 8]| eight.iter().fold(true, |all, byte| all & is_composed(byte));
    let start = 8 * eights.iter().take_while(all).count();
    let at = bytes[start..].iter().position(|byte| !is_composed(byte))?;
    Some(start + at)
}

/// Whether the characters that a byte begins are composed, as most texts are: they are in letters of these lines.
const IS_COMPOSED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0..=0xCB | 0xCF..=0xD1 | 0xD3 | 0xE4..=0xEE | 0xF5..=0xFF);
        byte += 1;
    }
    table
};

/// Whether a character that is not in those lines may change, or change another.
fn is_candidate(bytes: &[u8]) -> bool {
    let next = |offset: usize| bytes.get(offset).copied().unwrap_or(0);
    match next(0) {
        // U+0387
        0xCE => next(1) == 0x87,
        // Cyrillic's combining U+0483 to U+0487
        0xD2 => matches!(next(1), 0x83..=0x87),
        // U+2000, U+2001, U+2126, U+212A, U+212B, U+2329, U+232A, U+2ADC, combining U+20D0 and U+2DE0
        0xE2 => match next(1) {
            0x80 => next(2) < 0x82,
            0x83 | 0x84 | 0x8C | 0xAB | 0xB7 => true,
            _ => false,
        },
        // U+3099, U+309A, U+302A to U+302F
        0xE3 => {
            next(1) == 0x82 && matches!(next(2), 0x99 | 0x9A) || next(1) == 0x80 && next(2) >= 0xAA
        }
        // Ideographs for compatibility, presentation forms
        0xEF => matches!(next(1), 0xA4..=0xAD | 0xB8),
        // U+0300 to U+037F among them, and all of U+0500 to U+1FFF
        _ => true,
    }
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

#[cfg(test)]
mod tests {
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    use super::next_candidate;

    #[test]
    fn every_character_that_composition_may_change_is_a_candidate() {
        let is_stable = |c: char| is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
        for character in ('\0'..=char::MAX).filter(|c| !is_stable(*c)) {
            let text = character.to_string();
            assert_eq!(next_candidate(text.as_bytes(), 0), Some(0), "{character:?}");
        }
    }

    #[test]
    fn every_combining_mark_is_a_candidate() {
        use unicode_normalization::char::is_combining_mark;

        // Of letters without a mark among them there is nothing to put in order.
        for character in ('\u{300}'..='\u{52F}').filter(|c| is_combining_mark(*c)) {
            let text = character.to_string();
            let is_enclosing = matches!(character, '\u{488}' | '\u{489}');
            assert!(is_enclosing || next_candidate(text.as_bytes(), 0) == Some(0), "{character:?}");
        }
    }
}
