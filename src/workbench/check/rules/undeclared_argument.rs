//! # What it does
//!
//! Finds variables of a source message that the code's entry in `codes.toml` does not declare. A message that
//! this one refers to counts as a part of it.
//!
//! # Why it matters
//!
//! Programs fill in what is declared, so readers see `{$limit}`. Most often the argument is misspelled in one
//! of the two.
//!
//! # Example
//!
//! Bad:
//!
//! ```toml
//! [400142] # code-400142 = At most { $limit } heartbeats per second
//! name = "HeartbeatExceedLimit"
//! ```
//!
//! Good:
//!
//! ```toml
//! [400142] # code-400142 = At most { $limit } heartbeats per second
//! name = "HeartbeatExceedLimit"
//! args = { limit = "number" }
//! ```

use crate::workbench::check::context::CheckedProject;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "undeclared-argument",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("undeclared_argument.rs")),
    check: Check::Project(check),
};

fn check(checked: &CheckedProject<'_>, reporter: &mut Reporter<'_>) {
    let Some((registry, source)) = checked.registered() else { return };
    for placed in &registry.entries {
        let code = placed.entry.code();
        let Some(message) = source.find(&code.message_id()) else { continue };
        for (name, place) in source.arguments(message) {
            if placed.entry.arguments().any(|(declared, _)| declared == name) {
                continue;
            }
            let text = format!("codes.toml declares no argument `{name}` of {code}");
            let help =
                format!("write args = {{ {name} = \"string\" }} there, or \"number\", or \"date\"");
            reporter.add(place, text, help);
        }
    }
}
