//! # What it does
//!
//! Finds an option that the function does not have.
//!
//! # Why it matters
//!
//! It is passed over, and the number or date is not shown as it was meant.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, digits: 2) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, maximumFractionDigits: 2) }
//! ```

use fluent_syntax::ast::InlineExpression;

use super::{Check, Entry, Findings, Rule, Severity};
use crate::catalog::function::Function;
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "unknown-option",
    severity: Severity::Error,
    source: include_str!("unknown_option.rs"),
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
            if known.is_none() {
                let known: Vec<&str> = function.options().iter().map(|(known, _)| *known).collect();
                let message = format!("`{}` has no option `{option}`", id.name);
                findings.add(
                    entry.file.at(option),
                    message,
                    format!("it has {}", known.join(", ")),
                );
            }
        }
    });
}
