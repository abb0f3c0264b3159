//! # What it does
//!
//! Finds what cannot be understood in `codes.toml`: what is not TOML, a key that is not a code, a field that
//! there is not, a value that makes no sense, and a code that stands twice.
//!
//! # Why it matters
//!
//! The catalog is refused when it is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```toml
//! [400142]
//! stauts = 429
//! ```
//!
//! Good:
//!
//! ```toml
//! [400142]
//! status = 429
//! ```

use crate::registry::MistakeKind;
use crate::workbench::check::context::CheckedProject;
use crate::workbench::check::reporter::{Place, Reporter};
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "bad-registry",
    severity: Severity::Error,
    explanation: Explanation::Head(include_str!("bad_registry.rs")),
    check: Check::Project(check),
};

fn check(checked: &CheckedProject<'_>, reporter: &mut Reporter<'_>) {
    for mistake in checked.mistakes(|kind| kind != MistakeKind::DuplicateName) {
        reporter.add_text(Place::Registry(mistake.range.clone()), &mistake.text);
    }
}
