//! # What it does
//!
//! Finds a select expression whose only variant is `*[other]`.
//!
//! # Why it matters
//!
//! It selects nothing: every value gets the same text. In a language with plurals, forms are
//! missing; in one without, the text can stand by itself.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { $count ->
//!    *[other] { $count } instances
//! }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { $count ->
//!     [one] One instance
//!    *[other] { $count } instances
//! }
//! ```

use crate::fluent::walk::Node;
use crate::workbench::check::entry::CheckedEntry;
use crate::workbench::check::plural::{Categories, category, plural_kind};
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "only-other",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("only_other.rs")),
    check: Check::Entry(check),
};

fn check(entry: CheckedEntry<'_>, reporter: &mut Reporter<'_>) {
    entry.each_node(&mut |node| {
        let Node::Select(selector, variants) = node else {
            return;
        };
        let [variant] = variants else { return };
        let Some(name) = category(variant).filter(|name| *name == "other") else {
            return;
        };
        let categories =
            plural_kind(selector, variants).map(|kind| entry.file.language.categories(kind));
        let needed = categories.into_iter().flat_map(Categories::needed);
        let others: Vec<&str> = needed.filter(|name| *name != "other").collect();
        let help = match &others[..] {
            [] => "write the text without the selector".to_owned(),
            others => format!("add a variant for [{}]", others.join("], [")),
        };
        reporter.add(entry.file.at(name), "this is the only variant", help);
    });
}
