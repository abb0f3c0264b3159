//! What is a code? [`Code`] is its spelling, a number or a name; [`CodeBuf`] is one to keep.

mod buf;
mod conversions;
mod message_id;
mod serialization;
mod spelling;

use std::fmt;

pub use buf::CodeBuf;
pub use conversions::InvalidCode;

use spelling::Spelling;

/// An error code: a number such as `400142` or `-1121`, or a name such as `card_declined`.
///
/// A code is its spelling, whether or not a catalog knows it:
///
/// * An integer within 64 bits, from -2⁶³ to 2⁶⁴ - 1, is a **number** where it is written in the one
///   usual way: without leading zeros, without `+`, and not as `-0`. It makes no difference whether it
///   came as a number or as its digits: `400142` and `"400142"` are one code.
/// * Any other spelling of 1 to 128 bytes of visible ASCII, U+0021 to U+007E, is a **name**:
///   `card_declined`, `InvalidParameter.Format`, `ddl:1054`, `22P02`, `00000`. Names are told apart by
///   every byte: `NotFound` is not `notfound`, and `007` is not 7.
///
/// A code borrows its name; [`CodeBuf`] owns it. Codes ascend as numbers, and then names in the order of
/// their bytes.
///
/// # Example
///
/// ```
/// use codeword::Code;
///
/// const HEARTBEAT_LIMIT: Code<'static> = Code::new(400142);
/// const CARD_DECLINED: Code<'static> = Code::from_static("card_declined");
///
/// let code = Code::try_from("400142")?;
/// assert_eq!(code, HEARTBEAT_LIMIT);
/// assert_eq!(code, 400142);
/// assert_eq!(code.http_status(), Some(400));
///
/// let advice = |code: Code<'_>| match code {
///     CARD_DECLINED => "ask for another card",
///     HEARTBEAT_LIMIT => "wait",
///     _ => "tell the operator",
/// };
/// assert_eq!(advice(Code::try_from("card_declined")?), "ask for another card");
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code<'a>(Spelling<'a>);

impl<'a> Code<'a> {
    /// The code with this number. Numbers past `i64` come from [`From<u64>`](#impl-From<u64>-for-Code<'_>).
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// const INVALID_SYMBOL: Code<'static> = Code::new(-1121);
    ///
    /// assert_eq!(INVALID_SYMBOL, "-1121");
    /// ```
    #[inline]
    pub const fn new(number: i64) -> Code<'static> {
        Code(if number < 0 { Spelling::Negative(number) } else { Spelling::Natural(number as u64) })
    }

    /// The code with this spelling, for constants: a mistake in one does not compile.
    ///
    /// # Panics
    ///
    /// If the spelling is not a code. For one that is not known when the program is compiled, take
    /// [`Code::parse`].
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// const CARD_DECLINED: Code<'static> = Code::from_static("card_declined");
    /// ```
    #[expect(
        clippy::panic,
        reason = "it is for constants, where a panic is an error of the compiler"
    )]
    pub const fn from_static(spelling: &'static str) -> Code<'static> {
        match Code::parse(spelling) {
            Some(code) => code,
            None => {
                panic!("not a valid code: write an integer, or 1 to 128 visible ASCII characters")
            }
        }
    }

    /// The code with this spelling; `None` if it is empty, longer than 128 bytes, or has white space,
    /// control characters, or what is not ASCII.
    ///
    /// [`TryFrom<&str>`](#impl-TryFrom<%26str>-for-Code<'a>) is the same with an error that says so.
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// assert_eq!(Code::parse("-1121"), Some(Code::new(-1121)));
    /// assert_eq!(Code::parse("22P02").and_then(Code::name), Some("22P02"));
    /// assert_eq!(Code::parse("not found"), None);
    /// ```
    #[inline]
    pub const fn parse(spelling: &'a str) -> Option<Code<'a>> {
        match Spelling::parse(spelling) {
            Some(spelling) => Some(Code(spelling)),
            None => None,
        }
    }

    /// The code of an integer in its usual spelling; `None` for a name and for what is not a code.
    #[inline]
    pub(crate) const fn of_integer(spelling: &[u8]) -> Option<Code<'static>> {
        match Spelling::of_integer(spelling) {
            Some(spelling) => Some(Code(spelling)),
            None => None,
        }
    }

    /// The number, if it is one that fits.
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// assert_eq!(Code::new(-1121).as_i64(), Some(-1121));
    /// assert_eq!(Code::from(u64::MAX).as_i64(), None);
    /// assert_eq!(Code::from_static("card_declined").as_i64(), None);
    /// ```
    #[inline]
    pub const fn as_i64(self) -> Option<i64> {
        match self.0 {
            Spelling::Negative(number) => Some(number),
            Spelling::Natural(number) if number <= i64::MAX as u64 => Some(number as i64),
            _ => None,
        }
    }

    /// The number, if it is one that is not negative.
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// assert_eq!(Code::new(400142).as_u64(), Some(400142));
    /// assert_eq!(Code::new(-1121).as_u64(), None);
    /// ```
    #[inline]
    pub const fn as_u64(self) -> Option<u64> {
        match self.0 {
            Spelling::Natural(number) => Some(number),
            _ => None,
        }
    }

    /// The number, whatever its sign.
    #[inline]
    pub(crate) const fn as_i128(self) -> Option<i128> {
        match self.0 {
            Spelling::Negative(number) => Some(number as i128),
            Spelling::Natural(number) => Some(number as i128),
            Spelling::Name(_) => None,
        }
    }

    /// The name; `None` for a number.
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// assert_eq!(Code::from_static("card_declined").name(), Some("card_declined"));
    /// assert_eq!(Code::from_static("400142").name(), None);
    /// ```
    #[inline]
    pub const fn name(self) -> Option<&'a str> {
        match self.0 {
            Spelling::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The HTTP status that the code carries: the first three digits of a number of six.
    ///
    /// `None` for a name and for any other number, and if those digits are not a status (RFC 9110 §15:
    /// 100 to 599).
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// assert_eq!(Code::new(404001).http_status(), Some(404));
    /// assert_eq!(Code::new(42).http_status(), None);
    /// assert_eq!(Code::new(999001).http_status(), None);
    /// assert_eq!(Code::from_static("card_declined").http_status(), None);
    /// ```
    pub const fn http_status(self) -> Option<u16> {
        match self.0 {
            Spelling::Natural(number @ 100_000..=599_999) => Some((number / 1000) as u16),
            _ => None,
        }
    }
}

impl fmt::Display for Code<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Spelling::Negative(number) => number.fmt(out),
            Spelling::Natural(number) => number.fmt(out),
            Spelling::Name(name) => name.fmt(out),
        }
    }
}

