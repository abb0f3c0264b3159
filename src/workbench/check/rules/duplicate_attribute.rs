//! # What it does
//!
//! Finds an attribute that a message or term has twice.
//!
//! # Why it matters
//!
//! Only one of them is used.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Ready
//!     .title = Fine
//!     .title = Good
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//!     .title = Good
//! ```

use super::{Check, Entry, Findings, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-attribute",
    severity: Severity::Error,
    source: include_str!("duplicate_attribute.rs"),
    check: Check::Entry(check),
};

fn check(entry: Entry<'_>, findings: &mut Findings) {
    let attributes = &entry.definition.attributes;
    for (number, attribute) in attributes.iter().enumerate() {
        let name = attribute.id.name;
        if attributes[..number].iter().any(|earlier| earlier.id.name == name) {
            let message = format!("`{}` has the attribute `.{name}` already", entry.definition.id);
            findings.add(entry.file.at(name), message, "remove one of them");
        }
    }
}
