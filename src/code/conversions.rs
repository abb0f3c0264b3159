//! Codes from numbers and texts, and compared with them.

use std::fmt;

use super::{Code, CodeBuf, Spelling};
use crate::Error;
use crate::error::NOT_A_CODE;

macro_rules! from_natural {
    ($($number:ty),*) => {$(
        impl From<$number> for Code<'_> {
            #[inline]
            fn from(number: $number) -> Self {
                // No target of Rust has a `usize` of more than 64 bits.
                Code(Spelling::Natural(number as u64))
            }
        }
    )*};
}

macro_rules! from_signed {
    ($($number:ty),*) => {$(
        impl From<$number> for Code<'_> {
            #[inline]
            fn from(number: $number) -> Self {
                // No target of Rust has an `isize` of more than 64 bits.
                Code::new(number as i64)
            }
        }
    )*};
}

from_natural!(u8, u16, u32, u64, usize);
from_signed!(i8, i16, i32, i64, isize);

/// What a text is not that cannot be turned into a [`Code`].
///
/// It does not hold the text, so that a look-up of what is not a code costs nothing. Parsing a [`CodeBuf`] has an
/// error that does. `?` makes an [`Error`] of it.
///
/// ```
/// use codeword::{Code, Error, InvalidCode};
///
/// assert_eq!(Code::try_from("not found"), Err(InvalidCode));
/// assert!(Error::from(InvalidCode).is_invalid_code());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidCode;

impl fmt::Display for InvalidCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(NOT_A_CODE)
    }
}

impl std::error::Error for InvalidCode {}

impl From<InvalidCode> for Error {
    fn from(_: InvalidCode) -> Error {
        Error::not_a_code()
    }
}

impl<'a> Code<'a> {
    /// The code with this spelling, or an error that shows it.
    pub(crate) fn read(spelling: &'a str) -> Result<Code<'a>, Error> {
        Code::parse(spelling).ok_or_else(|| Error::invalid_code(spelling))
    }
}

impl<'a> TryFrom<&'a str> for Code<'a> {
    type Error = InvalidCode;

    /// Reads a code as it is spelled: `400142`, `-1121`, `card_declined`.
    #[inline]
    fn try_from(spelling: &'a str) -> Result<Code<'a>, InvalidCode> {
        Code::parse(spelling).ok_or(InvalidCode)
    }
}

impl<'a> TryFrom<&'a String> for Code<'a> {
    type Error = InvalidCode;

    /// Reads a code as it is spelled; see [`TryFrom<&str>`](#impl-TryFrom<%26str>-for-Code<'a>).
    #[inline]
    fn try_from(spelling: &'a String) -> Result<Code<'a>, InvalidCode> {
        Code::try_from(spelling.as_str())
    }
}

impl<'a> From<&Code<'a>> for Code<'a> {
    #[inline]
    fn from(code: &Code<'a>) -> Code<'a> {
        *code
    }
}

macro_rules! keep_number {
    ($($number:ty),*) => {$(
        impl From<$number> for CodeBuf {
            #[inline]
            fn from(number: $number) -> CodeBuf {
                Code::from(number).into()
            }
        }
    )*};
}

keep_number!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

/// Compares codes with something else that may be one, both ways.
macro_rules! compare {
    ($other:ty, $name:ident => $code:expr) => {
        compare!(Code<'_>, $other, $name => $code);
        compare!(CodeBuf, $other, $name => $code);
    };
    ($code:ty, $other:ty, $name:ident => $read:expr) => {
        impl PartialEq<$other> for $code {
            fn eq(&self, $name: &$other) -> bool {
                $read == Some(Code::from(self))
            }
        }

        impl PartialEq<$code> for $other {
            fn eq(&self, code: &$code) -> bool {
                code == self
            }
        }
    };
}

compare!(i32, number => Some(Code::from(*number)));
compare!(u32, number => Some(Code::from(*number)));
compare!(i64, number => Some(Code::from(*number)));
compare!(u64, number => Some(Code::from(*number)));
compare!(str, spelling => Code::parse(spelling));
compare!(&str, spelling => Code::parse(spelling));

impl PartialEq<Code<'_>> for CodeBuf {
    fn eq(&self, code: &Code<'_>) -> bool {
        self.as_code() == *code
    }
}

impl PartialEq<CodeBuf> for Code<'_> {
    fn eq(&self, code: &CodeBuf) -> bool {
        *self == code.as_code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_width_are_codes() {
        assert_eq!(Code::from(7_u8), 7);
        assert_eq!(Code::from(7_u16), Code::from(7_usize));
        assert_eq!(Code::from(u32::MAX), u32::MAX);
        assert_eq!(Code::from(u64::MAX), u64::MAX);
        assert_eq!(Code::from(-7_i8), -7);
        assert_eq!(Code::from(-7_i16), Code::from(-7_isize));
        assert_eq!(Code::from(i32::MIN), i32::MIN);
        assert_eq!(Code::from(i64::MIN), i64::MIN);
        assert_ne!(Code::from(u64::MAX), -1);
    }

    #[test]
    fn a_code_equals_its_spelling() {
        assert_eq!(Code::new(400142), "400142");
        assert_eq!(*"400142", Code::new(400142));
        assert_eq!(CodeBuf::from(-1), "-1");
        assert_ne!(Code::new(7), "007");
        assert_ne!("not a code", Code::from_static("a"));
        assert_eq!("a".parse::<CodeBuf>().unwrap(), Code::from_static("a"));
    }

    #[test]
    fn an_error_says_what_a_code_is() {
        let shown = |text: &str| Code::read(text).unwrap_err().to_string();
        let what = "is not a valid code: write a number such as 400142 or -1121, or a name such as \
                    card_declined, of 1 to 128 visible ASCII characters without white space";
        assert!(Code::read("not found").unwrap_err().is_invalid_code());
        assert_eq!(shown("not found"), format!("`not found` is {InvalidCode}"));
        assert_eq!(shown("not found"), format!("`not found` {what}"));
        assert_eq!(shown(""), format!("`` {what}"));
        assert_eq!(shown(&"错".repeat(500)), format!("`{}…` {what}", "错".repeat(40)));
        assert!("not found".parse::<CodeBuf>().unwrap_err().is_invalid_code());
    }
}
