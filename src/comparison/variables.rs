//! Which variables a text names, and what it does with them.

use std::collections::HashSet;

use fluent_syntax::ast::InlineExpression;

use super::plural::plural_kind;
use crate::fluent::definitions::Spot;
use crate::fluent::walk::{self, Node};
use crate::fluent::{Content, Definition, Definitions};
use crate::locale::PluralKind;

/// What a message does with a variable.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Use {
    /// How numbers are meant, if it selects among them.
    pub(crate) plural: Option<PluralKind>,
    /// Whether it stands anywhere but in a selector.
    pub(crate) is_shown: bool,
    pub(crate) is_number: bool,
    pub(crate) is_date: bool,
}

/// The variables that a pattern names, in the order of the text, each once.
pub(crate) fn variables<'a>(pattern: Content<'a>) -> Vec<&'a str> {
    let mut names = Vec::new();
    add_variables(pattern, &mut names);
    names
}

/// The variables that a message or term and its attributes name, in the order of the text, each once.
pub(crate) fn variables_of<'a>(definition: &'a Definition<'a>) -> Vec<&'a str> {
    let mut names = Vec::new();
    definition.patterns().for_each(|pattern| add_variables(pattern, &mut names));
    names
}

/// The variables of the message at a spot and of those that it refers to, each with the spot of the message that
/// names it first.
pub(crate) fn arguments<'a>(
    definitions: &'a Definitions<'a>,
    message: Spot,
) -> Vec<(&'a str, Spot)> {
    let (mut arguments, mut seen) = (Vec::new(), HashSet::new());
    let mut spots = vec![message];
    while let Some(spot) = spots.pop() {
        let Some(definition) = definitions.get(spot).filter(|_| seen.insert(spot)) else {
            continue;
        };
        for name in variables_of(definition) {
            if arguments.iter().all(|(known, _)| *known != name) {
                arguments.push((name, spot));
            }
        }
        // A term has variables of its own.
        let references = definitions.references(definition).into_iter().filter(|it| !it.is_term());
        spots.extend(references.filter_map(|it| definitions.spot(it.id)));
    }
    arguments
}

/// Adds the variables of a pattern that are not among the names yet.
fn add_variables<'a>(pattern: Content<'a>, names: &mut Vec<&'a str>) {
    walk::nodes(pattern, &mut |node| {
        if let Node::Inline(InlineExpression::VariableReference { id }) = node
            && !names.contains(&id.name)
        {
            names.push(id.name);
        }
    });
}

/// What a variable is for: how numbers are meant where it selects among them, and whether the reader sees it.
pub(crate) fn use_of(definition: &Definition<'_>, variable: &str) -> Use {
    let (mut found, mut selecting) = (Use::default(), 0);
    let is_variable = |inline: &InlineExpression<&str>| matches!(inline, InlineExpression::VariableReference { id } if id.name == variable);
    let mut named = 0;
    let mut look = |node: Node<'_>| match node {
        Node::Select(selector, variants) => {
            let argument = match selector {
                InlineExpression::FunctionReference { arguments, .. } => {
                    arguments.positional.first().unwrap_or(selector)
                }
                _ => selector,
            };
            if is_variable(argument) {
                selecting += 1;
                found.plural = found.plural.or(plural_kind(selector, variants));
            }
        }
        Node::Inline(InlineExpression::FunctionReference { id, arguments }) => {
            let is_argument = arguments.positional.first().is_some_and(is_variable);
            found.is_number |= is_argument && id.name == "NUMBER";
            found.is_date |= is_argument && id.name == "DATETIME";
        }
        Node::Inline(inline) if is_variable(inline) => named += 1,
        Node::Inline(_) => {}
    };
    definition.patterns().for_each(|pattern| walk::nodes(pattern, &mut look));
    found.is_shown = named > selecting;
    found
}
