//! A walk through a pattern: everything that stands in it, in the order of the text.

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement};

/// One thing that stands in a pattern. Every name is a slice of the resource's text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'p, 's> {
    /// `{ $variable }`
    Variable { name: &'s str, role: Role },
    /// `{ message }` or `{ message.attribute }`
    Message { id: &'s str, attribute: Option<&'s str> },
    /// `{ -term }`, or `-term.attribute` as a selector
    Term { id: &'s str, attribute: Option<&'s str> },
    /// `{ FUNCTION($variable, option: 1) }`
    Function { name: &'s str, arguments: &'p CallArguments<&'s str>, role: Role },
    /// `{ 1.50 }`, as a placeable, a selector or an argument
    Number { value: &'s str },
}

/// What an expression is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Its value is printed.
    Placeable,
    /// A variant is chosen by its value.
    Selector,
    /// It is handed to a function or a term.
    Argument,
}

/// Whether a pattern is text alone.
pub(crate) fn is_plain(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().all(|element| matches!(element, PatternElement::TextElement { .. }))
}

/// Calls `found` for everything that stands in a pattern, and in the variants of its selectors.
pub(crate) fn walk<'p, 's>(pattern: &'p Pattern<&'s str>, found: &mut impl FnMut(Part<'p, 's>)) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, found);
        }
    }
}

/// The messages and terms that an expression refers to by itself, without its variants' patterns.
pub(crate) fn walk_inline<'p, 's>(
    inline: &'p InlineExpression<&'s str>,
    role: Role,
    found: &mut impl FnMut(Part<'p, 's>),
) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found(Part::Variable { name: id.name, role });
        }
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
            found(Part::Function { name: id.name, arguments, role });
            walk_arguments(arguments, found);
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, found),
        InlineExpression::StringLiteral { .. } => {}
    }
}

fn walk_expression<'p, 's>(
    expression: &'p Expression<&'s str>,
    found: &mut impl FnMut(Part<'p, 's>),
) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, Role::Placeable, found),
        Expression::Select { selector, variants } => {
            walk_inline(selector, Role::Selector, found);
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
        walk_inline(argument, Role::Argument, found);
    }
}
