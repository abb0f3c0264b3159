//! # What it does
//!
//! Finds a number in braces with more than 15 digits before or behind its point.
//!
//! # Why it matters
//!
//! Fluent reads it as a floating-point number, which has no more: another number is printed. Such a
//! message is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { 9007199254740993 }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = 9007199254740993
//! ```

use fluent_syntax::ast::InlineExpression;

use super::{Check, Entry, Findings, Rule, Severity};
use crate::fluent::flaw::LITERAL_DIGITS_LIMIT;
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "literal-digits",
    severity: Severity::Error,
    source: include_str!("literal_digits.rs"),
    check: Check::Entry(check),
};

fn check(entry: Entry<'_>, findings: &mut Findings) {
    entry.each_node(&mut |node| {
        let Node::Inline(InlineExpression::NumberLiteral { value }) = node else { return };
        let digits = |part: &str| part.trim_start_matches('-').len();
        if value.split('.').any(|part| digits(part) > LITERAL_DIGITS_LIMIT) {
            let message = format!("this number has more than {LITERAL_DIGITS_LIMIT} digits");
            findings.add(entry.file.at(value), message, "round it, or write it without braces");
        }
    });
}
