//! [`Args`], [`Value`] and dates as serde writes them, and dates as it reads them.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::number::Number;
use super::{Args, Date, DateTime, Kind, Time, Value};

impl Serialize for Args<'_> {
    /// Writes a map.
    ///
    /// ```
    /// let args = codeword::Args::new().with("name", "orders").with("limit", 5);
    /// assert_eq!(serde_json::to_string(&args).unwrap(), r#"{"name":"orders","limit":5}"#);
    /// ```
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl Serialize for Value<'_> {
    /// Writes a string, a number, or the text of a date, as RFC 3339 has it. A number that no format can
    /// be trusted with, an integer of more than 64 bits, is a string of its digits, and one that was read
    /// as `1.50` is 1.5.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Kind::Missing => serializer.serialize_none(),
            Kind::Text(text) => serializer.serialize_str(text),
            Kind::Number(number) => serialize_number(*number, serializer),
            Kind::Date(date) => date.serialize(serializer),
            Kind::Time(time) => time.serialize(serializer),
            Kind::DateTime(date_time) => date_time.serialize(serializer),
        }
    }
}

fn serialize_number<S: Serializer>(number: Number, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Number::Integer { negative, magnitude } => {
            match (u64::try_from(magnitude), i64::try_from(magnitude)) {
                (_, Ok(magnitude)) if negative => serializer.serialize_i64(-magnitude),
                (Ok(magnitude), _) if !negative => serializer.serialize_u64(magnitude),
                _ => serializer.collect_str(&number),
            }
        }
        // JSON has no infinities, and its numbers are not lost so.
        Number::Decimal { value, .. } if !value.is_finite() => serializer.collect_str(&number),
        Number::Decimal { value, .. } => serializer.serialize_f64(value),
    }
}

macro_rules! serialize_dates {
    ($($date:ty, $expected:literal;)+) => {$(
        impl Serialize for $date {
            /// Writes the text that it is displayed as.
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $date {
            /// Reads what can be parsed.
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$date, D::Error> {
                struct DateVisitor;

                impl Visitor<'_> for DateVisitor {
                    type Value = $date;

                    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                        out.write_str($expected)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$date, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(DateVisitor)
            }
        }
    )+};
}

serialize_dates! {
    Date, "a date such as 2026-11-23";
    Time, "a time such as 20:44:10";
    DateTime, "a date and time such as 2026-11-23T20:44:10";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_written_as_they_are_read() {
        let json = r#"{"name":"svc","limit":5,"id":18446744073709551615,"low":-9223372036854775807,"ratio":0.5}"#;
        let args: Args<'static> = serde_json::from_str::<Args<'_>>(json).unwrap().into_owned();
        assert_eq!(serde_json::to_string(&args).unwrap(), json);
    }

    #[test]
    fn what_json_has_no_number_for_is_a_string() {
        for (value, expected) in [
            (Value::from(u128::MAX), r#""340282366920938463463374607431768211455""#),
            (Value::from(i128::MIN), r#""-170141183460469231731687303715884105728""#),
            (Value::from(f64::NAN), r#""NaN""#),
            (Value::from(f64::INFINITY), r#""inf""#),
            (Value::from(0.1_f32), "0.1"),
            (Value::from(Date::new(2026, 11, 23).unwrap()), r#""2026-11-23""#),
        ] {
            assert_eq!(serde_json::to_string(&value).unwrap(), expected);
        }
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        let json = r#"["2026-11-23","20:44:10","2026-11-23T20:44:10"]"#;
        let dates: (Date, Time, DateTime) = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&dates).unwrap(), json);
        let error = serde_json::from_str::<Date>("\"2026-02-29\"").unwrap_err().to_string();
        assert!(error.starts_with("`2026-02-29` is not a date or time"), "{error}");
        let error = serde_json::from_str::<Time>("5").unwrap_err().to_string();
        assert!(error.contains("expected a time such as 20:44:10"), "{error}");
    }

    #[test]
    fn arguments_can_be_read_into_what_borrows_nothing() {
        fn owned<T: de::DeserializeOwned>(json: &[u8]) -> T {
            serde_json::from_reader(json).unwrap()
        }
        let args: Args<'static> = owned(br#"{"name":"svc"}"#);
        assert_eq!(args, Args::new().with("name", "svc"));
    }
}
