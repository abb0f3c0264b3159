//! The TOML files of go-i18n, as the Polaris server reads them: `400142 = "…"`.
//!
//! A message may also be a table with `other`, or one of a list, `[[messages]]`, with its `id`: see
//! [`tree`](super::tree). Plural forms become a selector on `$PluralCount`. go-i18n's JSON and YAML have the
//! same shapes. Comments are not kept.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ReadOptions;
use super::sheet::{Remark, Sheet};
use super::table::Table;
use super::tree::{self, DEPTH, Item, Member, Node, TOO_DEEP};
use super::{json, yaml};

pub(super) fn write(table: &Table) -> String {
    let line = |(key, text): (_, &str)| format!("{} = {}\n", name(key), string(text));
    table.texts().map(|(key, text)| line((key.to_string(), text))).collect()
}

/// A key, in quotes where it needs them (TOML 1.0 "Keys").
fn name(key: String) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if key.chars().all(is_bare) { key } else { string(&key) }
}

/// A basic string (TOML 1.0 "String").
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

pub(super) fn read(text: &str, options: &ReadOptions) -> Result<Sheet, Remark> {
    let as_json = match text.trim_start().bytes().next() {
        Some(b'{') => Some(json::parse(text)?),
        // A table of TOML begins with a bracket too, and is not JSON.
        Some(b'[') => json::parse(text).ok(),
        _ => None,
    };
    match as_json.map_or_else(|| parse(text), Ok) {
        Ok(file) => tree::sheet(file, "PluralCount", options),
        // `400142: …` is YAML.
        Err(error) => yaml::read(text, options).map_err(|_| error),
    }
}

fn parse(text: &str) -> Result<Item, Remark> {
    let file = DeTable::parse(text)
        .map_err(|error| Remark::new(error.span().map_or(0, |span| span.start), error.message()))?;
    Ok(Item { offset: 0, node: object(file.get_ref(), 0)? })
}

fn object(table: &DeTable<'_>, depth: usize) -> Result<Node, Remark> {
    let member = |(name, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let (name, offset): (&std::borrow::Cow<'_, str>, usize) =
            (name.get_ref(), name.span().start);
        Ok(Member { name: name.to_string(), offset, value: item(value, depth)? })
    };
    let mut members = table.iter().map(member).collect::<Result<Vec<_>, Remark>>()?;
    // The table is sorted by its keys.
    members.sort_by_key(|member| member.offset);
    Ok(Node::Object(members))
}

fn item(value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Item, Remark> {
    let offset = value.span().start;
    if depth > DEPTH {
        return Err(Remark::new(offset, TOO_DEEP));
    }
    let node = match value.get_ref() {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Integer(number) => Node::Number(number.as_str().to_owned()),
        DeValue::Table(table) => object(table, depth + 1)?,
        DeValue::Array(items) => {
            Node::List(items.iter().map(|value| item(value, depth + 1)).collect::<Result<_, _>>()?)
        }
        DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => Node::Other,
    };
    Ok(Item { offset, node })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<(String, String)> {
        let sheet = read(text, &ReadOptions::default()).unwrap();
        let records = sheet.languages.into_iter().flat_map(|language| language.records);
        records.map(|record| (record.key, record.text)).collect()
    }

    #[test]
    fn every_spelling_is_read_in_the_order_of_the_file() {
        let expected = [("400142", "a"), ("400001", "c"), ("400001.title", "t")];
        let expected: Vec<(String, String)> =
            expected.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        for text in [
            "400142 = \"a\"\n400001.description = \"d\"\n400001.other = \"c\"\n400001.title = \"t\"\n",
            "[400142]\nother = 'a'\n\n[400001]\nhash = \"h\"\nother = \"c\"\ntitle = \"t\"\n",
            "[[messages]]\nid = \"400142\"\nother = \"a\"\n[[messages]]\nid = \"400001\"\nother = \"c\"\ntitle = \"t\"\n",
            "[{\"id\": \"400142\", \"translation\": \"a\"}, {\"id\": \"400001\", \"other\": \"c\", \"title\": \"t\"}]",
            "400142: a\n400001:\n  description: d\n  other: c\n  title: t\n",
        ] {
            assert_eq!(records(text), expected, "{text}");
        }
    }

    #[test]
    fn errors_have_their_place() {
        for (text, offset) in [("1 = \"a\"\n2 = 7\n", 12), ("1 = [\"a\"]\n", 4), ("1 = \"", 5)] {
            assert_eq!(read(text, &ReadOptions::default()).unwrap_err().offset, offset, "{text}");
        }
    }
}
