//! Plural rules by locale (UTS #35, part 3, "Language Plural Rules").

use std::convert::Infallible;

use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use crate::args::Number;

/// Which category a number is in, in one locale. A locale that CLDR has no rules for has none, and
/// every number is `other` in it.
#[derive(Clone)]
pub(super) struct Plurals(Option<PluralRules>);

impl Plurals {
    /// The rules of a memoizer's locale, made once for each locale and kind.
    pub(super) fn of(memoizer: &IntlLangMemoizer, kind: PluralRuleType) -> Plurals {
        let Ok(plurals) = memoizer.with_try_get::<Plurals, _, _>((kind,), Plurals::clone);
        plurals
    }

    /// The name of a number's category, as a variant's key writes it.
    pub(super) fn category(&self, number: Number) -> &'static str {
        let rules_and_operands = self.0.as_ref().zip(number.plural_operands());
        match rules_and_operands.and_then(|(rules, operands)| rules.select(operands).ok()) {
            Some(PluralCategory::ZERO) => "zero",
            Some(PluralCategory::ONE) => "one",
            Some(PluralCategory::TWO) => "two",
            Some(PluralCategory::FEW) => "few",
            Some(PluralCategory::MANY) => "many",
            Some(PluralCategory::OTHER) | None => "other",
        }
    }
}

impl Memoizable for Plurals {
    type Args = (PluralRuleType,);
    type Error = Infallible;

    fn construct(
        language: LanguageIdentifier,
        (kind,): (PluralRuleType,),
    ) -> Result<Plurals, Infallible> {
        // The rules are kept by language; a few have one for a region too, such as pt-PT.
        let available = PluralRules::get_locales(kind);
        let of_language = LanguageIdentifier::from_parts(language.language, None, None, &[]);
        let of_region =
            LanguageIdentifier::from_parts(language.language, None, language.region, &[]);
        let best = [of_region, of_language].into_iter().find(|known| available.contains(known));
        Ok(Plurals(best.and_then(|best| PluralRules::create(best, kind).ok())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_those_of_cldr() {
        let (cardinal, ordinal) = (PluralRuleType::CARDINAL, PluralRuleType::ORDINAL);
        for (tag, kind, number, expected) in [
            ("en-US", cardinal, "1", "one"),
            ("en-US", cardinal, "1.0", "other"),
            ("en-US", cardinal, "-1", "one"),
            ("en-US", ordinal, "22", "two"),
            ("en-US", ordinal, "13", "other"),
            ("zh-CN", cardinal, "1", "other"),
            ("pl", cardinal, "22", "few"),
            ("pl", cardinal, "9007199254740993", "few"),
            ("pl", cardinal, "9007199254740995", "many"),
            ("ar-EG", cardinal, "0", "zero"),
            ("ar-EG", cardinal, "11", "many"),
            ("pt-PT", cardinal, "0", "other"),
            ("pt-BR", cardinal, "0", "one"),
            ("und", cardinal, "1", "other"),
            ("tlh", cardinal, "1", "other"),
        ] {
            let memoizer = IntlLangMemoizer::new(tag.parse().unwrap());
            let plurals = Plurals::of(&memoizer, kind);
            assert_eq!(
                plurals.category(Number::parse(number).unwrap()),
                expected,
                "{tag} {number}"
            );
        }
        let memoizer = IntlLangMemoizer::new("en".parse().unwrap());
        assert_eq!(Plurals::of(&memoizer, cardinal).category(f64::NAN.into()), "other");
    }
}
