//! # What it does
//!
//! Finds codes of `codes.toml` that have no message in the source locale.
//!
//! # Why it matters
//!
//! Whoever gets the code gets no text, in any language.
//!
//! # Example
//!
//! Bad:
//!
//! ```toml
//! [404001]
//! name = "OrderNotFound" # and no message `code-404001`
//! ```
//!
//! Good:
//!
//! ```toml
//! [404001]
//! name = "OrderNotFound" # and code-404001 = The order was not found
//! ```

use crate::workbench::check::context::CheckedProject;
use crate::workbench::check::reporter::{Place, Reporter};
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "code-without-message",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("code_without_message.rs")),
    check: Check::Project(check),
};

fn check(checked: &CheckedProject<'_>, reporter: &mut Reporter<'_>) {
    let Some((registry, source)) = checked.registered() else { return };
    let broken = source.definitions.broken();
    for placed in &registry.entries {
        let id = placed.entry.code().message_id();
        // One that does not parse has a finding of its own.
        if source.find(&id).is_some() || broken.contains(&*id) {
            continue;
        }
        let locale = &source.language.name;
        let message =
            format!("{} has no message in the source locale `{locale}`", placed.entry.code());
        let help = format!("write `{id} = …` there, or remove the code");
        reporter.add(Place::Registry(placed.key.clone()), message, help);
    }
}
