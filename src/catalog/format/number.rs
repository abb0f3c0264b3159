//! [`NumberValue`]: what NUMBER() returns, a number that is to be formatted, and how.

use fluent_bundle::FluentArgs;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentNumberStyle};

use crate::args::Number;

/// A number with the digits that NUMBER() prints of it, which decide its plural category. A percentage
/// is in the category of its number, as ECMA-402 §16.3 has it.
pub(super) fn printed(number: Number, options: &FluentNumberOptions) -> Number {
    let options = FluentNumberOptions { style: FluentNumberStyle::Decimal, ..options.clone() };
    let value = NumberValue { digits: number.to_string(), options };
    Number::parse(&value.printed_digits()).unwrap_or(number)
}

/// A number as its exact digits, with the options of NUMBER().
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NumberValue {
    /// As Fluent writes a number: `-1234.50`.
    digits: String,
    options: FluentNumberOptions,
}

impl NumberValue {
    /// A number with the options of a call.
    pub(super) fn new(digits: &str, named: &FluentArgs<'_>) -> NumberValue {
        let mut options = FluentNumberOptions::default();
        options.merge(named);
        NumberValue { digits: digits.to_owned(), options }
    }

    /// A number that stands in a message itself.
    pub(super) fn of_literal(number: &FluentNumber) -> NumberValue {
        NumberValue { digits: number.value.to_string(), options: number.options.clone() }
    }

    /// The digits as they were given.
    pub(super) fn digits(&self) -> &str {
        &self.digits
    }

    /// The options.
    pub(super) fn options(&self) -> &FluentNumberOptions {
        &self.options
    }

    /// The digits that are printed; without the feature `icu`, all that were given.
    #[cfg(not(feature = "icu"))]
    fn printed_digits(&self) -> String {
        self.digits.clone()
    }

    /// The number in a locale; without the feature `icu`, the digits as they were given.
    #[cfg(not(feature = "icu"))]
    pub(super) fn format(&self, _: &intl_memoizer::concurrent::IntlLangMemoizer) -> String {
        self.digits.clone()
    }
}

#[cfg(feature = "icu")]
mod icu {
    use fixed_decimal::{Decimal, Sign, SignedRoundingMode, UnsignedRoundingMode};
    use fluent_bundle::types::FluentNumberStyle;
    use icu_decimal::DecimalFormatter;
    use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
    use icu_locale_core::Locale;
    use intl_memoizer::Memoizable;
    use intl_memoizer::concurrent::IntlLangMemoizer;
    use unic_langid::LanguageIdentifier;

    use super::NumberValue;
    use crate::fluent::function::FRACTION_DIGITS_LIMIT;
    use crate::locale::percent_affixes;

    impl NumberValue {
        /// The number in a locale.
        pub(in crate::catalog::format) fn format(&self, memoizer: &IntlLangMemoizer) -> String {
            let Some(decimal) = self.decimal() else {
                return self.digits.clone();
            };
            let formatted = memoizer.with_try_get::<NumberFormatter, _, _>(
                (self.options.use_grouping,),
                |formatter| {
                    if self.is_percentage() {
                        formatter.percentage(decimal)
                    } else {
                        formatter.format(&decimal)
                    }
                },
            );
            formatted.unwrap_or_else(|_| self.digits.clone())
        }

        /// The digits that are printed.
        pub(super) fn printed_digits(&self) -> String {
            self.decimal().map_or_else(|| self.digits.clone(), |decimal| decimal.to_string())
        }

        fn is_percentage(&self) -> bool {
            self.options.style == FluentNumberStyle::Percent
        }

        /// The number rounded and filled; `None` if it has more digits than ICU4X can take.
        ///
        /// The defaults are those of ECMA-402 §15.1.2: three fraction digits at most, none for a
        /// percentage.
        fn decimal(&self) -> Option<Decimal> {
            let limit = usize::from(FRACTION_DIGITS_LIMIT);
            let count = |digits: Option<usize>| digits.map(|digits| digits.min(limit) as i16);
            let minimum = count(self.options.minimum_fraction_digits).unwrap_or(0);
            let maximum = count(self.options.maximum_fraction_digits)
                .unwrap_or(if self.is_percentage() { 0 } else { 3 }.max(minimum));
            let mut decimal: Decimal = self.digits.parse().ok()?;
            if self.is_percentage() {
                decimal.multiply_pow10(2);
            }
            decimal.round_with_mode(
                -maximum,
                SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand),
            );
            decimal.trim_end();
            decimal.pad_end(-minimum.min(maximum));
            decimal.pad_start(count(self.options.minimum_integer_digits).unwrap_or(1));
            Some(decimal)
        }
    }

    /// What formats the numbers of a locale, with or without grouping.
    struct NumberFormatter {
        decimal: DecimalFormatter,
        /// What stands before and after a percentage, which ICU4X does not say yet.
        percent: (&'static str, &'static str),
    }

    impl NumberFormatter {
        fn format(&self, decimal: &Decimal) -> String {
            self.decimal.format(decimal).to_string()
        }

        /// A percentage, whose sign stands around its pattern: in Turkish, `-%5`.
        fn percentage(&self, decimal: Decimal) -> String {
            let signed = self.format(&decimal);
            let unsigned = self.format(&decimal.with_sign(Sign::None));
            let (sign_before, sign_after) = signed.split_once(&unsigned).unwrap_or_default();
            let (before, after) = self.percent;
            [sign_before, before, &unsigned, after, sign_after].concat()
        }
    }

    impl Memoizable for NumberFormatter {
        type Args = (bool,);
        type Error = String;

        fn construct(language: LanguageIdentifier, (grouping,): (bool,)) -> Result<Self, String> {
            let strategy = if grouping { GroupingStrategy::Auto } else { GroupingStrategy::Never };
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(strategy);
            let locale: Locale = language.to_string().parse().map_err(|_| language.to_string())?;
            let decimal = DecimalFormatter::try_new(locale.into(), options)
                .map_err(|error| error.to_string())?;
            Ok(NumberFormatter { decimal, percent: percent_affixes(&language) })
        }
    }
}
