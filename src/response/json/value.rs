//! [`Value`]: what a member has that has the name of a field.

use super::string::{Literal, unescape};
use crate::{Code, CodeBuf};

/// The value of a field.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Text(Literal<'a>),
    /// An integer of 64 bits.
    Integer(Code<'static>),
    Object,
    Array,
    Null,
    Other,
}

impl Value<'_> {
    /// The value of a number that is written like this.
    pub(super) fn of_number(written: &[u8]) -> Self {
        Code::of_integer(written).map_or(Value::Other, Value::Integer)
    }

    /// The code that it is; `None` if it is not one.
    pub(super) fn code(&self) -> Option<CodeBuf> {
        match self {
            Value::Integer(code) => Some((*code).into()),
            Value::Text(literal) => spelled(*literal),
            Value::Object | Value::Array | Value::Null | Value::Other => None,
        }
    }
}

/// The code that a string spells. Out of line, so that the way of numbers stays short.
#[inline(never)]
fn spelled(literal: Literal<'_>) -> Option<CodeBuf> {
    if literal.escaped {
        return Code::parse(&unescape(literal.bytes)).map(CodeBuf::from);
    }
    Code::parse(str::from_utf8(literal.bytes).ok()?).map(CodeBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_an_integer_of_64_bits_or_a_string() {
        for (number, expected) in [
            ("0", Some("0")),
            ("400142", Some("400142")),
            ("-1121", Some("-1121")),
            ("18446744073709551615", Some("18446744073709551615")),
            ("-9223372036854775808", Some("-9223372036854775808")),
            ("18446744073709551616", None),
            ("-9223372036854775809", None),
            ("-0", None),
            ("1.0", None),
            ("1e2", None),
            ("123456789012345678901234567890.5", None),
        ] {
            let code = Value::of_number(number.as_bytes()).code();
            assert_eq!(code.map(|code| code.to_string()).as_deref(), expected, "{number}");
        }
        for (bytes, escaped, expected) in [
            ("400142", false, Some("400142")),
            ("card_declined", false, Some("card_declined")),
            (r"card\u005fdeclined", true, Some("card_declined")),
            (r"\u0034\u0030", true, Some("40")),
            (r"a\/b", true, Some("a/b")),
            ("", false, None),
            ("not found", false, None),
            (r"a\n", true, None),
            ("错误", false, None),
        ] {
            let literal = Literal { bytes: bytes.as_bytes(), escaped };
            let code = Value::Text(literal).code();
            assert_eq!(code.map(|code| code.to_string()).as_deref(), expected, "{bytes}");
        }
    }
}
