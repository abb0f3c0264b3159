//! # What it does
//!
//! Finds arguments that `codes.toml` declares and the source message does not use.
//!
//! # Why it matters
//!
//! Programs fill in what no reader is shown. Most often the message was rewritten, or the argument is
//! misspelled in one of the two.
//!
//! # Example
//!
//! Bad:
//!
//! ```toml
//! [400142] # code-400142 = There are too many heartbeats
//! args = { limit = "number" }
//! ```
//!
//! Good:
//!
//! ```toml
//! [400142] # code-400142 = At most { $limit } heartbeats per second
//! args = { limit = "number" }
//! ```

use crate::workbench::check::context::CheckedProject;
use crate::workbench::check::reporter::{Place, Reporter};
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unused-argument",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("unused_argument.rs")),
    check: Check::Project(check),
};

fn check(checked: &CheckedProject<'_>, reporter: &mut Reporter<'_>) {
    let Some((registry, source)) = checked.registered() else { return };
    for placed in &registry.entries {
        let id = placed.entry.code().message_id();
        let Some(message) = source.find(&id) else { continue };
        let used = source.arguments(message);
        for (name, range) in &placed.arguments {
            if !used.iter().any(|(used, _)| used == name) {
                let message = format!("the message `{id}` does not use the argument `{name}`");
                let help = format!("write `{{ ${name} }}` where it belongs, or remove it here");
                reporter.add(Place::Registry(range.clone()), message, help);
            }
        }
    }
}
