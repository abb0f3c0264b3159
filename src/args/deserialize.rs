//! [`Args`] from any map that serde can read.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::{Args, Value};

impl<'de: 'a, 'a> Deserialize<'de> for Args<'a> {
    /// Reads a map of strings, numbers and booleans. A null is an argument that was not given; a list
    /// or a map within the map is an error, and so are more than 1,000 arguments.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Args<'a>, D::Error> {
        deserializer.deserialize_map(ArgsVisitor).map(|args: Args<'de>| args)
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
            if let Some(value) = map.next_value::<Option<Value<'de>>>()? {
                args.set(name, value);
            }
        }
        Ok(args)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    /// Reads a string, a number or a boolean.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value<'a>, D::Error> {
        deserializer.deserialize_any(ValueVisitor).map(|value: Value<'de>| value)
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
    fn a_list_is_an_error() {
        for (json, error) in [
            (r#"{"a":[1]}"#, "invalid type: sequence, expected a string, a number or a boolean"),
            (r#"[1]"#, "invalid type: sequence, expected a map of arguments"),
        ] {
            let message = serde_json::from_str::<Args<'_>>(json).unwrap_err().to_string();
            assert!(message.starts_with(error), "{message}");
        }
    }
}
