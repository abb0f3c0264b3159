//! JSON: one object, from code to text.
//!
//! ```json
//! { "400142": "心跳超限", "400142.title": "…", "400150:fluent": "{ $limit } …" }
//! ```

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::table::{ReadError, Record, Sheet, Table};

pub(super) fn write(table: &Table) -> String {
    let mut out = String::from("{");
    let mut separator = "\n";
    for (key, text) in table.texts() {
        let (key, text) = (serde_json::Value::from(key.to_string()), serde_json::Value::from(text));
        // Writing into a string cannot fail.
        let _ = write!(out, "{separator}  {key}: {text}");
        separator = ",\n";
    }
    out.push_str(if separator == "\n" { "}\n" } else { "\n}\n" });
    out
}

pub(super) fn read(text: &str) -> Result<Sheet, ReadError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let members = reader.deserialize_map(Members).and_then(|members| {
        reader.end()?;
        Ok(members)
    });
    let members = members.map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        ReadError::new(offset(text, error.line(), error.column()), message)
    })?;
    let record = |(key, value): (String, &RawValue)| {
        // A raw value is a slice of the text.
        let offset = value.get().as_ptr() as usize - text.as_ptr() as usize;
        match serde_json::from_str(value.get()) {
            Ok(text) => Ok(Record { key, text, offset, translated: None }),
            Err(_) => Err(ReadError::new(offset, "this is not a text: write it in quotes")),
        }
    };
    let records = members.into_iter().map(record).collect::<Result<_, _>>()?;
    Ok(Sheet { locale: None, records })
}

/// The members of an object, in the order of the file, each with its place.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object from code to text")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((key, value)) = map.next_entry::<Cow<'de, str>, _>()? {
            members.push((key.into_owned(), value));
        }
        Ok(members)
    }
}

/// The offset of a line and a column of bytes, as serde_json counts them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_have_their_place() {
        for (text, offset, expected) in [
            ("[]", 0, "invalid type: sequence, expected an object from code to text"),
            ("{\n \"1\": \"a\",\n \"2\": 7 }", 19, "this is not a text: write it in quotes"),
            ("{\"1\": \"a\"", 8, "EOF while parsing an object"),
            ("{} x", 3, "trailing characters"),
        ] {
            let error = read(text).unwrap_err();
            assert_eq!((error.offset, &*error.text), (offset, expected), "{text}");
        }
    }
}
