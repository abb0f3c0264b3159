//! [`Selection`]: which variant a selector's value chooses.
//!
//! Both ways of formatting choose by this: fluent-rs would compare numbers as `f64` together with
//! their options, ask the rules of English for a language that it has none for, and panic where a
//! number does not fit its plural operands.

use std::borrow::Cow;

use fluent_bundle::types::{FluentNumberOptions, FluentNumberType};
use intl_memoizer::concurrent::IntlLangMemoizer;

use super::number_format;
use super::plural::Plurals;
use crate::args::Number;

/// How a selector chooses among its variants.
#[derive(Clone)]
pub(super) enum Selection {
    /// `{ $n -> … }`: a number by its value and the category of the digits that were given, a text
    /// by its name.
    Value(Plurals),
    /// `{ NUMBER($n, …) -> … }`: a number by its value and the category of the digits that are
    /// printed. There is no other choice.
    Number(Plurals, Box<FluentNumberOptions>),
}

/// What is compared with the keys of the variants.
pub(super) enum Choice<'v> {
    Number { value: Number, category: &'static str },
    Name(Cow<'v, str>),
}

impl Selection {
    /// How `{ $n -> … }` chooses in a locale.
    pub(super) fn by_value(memoizer: &IntlLangMemoizer) -> Selection {
        Selection::Value(Plurals::of(memoizer, FluentNumberType::Cardinal))
    }

    /// How `{ NUMBER($n, …) -> … }` chooses in a locale.
    pub(super) fn by_number(
        memoizer: &IntlLangMemoizer,
        options: FluentNumberOptions,
    ) -> Selection {
        Selection::Number(Plurals::of(memoizer, options.r#type), Box::new(options))
    }

    /// What a number chooses.
    pub(super) fn of_number(&self, value: Number) -> Choice<'static> {
        let category = match self {
            Selection::Value(plurals) => plurals.category(value),
            Selection::Number(plurals, options) => {
                plurals.category(number_format::printed(value, options))
            }
        };
        Choice::Number { value, category }
    }

    /// What a text chooses; `None` if the selector takes numbers only, and it is none.
    pub(super) fn of_text<'v>(&self, text: impl Into<Cow<'v, str>>) -> Option<Choice<'v>> {
        let text = text.into();
        match (Number::parse(&text), self) {
            (Some(number), _) => Some(self.of_number(number)),
            (None, Selection::Value(_)) => Some(Choice::Name(text)),
            (None, Selection::Number(..)) => None,
        }
    }
}

impl Choice<'_> {
    /// Whether it chooses the variant `[name]`.
    pub(super) fn is_name(&self, name: &str) -> bool {
        match self {
            Choice::Number { category, .. } => *category == name,
            Choice::Name(text) => *text == name,
        }
    }

    /// Whether it chooses the variant `[1]`.
    pub(super) fn is_number(&self, number: Number) -> bool {
        matches!(self, Choice::Number { value, .. } if *value == number)
    }
}
