//! Numbers as Go, Java and TypeScript write them.

use super::scanner::Language;

/// The greatest number up to which JavaScript has every integer, 2⁵³ - 1.
pub(super) const MOST_EXACT: i128 = (1 << 53) - 1;

/// A number as a language reads it.
pub(super) fn literal(written: &str, language: Language) -> Option<i128> {
    let number = number(written)?;
    let is_decimal = !written.starts_with('0');
    match language {
        // Without an `L`, digits of another base are the bits of an `int`.
        Language::Java if written.ends_with(['l', 'L']) => match is_decimal {
            true => Some(number),
            false => u64::try_from(number).ok().map(|bits| i128::from(bits as i64)),
        },
        Language::Java if is_decimal => (number <= 1 << 31).then_some(number),
        Language::Java => u32::try_from(number).ok().map(|bits| i128::from(bits as i32)),
        Language::TypeScript if !written.ends_with('n') => (number <= MOST_EXACT).then_some(number),
        _ => Some(number),
    }
}

/// A number as it is written: decimal, or with `0x`, `0o`, `0b`, or octal by its zero alone, with `_` between
/// digits and Java's `L` or TypeScript's `n` after them.
pub(super) fn number(written: &str) -> Option<i128> {
    let digits = written.replace('_', "").to_ascii_lowercase();
    let (digits, radix) = match digits.get(..2) {
        Some("0x") => (&digits[2..], 16),
        Some("0o") => (&digits[2..], 8),
        Some("0b") => (&digits[2..], 2),
        _ if digits.len() > 1 && digits.starts_with('0') => (&digits[1..], 8),
        _ => (&*digits, 10),
    };
    let digits = digits.strip_suffix(['l', 'n']).unwrap_or(digits);
    // A sign is not a digit.
    let is_digit = |c: char| c.is_digit(radix);
    digits.chars().all(is_digit).then(|| i128::from_str_radix(digits, radix).ok()).flatten()
}
