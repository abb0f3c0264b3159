//! # What it does
//!
//! Finds an option whose value is none of the words that it can have.
//!
//! # Why it matters
//!
//! It is passed over, and the number or date is not shown as it was meant. Such a message is
//! refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { DATETIME($time, dateStyle: "tiny") }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { DATETIME($time, dateStyle: "short") }
//! ```

use fluent_syntax::ast::InlineExpression;

use super::{Check, Entry, Findings, Rule, Severity};
use crate::catalog::function::{Function, OptionValue};
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "option-value",
    severity: Severity::Error,
    source: include_str!("option_value.rs"),
    check: Check::Entry(check),
};

fn check(entry: Entry<'_>, findings: &mut Findings) {
    entry.each_node(&mut |node| {
        let Node::Inline(InlineExpression::FunctionReference { id, arguments }) = node else {
            return;
        };
        let Some(function) = Function::find(id.name) else { return };
        for named in &arguments.named {
            let option = named.name.name;
            let known = function.options().iter().find(|(known, _)| *known == option);
            let Some((_, expected @ OptionValue::Word(_))) = known else { continue };
            if !expected.allows(&named.value) {
                let message = format!("`{option}` cannot be that");
                findings.add(entry.file.at(option), message, format!("write {expected}"));
            }
        }
    });
}
