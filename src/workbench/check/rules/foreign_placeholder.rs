//! # What it does
//!
//! Finds placeholders and escapes that Fluent does not know: `{0}`, `%s`, `%(name)s`, `{"{name}"}`, `$name`,
//! `:name`, `<0>…</0>`, `\n` and the like. What the source text has, too, is found there and not in each
//! translation. `{"{{Field}}"}`, with a capital or in letters beyond ASCII, is the syntax of templates that the text
//! speaks of.
//!
//! # Why it matters
//!
//! The text came from another system, or its translator knows another one. The reader sees `%s` as it stands,
//! and `{0}` as the number 0.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = The file %s was not found
//! code-2 = Line {0}:\nsyntax error
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The file { $name } was not found
//! code-2 =
//!     Line { $line }:
//!     syntax error
//! ```

use std::borrow::Cow;
use std::ops::Range;

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::comparison::variables;
use crate::fluent::walk;
use crate::fluent::{Content, Definition};
use crate::workbench::check::characters::Kinds;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::placeholder::{Kind, PLACEABLE, placeholders};
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "foreign-placeholder",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("foreign_placeholder.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    let may_have_one = pattern.kinds.has(Kinds::SIGN | Kinds::MARKUP)
        || pattern.content.placeables().any(|expression| literal(expression).is_some());
    if !may_have_one {
        return;
    }
    let definitions = [Some(pattern.entry.definition), pattern.entry.original()];
    let found = in_content(pattern.content, &definitions);
    if found.is_empty() {
        return;
    }
    let original = pattern.entry.original().map(Original::of);
    let is_explained = explains(&found);
    for Found { shown, at, kind } in found {
        if is_explained && is_brief(&shown) {
            continue;
        }
        if original.as_ref().is_some_and(|original| original.shows(&shown)) {
            continue;
        }
        let (message, help) = match kind {
            _ if at.bytes().all(|byte| byte.is_ascii_digit()) => (
                format!("`{{{at}}}` is the number {at} and not an argument"),
                "write a variable, `{ $name }`",
            ),
            Kind::Variable => (
                format!("readers see `{shown}` as it stands"),
                "write a variable, `{ $name }`, or text that is meant to be shown in backticks",
            ),
            Kind::Escape => (
                format!("readers see `{shown}` as it stands"),
                "write the character itself, or a line of its own for a new line",
            ),
            Kind::Tag => (format!("readers see `{shown}` as it stands"), "write plain text"),
        };
        reporter.add(pattern.file().at(at), message, help);
    }
}

/// Whether a text is about such signs, for it shows more kinds than any message is filled in with: `%d, %i, %o and %x`,
/// `%f, %10f, %-10f and %.1f`.
fn explains(found: &[Found<'_>]) -> bool {
    let mut shown: Vec<&str> =
        found.iter().map(|it| it.shown.as_str()).filter(|it| is_brief(it)).collect();
    shown.sort_unstable();
    shown.dedup();
    shown.len() > 3
}

/// Whether a placeholder has no name and no place of its own: `%s`, `%-10.2f`, `\n`.
fn is_brief(shown: &str) -> bool {
    match shown.strip_prefix('%') {
        Some(conversion) => {
            conversion.ends_with(|c: char| c.is_ascii_alphabetic())
                && !conversion.contains(['$', '(', '<', '{'])
        }
        None => shown.len() == 2 && shown.starts_with('\\'),
    }
}

/// What readers of the source text see.
struct Original(Vec<String>);

impl Original {
    fn of(definition: &Definition<'_>) -> Original {
        let mut texts = Vec::new();
        for content in definition.patterns() {
            walk::contents(content, &mut |content| {
                texts.push(Shown::of(content).text.into_owned())
            });
        }
        Original(texts)
    }

    /// Whether they see the same, or the same with another name in it: `{{c1::sample}}`.
    fn shows(&self, placeholder: &str) -> bool {
        let signs = signs(placeholder);
        let is_same =
            |(range, _): (Range<usize>, _), text: &str| self::signs(&text[range]) == signs;
        self.0.iter().any(|text| {
            text.contains(placeholder)
                || placeholders(text, |_| true).any(|found| is_same(found, text))
        })
    }
}

/// A placeholder without its letters.
fn signs(placeholder: &str) -> String {
    placeholder.chars().filter(|c| !c.is_alphabetic() && !c.is_whitespace()).collect()
}

/// A placeholder of another system.
struct Found<'a> {
    /// What the reader sees.
    shown: String,
    /// Where it begins, as far as it stands in one piece.
    at: &'a str,
    kind: Kind,
}

/// The placeholders of a value, without those of variants.
fn in_content<'a>(content: Content<'a>, definitions: &[Option<&Definition<'_>>]) -> Vec<Found<'a>> {
    let shown = Shown::of(content);
    let is_variable = |name: &str| {
        let mut patterns =
            definitions.iter().flatten().flat_map(|definition| definition.patterns());
        patterns.any(|pattern| variables(pattern).contains(&name))
    };
    let found = placeholders(&shown.text, is_variable).map(|(range, kind)| Found {
        at: shown.piece(range.clone()),
        shown: shown.text[range].to_owned(),
        kind,
    });
    found.collect()
}

/// A value as it is shown, with the pieces that it is made of.
struct Shown<'a> {
    text: Cow<'a, str>,
    /// Where each piece begins in the text, and in the file.
    pieces: Vec<(usize, &'a str)>,
}

impl<'a> Shown<'a> {
    fn of(content: Content<'a>) -> Shown<'a> {
        let pattern = match content {
            Content::Line(text) => {
                return Shown { text: Cow::Borrowed(text), pieces: vec![(0, text)] };
            }
            Content::Pattern(pattern) => pattern,
        };
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    pieces.push((text.len(), *value));
                    text.push_str(value);
                }
                PatternElement::Placeable { expression } => match literal(expression) {
                    Some(InlineExpression::StringLiteral { value }) => {
                        pieces.push((text.len(), *value));
                        text.push_str(&unescape_unicode_to_string(value));
                    }
                    // What was meant as one is shown as one: `{0}`.
                    Some(InlineExpression::NumberLiteral { value }) if value.len() <= 2 => {
                        pieces.push((text.len(), *value));
                        text.push_str(&format!("{{{value}}}"));
                    }
                    _ => text.push(PLACEABLE),
                },
            }
        }
        Shown { text: Cow::Owned(text), pieces }
    }

    /// What stands in the file for a range of the text; where it stands in several pieces, the first.
    fn piece(&self, range: Range<usize>) -> &'a str {
        let number = self.pieces.partition_point(|(start, _)| *start <= range.start);
        let Some((start, piece)) = number.checked_sub(1).map(|number| self.pieces[number]) else {
            return "";
        };
        let end = (range.end - start).min(piece.len());
        // In a literal with escapes, the offsets are others.
        piece.get(range.start - start..end).unwrap_or(piece)
    }
}

/// The literal that is all there is in some braces.
fn literal<'a>(expression: &'a Expression<&'a str>) -> Option<&'a InlineExpression<&'a str>> {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => literal(expression),
        Expression::Inline(
            inline @ (InlineExpression::StringLiteral { .. }
            | InlineExpression::NumberLiteral { .. }),
        ) => Some(inline),
        _ => None,
    }
}
