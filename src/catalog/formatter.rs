//! NUMBER() and DATETIME() as Fluent's resolver calls them.
//!
//! The resolver shows a function neither the locale nor the memoizer. So a function only notes what is
//! to be formatted and how, and the formatting is done when the resolver turns the note into text.

use std::borrow::Cow;
use std::cell::Cell;

use fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentType};
use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{CallArguments, InlineExpression};
use intl_memoizer::concurrent::IntlLangMemoizer;

use super::date_format::DateNote;
use super::function::Function;
use super::number_format::NumberNote;
use crate::args::{Number, is_number};

/// The most fraction digits that a plural rule is told about: the operands of fluent-rs overflow past
/// 19, and no rule asks for more than one.
const OPERAND_DIGITS: usize = 15;

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

/// A number for a selector, which chooses by its value and its plural category.
///
/// The plural operands of fluent-rs panic for what does not fit into 64 bits, infinities, and long
/// fractions: what is too large keeps its last digits, which decide the category.
pub(super) fn selector_value(number: Number) -> FluentValue<'static> {
    let (value, fraction_digits) = match number {
        Number::Integer { .. } => match number.plural_operands() {
            Some(operands) => (operands.n.copysign(number.as_f64()), None),
            None => return FluentValue::Error,
        },
        Number::Decimal { value, .. } if !value.is_finite() || value.abs() >= 1e15 => {
            return FluentValue::Error;
        }
        Number::Decimal { value, fraction_digits } => {
            let digits = fraction_digits.min(OPERAND_DIGITS);
            let rounded = format!("{value:.digits$}").parse().unwrap_or(value);
            (rounded, Some(digits))
        }
    };
    let options =
        FluentNumberOptions { minimum_fraction_digits: fraction_digits, ..Default::default() };
    FluentValue::Number(FluentNumber::new(value, options))
}

/// What the resolver calls for a function.
pub(super) fn implementation(
    function: Function,
) -> impl for<'a> Fn(&[FluentValue<'a>], &FluentArgs<'_>) -> FluentValue<'a> + Send + Sync + 'static
{
    move |positional, named| {
        let note = match (function, positional) {
            // A selector's number stays one; its options say which category it is in.
            (Function::Number, [FluentValue::Number(number)]) => {
                return FluentValue::Number(with_options(number, named));
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
            FluentValue::Error
        })
    }
}

fn with_options(number: &FluentNumber, named: &FluentArgs<'_>) -> FluentNumber {
    let mut options = number.options.clone();
    options.merge(named);
    options.minimum_fraction_digits =
        options.minimum_fraction_digits.map(|digits| digits.min(OPERAND_DIGITS));
    FluentNumber::new(number.value, options)
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
