//! Codes in serde: a number as a number, a name as a string.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{Code, CodeBuf, Spelling};

impl Serialize for Code<'_> {
    /// Writes a number as a number and a name as a string.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Spelling::Negative(number) => serializer.serialize_i64(number),
            Spelling::Natural(number) => serializer.serialize_u64(number),
            Spelling::Name(name) => serializer.serialize_str(name),
        }
    }
}

impl Serialize for CodeBuf {
    /// Writes a number as a number and a name as a string.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_code().serialize(serializer)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Code<'a> {
    /// Reads an integer, or a string that can be borrowed: one without escapes. [`CodeBuf`] reads every
    /// string.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code<'a>, D::Error> {
        deserializer.deserialize_any(Borrowed)
    }
}

impl<'de> Deserialize<'de> for CodeBuf {
    /// Reads an integer or a string.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CodeBuf, D::Error> {
        deserializer.deserialize_any(Owned)
    }
}

/// What the visitors expect, as an error says it.
const EXPECTED: &str = "an error code, such as 400142, -1121 or \"card_declined\"";

struct Borrowed;

impl<'de> Visitor<'de> for Borrowed {
    type Value = Code<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(EXPECTED)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Code<'de>, E> {
        Ok(number.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Code<'de>, E> {
        Ok(number.into())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Code<'de>, E> {
        Code::parse(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

struct Owned;

impl Visitor<'_> for Owned {
    type Value = CodeBuf;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(EXPECTED)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<CodeBuf, E> {
        Ok(number.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<CodeBuf, E> {
        Ok(number.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<CodeBuf, E> {
        let code = Code::parse(text).map(CodeBuf::from);
        code.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_number_is_a_number_and_a_name_is_a_string() {
        for (json, code) in [
            ("400142", Code::new(400142)),
            ("-1121", Code::new(-1121)),
            ("18446744073709551615", Code::from(u64::MAX)),
            ("\"card_declined\"", Code::from_static("card_declined")),
            ("\"007\"", Code::from_static("007")),
        ] {
            assert_eq!(serde_json::to_string(&code).unwrap(), json);
            assert_eq!(serde_json::to_string(&code.to_code_buf()).unwrap(), json);
            assert_eq!(serde_json::from_str::<Code<'_>>(json).unwrap(), code);
            assert_eq!(serde_json::from_str::<CodeBuf>(json).unwrap(), code);
        }
        assert_eq!(serde_json::from_str::<Code<'_>>("\"400142\"").unwrap(), 400142);
        assert_eq!(
            serde_json::from_str::<CodeBuf>(r#""card\u005fdeclined""#).unwrap(),
            "card_declined"
        );
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for json in ["1.5", "1e2", "true", "null", "\"\"", "\"not found\"", "\"错误\"", "[1]"] {
            assert!(serde_json::from_str::<Code<'_>>(json).is_err(), "{json}");
            let error = serde_json::from_str::<CodeBuf>(json).unwrap_err().to_string();
            assert!(error.contains("expected an error code, such as 400142"), "{error}");
        }
    }

    #[test]
    fn codes_are_keys_of_objects() {
        let json = r#"{"-1":"a","7":"b","card_declined":"c"}"#;
        let texts: BTreeMap<CodeBuf, String> = serde_json::from_str(json).unwrap();
        assert_eq!(texts[&CodeBuf::from(7)], "b");
        assert_eq!(serde_json::to_string(&texts).unwrap(), json);
    }
}
