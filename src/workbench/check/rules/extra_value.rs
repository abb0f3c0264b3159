//! # What it does
//!
//! Finds a message that has a text here and only attributes in the source locale.
//!
//! # Why it matters
//!
//! Nobody asks for the text; most often the source has changed.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: note =
//! #             .title = 提示
//! note = Note
//!     .title = Note
//! code-1 = { note.title }
//! ```
//!
//! Good:
//!
//! ```ftl
//! note =
//!     .title = Note
//! code-1 = { note.title }
//! ```

use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "extra-value",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("extra_value.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let EntryPair { source, translation, .. } = pair;
    if source.definition.value().is_none() && translation.definition.value().is_some() {
        let id = translation.definition.id;
        let message = format!("`{id}` has a text here and none in the source locale");
        reporter.add(translation.place(), message, "leave the attributes alone");
    }
}
