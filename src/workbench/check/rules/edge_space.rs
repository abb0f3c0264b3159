//! # What it does
//!
//! Finds space at the beginning or the end of a text, which in Fluent has to be written as `{ " "
//! }`.
//!
//! # Why it matters
//!
//! A text that needs space around it is glued together with another somewhere, and that does not
//! work in every language.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Not found{ " " }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Not found
//! ```

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};

use crate::fluent::Content;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "edge-space",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("edge_space.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    let (first, last) = match pattern.content {
        Content::Line(text) => (text, text),
        Content::Pattern(pattern) => match &pattern.elements[..] {
            // Alone, it is an empty message.
            [only] if literal(only).is_some() => return,
            [only] => (content(only), content(only)),
            [first, .., last] => (content(first), content(last)),
            [] => return,
        },
    };
    // Tabs have a rule of their own.
    let is_space = |c: char| c.is_whitespace() && c != '\t';
    for (text, is_at_edge) in
        [(first, first.starts_with(is_space)), (last, last.ends_with(is_space))]
    {
        if is_at_edge {
            let side = if std::ptr::eq(text, first) { "begins" } else { "ends" };
            reporter.add(
                pattern.file().at(text),
                format!("the text {side} with space"),
                "remove it",
            );
        }
    }
}

fn literal<'s>(element: &PatternElement<&'s str>) -> Option<&'s str> {
    match element {
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } => Some(value),
        _ => None,
    }
}

fn content<'s>(element: &PatternElement<&'s str>) -> &'s str {
    match element {
        PatternElement::TextElement { value } => value.trim_end_matches(['\n', '\r']),
        PatternElement::Placeable { .. } => literal(element).unwrap_or(""),
    }
}
