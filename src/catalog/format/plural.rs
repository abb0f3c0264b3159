//! Plural rules by locale (UTS #35, part 3, "Language Plural Rules").
//!
//! The crate that fluent-rs asks, intl_pluralrules 7.0.2, loses the modulus of `n % 10 = 2..9`: to it
//! the Lithuanian 22 is as 100 and 111 as 1.

use std::convert::Infallible;

use fluent_bundle::types::FluentNumberType;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::plural_rule::{Category, Condition, holds};
use super::plural_table::{CARDINAL, ORDINAL};
use crate::args::Number;

/// Which category a number is in, in one locale. A language that CLDR has no rules for has none, and
/// every number is `other` in it.
#[derive(Clone, Copy)]
pub(crate) struct Plurals(&'static [(Category, Condition)]);

impl Plurals {
    /// The rules of a memoizer's locale, looked up once for each kind.
    pub(crate) fn of(memoizer: &IntlLangMemoizer, kind: FluentNumberType) -> Plurals {
        let Ok(plurals) = memoizer.with_try_get((kind,), |plurals: &Plurals| *plurals);
        plurals
    }

    /// The category of a number.
    #[inline]
    pub(crate) fn category(&self, number: &Number) -> Category {
        let Some(operands) = number.plural_operands() else {
            return Category::Other;
        };
        let rule = self.0.iter().find(|(_, condition)| holds(condition, &operands));
        rule.map_or(Category::Other, |(category, _)| *category)
    }
}

impl Memoizable for Plurals {
    type Args = (FluentNumberType,);
    type Error = Infallible;

    /// The rules of the locale's region where that has its own, as pt-PT has, or of its language.
    fn construct(
        language: LanguageIdentifier,
        (kind,): (FluentNumberType,),
    ) -> Result<Plurals, Infallible> {
        let table: &[(&str, &[(Category, Condition)])] = match kind {
            FluentNumberType::Cardinal => &CARDINAL,
            FluentNumberType::Ordinal => &ORDINAL,
        };
        let rules_of = |wanted: &str| {
            let mut rows = table.iter();
            rows.find(|(languages, _)| languages.split(' ').any(|known| known == wanted))
        };
        let of_region =
            language.region.and_then(|region| rules_of(&format!("{}-{region}", language.language)));
        let found = of_region.or_else(|| rules_of(language.language.as_str()));
        Ok(Plurals(found.map_or(&[], |(_, rules)| rules)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_those_of_cldr() {
        let (cardinal, ordinal) = (FluentNumberType::Cardinal, FluentNumberType::Ordinal);
        for (tag, kind, number, expected) in [
            ("en-US", cardinal, "1", "one"),
            ("en-US", cardinal, "1.0", "other"),
            ("en-US", cardinal, "-1", "one"),
            ("en-US", ordinal, "22", "two"),
            ("en-US", ordinal, "13", "other"),
            ("en-US", ordinal, "1.5", "other"),
            ("zh-CN", cardinal, "1", "other"),
            ("pl", cardinal, "22", "few"),
            ("pl", cardinal, "9007199254740993", "few"),
            ("pl", cardinal, "9007199254740995", "many"),
            ("ar-EG", cardinal, "0", "zero"),
            ("ar-EG", cardinal, "11", "many"),
            ("ar-EG", cardinal, "103", "few"),
            ("lt", cardinal, "22", "few"),
            ("lt", cardinal, "111", "other"),
            ("lt", cardinal, "1.5", "many"),
            ("ro", cardinal, "102", "few"),
            ("fr", cardinal, "1000000", "many"),
            ("he", cardinal, "0.5", "one"),
            ("pt-PT", cardinal, "0", "other"),
            ("pt-BR", cardinal, "0", "one"),
            ("und", cardinal, "1", "other"),
            ("tlh", cardinal, "1", "other"),
        ] {
            let plurals = Plurals::of(&IntlLangMemoizer::new(tag.parse().unwrap()), kind);
            assert_eq!(
                plurals.category(&Number::parse(number).unwrap()).name(),
                expected,
                "{tag} {number}"
            );
        }
        assert_eq!(
            Plurals::of(&IntlLangMemoizer::new("en".parse().unwrap()), cardinal)
                .category(&f64::NAN.into()),
            Category::Other
        );
    }
}
