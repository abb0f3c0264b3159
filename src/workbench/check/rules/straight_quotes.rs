//! # What it does
//!
//! Finds straight quotation marks in English.
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
    if !pattern.kinds.has(Kinds::QUOTE) || !pattern.language().is_english() {
        return;
    }
    for text in pattern.texts() {
        if let Some(at) = memchr(b'"', text.as_bytes()) {
            let slice = &text[at..=at];
            reporter.add(
                pattern.file().at(slice),
                "this quotation mark is straight",
                "write “ and ”",
            );
        }
    }
}
