//! # What it does
//!
//! Finds a term that no message of its locale refers to.
//!
//! # Why it matters
//!
//! It is work for every translator and shown to no reader. Most often a message was rewritten, or
//! the name is misspelled somewhere.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! -platform = Platform
//! code-1 = The platform was not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! -platform = Platform
//! code-1 = The { -platform } was not found
//! ```

use fluent_syntax::ast::InlineExpression;
use rustc_hash::FxHashSet;

use crate::fluent::walk::Node;
use crate::workbench::check::context::CheckedLocale;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unused-term",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("unused_term.rs")),
    check: Check::Locale(check),
};

fn check(locale: &CheckedLocale<'_>, reporter: &mut Reporter<'_>) {
    let mut terms = locale.entries().filter(|entry| entry.definition.is_term()).peekable();
    if terms.peek().is_none() {
        return;
    }
    let mut used = FxHashSet::default();
    for entry in locale.entries().filter(|entry| !entry.definition.is_plain()) {
        entry.each_node(&mut |node| {
            if let Node::Inline(InlineExpression::TermReference { id, .. }) = node {
                used.insert(entry.file.document.with_sign(id.name));
            }
        });
    }
    for term in terms.filter(|term| !used.contains(term.definition.id)) {
        let id = term.definition.id;
        let message = format!("no message refers to `{id}`");
        reporter.add(
            term.place(),
            message,
            format!("write `{{ {id} }}` where it is meant, or remove it"),
        );
    }
}
