//! [`Args`] from any map that serde can read.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Args, Value};

impl<'de> Deserialize<'de> for Args<'_> {
    /// Reads a map of strings, numbers and booleans, and borrows nothing of it. A null, a list or a map
    /// within the map is an argument that was not given: the others count. More than 1,000 members are an
    /// error.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ArgsVisitor).map(Args::into_owned)
    }
}

/// Arguments that borrow from the map what they can.
#[cfg(feature = "json")]
pub(crate) struct BorrowedArgs<'a>(pub(crate) Args<'a>);

#[cfg(feature = "json")]
impl<'de> Deserialize<'de> for BorrowedArgs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<BorrowedArgs<'de>, D::Error> {
        deserializer.deserialize_map(ArgsVisitor).map(BorrowedArgs)
    }
}

/// The most arguments of a map: each is compared with those before it, and the map may not be trusted.
const ARGUMENT_LIMIT: usize = 1000;

struct ArgsVisitor;

impl<'de> Visitor<'de> for ArgsVisitor {
    type Value = Args<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a map of arguments")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Args<'de>, M::Error> {
        let mut args = Args::new();
        let mut count = 0;
        while let Some(name) = map.next_key::<String>()? {
            count += 1;
            if count > ARGUMENT_LIMIT {
                return Err(de::Error::custom(format!("more than {ARGUMENT_LIMIT} arguments")));
            }
            if let Argument(Some(value)) = map.next_value()? {
                args.set(name, value);
            }
        }
        Ok(args)
    }
}

/// The value of a member; none if it is not one of an argument.
struct Argument<'a>(Option<Value<'a>>);

impl<'de> Deserialize<'de> for Argument<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Argument<'de>, D::Error> {
        deserializer.deserialize_any(ArgumentVisitor).map(Argument)
    }
}

struct ArgumentVisitor;

/// Visits what [`ValueVisitor`] does.
macro_rules! forward {
    ($($visit:ident: $value:ty,)+) => {$(
        fn $visit<E: de::Error>(self, value: $value) -> Result<Option<Value<'de>>, E> {
            ValueVisitor.$visit(value).map(Some)
        }
    )+};
}

impl<'de> Visitor<'de> for ArgumentVisitor {
    type Value = Option<Value<'de>>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an argument")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<Value<'de>>, E> {
        Ok(None)
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<Value<'de>>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Option<Value<'de>>, D::Error> {
        value.deserialize_any(self)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Option<Value<'de>>, M::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Option<Value<'de>>, S::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    forward! {
        visit_str: &str,
        visit_borrowed_str: &'de str,
        visit_string: String,
        visit_bool: bool,
        visit_i64: i64,
        visit_i128: i128,
        visit_u64: u64,
        visit_u128: u128,
        visit_f64: f64,
    }
}

impl<'de> Deserialize<'de> for Value<'_> {
    /// Reads a string, a number or a boolean.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor).map(Value::into_owned)
    }
}

struct ValueVisitor;

macro_rules! visit {
    ($($visit:ident: $value:ty,)+) => {$(
        fn $visit<E: de::Error>(self, value: $value) -> Result<Value<'de>, E> {
            Ok(value.into())
        }
    )+};
}

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string, a number or a boolean")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(text.to_owned().into())
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Value<'de>, E> {
        Ok(if truth { "true" } else { "false" }.into())
    }

    visit! {
        visit_borrowed_str: &'de str,
        visit_string: String,
        visit_i64: i64,
        visit_i128: i128,
        visit_u64: u64,
        visit_u128: u128,
        visit_f64: f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_becomes_arguments() {
        let json = r#"{"name":"svc","limit":5,"id":18446744073709551615,"low":-1,"ratio":0.5,
                       "on":true,"none":null,"name":"last"}"#;
        let args: Args<'_> = serde_json::from_str(json).unwrap();
        let texts: Vec<String> =
            args.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(
            texts,
            ["name=last", "limit=5", "id=18446744073709551615", "low=-1", "ratio=0.5", "on=true"],
        );
    }

    #[test]
    fn the_number_of_arguments_is_limited() {
        let json = |count: usize| {
            let names: Vec<String> = (0..count).map(|name| format!("\"a{name}\":1")).collect();
            format!("{{{}}}", names.join(","))
        };
        assert_eq!(serde_json::from_str::<Args<'_>>(&json(1000)).unwrap().iter().count(), 1000);
        let error = serde_json::from_str::<Args<'_>>(&json(1001)).unwrap_err().to_string();
        assert!(error.starts_with("more than 1000 arguments"), "{error}");
    }

    #[test]
    fn what_is_nested_is_passed_over() {
        let json = r#"{"causes":[{"field":"a"},[]],"name":"web","ctx":{"error":{"a":[1]}},"empty":{},"n":null,"min":3}"#;
        let args: Args<'_> = serde_json::from_str(json).unwrap();
        let texts: Vec<String> =
            args.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(texts, ["name=web", "min=3"]);
        assert!(serde_json::from_str::<Args<'_>>(r#"{"a":[1,}"#).is_err());
    }

    #[test]
    fn a_list_is_no_map_and_no_value() {
        let error = serde_json::from_str::<Args<'_>>("[1]").unwrap_err().to_string();
        assert!(
            error.starts_with("invalid type: sequence, expected a map of arguments"),
            "{error}"
        );
        let error = serde_json::from_str::<Value<'_>>("[1]").unwrap_err().to_string();
        assert!(
            error.starts_with("invalid type: sequence, expected a string, a number"),
            "{error}"
        );
    }
}
