//! Walks through a pattern, in the order of the text.

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, PatternElement, Variant};

use crate::fluent::definition::Element;

/// What stands in a pattern besides its text.
#[derive(Clone, Copy)]
pub(super) enum Node<'a> {
    /// Anything that stands in braces, in a call, or selects.
    Inline(&'a InlineExpression<&'a str>),
    /// A selector with its variants; the selector comes again by itself.
    Select(&'a InlineExpression<&'a str>, &'a [Variant<&'a str>]),
}

/// Calls `found` for everything in a pattern, also within variants and calls.
pub(super) fn nodes<'a>(elements: &'a [Element<'a>], found: &mut impl FnMut(Node<'a>)) {
    for element in elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

/// Calls `found` for every text of a pattern, also within variants.
pub(super) fn texts<'a>(elements: &'a [Element<'a>], found: &mut impl FnMut(&'a str)) {
    for element in elements {
        match element {
            PatternElement::TextElement { value } => found(value),
            PatternElement::Placeable { expression } => {
                variants(expression, &mut |variant| texts(&variant.value.elements, found));
            }
        }
    }
}

/// Calls `found` for every variant of an expression, not for those within them.
pub(super) fn variants<'a>(
    expression: &'a Expression<&'a str>,
    found: &mut impl FnMut(&'a Variant<&'a str>),
) {
    match expression {
        Expression::Select { variants, .. } => variants.iter().for_each(found),
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            variants(expression, found);
        }
        Expression::Inline(_) => {}
    }
}

fn in_expression<'a>(expression: &'a Expression<&'a str>, found: &mut impl FnMut(Node<'a>)) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            found(Node::Select(selector, variants));
            in_inline(selector, found);
            for variant in variants {
                nodes(&variant.value.elements, found);
            }
        }
    }
}

fn in_inline<'a>(inline: &'a InlineExpression<&'a str>, found: &mut impl FnMut(Node<'a>)) {
    match inline {
        InlineExpression::Placeable { expression } => return in_expression(expression, found),
        _ => found(Node::Inline(inline)),
    }
    let arguments = match inline {
        InlineExpression::FunctionReference { arguments, .. } => Some(arguments),
        InlineExpression::TermReference { arguments, .. } => arguments.as_ref(),
        _ => None,
    };
    if let Some(CallArguments { positional, named }) = arguments {
        for argument in positional.iter().chain(named.iter().map(|named| &named.value)) {
            in_inline(argument, found);
        }
    }
}
