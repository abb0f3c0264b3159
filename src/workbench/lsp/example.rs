//! How a message reads: it is formatted with values that show each of its variants.

use std::collections::BTreeSet;

use fluent_syntax::ast::{InlineExpression, Variant, VariantKey};
use unic_langid::LanguageIdentifier;

use super::view::ReadLocale;
use crate::args::Kind;
use crate::comparison::plural::{self, category, plural_kind};
use crate::fluent::Definition;
use crate::fluent::walk::{Node, nodes};
use crate::{Args, Catalog, CodeBuf, Date, Source, Value};

/// How many examples of a message are shown.
const SHOWN: usize = 8;

/// A message with values: what they are, and how it reads.
pub(super) struct Example {
    /// `$count = 5`; empty for a message without variables.
    pub(super) values: String,
    pub(super) text: String,
}

/// How the message of a code reads in a locale: once, or once for each variant of its first selection. None for a
/// term or a message that cannot be formatted.
pub(super) fn examples(locale: &ReadLocale<'_>, definition: &Definition<'_>) -> Vec<Example> {
    let Some(code) = CodeBuf::from_message_id(definition.id) else { return Vec::new() };
    let text = with_references(locale, definition);
    let path = format!("{}/example.ftl", locale.tag);
    let builder = Catalog::builder().source(Source::files([(path, text)]));
    let (catalog, _) = builder.default_locale(locale.tag).build_lenient();
    let mut examples: Vec<Example> = Vec::new();
    for values in values(locale, definition) {
        let args: Args<'_> =
            values.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        let Some(message) = catalog.format(&code, locale.tag, &args) else { break };
        let values = values.iter().map(|(name, value)| format!("${name} = {value}"));
        let example = Example {
            values: values.collect::<Vec<_>>().join(", "),
            text: message.text().to_owned(),
        };
        if examples.iter().all(|known| known.values != example.values) {
            examples.push(example);
        }
    }
    examples.truncate(SHOWN);
    examples
}

/// A message with all that it refers to.
fn with_references(locale: &ReadLocale<'_>, definition: &Definition<'_>) -> String {
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    let mut open = locale.definitions.find(definition.id).into_iter().collect::<Vec<_>>();
    while let Some(next) = open.pop() {
        if seen.insert(next.id) {
            text.push_str(next.source().trim_end());
            text.push('\n');
            open.extend(locale.definitions.references(next));
        }
    }
    text
}

/// A value for each variable of a message and of those that it refers to; several times where it selects.
fn values(
    locale: &ReadLocale<'_>,
    definition: &Definition<'_>,
) -> Vec<Vec<(String, Value<'static>)>> {
    let language = locale.language();
    let mut base: Vec<(String, Value<'static>)> = Vec::new();
    let mut selected: Option<(String, Vec<Value<'static>>)> = None;
    let (mut seen, mut open) = (BTreeSet::new(), vec![definition]);
    while let Some(next) = open.pop() {
        if !seen.insert(next.id) {
            continue;
        }
        for pattern in next.patterns() {
            nodes(pattern, &mut |node| match node {
                Node::Select(selector, variants) => {
                    let Some(name) = variable(selector) else { return };
                    let values = variant_values(&language, selector, variants);
                    set(&mut base, name, values.first().cloned());
                    if selected.is_none() {
                        selected = Some((name.to_owned(), values));
                    }
                }
                Node::Inline(inline @ InlineExpression::FunctionReference { id, .. }) => {
                    if let Some(name) = variable(inline) {
                        let date = || Date::new(2026, 11, 23).map(Value::from);
                        let is_date = id.name == "DATETIME";
                        set(
                            &mut base,
                            name,
                            if is_date { date() } else { Some(Value::from(1234)) },
                        );
                    }
                }
                Node::Inline(InlineExpression::VariableReference { id }) => {
                    set(&mut base, id.name, Some(Value::from(format!("‹{}›", id.name))));
                }
                Node::Inline(_) => {}
            });
        }
        // A term has variables of its own.
        let references = locale.definitions.references(next).into_iter();
        open.extend(references.filter(|reference| !reference.is_term()));
    }
    let Some((name, values)) = selected else { return vec![base] };
    let with = |value: Value<'static>| {
        let mut all = base.clone();
        all.iter_mut()
            .filter(|(known, _)| *known == name)
            .for_each(|(_, old)| *old = value.clone());
        all
    };
    values.into_iter().map(with).collect()
}

/// Gives a variable a value, if it has none.
fn set(values: &mut Vec<(String, Value<'static>)>, name: &str, value: Option<Value<'static>>) {
    if let Some(value) = value
        && values.iter().all(|(known, _)| known != name)
    {
        values.push((name.to_owned(), value));
    }
}

/// The variable of a selector, also within a function.
fn variable<'a>(selector: &'a InlineExpression<&'a str>) -> Option<&'a str> {
    match selector {
        InlineExpression::VariableReference { id } => Some(id.name),
        InlineExpression::FunctionReference { arguments, .. } => match arguments.positional.first()
        {
            Some(InlineExpression::VariableReference { id }) => Some(id.name),
            _ => None,
        },
        _ => None,
    }
}

/// Where numbers are told apart, those that variants are for and one of each category of the language; else the
/// variants' keys.
fn variant_values(
    language: &LanguageIdentifier,
    selector: &InlineExpression<&str>,
    variants: &[Variant<&str>],
) -> Vec<Value<'static>> {
    let numbers = variants.iter().filter_map(|variant| match variant.key {
        VariantKey::NumberLiteral { value } => value.parse::<i64>().ok(),
        VariantKey::Identifier { .. } => None,
    });
    let numbers = numbers.map(Value::from);
    let Some(kind) = plural_kind(selector, variants) else {
        let keys = variants.iter().filter_map(category);
        return numbers.chain(keys.map(|key| Value::from(key.to_owned()))).collect();
    };
    let of_categories = plural::examples(language, kind).into_iter();
    numbers.chain(of_categories.map(|(_, number)| Value(Kind::Number(number)))).collect()
}
