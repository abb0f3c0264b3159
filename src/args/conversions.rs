//! What can be the value of an argument: [`Value`] from the types of Rust.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZero;
use std::time::{Duration, SystemTime};

use super::number::Number;
use super::{Date, DateTime, Kind, Time, Value};

macro_rules! from_values {
    ($($kind:ident: $($value:ty),+;)+) => {$($(
        impl<'a> From<$value> for Value<'a> {
            #[inline]
            fn from(value: $value) -> Value<'a> {
                Value(Kind::$kind(value.into()))
            }
        }
    )+)+};
}

from_values! {
    Text: &'a str, &'a String, String, Cow<'a, str>;
    Number: i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64;
    Date: Date;
    Time: Time;
    DateTime: DateTime;
}

/// What is [`Copy`] may be borrowed too: so it is where a program iterates.
macro_rules! from_references {
    ($($value:ty),+ $(,)?) => {$(
        impl<'a> From<&$value> for Value<'a> {
            #[inline]
            fn from(value: &$value) -> Value<'a> {
                Value::from(*value)
            }
        }
    )+};
}

from_references! {
    i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64, bool, char, Date, Time,
    DateTime, IpAddr, Ipv4Addr, Ipv6Addr, Duration, SystemTime,
}

macro_rules! from_non_zeros {
    ($($integer:ty),+) => {$(
        impl From<NonZero<$integer>> for Value<'_> {
            fn from(number: NonZero<$integer>) -> Self {
                Value::from(number.get())
            }
        }
    )+};
}

from_non_zeros!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

macro_rules! from_addresses {
    ($($address:ty),+) => {$(
        impl From<$address> for Value<'_> {
            fn from(address: $address) -> Self {
                Value::from(address.to_string())
            }
        }
    )+};
}

from_addresses!(IpAddr, Ipv4Addr, Ipv6Addr);

impl<'a, V: Into<Value<'a>>> From<Option<V>> for Value<'a> {
    /// [`None`] is an argument that is missing, and has no text.
    #[inline]
    fn from(value: Option<V>) -> Value<'a> {
        value.map_or(Value(Kind::Missing), V::into)
    }
}

impl From<bool> for Value<'_> {
    /// `true` or `false`, between which a selector can choose.
    fn from(truth: bool) -> Self {
        Value::from(if truth { "true" } else { "false" })
    }
}

impl From<char> for Value<'_> {
    fn from(character: char) -> Self {
        Value::from(String::from(character))
    }
}

impl<'a> From<&'a Cow<'a, str>> for Value<'a> {
    fn from(text: &'a Cow<'a, str>) -> Value<'a> {
        Value::from(&**text)
    }
}

impl<'a> From<&'a Value<'_>> for Value<'a> {
    fn from(value: &'a Value<'_>) -> Value<'a> {
        Value(match &value.0 {
            Kind::Missing => Kind::Missing,
            Kind::Text(text) => Kind::Text(Cow::Borrowed(text)),
            Kind::Number(number) => Kind::Number(*number),
            Kind::Date(date) => Kind::Date(*date),
            Kind::Time(time) => Kind::Time(*time),
            Kind::DateTime(date_time) => Kind::DateTime(*date_time),
        })
    }
}

impl From<Duration> for Value<'_> {
    /// Its seconds: a whole number where there is no fraction, and a decimal one otherwise.
    fn from(duration: Duration) -> Self {
        match duration.subsec_nanos() {
            0 => Value::from(duration.as_secs()),
            _ => Value::from(duration.as_secs_f64()),
        }
    }
}

impl From<SystemTime> for Value<'_> {
    /// Its day and time in UTC; outside the years 0 to 9999, which no message can format, the seconds since
    /// 1970 began.
    fn from(instant: SystemTime) -> Self {
        match DateTime::try_from(instant) {
            Ok(date_time) => Value::from(date_time),
            Err(_) => match instant.duration_since(SystemTime::UNIX_EPOCH) {
                Ok(after) => Value::from(after.as_secs()),
                Err(before) => {
                    let magnitude = u128::from(before.duration().as_secs());
                    Value(Kind::Number(Number::Integer { negative: true, magnitude }))
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Args;

    #[test]
    fn none_is_an_argument_that_is_missing() {
        let none = None::<u8>;
        let args = Args::new().with("a", 1).with("b", Some("x")).with("c", 3).with("a", none);
        assert_eq!(args, Args::new().with("b", "x").with("c", 3));
        assert_eq!(args.get("a"), None);
        assert_eq!(Args::from_iter([("a", none)]), Args::new());
    }

    #[test]
    fn what_is_passed_is_shown() {
        let one = NonZero::new(1_u8).unwrap();
        let text = Cow::Borrowed("text");
        for (value, expected) in [
            (Value::from(true), "true"),
            (Value::from(&false), "false"),
            (Value::from('é'), "é"),
            (Value::from(one), "1"),
            (Value::from(&u64::MAX), "18446744073709551615"),
            (Value::from(&text), "text"),
            (Value::from(&Value::from(5)), "5"),
            (Value::from(IpAddr::from([127, 0, 0, 1])), "127.0.0.1"),
            (Value::from(&Ipv6Addr::LOCALHOST), "::1"),
            (Value::from(Duration::from_millis(1500)), "1.5"),
            (Value::from(Duration::from_secs(90)), "90"),
            (Value::from(Duration::MAX), "18446744073709552000"),
            (Value::from(SystemTime::UNIX_EPOCH), "1970-01-01T00:00:00"),
            (Value::from(SystemTime::UNIX_EPOCH - Duration::from_secs(1)), "1969-12-31T23:59:59"),
            (Value::from(SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 40)), "1099511627776"),
            (Value::from(SystemTime::UNIX_EPOCH - Duration::from_secs(1 << 40)), "-1099511627776"),
        ] {
            assert_eq!(value.to_string(), expected);
        }
    }
}
