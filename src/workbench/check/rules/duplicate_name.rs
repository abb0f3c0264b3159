//! # What it does
//!
//! Finds two codes that have one name in `codes.toml`, and names that are codes themselves.
//!
//! # Why it matters
//!
//! A program that asks by name gets the message of one of them, and the catalog is refused when it is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```toml
//! [400142]
//! name = "HeartbeatExceedLimit"
//!
//! [400143]
//! name = "HeartbeatExceedLimit"
//! ```
//!
//! Good:
//!
//! ```toml
//! [400142]
//! name = "HeartbeatExceedLimit"
//!
//! [400143]
//! name = "HeartbeatOnDisabledIP"
//! ```

use crate::registry::MistakeKind;
use crate::workbench::check::context::CheckedProject;
use crate::workbench::check::reporter::{Place, Reporter};
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-name",
    severity: Severity::Error,
    explanation: Explanation::Head(include_str!("duplicate_name.rs")),
    check: Check::Project(check),
};

fn check(checked: &CheckedProject<'_>, reporter: &mut Reporter<'_>) {
    for mistake in checked.mistakes(|kind| kind == MistakeKind::DuplicateName) {
        reporter.add_text(Place::Registry(mistake.range.clone()), &mistake.text);
    }
}
