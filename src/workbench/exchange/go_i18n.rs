//! The TOML files of go-i18n, as the Polaris server reads them: `400142 = "…"`.
//!
//! A message may also be a table with `other`; `description` and go-i18n's own keys are passed over.
//! Plural forms cannot be read: in Fluent they are one text with a selector. Comments are not kept.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::table::{ReadError, Record, Sheet, Table};

/// The keys of a message that say nothing to a reader.
const PASSED_OVER: [&str; 5] = ["id", "description", "hash", "leftdelim", "rightdelim"];

/// The keys of plural forms besides `other`.
const PLURALS: [&str; 5] = ["zero", "one", "two", "few", "many"];

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

pub(super) fn read(text: &str) -> Result<Sheet, ReadError> {
    let file = DeTable::parse(text).map_err(|error| {
        ReadError::new(error.span().map_or(0, |span| span.start), error.message())
    })?;
    let mut records = Vec::new();
    read_table(file.get_ref(), "", &mut records)?;
    // The table is sorted by its keys.
    records.sort_by_key(|record| record.offset);
    Ok(Sheet { locale: None, records })
}

fn read_table(
    table: &DeTable<'_>,
    prefix: &str,
    records: &mut Vec<Record>,
) -> Result<(), ReadError> {
    for (key, value) in table {
        let name: &str = key.get_ref();
        let lower = name.to_lowercase();
        let (is_message, offset) = (!prefix.is_empty(), key.span().start);
        if is_message && PASSED_OVER.contains(&&*lower) && !value.get_ref().is_table() {
            continue;
        }
        if is_message && PLURALS.contains(&&*lower) {
            let text = "plural forms cannot be read: write one text with `other`, or a Fluent \
                        selector";
            return Err(ReadError::new(offset, text));
        }
        let key = match (is_message, &*lower) {
            (true, "other") => prefix.to_owned(),
            (true, _) => format!("{prefix}.{name}"),
            (false, _) => name.to_owned(),
        };
        read_value(value, key, offset, records)?;
    }
    Ok(())
}

fn read_value(
    value: &Spanned<DeValue<'_>>,
    key: String,
    offset: usize,
    records: &mut Vec<Record>,
) -> Result<(), ReadError> {
    match value.get_ref() {
        DeValue::String(text) => {
            records.push(Record { key, text: text.to_string(), offset, translated: None });
            Ok(())
        }
        DeValue::Table(table) => read_table(table, &key, records),
        _ => Err(ReadError::new(value.span().start, "this is not a text: write it in quotes")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read_in_the_order_of_the_file() {
        let text = "400142 = \"a\"\n\"-b\" = 'b'\n400001.description = \"d\"\n400001.other = \"c\"\n\
                    400001.title = \"t\"\n";
        let sheet = read(text).unwrap();
        let records: Vec<(&str, &str)> =
            sheet.records.iter().map(|record| (&*record.key, &*record.text)).collect();
        assert_eq!(records, [("400142", "a"), ("-b", "b"), ("400001", "c"), ("400001.title", "t")]);
    }

    #[test]
    fn errors_have_their_place() {
        for (text, offset) in
            [("1 = \"a\"\n2 = 7\n", 12), ("[1]\none = \"a\"\nother = \"b\"\n", 4), ("1 = \"", 5)]
        {
            assert_eq!(read(text).unwrap_err().offset, offset, "{text}");
        }
    }
}
