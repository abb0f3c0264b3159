//! # What it does
//!
//! Finds a call of a function with anything but one variable or literal in front of its options.
//!
//! # Why it matters
//!
//! There is nothing to format, or too much. Such a message is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { NUMBER() }
//! code-2 = { NUMBER($a, $b) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { NUMBER($count) }
//! code-2 = { NUMBER($a) } { NUMBER($b) }
//! ```

use fluent_syntax::ast::InlineExpression;

use super::{Check, Entry, Findings, Rule, Severity};
use crate::fluent::function::Function;
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "function-argument",
    severity: Severity::Error,
    source: include_str!("function_argument.rs"),
    check: Check::Entry(check),
};

fn check(entry: Entry<'_>, findings: &mut Findings) {
    entry.each_node(&mut |node| {
        let Node::Inline(InlineExpression::FunctionReference { id, arguments }) = node else {
            return;
        };
        let is_one = matches!(
            arguments.positional[..],
            [InlineExpression::VariableReference { .. } | InlineExpression::NumberLiteral { .. }]
                | [InlineExpression::StringLiteral { .. }]
        );
        if Function::find(id.name).is_some() && !is_one {
            let message = format!("`{}` formats one variable or literal", id.name);
            findings.add(entry.file.at(id.name), message, format!("write `{}($name)`", id.name));
        }
    });
}
