//! The walk through a pattern: everything in it, in the order of the text.

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, PatternElement, Variant};

use super::definition::Content;

/// What stands in a pattern besides its text.
#[derive(Clone, Copy)]
pub(crate) enum Node<'a> {
    /// Anything that stands in braces, in a call, or selects.
    Inline(&'a InlineExpression<&'a str>),
    /// A selector with its variants; the selector comes again by itself.
    Select(&'a InlineExpression<&'a str>, &'a [Variant<&'a str>]),
}

/// Calls `found` for everything in a pattern, also within variants and calls.
pub(crate) fn nodes<'a>(pattern: Content<'a>, found: &mut impl FnMut(Node<'a>)) {
    pattern.placeables().for_each(|expression| expression_nodes(expression, found));
}

/// Calls `found` for every text of a pattern, also within variants.
pub(crate) fn texts<'a>(pattern: Content<'a>, found: &mut impl FnMut(&'a str)) {
    let pattern = match pattern {
        Content::Line(text) => return found(text),
        Content::Pattern(pattern) => pattern,
    };
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => found(value),
            PatternElement::Placeable { expression } => {
                variants(expression).iter().for_each(|it| texts(Content::of(&it.value), found));
            }
        }
    }
}

/// Calls `found` for a pattern, and for those of its variants.
pub(crate) fn contents<'a>(pattern: Content<'a>, found: &mut impl FnMut(Content<'a>)) {
    found(pattern);
    for variant in pattern.placeables().flat_map(variants) {
        contents(Content::of(&variant.value), found);
    }
}

/// The variants of an expression, not those within them.
pub(crate) fn variants<'a>(mut expression: &'a Expression<&'a str>) -> &'a [Variant<&'a str>] {
    loop {
        match expression {
            Expression::Select { variants, .. } => return variants,
            Expression::Inline(InlineExpression::Placeable { expression: inner }) => {
                expression = inner;
            }
            Expression::Inline(_) => return &[],
        }
    }
}

/// Calls `found` for an expression that stands in braces, in a call, or selects, and for everything in
/// it.
pub(crate) fn inline_nodes<'a>(
    inline: &'a InlineExpression<&'a str>,
    found: &mut impl FnMut(Node<'a>),
) {
    if let InlineExpression::Placeable { expression } = inline {
        return expression_nodes(expression, found);
    }
    found(Node::Inline(inline));
    let arguments = match inline {
        InlineExpression::FunctionReference { arguments, .. } => Some(arguments),
        InlineExpression::TermReference { arguments, .. } => arguments.as_ref(),
        _ => None,
    };
    if let Some(CallArguments { positional, named }) = arguments {
        let named = named.iter().map(|named| &named.value);
        positional.iter().chain(named).for_each(|argument| inline_nodes(argument, found));
    }
}

fn expression_nodes<'a>(expression: &'a Expression<&'a str>, found: &mut impl FnMut(Node<'a>)) {
    match expression {
        Expression::Inline(inline) => inline_nodes(inline, found),
        Expression::Select { selector, variants } => {
            found(Node::Select(selector, variants));
            inline_nodes(selector, found);
            variants.iter().for_each(|variant| nodes(Content::of(&variant.value), found));
        }
    }
}
