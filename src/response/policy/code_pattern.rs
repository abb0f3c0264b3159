//! [`CodePattern`]: the codes that a policy names.

use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::{Code, CodeBuf, Error};

/// One code, a range of numbers, or every code that begins in one way.
///
/// | written | what it is |
/// | --- | --- |
/// | `400142`, `-1121`, `card_declined` | that code |
/// | `400000-499999`, `-1199--1000` | the numbers from the first to the last |
/// | `card_*`, `22*` | the codes whose spelling begins like that, numbers too |
/// | `*` | every code |
///
/// ```
/// use codeword::Code;
/// use codeword::response::CodePattern;
///
/// let pattern: CodePattern = "-1199--1000".parse()?;
/// assert!(pattern.contains(Code::new(-1121)));
/// assert!(!pattern.contains(Code::new(1121)));
///
/// let pattern: CodePattern = "card_*".parse()?;
/// assert!(pattern.contains(Code::from_static("card_declined")));
///
/// assert!(CodePattern::from(400_000..=499_999).contains(Code::new(400142)));
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePattern(Pattern);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Pattern {
    /// From the first to the last, in the order of codes.
    Range(CodeBuf, CodeBuf),
    /// The spellings that begin with this.
    Start(Box<str>),
}

impl CodePattern {
    /// Whether a code is one of these.
    pub fn contains(&self, code: Code<'_>) -> bool {
        match &self.0 {
            Pattern::Range(first, last) => (first.as_code()..=last.as_code()).contains(&code),
            Pattern::Start(start) => match (code.name(), code.as_i128()) {
                (Some(name), _) => name.starts_with(&**start),
                (None, number) => {
                    itoa::Buffer::new().format(number.unwrap_or_default()).starts_with(&**start)
                }
            },
        }
    }
}

impl From<Code<'_>> for CodePattern {
    fn from(code: Code<'_>) -> CodePattern {
        CodePattern(Pattern::Range(code.into(), code.into()))
    }
}

impl<C: Into<CodeBuf>> From<RangeInclusive<C>> for CodePattern {
    fn from(range: RangeInclusive<C>) -> CodePattern {
        let (first, last) = range.into_inner();
        CodePattern(Pattern::Range(first.into(), last.into()))
    }
}

impl FromStr for CodePattern {
    type Err = Error;

    /// Reads a code, a range of numbers, or the beginning of codes and `*`.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_code`] for what is not a code; [`Error::is_invalid_policy`] for a range that ends
    /// before it begins, for what begins like a range and is not one, and for `*` elsewhere than at the end.
    fn from_str(text: &str) -> Result<CodePattern, Error> {
        let text = text.trim();
        if let Some((start, end)) = text.split_once('*') {
            return match (start, end) {
                ("", "") => Ok(CodePattern(Pattern::Start(start.into()))),
                (start, "") => Code::read(start).map(|_| CodePattern(Pattern::Start(start.into()))),
                _ => Err(Error::invalid_policy(format!(
                    "`{text}` has `*` before its end: write the beginning of codes, such as `card_*`"
                ))),
            };
        }
        // A sign is not where two numbers part.
        let Some(parting) = text.get(1..).and_then(|rest| rest.find('-')).map(|at| at + 1) else {
            return Code::read(text).map(CodePattern::from);
        };
        let [first, last] = [&text[..parting], &text[parting + 1..]].map(str::trim);
        match [first, last].map(|number| Code::of_integer(number.as_bytes())) {
            [None, _] => Code::read(text).map(CodePattern::from),
            [Some(first), Some(last)] if first <= last => Ok(CodePattern::from(first..=last)),
            [Some(_), Some(_)] => {
                Err(Error::invalid_policy(format!("`{text}` ends before it begins")))
            }
            [Some(_), None] => Err(Error::invalid_policy(format!(
                "`{text}` is not a range: write two numbers, such as 400000-499999 or -1199--1000"
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_ranges_and_beginnings_are_read() {
        for (pattern, within, without) in [
            ("400142", &["400142"][..], &["400141", "400142x", "0400142"][..]),
            ("-1121", &["-1121"], &["1121", "-11210"]),
            ("card_declined", &["card_declined"], &["card_declined2", "CARD_DECLINED"]),
            ("not-found", &["not-found"], &["not"]),
            ("400000-499999", &["400000", "400142", "499999"], &["399999", "500000", "400000x"]),
            (" 1 - 3 ", &["1", "2", "3"], &["0", "4"]),
            ("-1199--1000", &["-1199", "-1121", "-1000"], &["-1200", "-999", "1121"]),
            ("-5-5", &["-5", "0", "5"], &["-6", "6"]),
            ("card_*", &["card_", "card_declined"], &["card", "a_card_"]),
            ("22*", &["22", "22012", "22P02"], &["2", "-22", "122"]),
            ("-11*", &["-11", "-1121"], &["11", "-1"]),
            ("*", &["0", "-1", "card_declined"], &[]),
        ] {
            let pattern: CodePattern = pattern.parse().unwrap();
            let contains = |code: &&str| pattern.contains(Code::parse(code).unwrap());
            assert!(within.iter().all(contains), "{pattern:?}");
            assert!(!without.iter().any(contains), "{pattern:?}");
        }
    }

    #[test]
    fn a_mistake_is_said() {
        for (pattern, expected) in [
            ("5-4", "`5-4` ends before it begins"),
            ("-1000--1199", "`-1000--1199` ends before it begins"),
            ("400000-49999x", "`400000-49999x` is not a range: write two numbers"),
            ("400000-", "`400000-` is not a range"),
            ("card_*_x", "`card_*_x` has `*` before its end"),
            ("**", "`**` has `*` before its end"),
            ("", "`` is not a valid code"),
            ("not found", "`not found` is not a valid code"),
            ("错*", "`错` is not a valid code"),
        ] {
            let error = pattern.parse::<CodePattern>().unwrap_err();
            assert!(error.is_invalid_policy() || error.is_invalid_code());
            assert!(error.to_string().starts_with(expected), "{error}");
        }
    }
}
