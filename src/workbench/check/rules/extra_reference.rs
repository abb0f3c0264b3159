//! # What it does
//!
//! Finds a message or term that a translation refers to, and its source text does not. An attribute of a term, which
//! only selects, is its language's own: `{ -brand.gender -> … }`.
//!
//! # Why it matters
//!
//! Most often the source text has changed since. Where a language needs the word, allow it for the
//! message.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 平台不存在
//! code-1 = The { -platform } was not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The platform was not found
//! ```

use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "extra-reference",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("extra_reference.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    if pair.translation.definition.is_plain() {
        return;
    }
    for (source, translation) in pair.patterns() {
        let known = source.map(|pattern| pair.source.references(pattern)).unwrap_or_default();
        let found =
            translation.map(|pattern| pair.translation.references(pattern)).unwrap_or_default();
        // What a term is like in a language, such as its gender, no other language asks for.
        let is_own = |name: &str| name.starts_with('-') && name.contains('.');
        for name in found.into_iter().filter(|name| !known.contains(name) && !is_own(name)) {
            let message = format!("the source text does not refer to `{name}`");
            reporter.add(pair.translation.file.at(name), message, "write the word itself");
        }
    }
}
