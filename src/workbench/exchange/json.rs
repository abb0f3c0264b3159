//! JSON: an object, from code to text.
//!
//! ```json
//! { "400142": "心跳超限", "400142.title": "…", "400150:fluent": "{ $limit } …" }
//! ```
//!
//! What is read may have more: see [`tree`](super::tree).

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::ReadOptions;
use super::sheet::{Remark, Sheet};
use super::table::Table;
use super::tree::{self, DEPTH, Item, Member, Node, TOO_DEEP};

pub(super) fn write(table: &Table) -> String {
    let mut out = String::from("{");
    let mut separator = "\n";
    for (name, text) in tree::names(table) {
        let (key, text) = (serde_json::Value::from(name), serde_json::Value::from(text));
        // Writing into a string cannot fail.
        let _ = write!(out, "{separator}  {key}: {text}");
        separator = ",\n";
    }
    out.push_str(if separator == "\n" { "}\n" } else { "\n}\n" });
    out
}

pub(super) fn read(text: &str, options: &ReadOptions) -> Result<Sheet, Remark> {
    tree::sheet(parse(text)?, "count", options)
}

/// A file as a tree.
pub(super) fn parse(text: &str) -> Result<Item, Remark> {
    let whole: Result<&RawValue, _> = serde_json::from_str(text);
    let whole = whole.map_err(|error| remark(text, 0, &error))?;
    item(text, whole, 0)
}

fn item(file: &str, value: &RawValue, depth: usize) -> Result<Item, Remark> {
    let text = value.get();
    // A raw value is a slice of the file.
    let offset = text.as_ptr() as usize - file.as_ptr() as usize;
    let wrong = |error: serde_json::Error| remark(file, offset, &error);
    if depth > DEPTH {
        return Err(Remark::new(offset, TOO_DEEP));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let node = match text.bytes().next() {
        Some(b'{') => {
            let members = reader.deserialize_map(Members).map_err(wrong)?;
            let member = |(name, value): (String, &RawValue)| {
                let value = item(file, value, depth + 1)?;
                Ok(Member { name, offset: value.offset, value })
            };
            Node::Object(members.into_iter().map(member).collect::<Result<_, Remark>>()?)
        }
        Some(b'[') => {
            let items = reader.deserialize_seq(Items).map_err(wrong)?;
            let items = items.into_iter().map(|value| item(file, value, depth + 1));
            Node::List(items.collect::<Result<_, _>>()?)
        }
        Some(b'"') => Node::Text(serde_json::from_str(text).map_err(wrong)?),
        Some(b'n') => Node::Nothing,
        Some(b't' | b'f') => Node::Other,
        _ => Node::Number(text.to_owned()),
    };
    Ok(Item { offset, node })
}

fn remark(text: &str, start: usize, error: &serde_json::Error) -> Remark {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    Remark::new(start + offset(&text[start..], error.line(), error.column()), message)
}

/// The members of an object, in the order of the file.
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

/// The items of a list.
struct Items;

impl<'de> Visitor<'de> for Items {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(items)
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
        let deep = "[".repeat(40) + &"]".repeat(40);
        for (text, offset, expected) in [
            ("7", 0, "this is not an object from code to text"),
            ("{\n \"1\": \"a\",\n \"2\": 7 }", 19, "this is not a text: write it in quotes"),
            ("{\"1\": \"a\"", 8, "EOF while parsing an object"),
            ("{} x", 3, "trailing characters"),
            (&deep, 33, TOO_DEEP),
        ] {
            let error = read(text, &ReadOptions::default()).unwrap_err();
            assert_eq!((error.offset, &*error.text), (offset, expected), "{text}");
        }
    }
}
