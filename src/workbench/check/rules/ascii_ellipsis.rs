//! # What it does
//!
//! Finds three full stops in place of an ellipsis in English. In a synopsis, `cat [OPTION]... FILE...`, they say that an
//! argument may be given again.
//!
//! # Why it matters
//!
//! “…” is one character, is not broken across lines, and is read out as what it is.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Loading...
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Loading…
//! ```

use memchr::memmem;

use crate::workbench::check::characters::Kinds;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "ascii-ellipsis",
    severity: Severity::Note,
    explanation: Explanation::Head(include_str!("ascii_ellipsis.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    if !pattern.kinds.has(Kinds::DOT) || !pattern.language().is("en") {
        return;
    }
    for text in pattern.texts() {
        let found = memmem::find_iter(text.as_bytes(), "...");
        for at in found.filter(|at| !repeats_argument(&text[..*at])) {
            let message = "these are three full stops";
            reporter.add(pattern.file().at(&text[at..at + 3]), message, "write `…`");
        }
    }
}

/// Whether full stops after a text say that an argument may be given again, as a synopsis does: `cat [OPTION]... FILE...`.
fn repeats_argument(before: &str) -> bool {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let word = before.len() - before.trim_end_matches(is_part).len();
    before.ends_with([']', '>']) || word > 1
}
