//! # What it does
//!
//! Finds a call of a function that does not exist. There are `NUMBER` and `DATETIME`.
//!
//! # Why it matters
//!
//! The reader sees the name of the function instead of the value.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Wait until { DATE($time) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Wait until { DATETIME($time) }
//! ```

use fluent_syntax::ast::InlineExpression;

use super::{Check, Entry, Findings, Rule, Severity};
use crate::fluent::function::Function;
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "unknown-function",
    severity: Severity::Error,
    source: include_str!("unknown_function.rs"),
    check: Check::Entry(check),
};

fn check(entry: Entry<'_>, findings: &mut Findings) {
    entry.each_node(&mut |node| {
        let Node::Inline(InlineExpression::FunctionReference { id, .. }) = node else {
            return;
        };
        if Function::find(id.name).is_none() {
            let names = Function::ALL.map(Function::name);
            let message = format!("there is no function `{}`", id.name);
            findings.add(entry.file.at(id.name), message, format!("write {}", names.join(" or ")));
        }
    });
}
