//! # What it does
//!
//! Finds messages of codes that `codes.toml` says are retired without a line `# retired` above them in the
//! source locale, and messages with that line whose codes are not retired.
//!
//! # Why it matters
//!
//! The line tells translators that the text is shown by old servers alone and waits after all others. They do
//! not read `codes.toml`.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # codes.toml: [400142] retired = true
//! code-400142 = Too many heartbeats
//! ```
//!
//! Good:
//!
//! ```ftl
//! # retired: nothing since 1.4 sends it
//! code-400142 = Too many heartbeats
//! ```

use crate::workbench::check::context::CheckedProject;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};
use crate::workbench::edit::mark::Marks;

pub(super) const RULE: Rule = Rule {
    name: "retired-mark",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("retired_mark.rs")),
    check: Check::Project(check),
};

fn check(checked: &CheckedProject<'_>, reporter: &mut Reporter<'_>) {
    let Some((registry, source)) = checked.registered() else { return };
    for placed in &registry.entries {
        let (code, is_retired) = (placed.entry.code(), placed.entry.is_retired());
        let Some(message) = source.find(&code.message_id()) else { continue };
        match Marks::of(message.definition).retired {
            None if is_retired => {
                let text = format!("{code} is retired, and nothing tells translators");
                reporter.add(message.place(), text, "write `# retired` above the message");
            }
            Some(line) if !is_retired => {
                let text = format!("codes.toml does not say that {code} is retired");
                let help = "write `retired = true` there, or remove this line";
                reporter.add(message.file.at(line), text, help);
            }
            _ => {}
        }
    }
}
