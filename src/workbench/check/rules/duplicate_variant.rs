//! # What it does
//!
//! Finds two variants of the same key in one select expression.
//!
//! # Why it matters
//!
//! The second is never used.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { $count ->
//!     [one] One instance
//!     [one] An instance
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

use fluent_syntax::ast::VariantKey;

use crate::fluent::walk::Node;
use crate::workbench::check::entry::CheckedEntry;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-variant",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("duplicate_variant.rs")),
    check: Check::Entry(check),
};

fn check(entry: CheckedEntry<'_>, reporter: &mut Reporter<'_>) {
    entry.each_node(&mut |node| {
        let Node::Select(_, variants) = node else {
            return;
        };
        for (number, variant) in variants.iter().enumerate() {
            if variants[..number].iter().any(|earlier| earlier.key == variant.key) {
                let key = match variant.key {
                    VariantKey::Identifier { name } => name,
                    VariantKey::NumberLiteral { value } => value,
                };
                let message = format!("there is a variant `[{key}]` already");
                reporter.add(entry.file.at(key), message, "remove one of them");
            }
        }
    });
}
