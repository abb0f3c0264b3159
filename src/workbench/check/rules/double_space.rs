//! # What it does
//!
//! Finds two or more spaces in a row within a line of text.
//!
//! # Why it matters
//!
//! They are left over from an edit. In JSON and on terminals they are seen.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = The service  was not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The service was not found
//! ```

use crate::workbench::check::characters::Kinds;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "double-space",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("double_space.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    if !pattern.kinds.has(Kinds::SPACE) {
        return;
    }
    let is_block = pattern.texts().nth(1).is_some();
    for text in pattern.texts() {
        // At the start of a line, more space than the lines around it is an indent.
        if !has_two_spaces(text.as_bytes()) {
            continue;
        }
        let line = text.trim_start_matches(' ').trim_end();
        let mut rest = line;
        while let Some(at) = rest.as_bytes().windows(2).position(|two| two == b"  ") {
            let spaces = rest[at..].len() - rest[at..].trim_start_matches(' ').len();
            let slice = &rest[at..at + spaces];
            // Behind the first word of a line, a column begins: `-v  say more`.
            let is_column = is_block && rest.len() == line.len() && !line[..at].contains(' ');
            if is_column {
                rest = &rest[at + spaces..];
                continue;
            }
            reporter.add(
                pattern.file().at(slice),
                format!("{spaces} spaces stand here"),
                "write one",
            );
            rest = &rest[at + spaces..];
        }
    }
}

/// Whether two spaces stand beside each other. Without a branch, many bytes are compared at once.
fn has_two_spaces(text: &[u8]) -> bool {
    let pairs = text.iter().zip(text.iter().skip(1));
    pairs.fold(false, |has, (first, second)| has | (*first == b' ') & (*second == b' '))
}
