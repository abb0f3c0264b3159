//! # What it does
//!
//! Finds messages and terms that the source locale does not have.
//!
//! # Why it matters
//!
//! Most often the message was removed from the source, or its identifier is misspelled here, and
//! the right one is missing.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 就绪
//! code-1 = Ready
//! code-11 = Ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! ```

use crate::workbench::check::context::Comparison;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "extra-message",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("extra_message.rs")),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>, reporter: &mut Reporter<'_>) {
    // What the source has is open until its conflicts are resolved.
    if comparison.source.files.iter().any(|file| file.document.has_conflict()) {
        return;
    }
    for entry in &comparison.extra {
        let (id, source) = (entry.definition.id, &comparison.source.language.name);
        let message = format!("`{id}` is not in the source locale `{source}`");
        reporter.add(entry.place(), message, "remove it, or correct the identifier");
    }
}
