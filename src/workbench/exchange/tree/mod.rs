//! What JSON, YAML and TOML have in common: objects of texts, and the messages in them.

mod family;
mod message;
mod node;
mod reader;

use rustc_hash::FxHashSet;

use super::key::TextKey;
use super::sheet::{Language, Remark, Sheet};
use super::table::Table;
use super::{ReadOptions, tag};
use reader::Reader;

pub(super) use family::ZERO;
pub(super) use node::{DEPTH, Item, Member, Node, TOO_DEEP};

/// The messages of a file. `count` is the variable that plural forms are chosen by.
///
/// # Errors
///
/// A value that is not understood, by the name that it stands under.
pub(super) fn sheet(file: Item, count: &str, options: &ReadOptions) -> Result<Sheet, Remark> {
    let reader = Reader::new(count, options);
    if let Node::Object(members) = &file.node
        && !members.is_empty()
        && members.iter().all(|member| {
            matches!(member.value.node, Node::Object(_) | Node::Nothing)
                && tag::locale(&member.name).is_some()
        })
    {
        let mut sheet = Sheet::default();
        for member in members {
            let mut records = Vec::new();
            reader.read(&member.value, "", &mut records)?;
            let tag = tag::locale(&member.name);
            sheet.languages.push(Language { tag, is_source: false, records });
        }
        reader.say(&mut sheet);
        return Ok(sheet);
    }
    let mut records = Vec::new();
    reader.read(&file, "", &mut records)?;
    let mut sheet = Sheet::of(None, records);
    reader.say(&mut sheet);
    Ok(sheet)
}

/// The texts of a table with names that [`sheet`] does not take for parts of others.
pub(super) fn names(table: &Table) -> Vec<(String, &str)> {
    let texts: Vec<(&TextKey, &str)> = table.texts().collect();
    let names: FxHashSet<String> = texts.iter().map(|(key, _)| key.to_string()).collect();
    let name = |(key, text): (&TextKey, _)| {
        let name = key.to_string();
        match family::is_taken_apart(&name, text, &|other| names.contains(other)) {
            true => (key.to_identifier(), text),
            false => (name, text),
        }
    };
    texts.into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::super::json;
    use super::*;

    fn records(text: &str, path: Option<&str>) -> Result<Vec<(String, String)>, String> {
        let options = ReadOptions { text_path: path.map(str::to_owned), ..ReadOptions::default() };
        let sheet = json::read(text, &options).map_err(|error| error.text)?;
        let records = sheet.languages.into_iter().flat_map(|language| language.records);
        Ok(records.map(|record| (record.key, record.text)).collect())
    }

    #[test]
    fn messages_are_found_in_objects_and_lists() {
        let one = vec![("40001".to_owned(), "a".to_owned())];
        for text in [
            r#"{"40001": "a"}"#,
            r#"{"40001": {"message": "a", "status": 400}}"#,
            r#"{"40001": {"other": "a", "description": "d"}}"#,
            r#"{"errors": {"40001": "a"}}"#,
            r#"{"40001": {"errmsg": "a", "name": "x"}}"#,
            r#"[{"code": 40001, "message": "a"}]"#,
            r#"{"errors": [{"error_code": "40001", "http_code": 400, "msg": "a"}]}"#,
            r#"[{"id": "40001", "translation": "a"}]"#,
            r#"{"en": {"errors": {"40001": "a"}}}"#,
        ] {
            assert_eq!(records(text, None), Ok(one.clone()), "{text}");
        }
        assert_eq!(records(r#"{"40001": {"l10n": {"en": "a"}}}"#, Some("l10n.en")), Ok(one));
        let named = records(r#"{"e": {"card_declined": {"message": "a", "solution": "b"}}}"#, None)
            .unwrap();
        assert_eq!(named[0].0, "e.card_declined");
        assert_eq!(named[1].0, "code-e__2Ecard_declined.remedy");
        let remedy = records(r#"{"40001": {"message": "a", "solution": "b"}}"#, None).unwrap();
        assert_eq!(remedy[1], ("40001.remedy".to_owned(), "b".to_owned()));
    }

    #[test]
    fn a_shape_that_is_not_understood_is_named() {
        for (text, expected) in [
            (
                r#"{"40001": {"l10n": {"en": "a"}}}"#,
                "an object at `40001`: give `--text-path l10n.en`",
            ),
            (r#"{"40001": {"say": "a", "it": 7}}"#, "an object at `40001`: give `--text-path say`"),
            (r#"{"40001": ["a"]}"#, "a list at `40001`, and not a text"),
            (r#"{"40001": 7}"#, "this is not a text: write it in quotes"),
            (r#"[{"message": "a"}]"#, "this object of a list has no `code` or `id`"),
            (r#"["a"]"#, "a list needs objects with a code and a text"),
            ("7", "this is not an object from code to text"),
        ] {
            assert_eq!(records(text, None), Err(expected.to_owned()), "{text}");
        }
    }
}
