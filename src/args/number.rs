//! [`Number`]: an integer of any width kept exact, or a floating-point number.

use std::fmt::{self, Write};

use crate::locale::{PluralCategory, PluralOperands, PluralRules};

/// A number as a program gave it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    Integer {
        negative: bool,
        magnitude: u128,
    },
    /// With the number of fraction digits that its text has, 2 for `1.50`: plural rules need it.
    Decimal {
        value: f64,
        fraction_digits: usize,
    },
}

/// The most fraction digits that are kept of a text.
const SHOWN_FRACTION_DIGITS: usize = 100;

/// Whether a text is a number as Fluent writes one: `-5`, `1.50`.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((integer, fraction)) => digits(integer) && digits(fraction),
        None => digits(unsigned),
    }
}

impl Number {
    /// Reads a number as Fluent writes one; see [`is_number`].
    pub(crate) fn parse(text: &str) -> Option<Number> {
        if !is_number(text) {
            return None;
        }
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        if let Ok(magnitude) = unsigned.parse() {
            return Some(Number::Integer { negative: unsigned.len() < text.len(), magnitude });
        }
        let fraction_digits = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        // No more than can be shown of an `f64`, and far fewer than the 65,535 that formatting takes.
        let fraction_digits = fraction_digits.min(SHOWN_FRACTION_DIGITS);
        Some(Number::Decimal { value: text.parse().ok()?, fraction_digits })
    }

    /// Whether it is a number, and not an infinity.
    #[inline]
    pub(crate) fn is_finite(&self) -> bool {
        match self {
            Number::Integer { .. } => true,
            Number::Decimal { value, .. } => value.is_finite(),
        }
    }

    /// The nearest floating-point number.
    pub(crate) fn as_f64(self) -> f64 {
        match self {
            Number::Integer { negative: false, magnitude } => magnitude as f64,
            Number::Integer { negative: true, magnitude } => -(magnitude as f64),
            Number::Decimal { value, .. } => value,
        }
    }

    /// Appends the number as it is displayed; an integer, as most are, without the cost of `fmt`.
    #[inline]
    pub(super) fn push_to(&self, out: &mut String) {
        match *self {
            Number::Integer { negative, magnitude } => {
                if is_below_zero(negative, magnitude) {
                    out.push('-');
                }
                out.push_str(digits(magnitude, &mut itoa::Buffer::new()));
            }
            Number::Decimal { .. } => push_displayed(self, out),
        }
    }

    /// Out of line, so that two integers are compared without being converted first.
    #[cold]
    fn equals_as_float(self, other: Number) -> bool {
        self.as_f64() == other.as_f64()
    }

    /// The plural category in a language; `other` if it is infinite or not a number.
    #[inline]
    pub(crate) fn plural_category(&self, rules: &PluralRules) -> PluralCategory {
        match self.plural_operands() {
            Some(operands) => rules.category(&operands),
            None => PluralCategory::Other,
        }
    }

    /// What plural rules look at; `None` if it is infinite or not a number.
    #[inline]
    fn plural_operands(&self) -> Option<PluralOperands> {
        match *self {
            Number::Integer { magnitude, .. } if magnitude < LONG => {
                Some(PluralOperands { i: magnitude as u64, ..PluralOperands::default() })
            }
            _ => self.operands_of_digits(),
        }
    }

    /// The operands of a number that has a fraction, or many digits.
    #[inline(never)]
    fn operands_of_digits(&self) -> Option<PluralOperands> {
        match *self {
            Number::Integer { magnitude, .. } => {
                let i = last_digits(digits(magnitude, &mut itoa::Buffer::new()));
                Some(PluralOperands { i, ..PluralOperands::default() })
            }
            Number::Decimal { value, .. } if !value.is_finite() => None,
            Number::Decimal { value, fraction_digits } => {
                let fraction_digits = fraction_digits.min(FRACTION_DIGITS);
                let text = Number::Decimal { value: value.abs(), fraction_digits }.to_string();
                let (integer, fraction) = text.split_once('.').unwrap_or((&text, ""));
                Some(PluralOperands {
                    i: last_digits(integer),
                    v: fraction.len() as u64,
                    f: last_digits(fraction),
                    t: last_digits(fraction.trim_end_matches('0')),
                })
            }
        }
    }
}

/// The most fraction digits that plural rules are told: they look at two at most.
const FRACTION_DIGITS: usize = 15;

/// Of this number and of larger ones, plural rules are told only the last digits.
const LONG: u128 = 10_u128.pow(FRACTION_DIGITS as u32);

/// The number that some digits are. Plural rules compare small numbers, and take remainders by a
/// million at most, so that a long number is in the category of its last digits with a 1 before them.
fn last_digits(digits: &str) -> u64 {
    const LAST: usize = 12;
    match digits.len().checked_sub(FRACTION_DIGITS + 1) {
        Some(_) => 10_u64.pow(LAST as u32) + last_digits(&digits[digits.len() - LAST..]),
        // No digits at all are zero, and fifteen fit.
        None => digits.parse().unwrap_or(0),
    }
}

/// Appends what is displayed.
#[inline(never)]
pub(super) fn push_displayed(value: &dyn fmt::Display, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{value}");
}

