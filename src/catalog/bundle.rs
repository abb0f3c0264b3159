//! [`Bundle`]: Fluent's resolver, for the messages that do not compile to segments.
//!
//! Fluent's numbers are `f64`, and it prints and compares a number in another way than the text that a
//! program gave. So the resolver is given texts only, and in the source that it is given a selector is
//! a call that chooses among the keys of its variants: `{ $n -> [0] … *[other] … }` becomes
//! `{ SELECTOR($n, "0", "other") -> [0] … *[other] … }`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{CallArguments, Identifier, InlineExpression, Variant, VariantKey};
use unic_langid::LanguageIdentifier;

use super::definitions::{Definition, Definitions};
use super::expression::walk_selects;
use super::formatter::{self, SelectBy};
use super::function::Function;
use crate::Args;

/// The name of the function that a selector such as `$n` becomes an argument of.
const SELECTOR: &str = "SELECTOR";

/// What is appended to the name of a function in a selector, `NUMBER($n, …)`.
const SELECTOR_SUFFIX: &str = "-SELECTOR";

/// Messages with all that they refer to.
pub(super) struct Bundle(FluentBundle<FluentResource>);

impl Bundle {
    /// A bundle of these entries and what they refer to; `None` if there are none.
    pub(super) fn new<'a>(
        language: &LanguageIdentifier,
        isolate: bool,
        entries: Vec<Definition<'a>>,
        definitions: &Definitions<'a>,
    ) -> Option<Bundle> {
        if entries.is_empty() {
            return None;
        }
        let mut source = String::new();
        for definition in with_references(entries, definitions).values() {
            push_source(definition, &mut source);
        }
        // Every entry has been parsed and judged before: nothing is lost here.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
        let mut bundle = FluentBundle::new_concurrent(vec![language.clone()]);
        bundle.set_use_isolating(isolate);
        bundle.set_formatter(Some(formatter::format_value));
        for function in Function::ALL {
            // Fails only for a name that is taken, and each is added once.
            let _ = bundle.add_function(function.name(), formatter::implementation(function));
        }
        let number_selector = [Function::Number.name(), SELECTOR_SUFFIX].concat();
        for (name, by) in [(SELECTOR, SelectBy::Value), (&number_selector, SelectBy::Number)] {
            let _ = bundle.add_function(name, formatter::selector(language.clone(), by));
        }
        bundle.add_resource_overriding(resource);
        Some(Bundle(bundle))
    }

    /// The value of a message or of its attribute, and whether everything in it could be formatted.
    pub(super) fn format(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: &Args<'_>,
    ) -> Option<(String, bool)> {
        let message = self.0.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let arguments: FluentArgs<'_> =
            args.iter().map(|(name, value)| (name, FluentValue::from(value.to_string()))).collect();
        let mut errors = Vec::new();
        let (text, formatted) = formatter::watch_failures(|| {
            self.0.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
        });
        Some((text, formatted && errors.is_empty()))
    }
}

/// These entries and all that they refer to, by their identifiers.
fn with_references<'a>(
    mut pending: Vec<Definition<'a>>,
    definitions: &Definitions<'a>,
) -> BTreeMap<&'a str, Definition<'a>> {
    let mut needed = BTreeMap::new();
    while let Some(definition) = pending.pop() {
        if needed.insert(definition.id, definition).is_some() {
            continue;
        }
        pending.extend(definitions.references(&definition));
    }
    needed
}

/// Appends an entry as it stands in its file, with its selectors turned into calls.
fn push_source(definition: &Definition<'_>, source: &mut String) {
    let mut insertions: Vec<(usize, Cow<'_, str>)> = Vec::new();
    let mut insert = |at: usize, text: Cow<'static, str>| insertions.push((at, text));
    for pattern in definition.patterns() {
        walk_selects(pattern, &mut |selector, variants| match selector {
            InlineExpression::VariableReference { id: Identifier { name } }
            | InlineExpression::NumberLiteral { value: name } => {
                let sigil =
                    usize::from(matches!(selector, InlineExpression::VariableReference { .. }));
                let start = definition.offset_in_source(name);
                insert(start - sigil, [SELECTOR, "("].concat().into());
                insert(start + name.len(), [&keys(variants), ")"].concat().into());
            }
            InlineExpression::FunctionReference { id, arguments }
                if id.name == Function::Number.name() =>
            {
                let Some(end) = first_argument_end(definition, arguments) else { return };
                insert(
                    definition.offset_in_source(id.name) + id.name.len(),
                    SELECTOR_SUFFIX.into(),
                );
                insert(end, keys(variants).into());
            }
            _ => {}
        });
    }
    insertions.sort_by_key(|(at, _)| *at);
    let mut start = 0;
    for (at, text) in insertions {
        source.push_str(&definition.source[start..at]);
        source.push_str(&text);
        start = at;
    }
    source.push_str(&definition.source[start..]);
    source.push('\n');
}

/// The keys of variants as further arguments of a call: `, "0", "one"`.
fn keys(variants: &[Variant<&str>]) -> String {
    let keys = variants.iter().map(|variant| match variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    });
    keys.map(|key| format!(", \"{key}\"")).collect()
}

/// Where the argument of NUMBER() ends in the entry's source.
fn first_argument_end(
    definition: &Definition<'_>,
    arguments: &CallArguments<&str>,
) -> Option<usize> {
    let (slice, quote) = match arguments.positional.first()? {
        InlineExpression::VariableReference { id } => (id.name, 0),
        InlineExpression::NumberLiteral { value } => (*value, 0),
        InlineExpression::StringLiteral { value } => (*value, 1),
        // Not sound, and so not here.
        _ => return None,
    };
    Some(definition.offset_in_source(slice) + slice.len() + quote)
}
