//! # What it does
//!
//! Finds a message that has a text in the source locale and only attributes here.
//!
//! # Why it matters
//!
//! The reader gets the text in another language.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 就绪
//! code-1 =
//!     .title = Ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//!     .title = Ready
//! ```

use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "missing-value",
    severity: Severity::Error,
    explanation: Explanation::Head(include_str!("missing_value.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let EntryPair { source, translation, .. } = pair;
    if source.definition.value().is_some() && translation.definition.value().is_none() {
        let id = translation.definition.id;
        let message = format!("`{id}` has a text in the source locale and none here");
        reporter.add(translation.place(), message, format!("write `{id} = …`"));
    }
}
