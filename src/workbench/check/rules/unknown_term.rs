//! # What it does
//!
//! Finds a reference to a term that the locale does not define.
//!
//! # Why it matters
//!
//! The reader sees `{-name}` instead of the word.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { -platform } was not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! -platform = Platform
//! code-1 = { -platform } was not found
//! ```

use fluent_syntax::ast::InlineExpression;

use super::{Check, Findings, Locale, Rule, Severity};
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "unknown-term",
    severity: Severity::Error,
    source: include_str!("unknown_term.rs"),
    check: Check::Locale(check),
};

fn check(locale: &Locale<'_>, findings: &mut Findings) {
    for entry in locale.with_placeables() {
        entry.each_node(&mut |node| {
            let Node::Inline(InlineExpression::TermReference { id, .. }) = node else {
                return;
            };
            let term = entry.file.with_sign(id.name);
            if locale.find(term).is_none() {
                let message = format!("there is no term `{term}` in `{}`", locale.language.name);
                findings.add(
                    entry.file.at(term),
                    message,
                    format!("define it, `{term} = …`, or correct the name"),
                );
            }
        });
    }
}
