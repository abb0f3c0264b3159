//! [`Code`]: the number, its Fluent identifier, its HTTP status.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Error;

/// What every message identifier begins with: `code-400142`.
const PREFIX: &str = "code-";

/// A numeric error code.
///
/// Every `u32` is a code, whether or not a catalog knows it. In a Fluent file its message is called
/// `code-<number>`, because an identifier there must begin with a letter. Serde reads and writes it
/// as a plain number.
///
/// # Example
///
/// ```
/// use codeword::Code;
///
/// const HEARTBEAT_LIMIT: Code = Code::new(400142);
///
/// assert_eq!(HEARTBEAT_LIMIT, 400142);
/// assert_eq!(HEARTBEAT_LIMIT.http_status(), Some(400));
/// assert_eq!(HEARTBEAT_LIMIT.to_string(), "400142");
/// assert_eq!("400142".parse::<Code>()?, HEARTBEAT_LIMIT);
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(u32);

impl Code {
    /// The code with this number.
    pub const fn new(number: u32) -> Code {
        Code(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The HTTP status that the code carries: the first three digits of a six-digit code.
    ///
    /// `None` if the code has another length, or if those digits are not a status (RFC 9110 §15: 100
    /// to 599).
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// assert_eq!(Code::new(404001).http_status(), Some(404));
    /// assert_eq!(Code::new(42).http_status(), None);
    /// assert_eq!(Code::new(999001).http_status(), None);
    /// ```
    pub const fn http_status(self) -> Option<u16> {
        match self.0 {
            100_000..=599_999 => Some((self.0 / 1000) as u16),
            _ => None,
        }
    }

    /// The code of a message identifier, `code-400142`.
    ///
    /// `None` for any other identifier, and for one with leading zeros: a code has one spelling.
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// assert_eq!(Code::from_message_id("code-400142"), Some(Code::new(400142)));
    /// assert_eq!(Code::from_message_id("code-0400142"), None);
    /// assert_eq!(Code::from_message_id("greeting"), None);
    /// ```
    pub fn from_message_id(id: &str) -> Option<Code> {
        parse_digits(id.strip_prefix(PREFIX)?)
    }

    /// The identifier of the code's message: `code-400142`.
    ///
    /// ```
    /// assert_eq!(codeword::Code::new(400142).message_id(), "code-400142");
    /// ```
    pub fn message_id(self) -> String {
        format!("{PREFIX}{}", self.0)
    }
}

/// Reads decimal digits without a sign and without leading zeros, within `u32`.
fn parse_digits(text: &str) -> Option<Code> {
    let canonical = text == "0" || !text.starts_with(['0', '+']);
    canonical.then(|| text.parse().ok()).flatten().map(Code)
}

impl FromStr for Code {
    type Err = Error;

    /// Reads decimal digits, as they stand in a response: `400142`.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_code`] for anything else: a sign, leading zeros, more than `u32` holds.
    fn from_str(text: &str) -> Result<Code, Error> {
        parse_digits(text).ok_or_else(|| Error::invalid_code(text))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl From<u32> for Code {
    fn from(number: u32) -> Code {
        Code(number)
    }
}

impl From<Code> for u32 {
    fn from(code: Code) -> u32 {
        code.0
    }
}

impl PartialEq<u32> for Code {
    fn eq(&self, number: &u32) -> bool {
        self.0 == *number
    }
}

impl PartialEq<Code> for u32 {
    fn eq(&self, code: &Code) -> bool {
        *self == code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_are_a_code() {
        for (text, expected) in [
            ("400142", Some(400142)),
            ("0", Some(0)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("", None),
            ("+1", None),
            ("-1", None),
            ("01", None),
            ("1 ", None),
            ("1e3", None),
            ("４００", None),
        ] {
            assert_eq!(text.parse::<Code>().ok().map(Code::get), expected, "{text:?}");
        }
    }

    #[test]
    fn an_error_says_what_was_wrong() {
        let error = "4x".parse::<Code>().unwrap_err();
        assert!(error.is_invalid_code());
        assert_eq!(
            error.to_string(),
            "`4x` is not a valid code: write decimal digits, such as 400142"
        );
    }

    #[test]
    fn the_first_three_digits_are_the_status() {
        for (code, status) in [
            (200000, Some(200)),
            (599999, Some(599)),
            (600000, None),
            (99999, None),
            (1000000, None),
        ] {
            assert_eq!(Code::new(code).http_status(), status, "{code}");
        }
    }

    #[test]
    fn serde_sees_a_number() {
        assert_eq!(serde_json::to_string(&Code::new(400142)).unwrap(), "400142");
        assert_eq!(serde_json::from_str::<Code>("400142").unwrap(), 400142);
        assert!(serde_json::from_str::<Code>("\"400142\"").is_err());
    }
}