fn is_below_zero(negative: bool, magnitude: u128) -> bool {
    negative && magnitude > 0
}

fn digits(magnitude: u128, buffer: &mut itoa::Buffer) -> &str {
    match u64::try_from(magnitude) {
        Ok(magnitude) => buffer.format(magnitude),
        Err(_) => buffer.format(magnitude),
    }
}

impl PartialEq for Number {
    /// Compares the values: `1.0` is 1.
    fn eq(&self, other: &Number) -> bool {
        match (*self, *other) {
            (
                Number::Integer { negative, magnitude },
                Number::Integer { negative: other_negative, magnitude: other_magnitude },
            ) => magnitude == other_magnitude && (negative == other_negative || magnitude == 0),
            _ => self.equals_as_float(*other),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Number::Integer { negative, magnitude } => {
                if is_below_zero(negative, magnitude) {
                    out.write_char('-')?;
                }
                out.write_str(digits(magnitude, &mut itoa::Buffer::new()))
            }
            // The shortest digits of a large number, not the exact ones of its f64.
            Number::Decimal { value, fraction_digits: 0 } => write!(out, "{value}"),
            Number::Decimal { value, fraction_digits } => write!(out, "{value:.fraction_digits$}"),
        }
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Number {
            #[allow(unused_comparisons, reason = "half of the types have no sign")]
            fn from(number: $integer) -> Number {
                // Every width fits into 128 bits, and the magnitude of the least i128 into a u128.
                let magnitude = if number < 0 { (number as i128).unsigned_abs() } else { number as u128 };
                Number::Integer { negative: number < 0, magnitude }
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

impl From<f64> for Number {
    /// It is shown with the fewest digits that tell it from any other.
    fn from(value: f64) -> Number {
        let text = value.to_string();
        let fraction_digits = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        Number::Decimal { value, fraction_digits }
    }
}

impl From<f32> for Number {
    fn from(value: f32) -> Number {
        // By way of its own digits: who writes 0.1f32 does not mean 0.10000000149011612.
        let text = value.to_string();
        text.parse::<f64>().map_or(Number::from(f64::from(value)), Number::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::PluralKind;

    #[test]
    fn integers_are_exact() {
        for (number, text) in [
            (Number::from(u128::MAX), u128::MAX.to_string()),
            (Number::from(i128::MIN), i128::MIN.to_string()),
            (Number::from(9_007_199_254_740_993_u64), "9007199254740993".to_owned()),
            (Number::from(-1_i8), "-1".to_owned()),
            (Number::from(0_i8), "0".to_owned()),
            (Number::from(0.1_f32), "0.1".to_owned()),
            (Number::from(1e21), "1000000000000000000000".to_owned()),
            (Number::from(f64::NAN), "NaN".to_owned()),
            (Number::from(f64::NEG_INFINITY), "-inf".to_owned()),
        ] {
            assert_eq!(number.to_string(), text);
        }
    }

    #[test]
    fn numbers_are_read_as_fluent_writes_them() {
        for text in ["0", "-5", "1.50", "007", "340282366920938463463374607431768211455"] {
            assert!(Number::parse(text).is_some(), "{text}");
        }
        for text in ["", "-", "+5", "1.", ".5", "1e3", "0x10", "inf", "NaN", " 1", "５"] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
        assert_eq!(Number::parse("1.50").unwrap().to_string(), "1.50");
        assert_eq!(Number::parse("1.0").unwrap(), Number::from(1));
        let long = format!("0.{}", "3".repeat(100_000));
        assert_eq!(Number::parse(&long).unwrap().to_string().len(), 102);
        assert_eq!(Number::parse("-0").unwrap(), Number::from(0));
    }

    #[test]
    fn operands_keep_the_last_digits_of_a_long_number() {
        let operands = Number::from(9_007_199_254_740_993_u64).plural_operands().unwrap();
        assert_eq!((operands.i % 1_000_000, operands.t), (740_993, 0));
        let operands = Number::parse("1.50").unwrap().plural_operands().unwrap();
        assert_eq!((operands.i, operands.v, operands.f, operands.t), (1, 2, 50, 5));
        let operands = Number::from(1e300).plural_operands().unwrap();
        assert_eq!(operands.i, 1_000_000_000_000);
        assert_eq!(Number::from(0.000_000_000_000_000_01).plural_operands().unwrap().v, 15);
        assert!(Number::from(f64::NAN).plural_operands().is_none());
    }

    #[test]
    fn a_number_has_the_plural_category_of_its_digits() {
        let category = |tag: &str, number: Number| {
            number.plural_category(&PluralRules::of(&tag.parse().unwrap(), PluralKind::Cardinal))
        };
        for (tag, number, expected) in [
            ("en-US", "1", PluralCategory::One),
            ("en-US", "-1", PluralCategory::One),
            ("en-US", "1.0", PluralCategory::Other),
            ("pl", "9007199254740993", PluralCategory::Few),
            ("pl", "9007199254740995", PluralCategory::Many),
            ("lt", "1.5", PluralCategory::Many),
        ] {
            assert_eq!(category(tag, Number::parse(number).unwrap()), expected, "{tag} {number}");
        }
        assert_eq!(category("en", Number::from(f64::NAN)), PluralCategory::Other);
    }
}
