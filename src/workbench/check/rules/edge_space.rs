//! # What it does
//!
//! Finds space at the beginning or the end of a text: that of the keyboard, which in Fluent has to be
//! written as `{ " " }`, and those of Unicode, such as U+00A0, U+2009 and U+3000.
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

use crate::fluent::{Content, walk};
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
    let (before, after) = edges(pattern.content);
    if before.is_empty() && after.is_empty() {
        return;
    }
    // What the source has too is the source's.
    let (mut known_before, mut known_after) = (false, false);
    for original in pattern.entry.original().into_iter().flat_map(|it| it.patterns()) {
        walk::contents(original, &mut |original| {
            let (before, after) = edges(original);
            known_before |= !before.is_empty();
            known_after |= !after.is_empty();
        });
    }
    if !before.is_empty() && !known_before {
        report(pattern, "begins", before, reporter);
    }
    if !after.is_empty() && !known_after {
        report(pattern, "ends", after, reporter);
    }
}

/// The space that a text begins with and that it ends with.
fn edges(pattern: Content<'_>) -> (&str, &str) {
    let (first, last) = match pattern {
        Content::Line(text) if !may_have_edge(text) => return ("", ""),
        Content::Line(text) => (text, text),
        Content::Pattern(pattern) => match &pattern.elements[..] {
            // Alone, it is an empty message.
            [only] if literal(only).is_some() => return ("", ""),
            [only] => (content(only), content(only)),
            [first, .., last] => (content(first), content(last)),
            [] => return ("", ""),
        },
    };
    // Tabs have a rule of their own.
    let is_space = |c: char| c.is_whitespace() && c != '\t';
    let before = &first[..first.len() - first.trim_start_matches(is_space).len()];
    let after = &last[last.trim_end_matches(is_space).len()..];
    // All of it is space, and was found.
    let is_all = after.len() == last.len() && std::ptr::eq(first, last);
    (before, if is_all { "" } else { after })
}

/// Whether a text may begin or end with space; nearly every one shows by its first byte and its last that it does not.
fn may_have_edge(text: &str) -> bool {
    // What the spaces beyond ASCII begin with.
    let may_begin = |byte: &u8| *byte <= b' ' || matches!(byte, 0xC2 | 0xE1..=0xE3);
    let (first, last) = (text.as_bytes().first(), text.as_bytes().last());
    first.is_none_or(may_begin) || !last.is_some_and(u8::is_ascii_graphic)
}

fn report(pattern: &CheckedPattern<'_>, side: &str, space: &str, reporter: &mut Reporter<'_>) {
    // Of a space that is not that of the keyboard, nobody sees which it is.
    let name = match space.chars().find(|c| *c != ' ') {
        Some(character) => format!("the space U+{:04X}", u32::from(character)),
        None => "space".to_owned(),
    };
    reporter.add(pattern.file().at(space), format!("the text {side} with {name}"), "remove it");
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
