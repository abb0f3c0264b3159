//! [`Selection`]: which variant a selector's value chooses.
//!
//! Both formatters choose by this: fluent-rs would compare numbers as `f64` together with their
//! options, apply the plural rules of English to a language that it has no rules for, and panic where
//! a number does not fit its plural operands.

use std::sync::OnceLock;

use fluent_bundle::types::{FluentNumberOptions, FluentNumberType};
use fluent_syntax::ast::{Variant, VariantKey};
use unic_langid::LanguageIdentifier;

use super::number;
use crate::args::{Kind, Number, Value};
use crate::locale::{PluralCategory, PluralKind, PluralRules};

/// The plural rules of a locale, read when a selector first chooses by them.
pub(super) struct Plurals {
    language: LanguageIdentifier,
    cardinal: OnceLock<PluralRules>,
    ordinal: OnceLock<PluralRules>,
}

impl Plurals {
    pub(super) fn of(language: &LanguageIdentifier) -> Plurals {
        let (cardinal, ordinal) = (OnceLock::new(), OnceLock::new());
        Plurals { language: language.clone(), cardinal, ordinal }
    }

    /// How `{ $n -> … }` chooses.
    pub(super) fn by_value(&self) -> Selection {
        Selection::Value(self.rules(PluralKind::Cardinal))
    }

    /// How `{ NUMBER($n, …) -> … }` chooses.
    pub(super) fn by_number(&self, options: FluentNumberOptions) -> Selection {
        let kind = match options.r#type {
            FluentNumberType::Cardinal => PluralKind::Cardinal,
            FluentNumberType::Ordinal => PluralKind::Ordinal,
        };
        Selection::Number(self.rules(kind), Box::new(options))
    }

    fn rules(&self, kind: PluralKind) -> PluralRules {
        let rules = match kind {
            PluralKind::Cardinal => &self.cardinal,
            PluralKind::Ordinal => &self.ordinal,
        };
        rules.get_or_init(|| PluralRules::of(&self.language, kind)).clone()
    }
}

/// How a selector chooses among its variants.
pub(super) enum Selection {
    /// `{ $n -> … }`: a number by its value and the category of the digits that were given, a text
    /// by its name.
    Value(PluralRules),
    /// `{ NUMBER($n, …) -> … }`: a number by its value and the category of the digits that are
    /// printed. A value of another kind chooses nothing.
    Number(PluralRules, Box<FluentNumberOptions>),
}

/// What a variant is chosen by.
pub(super) enum Key {
    Category(PluralCategory),
    Name(Box<str>),
    Number(Number),
}

/// What a selector has chosen.
pub(super) enum Chosen {
    /// The variant in this place.
    Variant(usize),
    /// No variant's key is that of the value.
    Default,
    /// The selector cannot choose by this value. That leads to the default too, but makes the text
    /// incomplete.
    Unfit,
}

impl Selection {
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

    #[inline(always)]
    fn choose_by_number<'k>(&self, number: &Number, keys: impl Iterator<Item = &'k Key>) -> Chosen {
        let category = match self {
            Selection::Value(rules) => number.plural_category(rules),
            Selection::Number(rules, options) => {
                number::printed(*number, options).plural_category(rules)
            }
        };
        Chosen::first(keys, |key| match key {
            Key::Category(key) => *key == category,
            Key::Number(key) => key == number,
            Key::Name(_) => false,
        })
    }
}

/// The key of a variant, without its brackets.
pub(super) fn key<'s>(variant: &Variant<&'s str>) -> &'s str {
    match variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

impl Key {
    /// The one value that it stands for, as it is displayed; a plural category stands for many.
    #[cfg(feature = "json")]
    pub(super) fn value(&self) -> Option<String> {
        match self {
            Key::Category(_) => None,
            Key::Name(name) => Some(name.to_string()),
            Key::Number(number) => Some(number.to_string()),
        }
    }

    /// The key that is written `[key]`.
    pub(super) fn parse(key: &str) -> Key {
        match (Number::parse(key), PluralCategory::find(key)) {
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
