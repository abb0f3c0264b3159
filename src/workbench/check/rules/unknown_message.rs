//! # What it does
//!
//! Finds a reference to a message that the locale does not define, or that has no text of its own.
//!
//! # Why it matters
//!
//! The reader sees `{code-2}` instead of the text.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { code-2 }, try again
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { code-2 }, try again
//! code-2 = The service is busy
//! ```

use fluent_syntax::ast::InlineExpression;

use super::{Check, Findings, Locale, Rule, Severity};
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "unknown-message",
    severity: Severity::Error,
    source: include_str!("unknown_message.rs"),
    check: Check::Locale(check),
};

fn check(locale: &Locale<'_>, findings: &mut Findings) {
    for entry in locale.with_placeables() {
        entry.each_node(&mut |node| {
            let Node::Inline(InlineExpression::MessageReference { id, attribute }) = node else {
                return;
            };
            let name = id.name;
            let (message, help) = match locale.find(name) {
                None => (
                    format!("there is no message `{name}` in `{}`", locale.language.name),
                    format!("define it, `{name} = …`; for a variable write `{{ ${name} }}`"),
                ),
                Some(found) if attribute.is_none() && found.definition.value().is_none() => (
                    format!("`{name}` has attributes and no text"),
                    format!("name the attribute, `{{ {name}.… }}`"),
                ),
                Some(_) => return,
            };
            findings.add(entry.file.at(name), message, help);
        });
    }
}
