//! The source that Fluent's resolver is given: entries whose selectors are calls.
//!
//! The resolver compares numbers and categories in a way of its own; see [`Selection`]. So it is left
//! nothing to compare but names: `{ $n -> [0] none *[other] some }` becomes
//! `{ SELECTOR($n, "0", "other") -> [v0] none *[v1] some }`, and the function says which variant it is.
//!
//! [`Selection`]: super::selection::Selection

use std::ops::Range;

use fluent_syntax::ast::{InlineExpression, Variant, VariantKey};

use crate::fluent::Definition;
use crate::fluent::function::Function;
use crate::fluent::walk::{Node, nodes};

/// What a selector chooses by.
#[derive(Clone, Copy)]
pub(super) enum SelectBy {
    /// `{ $n -> … }`, and a number that stands there itself
    Value,
    /// `{ NUMBER($n) -> … }`
    Number,
}

impl SelectBy {
    /// The function that such a selector becomes a call of.
    pub(super) fn function(self) -> &'static str {
        match self {
            SelectBy::Value => "SELECTOR",
            SelectBy::Number => "NUMBER-SELECTOR",
        }
    }
}

/// The name that a variant has, by its place.
pub(super) fn variant_name(place: usize) -> String {
    format!("v{place}")
}

/// Appends an entry as it stands in its file, with its selectors turned into calls.
pub(super) fn push_source(definition: &Definition<'_>, source: &mut String) {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for pattern in definition.patterns() {
        nodes(pattern, &mut |node| {
            let Node::Select(selector, variants) = node else { return };
            if push_call(definition, selector, variants, &mut edits).is_some() {
                let names = variants.iter().enumerate();
                edits.extend(names.map(|(place, variant)| {
                    (range(definition, key(variant)), variant_name(place))
                }));
            }
        });
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut start = 0;
    for (range, text) in edits {
        source.push_str(&definition.source()[start..range.start]);
        source.push_str(&text);
        start = range.end;
    }
    source.push_str(&definition.source()[start..]);
    source.push('\n');
}

/// Turns a selector into a call; `None` if it is a text in any case, which the resolver compares alike.
fn push_call(
    definition: &Definition<'_>,
    selector: &InlineExpression<&str>,
    variants: &[Variant<&str>],
    edits: &mut Vec<(Range<usize>, String)>,
) -> Option<()> {
    let keys: String = variants.iter().map(|variant| format!(", \"{}\"", key(variant))).collect();
    let call = |argument: &str| format!("{}({argument}{keys})", SelectBy::Value.function());
    match selector {
        InlineExpression::VariableReference { id } => {
            let Range { start, end } = range(definition, id.name);
            // With its `$`, which stands directly before the name.
            edits.push((start - 1..end, call(&format!("${}", id.name))));
        }
        InlineExpression::NumberLiteral { value } => {
            edits.push((range(definition, value), call(value)));
        }
        InlineExpression::FunctionReference { id, arguments }
            if id.name == Function::Number.name() =>
        {
            let end = match arguments.positional.first()? {
                InlineExpression::VariableReference { id } => range(definition, id.name).end,
                InlineExpression::NumberLiteral { value } => range(definition, value).end,
                // Behind its quote.
                InlineExpression::StringLiteral { value } => range(definition, value).end + 1,
                // Not sound, and so not here.
                _ => return None,
            };
            edits.push((range(definition, id.name), SelectBy::Number.function().to_owned()));
            edits.push((end..end, keys));
        }
        _ => return None,
    }
    Some(())
}

/// The key of a variant, without its brackets.
pub(super) fn key<'s>(variant: &Variant<&'s str>) -> &'s str {
    match variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

/// Where a slice of an entry stands in the entry.
fn range(definition: &Definition<'_>, slice: &str) -> Range<usize> {
    let start = definition.offset_in_source(slice);
    start..start + slice.len()
}
