//! # What it does
//!
//! Finds a message or term that the source text refers to, and the translation of that text does
//! not.
//!
//! # Why it matters
//!
//! A name that is kept in one place is written by hand in another, and will differ one day.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = { -platform }不存在
//! code-1 = The platform was not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The { -platform } was not found
//! ```

use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "lost-reference",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("lost_reference.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    if pair.source.definition.is_plain() {
        return;
    }
    for (source, translation) in pair.patterns() {
        let found =
            translation.map(|pattern| pair.translation.references(pattern)).unwrap_or_default();
        let mut lost = source.map(|pattern| pair.source.references(pattern)).unwrap_or_default();
        lost.dedup();
        for name in lost.into_iter().filter(|name| !found.contains(name)) {
            let message = format!("`{name}` of the source text is not in the translation");
            reporter.add(
                pair.translation.place(),
                message,
                format!("write `{{ {name} }}` where it belongs"),
            );
        }
    }
}
