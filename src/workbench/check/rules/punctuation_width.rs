//! # What it does
//!
//! Finds narrow punctuation beside Chinese characters, and full-width punctuation in languages of
//! Latin letters.
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
    for (at, byte) in bytes.iter().enumerate() {
        let Some(wide) = widen(*byte) else { continue };
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().find(|c| *c != ' ');
        // For an opening bracket the character after it counts, for the others the one before.
        let beside = if *byte == b'(' { after.or(before) } else { before.or(after) };
        if beside.is_some_and(is_han) {
            let message = format!("`{}` stands beside a Chinese character", *byte as char);
            reporter.add(pattern.file().at(&text[at..=at]), message, format!("write `{wide}`"));
        }
    }
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
        if let Some(narrow) = narrow(character) {
            let slice = &text[at..at + character.len_utf8()];
            let message = format!("`{character}` is a full-width character");
            reporter.add(pattern.file().at(slice), message, format!("write `{narrow}`"));
        }
    }
}
