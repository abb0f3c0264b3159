//! [`NumberNote`]: a number that is to be formatted, and how.

use fluent_bundle::FluentArgs;
use fluent_bundle::types::{FluentNumberOptions, FluentNumberStyle};

use crate::args::Number;
use crate::fluent::function::FRACTION_DIGITS_LIMIT;

/// A number with the digits that NUMBER() prints of it, which decide its plural category. A percentage
/// is in the category of its number, as ECMA-402 §16.3 has it.
pub(super) fn printed(number: Number, options: &FluentNumberOptions) -> Number {
    let options = FluentNumberOptions { style: FluentNumberStyle::Decimal, ..options.clone() };
    let note = NumberNote::with_options(number.to_string(), &options);
    Number::parse(&note.printed_digits()).unwrap_or(number)
}

/// A number as its exact digits, with the options of NUMBER().
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NumberNote {
    /// As Fluent writes a number: `-1234.50`.
    digits: String,
    percent: bool,
    grouping: bool,
    minimum_integer_digits: u8,
    minimum_fraction_digits: u8,
    maximum_fraction_digits: u8,
}

impl NumberNote {
    /// A number with the options of a call.
    pub(super) fn new(digits: &str, named: &FluentArgs<'_>) -> NumberNote {
        let mut options = FluentNumberOptions::default();
        options.merge(named);
        NumberNote::with_options(digits.to_owned(), &options)
    }

    /// A number that stands in a message itself.
    pub(super) fn of_literal(value: f64, options: &FluentNumberOptions) -> NumberNote {
        NumberNote::with_options(value.to_string(), options)
    }

    /// The defaults are those of ECMA-402 §15.1.2: three fraction digits at most, none for a percentage.
    fn with_options(digits: String, options: &FluentNumberOptions) -> NumberNote {
        let percent = options.style == FluentNumberStyle::Percent;
        let count = |digits: Option<usize>| {
            digits.map(|digits| digits.min(FRACTION_DIGITS_LIMIT.into()) as u8)
        };
        let minimum = count(options.minimum_fraction_digits);
        let maximum = count(options.maximum_fraction_digits);
        let maximum_fraction_digits =
            maximum.unwrap_or(if percent { 0 } else { 3 }.max(minimum.unwrap_or(0)));
        NumberNote {
            digits,
            percent,
            grouping: options.use_grouping,
            minimum_integer_digits: count(options.minimum_integer_digits).unwrap_or(1),
            minimum_fraction_digits: minimum.unwrap_or(0).min(maximum_fraction_digits),
            maximum_fraction_digits,
        }
    }

    /// The digits as they were given.
    pub(super) fn plain(&self) -> String {
        self.digits.clone()
    }

    /// The digits that are printed; without the feature `icu`, all that were given.
    #[cfg(not(feature = "icu"))]
    fn printed_digits(&self) -> String {
        self.plain()
    }

    /// The number in a locale; without the feature `icu`, the digits as they were given.
    #[cfg(not(feature = "icu"))]
    pub(super) fn format(&self, _: &intl_memoizer::concurrent::IntlLangMemoizer) -> String {
        self.plain()
    }
}

#[cfg(feature = "icu")]
mod icu {
    use fixed_decimal::{Decimal, Sign, SignedRoundingMode, UnsignedRoundingMode};
    use icu_decimal::DecimalFormatter;
    use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
    use icu_locale_core::Locale;
    use intl_memoizer::Memoizable;
    use intl_memoizer::concurrent::IntlLangMemoizer;
    use unic_langid::LanguageIdentifier;

    use super::NumberNote;
    use crate::catalog::format::percent::PercentPattern;

    impl NumberNote {
        /// The number in a locale.
        pub(in crate::catalog::format) fn format(&self, memoizer: &IntlLangMemoizer) -> String {
            let Some(decimal) = self.decimal() else {
                return self.plain();
            };
            let formatted =
                memoizer.with_try_get::<NumberFormatter, _, _>((self.grouping,), |formatter| {
                    if self.percent {
                        formatter.percentage(decimal)
                    } else {
                        formatter.format(&decimal)
                    }
                });
            formatted.unwrap_or_else(|_| self.plain())
        }

        /// The digits that are printed.
        pub(super) fn printed_digits(&self) -> String {
            self.decimal().map_or_else(|| self.plain(), |decimal| decimal.to_string())
        }

        /// The number rounded and filled; `None` if it has more digits than ICU4X can take.
        fn decimal(&self) -> Option<Decimal> {
            let mut decimal: Decimal = self.digits.parse().ok()?;
            if self.percent {
                decimal.multiply_pow10(2);
            }
            decimal.round_with_mode(
                -i16::from(self.maximum_fraction_digits),
                SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand),
            );
            decimal.trim_end();
            decimal.pad_end(-i16::from(self.minimum_fraction_digits));
            decimal.pad_start(i16::from(self.minimum_integer_digits));
            Some(decimal)
        }
    }

    /// What formats the numbers of a locale, with or without grouping.
    struct NumberFormatter {
        decimal: DecimalFormatter,
        percent: PercentPattern,
    }

    impl NumberFormatter {
        fn format(&self, decimal: &Decimal) -> String {
            self.decimal.format(decimal).to_string()
        }

        /// A percentage, whose sign stands around its pattern: in Turkish, `-%5`.
        fn percentage(&self, decimal: Decimal) -> String {
            let signed = self.format(&decimal);
            let unsigned = self.format(&decimal.with_sign(Sign::None));
            let (before, behind) = signed.split_once(&unsigned).unwrap_or_default();
            [before, &self.percent.wrap(&unsigned), behind].concat()
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
            Ok(NumberFormatter { decimal, percent: PercentPattern::of(&language) })
        }
    }
}
