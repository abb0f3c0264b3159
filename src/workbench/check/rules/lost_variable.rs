//! # What it does
//!
//! Finds a variable of the source text that a translation does not have.
//!
//! # Why it matters
//!
//! The reader is not told which port, which name, how many. Where a language does not need the
//! variable, allow it for the message.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 端口 { $port } 非法
//! code-1 = The port is invalid
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Port { $port } is invalid
//! ```

use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "lost-variable",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("lost_variable.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    if pair.source.definition.is_plain() {
        return;
    }
    let found = pair.translation.variables();
    let mut seen = Vec::new();
    for name in pair.source.variables() {
        if found.contains(&name) || seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let message =
            format!("the variable `${name}` of the source text is not in the translation");
        reporter.add(
            pair.translation.place(),
            message,
            format!("write `{{ ${name} }}` where it belongs"),
        );
    }
}
