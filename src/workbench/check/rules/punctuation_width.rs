//! # What it does
//!
//! Finds narrow punctuation beside Chinese characters, and full-width punctuation in languages of
//! Latin letters. In Japanese, narrow brackets and colons may stand with a space beside them.
//!
//! # Why it matters
//!
//! A Chinese comma is as wide as a character: “，”. A narrow one leaves a hole in the line, and a
//! full-width one in English does too.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # zh-CN
//! code-1 = 心跳超限, 请稍后重试
//! ```
//!
//! Good:
//!
//! ```ftl
//! # zh-CN
//! code-1 = 心跳超限，请稍后重试
//! ```

use crate::fluent::{Definition, walk};
use crate::workbench::check::characters::{Kinds, is_han, narrow};
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "punctuation-width",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("punctuation_width.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    let language = pattern.language();
    if language.is_full_width() && pattern.kinds.has(Kinds::POINT) && pattern.kinds.has(Kinds::HAN)
    {
        pattern.texts().for_each(|text| narrow_beside_han(pattern, text, reporter));
    } else if language.is_latin() && pattern.kinds.has(Kinds::WIDE) {
        pattern.texts().for_each(|text| wide(pattern, text, reporter));
    }
}

fn narrow_beside_han(pattern: &CheckedPattern<'_>, text: &str, reporter: &mut Reporter<'_>) {
    let bytes = text.as_bytes();
    let is_japanese = pattern.language().is("ja");
    let mut is_list = None;
    for (at, byte) in bytes.iter().enumerate() {
        let Some(wide) = widen(*byte) else { continue };
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().find(|c| *c != ' ');
        // For an opening bracket the character after it counts, for the others the one before, or where that
        // ends a number, the one after.
        let beside = match before {
            _ if *byte == b'(' => after.or(before),
            Some(_) if ends_number(&text[..at]) => after,
            _ => before.or(after),
        };
        if beside.is_some_and(is_han) && !(is_japanese && is_spaced(text, at)) {
            // A program reads such a list.
            let original = pattern.entry.original();
            if *byte == b',' && *is_list.get_or_insert_with(|| original.is_some_and(is_data)) {
                continue;
            }
            let message = format!("`{}` stands beside a Chinese character", *byte as char);
            reporter.add(pattern.file().at(&text[at..=at]), message, format!("write `{wide}`"));
        }
    }
}

/// Whether a message has a list without spaces, as programs read and people do not write: `a,b,c`.
fn is_data(definition: &Definition<'_>) -> bool {
    let mut commas = 0;
    for content in definition.patterns() {
        walk::texts(content, &mut |text| {
            let is_letter = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
            let bytes = text.as_bytes().windows(3);
            commas +=
                bytes.filter(|it| is_letter(it[0]) && it[1] == b',' && is_letter(it[2])).count();
        });
    }
    commas > 1
}

/// Whether a bracket or colon has a space or an end of the text on its outer side: the other way in which Japanese is
/// set, 項目 (任意): 値.
fn is_spaced(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let begins = after.is_empty() || after.starts_with(|c: char| !c.is_alphanumeric());
    match text.as_bytes()[at] {
        b'(' => before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric()),
        b')' | b':' => begins,
        _ => false,
    }
}

/// Whether a text ends in a number, `3` or `100%`, and not in a name such as `key1`.
fn ends_number(text: &str) -> bool {
    let rest = text.trim_end_matches('%').trim_end_matches(char::is_numeric);
    rest.len() < text.len() && !rest.ends_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

fn widen(byte: u8) -> Option<char> {
    Some(match byte {
        b',' => '，',
        b':' => '：',
        b';' => '；',
        b'?' => '？',
        b'!' => '！',
        b'(' => '（',
        b')' => '）',
        _ => return None,
    })
}

fn wide(pattern: &CheckedPattern<'_>, text: &str, reporter: &mut Reporter<'_>) {
    for (at, character) in text.char_indices() {
        // Braces and dollar signs have a rule of their own.
        if matches!(character, '｛' | '｝' | '＄') || character.is_ascii() {
            continue;
        }
        // At the edge of a text, a space has a rule of its own.
        let is_edge = text[..at].trim().is_empty() || text[at..].trim().is_empty();
        if character == '\u{3000}' && is_edge {
            continue;
        }
        if let Some(narrow) = narrow(character) {
            let slice = &text[at..at + character.len_utf8()];
            let message = format!("`{character}` is a full-width character");
            reporter.add(pattern.file().at(slice), message, format!("write `{narrow}`"));
        }
    }
}
