//! # What it does
//!
//! Finds a number of digits that cannot be: `minimumFractionDigits` and `maximumFractionDigits` are whole
//! numbers from 0 to 20, `minimumIntegerDigits` one from 1 to 21.
//!
//! # Why it matters
//!
//! More digits than that mean nothing, and formatters fail on them or fill the memory with zeros.
//! Such a message is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, minimumFractionDigits: 25) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, minimumFractionDigits: 2) }
//! ```

use fluent_syntax::ast::InlineExpression;

use super::{Check, Entry, Findings, Rule, Severity};
use crate::catalog::function::{Function, OptionValue};
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "fraction-digits",
    severity: Severity::Error,
    source: include_str!("fraction_digits.rs"),
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
            let Some((_, expected @ OptionValue::Count { .. })) = known else { continue };
            if !expected.allows(&named.value) {
                let message = format!("`{option}` cannot be that");
                findings.add(entry.file.at(option), message, format!("write {expected}"));
            }
        }
    });
}
