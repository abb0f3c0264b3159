//! # What it does
//!
//! Finds a variant for a plural category that no number has in the language (CLDR).
//!
//! # Why it matters
//!
//! It is never used. Most often it was copied from another language.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # zh-CN
//! code-1 = { $count ->
//!     [one] { $count } 个实例
//!    *[other] { $count } 个实例
//! }
//! ```
//!
//! Good:
//!
//! ```ftl
//! # zh-CN
//! code-1 = { $count } 个实例
//! ```

use crate::comparison::plural::{category, plural_kind};
use crate::fluent::walk::Node;
use crate::workbench::check::entry::CheckedEntry;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "extra-plural",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("extra_plural.rs")),
    check: Check::Entry(check),
};

fn check(entry: CheckedEntry<'_>, reporter: &mut Reporter<'_>) {
    entry.each_node(&mut |node| {
        let Node::Select(selector, variants) = node else {
            return;
        };
        let Some(kind) = plural_kind(selector, variants) else {
            return;
        };
        let language = entry.file.language;
        // Such a language has a rule of its own.
        if !language.has_plural_rules() {
            return;
        }
        let categories = language.categories(kind);
        for name in variants.iter().filter_map(category).filter(|name| !categories.knows(name)) {
            let message = format!("no number is [{name}] in `{}`", language.name);
            let known: Vec<&str> = categories.needed().collect();
            reporter.add(
                entry.file.at(name),
                message,
                format!("remove it: there is [{}]", known.join("], [")),
            );
        }
    });
}
