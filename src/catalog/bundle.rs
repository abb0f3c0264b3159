//! [`Bundle`]: Fluent's resolver, for the messages that do not compile to segments.
//!
//! Fluent's numbers are `f64`, and it prints a number in another way than the text that a program
//! gave. So a selector gets a number, and everything else the exact text: in the source that the
//! resolver is given, the variables of selectors have a name of their own.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::definitions::{Definition, Definitions};
use super::expression::{Part, Role, walk};
use super::formatter;
use super::function::Function;
use crate::Args;

/// What is appended to the name of a selector's variable.
const SELECTOR: &str = "--selector";

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
        let mut arguments = FluentArgs::with_capacity(2 * args.iter().count());
        for (name, value) in args.iter() {
            let selector = match value.number() {
                Some(number) => formatter::selector_value(number),
                None => FluentValue::from(value.to_string()),
            };
            arguments.set(format!("{name}{SELECTOR}"), selector);
            arguments.set(name, value.to_string());
        }
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

/// Appends an entry as it stands in its file, with the variables of its selectors renamed.
fn push_source(definition: &Definition<'_>, source: &mut String) {
    let mut ends: Vec<usize> = Vec::new();
    // A term's variables are the arguments of its call, which are literals: they keep their names.
    let is_term = definition.id.starts_with('-');
    for pattern in definition.patterns().filter(|_| !is_term) {
        walk(pattern, &mut |part| {
            let variable = match part {
                Part::Variable { name, role: Role::Selector } => Some(name),
                Part::Function { arguments, role: Role::Selector, .. } => {
                    formatter::variable_of(arguments)
                }
                _ => None,
            };
            ends.extend(variable.map(|name| definition.offset_in_source(name) + name.len()));
        });
    }
    ends.sort_unstable();
    ends.dedup();
    let mut start = 0;
    for end in ends {
        source.push_str(&definition.source[start..end]);
        source.push_str(SELECTOR);
        start = end;
    }
    source.push_str(&definition.source[start..]);
    source.push('\n');
}
