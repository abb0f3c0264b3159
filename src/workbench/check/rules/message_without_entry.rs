//! # What it does
//!
//! Finds messages of codes that `codes.toml` does not have. A project without that file has no such finding.
//!
//! # Why it matters
//!
//! The code has no name for programs, and no HTTP status but that of its digits. Most often the code was
//! removed there, or one of the two is misspelled.
//!
//! # Example
//!
//! Bad:
//!
//! ```toml
//! [404001]
//! name = "OrderNotFound"
//! # and two messages, code-404001 and code-404002
//! ```
//!
//! Good:
//!
//! ```toml
//! [404001]
//! name = "OrderNotFound"
//!
//! [404002]
//! name = "ParcelNotFound"
//! ```

use rustc_hash::FxHashSet;

use crate::CodeBuf;
use crate::registry::MistakeKind;
use crate::workbench::check::context::CheckedProject;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "message-without-entry",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("message_without_entry.rs")),
    check: Check::Project(check),
};

fn check(checked: &CheckedProject<'_>, reporter: &mut Reporter<'_>) {
    let Some((registry, source)) = checked.registered() else { return };
    // What does not parse has a finding of its own.
    if registry.mistakes.iter().any(|mistake| mistake.kind == MistakeKind::Syntax) {
        return;
    }
    let registered: FxHashSet<String> =
        registry.entries.iter().map(|placed| placed.entry.code().message_id()).collect();
    for entry in source.entries() {
        let Some(code) = CodeBuf::from_message_id(entry.definition.id) else { continue };
        if !registered.contains(entry.definition.id) {
            let message = format!("{code} is not in codes.toml");
            let help = format!("add `[{code}]` there, or remove the message");
            reporter.add(entry.place(), message, help);
        }
    }
}
