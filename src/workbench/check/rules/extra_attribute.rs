//! # What it does
//!
//! Finds an attribute that the source message does not have. Those of a term are its language's own, `.gender`.
//!
//! # Why it matters
//!
//! Nobody asks for it; most often its name is misspelled, and the right one is missing.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 就绪
//! code-1 = Ready
//!     .title = State
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! ```

use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "extra-attribute",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("extra_attribute.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    if pair.translation.definition.is_term() {
        return;
    }
    for attribute in pair.translation.definition.attributes() {
        let name = attribute.id.name;
        if pair.source.definition.attribute(name).is_none() {
            let message = format!(
                "`{}` has no attribute `.{name}` in the source locale",
                pair.source.definition.id
            );
            reporter.add(pair.translation.file.at(name), message, "remove it, or correct its name");
        }
    }
}
