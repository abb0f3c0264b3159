//! # What it does
//!
//! Finds a select expression whose only variant is `*[other]`, in a language with more plural forms. What the source
//! text has too is found there alone.
//!
//! # Why it matters
//!
//! It selects nothing: every value gets the same text, and the other forms are missing. Where a noun
//! has one form after every number, as in Japanese or Turkish, no other is needed.
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

use crate::comparison::plural::{category, plural_kind};
use crate::fluent::Definition;
use crate::fluent::walk::{self, Node};
use crate::workbench::check::entry::CheckedEntry;
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
        let Some(kind) = plural_kind(selector, variants) else { return };
        let language = entry.file.language;
        if language.is_without_plurals(kind) || entry.original().is_some_and(selects_nothing) {
            return;
        }
        let others = language.categories(kind).needed().filter(|name| *name != "other");
        let others: Vec<&str> = others.collect();
        let help = format!("add a variant for [{}]", others.join("], ["));
        reporter.add(entry.file.at(name), "this is the only variant", help);
    });
}

/// Whether a message has a select expression with one variant.
fn selects_nothing(definition: &Definition<'_>) -> bool {
    let mut found = false;
    for content in definition.patterns() {
        walk::nodes(content, &mut |node| {
            found |= matches!(node, Node::Select(_, variants) if variants.len() == 1);
        });
    }
    found
}
