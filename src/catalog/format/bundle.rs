//! [`Bundle`]: Fluent's resolver, for the messages that do not compile to segments.
//!
//! Fluent's numbers are `f64`, and it prints and compares a number in another way than the text that a
//! program gave. So the resolver is given texts only, and a source whose selectors are calls.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::formatter;
use super::resolver_source::{SelectBy, push_source};
use crate::Args;
use crate::fluent::function::Function;
use crate::fluent::{Definition, Definitions};

/// Messages with all that they refer to.
pub(in crate::catalog) struct Bundle(FluentBundle<FluentResource>);

impl Bundle {
    /// A bundle of these entries and what they refer to; `None` if there are none.
    pub(in crate::catalog) fn new<'a>(
        language: &LanguageIdentifier,
        memoizer: &Arc<IntlLangMemoizer>,
        isolate: bool,
        entries: Vec<&'a Definition<'a>>,
        definitions: &'a Definitions<'a>,
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
        for by in [SelectBy::Value, SelectBy::Number] {
            let _ =
                bundle.add_function(by.function(), formatter::selector(Arc::clone(memoizer), by));
        }
        bundle.add_resource_overriding(resource);
        Some(Bundle(bundle))
    }

    /// The value of a message or of its attribute, and whether everything in it could be formatted.
    pub(in crate::catalog) fn format(
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
    mut pending: Vec<&'a Definition<'a>>,
    definitions: &'a Definitions<'a>,
) -> BTreeMap<&'a str, &'a Definition<'a>> {
    let mut needed = BTreeMap::new();
    while let Some(definition) = pending.pop() {
        if needed.insert(definition.id, definition).is_some() {
            continue;
        }
        pending.extend(definitions.references(definition));
    }
    needed
}
