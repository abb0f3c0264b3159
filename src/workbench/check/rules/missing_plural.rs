//! # What it does
//!
//! Finds a plural without a variant for a category that the language has (CLDR).
//!
//! # Why it matters
//!
//! Polish has four forms and English two: a number without its form gets that of another, “5 plik”.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # pl-PL
//! code-1 = { $count ->
//!     [one] { $count } plik
//!    *[other] { $count } pliku
//! }
//! ```
//!
//! Good:
//!
//! ```ftl
//! # pl-PL
//! code-1 = { $count ->
//!     [one] { $count } plik
//!     [few] { $count } pliki
//!     [many] { $count } plików
//!    *[other] { $count } pliku
//! }
//! ```

use crate::comparison::plural::{category, plural_kind};
use crate::fluent::walk::Node;
use crate::workbench::check::entry::CheckedEntry;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "missing-plural",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("missing_plural.rs")),
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
        let categories = entry.file.language.categories(kind);
        let has = |name: &str| variants.iter().any(|variant| category(variant) == Some(name));
        // With exact numbers and `other` alone, the exact numbers are all that was meant.
        if !variants.iter().any(|variant| category(variant).is_some_and(|name| name != "other")) {
            return;
        }
        let missing: Vec<&str> = categories.needed().filter(|name| !has(name)).collect();
        if !missing.is_empty() {
            let place = entry.key_place(&variants[0]);
            let language = &entry.file.language.name;
            let message = format!("numbers in `{language}` can also be [{}]", missing.join("], ["));
            reporter.add(place, message, format!("add a variant for [{}]", missing.join("], [")));
        }
    });
}