impl fmt::Debug for Code<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = out.debug_tuple("Code");
        match self.0 {
            Spelling::Negative(number) => out.field(&number),
            Spelling::Natural(number) => out.field(&number),
            Spelling::Name(name) => out.field(&name),
        }
        .finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_integer_of_64_bits_is_a_number() {
        for (text, number) in [
            ("0", 0),
            ("7", 7),
            ("400142", 400142),
            ("50011", 50011),
            ("-1", -1),
            ("-1121", -1121),
            ("4294967296", 1 << 32),
            ("9223372036854775808", 1 << 63),
            ("18446744073709551615", u64::MAX.into()),
            ("-9223372036854775808", i64::MIN.into()),
        ] {
            let code = Code::parse(text).unwrap();
            assert_eq!(code.as_i128(), Some(number), "{text}");
            assert_eq!(code.as_i64(), i64::try_from(number).ok(), "{text}");
            assert_eq!(code.as_u64(), u64::try_from(number).ok(), "{text}");
            assert_eq!(code.to_string(), text);
            assert_eq!(code.name(), None);
        }
    }

    #[test]
    fn any_other_visible_spelling_is_a_name() {
        for name in [
            "card_declined",
            "InvalidParameter.Format",
            "NAME_UNKNOWN",
            "ddl:1054",
            "00000",
            "22P02",
            "007",
            "+1",
            "-0",
            "-",
            "--1",
            "-01",
            "1.0",
            "1e3",
            "0x1F",
            "18446744073709551616",
            "19999999999999999999",
            "20000000000000000000",
            "99999999999999999999",
            "100000000000000000000",
            "-9223372036854775809",
            "-18446744073709551615",
            "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
            &"x".repeat(128),
        ] {
            let code = Code::parse(name).unwrap();
            assert_eq!((code.name(), code.as_i128()), (Some(name), None));
            assert_eq!(code.to_string(), name);
        }
    }

    #[test]
    fn white_space_control_characters_and_other_scripts_are_not_in_codes() {
        for text in
            ["", " ", "not found", "1 ", "\t7", "a\n", "a\u{0}", "a\u{7F}", "４００", "错误", "é"]
        {
            assert_eq!(Code::parse(text), None, "{text:?}");
        }
        assert_eq!(Code::parse(&"x".repeat(129)), None);
        assert_eq!(Code::parse(&"1".repeat(129)), None);
    }

    #[test]
    fn numbers_stand_before_names() {
        let ascending =
            ["-20", "-3", "0", "9", "10", "18446744073709551615", "007", "A", "a", "a1"];
        let codes = ascending.map(|spelling| Code::parse(spelling).unwrap());
        assert!(codes.is_sorted(), "{codes:?}");
    }

    #[test]
    fn the_first_three_of_six_digits_are_the_status() {
        for (code, status) in [
            ("200000", Some(200)),
            ("599999", Some(599)),
            ("600000", None),
            ("99999", None),
            ("1000000", None),
            ("-400142", None),
            ("400142x", None),
        ] {
            assert_eq!(Code::parse(code).unwrap().http_status(), status, "{code}");
        }
    }

    proptest! {
        #[test]
        fn a_code_is_what_it_is_spelled(text in "[-+0-9]{0,22}|[ -~]{0,130}|.{0,4}") {
            let is_visible = text.bytes().all(|byte| (0x21..=0x7E).contains(&byte));
            let is_code = is_visible && (1..=128).contains(&text.len());
            let number = text.parse::<i128>().ok().filter(|number| {
                (i64::MIN.into()..=u64::MAX.into()).contains(number) && number.to_string() == text
            });
            let code = Code::parse(&text);
            prop_assert_eq!(code.is_some(), is_code);
            if let Some(code) = code {
                prop_assert_eq!(code.as_i128(), number);
                prop_assert_eq!(code.to_string(), text);
            }
        }
    }
}
