//! # What it does
//!
//! Finds straight quotation marks in English, but for those in backticks and in tags, `<a href="…">`.
//!
//! # Why it matters
//!
//! Print uses “curly” ones. Straight ones are for code; where an identifier or a key is quoted,
//! allow them.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = The key "id" is missing
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The key “id” is missing
//! ```

use memchr::memchr;

use crate::workbench::check::characters::Kinds;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "straight-quotes",
    severity: Severity::Note,
    explanation: Explanation::Head(include_str!("straight_quotes.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    if !pattern.kinds.has(Kinds::QUOTE) || !pattern.language().is("en") {
        return;
    }
    let (mut is_tag, mut is_code, mut is_quoted) = (false, false, false);
    for text in pattern.texts() {
        if memchr(b'"', text.as_bytes()).is_none()
            && !pattern.kinds.has(Kinds::MARKUP | Kinds::CODE)
        {
            continue;
        }
        // A placeable may stand within either.
        let found = text.bytes().enumerate().find(|(at, byte)| {
            match byte {
                b'`' => is_code = !is_code,
                b'<' => {
                    is_tag =
                        text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
                }
                b'>' => is_tag = false,
                // An escape, and what is no word: `\"`, `"$name"`, `"-"`.
                b'"' if text[..*at].ends_with('\\') => return false,
                b'"' if is_quoted => {
                    is_quoted = false;
                    return false;
                }
                b'"' => is_quoted = text[at + 1..].starts_with(['$', '%', '-', '\\']),
                _ => {}
            }
            *byte == b'"' && !is_code && !is_tag && !is_quoted
        });
        if let Some((at, _)) = found {
            let slice = &text[at..=at];
            reporter.add(
                pattern.file().at(slice),
                "this quotation mark is straight",
                "write “ and ”",
            );
            return;
        }
    }
}
