//! The functions that Fluent's resolver calls: NUMBER(), DATETIME(), and SELECT(), which is our own.
//!
//! The resolver shows a function neither the locale nor the memoizer. So a function returns what is to
//! be formatted, and how; the formatting is done when the resolver turns that value into text.

use std::borrow::Cow;
use std::cell::Cell;

use fluent_bundle::types::{FluentNumber, FluentType};
use fluent_bundle::{FluentArgs, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;

use super::date_time::DateTimeValue;
use super::number::NumberValue;
use super::selection::{Chosen, Key, Plurals};
use crate::args::is_number;
use crate::fluent::function::Function;

thread_local! {
    /// Whether a function was given a value that it cannot take. The resolver cannot be told: a function
    /// sees its arguments and nothing else, is shared by all threads, and has no error to return that
    /// the resolver would note. (An argument could bring a flag along, a literal could not.)
    static FAILED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `format`, and says whether every function that it called had a value that it can take.
pub(super) fn watch_failures<T>(format: impl FnOnce() -> T) -> (T, bool) {
    FAILED.set(false);
    let formatted = format();
    (formatted, !FAILED.get())
}

/// What a function of the messages does.
pub(super) fn implementation(
    function: Function,
) -> impl for<'a> Fn(&[FluentValue<'a>], &FluentArgs<'_>) -> FluentValue<'a> + Send + Sync + 'static
{
    move |positional, named| {
        let value = match (function, positional) {
            // A number that stands in the message itself.
            (Function::Number, [FluentValue::Number(number)]) => {
                let mut options = number.options.clone();
                options.merge(named);
                Some(FluentValue::Number(FluentNumber::new(number.value, options)))
            }
            (Function::Number, [FluentValue::String(text)]) if is_number(text) => {
                Some(FunctionValue::Number(NumberValue::new(text, named)).into())
            }
            (Function::DateTime, [FluentValue::String(text)]) => {
                DateTimeValue::new(text, named).map(|value| FunctionValue::DateTime(value).into())
            }
            _ => None,
        };
        value.unwrap_or_else(|| {
            FAILED.set(true);
            FluentValue::String(format!("{{{}()}}", function.name()).into())
        })
    }
}

/// What SELECT() does: from the value of a selector and the keys of its variants to the name of the
/// variant that is chosen. If none is, it returns an error, which leads to the default.
pub(super) fn select(
    plurals: Plurals,
) -> impl for<'a> Fn(&[FluentValue<'a>], &FluentArgs<'_>) -> FluentValue<'a> + Send + Sync + 'static
{
    move |positional, _| {
        let [value, keys @ ..] = positional else {
            return FluentValue::Error;
        };
        let keys: Vec<Key> = (keys.iter())
            .map_while(|key| match key {
                FluentValue::String(key) => Some(Key::parse(key)),
                // The source that is made for the resolver has no others.
                _ => None,
            })
            .collect();
        let chosen = match value {
            FluentValue::String(text) => plurals.by_value().choose_by_text(text, keys.iter()),
            FluentValue::Number(number) => {
                let selection = plurals.by_number(number.options.clone());
                selection.choose_by_text(&number.as_string(), keys.iter())
            }
            FluentValue::Custom(value) => match value.as_any().downcast_ref() {
                Some(FunctionValue::Number(number)) => {
                    let selection = plurals.by_number(number.options().clone());
                    selection.choose_by_text(number.digits(), keys.iter())
                }
                _ => Chosen::Default,
            },
            // A missing argument, which the resolver has noted.
            FluentValue::None | FluentValue::Error => Chosen::Default,
        };
        match chosen {
            Chosen::Variant(place) => FluentValue::String(variant_name(place).into()),
            Chosen::Default | Chosen::Unfit => FluentValue::Error,
        }
    }
}

/// The name that a variant has for SELECT(), by its place.
pub(super) fn variant_name(place: usize) -> String {
    format!("v{place}")
}

/// Formats the numbers that stand in a message itself, `{ 5 }` and `{ NUMBER(5) }`.
pub(super) fn format_literal(
    value: &FluentValue<'_>,
    memoizer: &IntlLangMemoizer,
) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    Some(NumberValue::of_literal(number).format(memoizer))
}

/// What a function returns.
#[derive(Clone, Debug, PartialEq)]
enum FunctionValue {
    Number(NumberValue),
    DateTime(DateTimeValue),
}

impl From<FunctionValue> for FluentValue<'_> {
    fn from(value: FunctionValue) -> Self {
        FluentValue::Custom(Box::new(value))
    }
}

impl FluentType for FunctionValue {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    /// For bundles of one thread, which there are none of here.
    fn as_string(&self, _: &intl_memoizer::IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(match self {
            FunctionValue::Number(number) => number.digits().to_owned(),
            FunctionValue::DateTime(date_time) => date_time.text().to_owned(),
        })
    }

    fn as_string_threadsafe(&self, memoizer: &IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(match self {
            FunctionValue::Number(number) => number.format(memoizer),
            FunctionValue::DateTime(date_time) => date_time.format(memoizer),
        })
    }
}
