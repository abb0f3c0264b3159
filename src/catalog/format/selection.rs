//! [`Selection`]: which variant a selector's value chooses.
//!
//! Both ways of formatting choose by this: fluent-rs would compare numbers as `f64` together with
//! their options, ask the rules of English for a language that it has none for, and panic where a
//! number does not fit its plural operands.

use fluent_bundle::types::{FluentNumberOptions, FluentNumberType};
use intl_memoizer::concurrent::IntlLangMemoizer;

use super::number_format;
use super::plural::Plurals;
use super::plural_rule::Category;
use crate::args::{Kind, Number, Value};

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

/// What a variant is chosen by.
pub(super) enum Key {
    Category(Category),
    Name(Box<str>),
    Number(Number),
}

/// What comes of a selector.
pub(super) enum Chosen {
    /// The variant in this place.
    Variant(usize),
    /// No variant's key is that of the value.
    Default,
    /// The value is none to choose by, which leads to the default too, but should not be.
    Unfit,
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

    /// What an argument chooses among variants with these keys.
    #[inline]
    pub(super) fn choose<'k>(
        &self,
        value: &Value<'_>,
        keys: impl Iterator<Item = &'k Key>,
    ) -> Chosen {
        match value {
            Value(Kind::Number(number)) if number.is_finite() => {
                self.choose_by_number(number, keys)
            }
            Value(Kind::Text(text)) => self.choose_by_text(text, keys),
            other => self.choose_by_text(&other.to_string(), keys),
        }
    }

    /// What a text chooses, which may be a number.
    #[inline(never)]
    pub(super) fn choose_by_text<'k>(
        &self,
        text: &str,
        keys: impl Iterator<Item = &'k Key>,
    ) -> Chosen {
        match (Number::parse(text), self) {
            (Some(number), _) => self.choose_by_number(&number, keys),
            (None, Selection::Value(_)) => Chosen::first(keys, |key| key.is_name(text)),
            (None, Selection::Number(..)) => Chosen::Unfit,
        }
    }

    #[inline]
    fn choose_by_number<'k>(&self, number: &Number, keys: impl Iterator<Item = &'k Key>) -> Chosen {
        let category = match self {
            Selection::Value(plurals) => plurals.category(number),
            Selection::Number(plurals, options) => {
                plurals.category(&number_format::printed(*number, options))
            }
        };
        Chosen::first(keys, |key| match key {
            Key::Category(key) => *key == category,
            Key::Number(key) => key == number,
            Key::Name(_) => false,
        })
    }
}

impl Key {
    /// The key that is written `[key]`.
    pub(super) fn parse(key: &str) -> Key {
        match (Number::parse(key), Category::find(key)) {
            (Some(number), _) => Key::Number(number),
            (None, Some(category)) => Key::Category(category),
            (None, None) => Key::Name(key.into()),
        }
    }

    fn is_name(&self, text: &str) -> bool {
        match self {
            Key::Category(category) => category.name() == text,
            Key::Name(name) => **name == *text,
            Key::Number(_) => false,
        }
    }
}

impl Chosen {
    fn first<'k>(
        mut keys: impl Iterator<Item = &'k Key>,
        chooses: impl Fn(&Key) -> bool,
    ) -> Chosen {
        keys.position(chooses).map_or(Chosen::Default, Chosen::Variant)
    }
}
