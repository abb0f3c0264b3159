//! # What it does
//!
//! Finds a reference to an attribute that its message or term does not have.
//!
//! # Why it matters
//!
//! The reader sees `{code-2.title}` instead of the text; a selector falls to its default.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { code-2.titel }
//! code-2 = Busy
//!     .title = Service busy
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { code-2.title }
//! code-2 = Busy
//!     .title = Service busy
//! ```

use fluent_syntax::ast::InlineExpression;

use super::{Check, Findings, Locale, Rule, Severity};
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "unknown-attribute",
    severity: Severity::Error,
    source: include_str!("unknown_attribute.rs"),
    check: Check::Locale(check),
};

fn check(locale: &Locale<'_>, findings: &mut Findings) {
    for entry in locale.with_placeables() {
        entry.each_node(&mut |node| {
            let (id, attribute) = match node {
                Node::Inline(InlineExpression::MessageReference {
                    id,
                    attribute: Some(attribute),
                }) => (id.name, attribute.name),
                Node::Inline(InlineExpression::TermReference {
                    id,
                    attribute: Some(attribute),
                    ..
                }) => (entry.file.with_sign(id.name), attribute.name),
                _ => return,
            };
            let Some(found) = locale.find(id) else { return };
            if found.definition.attribute(attribute).is_none() {
                let names: Vec<&str> =
                    found.definition.attributes.iter().map(|a| a.id.name).collect();
                let help = match &names[..] {
                    [] => format!("`{id}` has no attributes"),
                    names => format!("it has .{}", names.join(", .")),
                };
                findings.add(
                    entry.file.at(attribute),
                    format!("`{id}` has no attribute `.{attribute}`"),
                    help,
                );
            }
        });
    }
}
