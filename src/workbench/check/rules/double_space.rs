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
    for text in pattern.texts() {
        // At the start of a line, more space than the lines around it is an indent.
        let line = text.trim_start_matches(' ').trim_end();
        let mut rest = line;
        while let Some(at) = rest.as_bytes().windows(2).position(|two| two == b"  ") {
            let spaces = rest[at..].len() - rest[at..].trim_start_matches(' ').len();
            let slice = &rest[at..at + spaces];
            reporter.add(
                pattern.file().at(slice),
                format!("{spaces} spaces stand here"),
                "write one",
            );
            rest = &rest[at + spaces..];
        }
    }
}
