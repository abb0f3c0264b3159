//! # What it does
//!
//! Finds plural categories selected by something that is not a number: a literal string, a date, or a
//! variable that its comment says is a string; and a select expression that mixes categories with
//! other words.
//!
//! # Why it matters
//!
//! A string never is `[one]`, not even `"1"`: the default is always used.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # Variables:
//! #   $name (String) - the service
//! code-1 = { $name ->
//!     [one] One service
//!    *[other] Services
//! }
//! ```
//!
//! Good:
//!
//! ```ftl
//! # Variables:
//! #   $count (Number) - how many services
//! code-1 = { $count ->
//!     [one] One service
//!    *[other] { $count } services
//! }
//! ```

use fluent_syntax::ast::InlineExpression;

use crate::comparison::plural::{category, is_category};
use crate::fluent::walk::Node;
use crate::workbench::check::entry::CheckedEntry;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "plural-of-string",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("plural_of_string.rs")),
    check: Check::Entry(check),
};

fn check(entry: CheckedEntry<'_>, reporter: &mut Reporter<'_>) {
    entry.each_node(&mut |node| {
        let Node::Select(selector, variants) = node else {
            return;
        };
        let mut names = variants.iter().filter_map(category).filter(|name| *name != "other");
        let Some(plural) = names.clone().find(|name| is_category(name)) else {
            return;
        };
        if let Some(word) = names.find(|name| !is_category(name)) {
            let message = format!("[{plural}] is for numbers, [{word}] for words");
            reporter.add(
                entry.file.at(plural),
                message,
                "select by one of them, and by the other within its variants",
            );
            return;
        }
        let what = match selector {
            InlineExpression::StringLiteral { .. } => "a string".to_owned(),
            InlineExpression::FunctionReference { id, .. } if id.name == "DATETIME" => {
                "a date".to_owned()
            }
            InlineExpression::VariableReference { id } if entry.is_string(id.name) => {
                format!("`${}`, a string,", id.name)
            }
            _ => return,
        };
        reporter.add(
            entry.file.at(plural),
            format!("{what} is never [{plural}]"),
            "select by a number",
        );
    });
}
