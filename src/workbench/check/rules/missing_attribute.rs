//! # What it does
//!
//! Finds an attribute of the source message that its translation does not have.
//!
//! # Why it matters
//!
//! The text of an attribute is taken from the same locale as the message: readers of this language
//! get none.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 就绪
//! #             .title = 状态
//! code-1 = Ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//!     .title = State
//! ```

use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "missing-attribute",
    severity: Severity::Error,
    explanation: Explanation::Head(include_str!("missing_attribute.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    for attribute in pair.source.definition.attributes() {
        let name = attribute.id.name;
        if pair.translation.definition.attribute(name).is_none() {
            let message =
                format!("`{}` lacks the attribute `.{name}`", pair.translation.definition.id);
            reporter.add(
                pair.translation.place(),
                message,
                format!("write `.{name} = …` below it, indented"),
            );
        }
    }
}
