//! # What it does
//!
//! Finds Fluent files that belong to no locale, and folders whose name is not a language tag (BCP 47).
//!
//! # Why it matters
//!
//! Nobody is shown their texts, and the catalog is refused when it is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! `locales/chinese_texts/errors.ftl`
//!
//! Good:
//!
//! `locales/zh-CN/errors.ftl`

use crate::workbench::check::context::CheckedProject;
use crate::workbench::check::reporter::{Place, Reporter};
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "bad-locale",
    severity: Severity::Error,
    explanation: Explanation::Head(include_str!("bad_locale.rs")),
    check: Check::Project(check),
};

fn check(checked: &CheckedProject<'_>, reporter: &mut Reporter<'_>) {
    for stray in &checked.project.strays {
        reporter.add_text(Place::path(stray.file(), None), stray.text());
    }
}
