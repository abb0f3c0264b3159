//! NUMBER(), DATETIME() and the selectors, as Fluent's resolver calls them.
//!
//! The resolver shows a function neither the locale nor the memoizer. So a function only notes what is
//! to be formatted and how, and the formatting is done when the resolver turns the note into text.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::Arc;

use fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentType};
use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{CallArguments, InlineExpression, NamedArgument};
use intl_memoizer::concurrent::IntlLangMemoizer;

use super::date_format::DateNote;
use super::number_format::NumberNote;
use super::resolver_source::{SelectBy, variant_name};
use super::selection::{Chosen, Key, Selection};
use crate::args::is_number;
use crate::fluent::function::Function;

thread_local! {
    /// Whether a function was given a value that it cannot format: Fluent has no way to say so.
    static FAILED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `format`, and says whether every function that it called had a value that it can format.
pub(super) fn watch_failures<T>(format: impl FnOnce() -> T) -> (T, bool) {
    FAILED.set(false);
    let formatted = format();
    (formatted, !FAILED.get())
}

/// The variable that a function is called with.
pub(super) fn variable_of<'s>(arguments: &CallArguments<&'s str>) -> Option<&'s str> {
    match &arguments.positional[..] {
        [InlineExpression::VariableReference { id }] => Some(id.name),
        _ => None,
    }
}

/// The options of a call of NUMBER().
pub(super) fn options_of(arguments: &CallArguments<&str>) -> FluentNumberOptions {
    let mut named = FluentArgs::with_capacity(arguments.named.len());
    for NamedArgument { name, value } in &arguments.named {
        match value {
            InlineExpression::StringLiteral { value } => named.set(name.name, *value),
            InlineExpression::NumberLiteral { value } => {
                named.set(name.name, FluentValue::try_number(value));
            }
            // The parser takes nothing else.
            _ => {}
        }
    }
    let mut options = FluentNumberOptions::default();
    options.merge(&named);
    options
}

/// What the resolver calls for a function.
pub(super) fn implementation(
    function: Function,
) -> impl for<'a> Fn(&[FluentValue<'a>], &FluentArgs<'_>) -> FluentValue<'a> + Send + Sync + 'static
{
    move |positional, named| {
        let note = match (function, positional) {
            // A number that stands in the message itself.
            (Function::Number, [FluentValue::Number(number)]) => {
                let mut options = number.options.clone();
                options.merge(named);
                Some(FluentValue::Number(FluentNumber::new(number.value, options)))
            }
            (Function::Number, [FluentValue::String(text)]) if is_number(text) => {
                Some(FluentValue::Custom(Box::new(NumberNote::new(text, named))))
            }
            (Function::DateTime, [FluentValue::String(text)]) => {
                DateNote::new(text, named).map(|note| FluentValue::Custom(Box::new(note)))
            }
            _ => None,
        };
        note.unwrap_or_else(|| {
            FAILED.set(true);
            FluentValue::String(format!("{{{}()}}", function.name()).into())
        })
    }
}

/// What the resolver calls for a selector: from its value and the keys of its variants to the name of
/// the variant that is chosen. What chooses none is an error, and leads to the default.
pub(super) fn selector(
    memoizer: Arc<IntlLangMemoizer>,
    by: SelectBy,
) -> impl for<'a> Fn(&[FluentValue<'a>], &FluentArgs<'_>) -> FluentValue<'a> + Send + Sync + 'static
{
    move |positional, named| {
        let [value, keys @ ..] = positional else {
            return FluentValue::Error;
        };
        let (text, mut options) = match value {
            FluentValue::String(text) => (Cow::Borrowed(&**text), FluentNumberOptions::default()),
            FluentValue::Number(number) => (number.as_string(), number.options.clone()),
            // A missing argument, which the resolver has noted.
            _ => return FluentValue::Error,
        };
        options.merge(named);
        let selection = match by {
            SelectBy::Value => Selection::by_value(&memoizer),
            SelectBy::Number => Selection::by_number(&memoizer, options),
        };
        let keys: Vec<Key> = (keys.iter())
            .map_while(|key| match key {
                FluentValue::String(key) => Some(Key::parse(key)),
                // The source that is made for the resolver has no others.
                _ => None,
            })
            .collect();
        match selection.choose_by_text(&text, keys.iter()) {
            Chosen::Variant(place) => FluentValue::String(variant_name(place).into()),
            Chosen::Default => FluentValue::Error,
            Chosen::Unfit => {
                FAILED.set(true);
                FluentValue::Error
            }
        }
    }
}

/// Formats the numbers that stand in a message itself, `{ 5 }` and `{ NUMBER(5) }`.
pub(super) fn format_value(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, options }) = value else {
        return None;
    };
    Some(NumberNote::of_literal(*value, options).format(memoizer))
}

impl FluentType for NumberNote {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &intl_memoizer::IntlLangMemoizer) -> Cow<'static, str> {
        // The memoizer of one thread; the bundles here are for many.
        Cow::Owned(self.plain())
    }

    fn as_string_threadsafe(&self, memoizer: &IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(self.format(memoizer))
    }
}

impl FluentType for DateNote {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &intl_memoizer::IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(self.plain())
    }

    fn as_string_threadsafe(&self, memoizer: &IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(self.format(memoizer))
    }
}
