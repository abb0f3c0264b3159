//! # What it does
//!
//! Finds plural categories in a language of which CLDR does not say how it counts, such as Occitan or
//! Latin: once for each locale.
//!
//! # Why it matters
//!
//! Without rules every number is `other`: a variant `[one]` is never shown, not even for 1. A number is:
//! `[1]` is shown for 1 in every language.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # oc
//! code-1 = { $count ->
//!     [one] { $count } carta
//!    *[other] { $count } cartas
//! }
//! ```
//!
//! Good:
//!
//! ```ftl
//! # oc
//! code-1 = { $count ->
//!     [1] { $count } carta
//!    *[other] { $count } cartas
//! }
//! ```

use crate::comparison::plural::{category, plural_kind};
use crate::fluent::walk::Node;
use crate::workbench::check::context::CheckedLocale;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "no-plural-rules",
    severity: Severity::Note,
    explanation: Explanation::Head(include_str!("no_plural_rules.rs")),
    check: Check::Locale(check),
};

fn check(locale: &CheckedLocale<'_>, reporter: &mut Reporter<'_>) {
    if locale.language.has_plural_rules() {
        return;
    }
    let mut first = None;
    for entry in locale.entries().filter(|entry| !entry.definition.is_plain()) {
        entry.each_node(&mut |node| {
            if let Node::Select(selector, variants) = node
                && plural_kind(selector, variants).is_some()
            {
                let names = variants.iter().filter_map(category);
                let unused = names.filter(|name| *name != "other").map(|name| (entry.file, name));
                first = first.take().or(unused.into_iter().next());
            }
        });
        if first.is_some() {
            break;
        }
    }
    if let Some((file, name)) = first {
        let message = format!(
            "CLDR does not say how `{}` counts: every number is [other]",
            locale.language.name
        );
        let help = format!(
            "write a number, such as [1], for [{name}], or give [other] a text that fits all"
        );
        reporter.add(file.at(name), message, help);
    }
}
