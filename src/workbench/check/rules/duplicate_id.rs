//! # What it does
//!
//! Finds a message or term that stands twice in a locale, in one file or in two.
//!
//! # Why it matters
//!
//! Only one of them is used, and which one depends on the order of the files.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Ready
//! code-1 = Done
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! code-2 = Done
//! ```

use super::{Check, Findings, Locale, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-id",
    severity: Severity::Error,
    source: include_str!("duplicate_id.rs"),
    check: Check::Locale(check),
};

fn check(locale: &Locale<'_>, findings: &mut Findings) {
    for entry in locale.duplicates() {
        let id = entry.definition.id;
        let Some(first) = locale.find(id) else {
            continue;
        };
        let position =
            first.file.document.position(first.file.document.offset(first.definition.id));
        let message =
            format!("`{id}` stands at {}:{} already", first.file.source.path, position.line);
        findings.add(entry.place(), message, "remove one of them, or give it its own code");
    }
}
