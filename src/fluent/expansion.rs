//! [`Expansion`]: what a pattern expands to at most, when what it refers to is written into it.

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};

use super::definition::Content;
use super::walk::{Node, inline_nodes};

/// The most placeables that a message may expand to: past 100, fluent-rs panics.
const PLACEABLE_LIMIT: usize = 100;

/// The longest text that a message may expand to, without its arguments, in bytes: 64 KiB. A hundred
/// references to a long text make a huge one.
pub(super) const LENGTH_LIMIT: usize = 64 << 10;

/// What a pattern expands to at most.
#[derive(Clone, Copy, Default)]
pub(super) struct Expansion {
    placeables: usize,
    /// In bytes, without arguments.
    length: usize,
}

impl Expansion {
    /// What a pattern expands to; `None` if that does not end. `target` says the same of what an expression
    /// refers to: nothing if it refers to nothing.
    pub(super) fn of<'d>(
        pattern: Content<'d>,
        target: &mut impl FnMut(&'d InlineExpression<&'d str>) -> Option<Expansion>,
    ) -> Option<Expansion> {
        let pattern = match pattern {
            Content::Line(text) => return Some(Expansion::of_text(text)),
            Content::Pattern(pattern) => pattern,
        };
        let mut sum = Expansion::default();
        for element in &pattern.elements {
            sum = sum.plus(match element {
                PatternElement::TextElement { value } => Expansion::of_text(value),
                PatternElement::Placeable { expression } => {
                    Expansion::of_placeable(expression, target)?
                }
            });
        }
        Some(sum)
    }

    fn of_text(text: &str) -> Expansion {
        Expansion { placeables: 0, length: text.len() }
    }

    fn of_placeable<'d>(
        expression: &'d Expression<&'d str>,
        target: &mut impl FnMut(&'d InlineExpression<&'d str>) -> Option<Expansion>,
    ) -> Option<Expansion> {
        let inner = match expression {
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                Expansion::of_placeable(expression, target)?
            }
            Expression::Inline(inline) => Expansion::of_inline(inline, target)?,
            Expression::Select { selector, variants } => {
                let mut most = Expansion::default();
                for variant in variants {
                    let one = Expansion::of(Content::of(&variant.value), target)?;
                    most.placeables = most.placeables.max(one.placeables);
                    most.length = most.length.max(one.length);
                }
                Expansion::of_inline(selector, target)?.plus(most)
            }
        };
        Some(inner.plus(Expansion { placeables: 1, length: 0 }))
    }

    fn of_inline<'d>(
        inline: &'d InlineExpression<&'d str>,
        target: &mut impl FnMut(&'d InlineExpression<&'d str>) -> Option<Expansion>,
    ) -> Option<Expansion> {
        if let InlineExpression::StringLiteral { value } = inline {
            return Some(Expansion::of_text(value));
        }
        let mut sum = Some(Expansion::default());
        inline_nodes(inline, &mut |node| {
            if let Node::Inline(inline) = node {
                sum = sum.zip(target(inline)).map(|(sum, one)| sum.plus(one));
            }
        });
        sum
    }

    fn plus(self, other: Expansion) -> Expansion {
        Expansion {
            placeables: self.placeables.saturating_add(other.placeables),
            length: self.length.saturating_add(other.length),
        }
    }

    /// The limit that it passes, in words.
    pub(super) fn passes(self) -> Option<String> {
        if self.placeables > PLACEABLE_LIMIT {
            return Some(format!("{PLACEABLE_LIMIT} placeables"));
        }
        (self.length > LENGTH_LIMIT).then(|| format!("{LENGTH_LIMIT} bytes"))
    }

    /// Whether there is not even a blank in it.
    pub(super) fn is_empty(self) -> bool {
        self.length == 0
    }
}

/// Whether a reader would see nothing of a pattern.
pub(super) fn is_blank(pattern: Content<'_>) -> bool {
    pattern.texts().all(|text| text.trim().is_empty()) && pattern.placeables().all(is_blank_string)
}

fn is_blank_string(expression: &Expression<&str>) -> bool {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => value.trim().is_empty(),
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            is_blank_string(expression)
        }
        _ => false,
    }
}
