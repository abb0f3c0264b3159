//! A walk through a pattern: what it refers to, calls and counts with, in the order of the text.

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant,
};

/// A part of a pattern that is more than text or a variable. Every name is a slice of the resource's
/// text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'p, 's> {
    /// `{ message }` or `{ message.attribute }`
    Message { id: &'s str, attribute: Option<&'s str> },
    /// `{ -term }`, or `-term.attribute` as a selector
    Term { id: &'s str, attribute: Option<&'s str> },
    /// `{ FUNCTION($variable, option: 1) }`
    Function { name: &'s str, arguments: &'p CallArguments<&'s str> },
    /// `{ 1.50 }`, as a placeable, a selector or an argument
    Number { value: &'s str },
}

/// Whether a pattern is text alone.
pub(crate) fn is_plain(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().all(|element| matches!(element, PatternElement::TextElement { .. }))
}

/// Calls `found` for each part of a pattern, and of the variants of its selectors.
pub(crate) fn walk<'p, 's>(pattern: &'p Pattern<&'s str>, found: &mut impl FnMut(Part<'p, 's>)) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, found);
        }
    }
}

/// Calls `found` for the selector and the variants of every select expression in a pattern, and in
/// the variants themselves.
pub(crate) fn walk_selects<'p, 's>(
    pattern: &'p Pattern<&'s str>,
    found: &mut impl FnMut(&'p InlineExpression<&'s str>, &'p [Variant<&'s str>]),
) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let mut expression = expression;
        while let Expression::Inline(InlineExpression::Placeable { expression: inner }) = expression
        {
            expression = inner;
        }
        if let Expression::Select { selector, variants } = expression {
            found(selector, variants);
            for variant in variants {
                walk_selects(&variant.value, found);
            }
        }
    }
}

/// The messages and terms that an expression refers to by itself, without its variants' patterns.
pub(crate) fn walk_inline<'p, 's>(
    inline: &'p InlineExpression<&'s str>,
    found: &mut impl FnMut(Part<'p, 's>),
) {
    match inline {
        InlineExpression::NumberLiteral { value } => found(Part::Number { value }),
        InlineExpression::MessageReference { id, attribute } => {
            let attribute = attribute.as_ref().map(|attribute| attribute.name);
            found(Part::Message { id: id.name, attribute });
        }
        InlineExpression::TermReference { id, attribute, arguments } => {
            let attribute = attribute.as_ref().map(|attribute| attribute.name);
            found(Part::Term { id: id.name, attribute });
            if let Some(arguments) = arguments {
                walk_arguments(arguments, found);
            }
        }
        InlineExpression::FunctionReference { id, arguments } => {
            found(Part::Function { name: id.name, arguments });
            walk_arguments(arguments, found);
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, found),
        InlineExpression::VariableReference { .. } | InlineExpression::StringLiteral { .. } => {}
    }
}

fn walk_expression<'p, 's>(
    expression: &'p Expression<&'s str>,
    found: &mut impl FnMut(Part<'p, 's>),
) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, found),
        Expression::Select { selector, variants } => {
            walk_inline(selector, found);
            for variant in variants {
                walk(&variant.value, found);
            }
        }
    }
}

fn walk_arguments<'p, 's>(
    arguments: &'p CallArguments<&'s str>,
    found: &mut impl FnMut(Part<'p, 's>),
) {
    let named = arguments.named.iter().map(|named| &named.value);
    for argument in arguments.positional.iter().chain(named) {
        walk_inline(argument, found);
    }
}
