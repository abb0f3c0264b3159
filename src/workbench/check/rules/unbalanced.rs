//! # What it does
//!
//! Finds brackets and quotes that are opened and not closed, closed and not opened, or closed with
//! another.
//!
//! # Why it matters
//!
//! A part of the sentence is missing, or the bracket was typed in another width.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = The port (1 to 65535 is invalid
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The port (1 to 65535) is invalid
//! ```

use crate::workbench::check::characters::Kinds;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unbalanced",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("unbalanced.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    if !pattern.kinds.has(Kinds::BRACKET | Kinds::QUOTE | Kinds::WIDE) {
        return;
    }
    let mut open: Vec<(char, &str)> = Vec::new();
    let mut straight: Option<(&str, usize)> = None;
    for text in pattern.texts() {
        for (at, byte) in text.bytes().enumerate() {
            // What the brackets begin with, and nothing else of Chinese.
            if !matches!(byte, b'"' | b'(' | b')' | b'[' | b']' | 0xE3 | 0xEF) {
                continue;
            }
            let Some(character) = text[at..].chars().next() else {
                continue;
            };
            let slice = &text[at..at + character.len_utf8()];
            if character == '"' {
                straight = Some((slice, straight.map_or(1, |(_, count)| count + 1)));
            } else if let Some(close) = closing(character) {
                open.push((close, slice));
            } else if is_closing(character)
                && open.pop().is_none_or(|(close, _)| close != character)
            {
                let message = format!("`{character}` closes nothing that was opened with its like");
                reporter.add(
                    pattern.file().at(slice),
                    message,
                    "write the other one, or remove it",
                );
                return;
            }
        }
    }
    if let Some((close, slice)) = open.pop() {
        reporter.add(
            pattern.file().at(slice),
            format!("`{slice}` is not closed"),
            format!("write `{close}`"),
        );
    }
    if let Some((slice, count)) = straight.filter(|(_, count)| count % 2 == 1) {
        let message = format!("there are {count} quotation marks: one is not closed");
        reporter.add(
            pattern.file().at(slice),
            message.replacen("are 1 quotation marks", "is 1 quotation mark", 1),
            "write the other one",
        );
    }
}

/// Quotation marks that one language opens with and another closes with are left out.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        '［' => '］',
        '【' => '】',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        _ => return None,
    })
}

fn is_closing(character: char) -> bool {
    matches!(character, ')' | ']' | '）' | '］' | '】' | '」' | '』' | '》' | '〉')
}
