//! # What it does
//!
//! Finds texts that say themselves that they are not ready: `TODO`, `FIXME`, `TBD`, `XXX`, `???`,
//! `lorem ipsum`, `待翻译`, `待定`, `未翻译`. In comments they are fine.
//!
//! # Why it matters
//!
//! It was meant for a colleague, and the reader gets it.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = TODO: translate
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The service was not found
//! ```

use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "todo",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("todo.rs")),
    check: Check::File(check),
};

const MARKS: [&str; 10] =
    ["TODO", "FIXME", "TBD", "XXX", "???", "？？？", "Lorem ipsum", "待翻译", "待定", "未翻译"];

/// None if the marks could not be compiled, which they can: they are ten short constants.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(MARKS).ok()
});

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    let Some(finder) = &*FINDER else { return };
    let text = file.text();
    for found in finder.find_iter(text) {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let before = text[..found.start()].chars().next_back();
        let after = text[found.end()..].chars().next();
        let is_ascii = text.as_bytes()[found.start()].is_ascii_alphabetic();
        let is_within_word =
            is_ascii && (before.is_some_and(is_word) || after.is_some_and(is_word));
        // In Chinese, what is pending, too; and more question marks stand for digits that are not known.
        let is_text = match &text[found.range()] {
            "待定" => before.is_some_and(is_word) || after.is_some_and(is_word),
            "???" => before == Some('?') || after == Some('?'),
            _ => is_within_word,
        };
        let at = found.start();
        if !is_text && file.document.is_in_text(at) && !file.waits_at(at) {
            let message = format!("`{}` stands in a text for readers", &text[found.range()]);
            let help = "write what is meant, or put it into a comment";
            reporter.add(file.range(found.range()), message, help);
        }
    }
}
