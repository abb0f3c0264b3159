//! YAML 1.2: a mapping, from code to text, or as [`tree`](super::tree) reads it.
//!
//! Plain scalars are texts, also those that look like numbers and truth values; `null`, `~` and an empty
//! value are empty. Anchors and aliases are not followed.

use std::fmt::Write as _;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::ReadOptions;
use super::offsets::Offsets;
use super::sheet::{Remark, Sheet};
use super::table::Table;
use super::tree::{self, DEPTH, Item, Member, Node, TOO_DEEP};

/// Names and texts as JSON strings, which are double-quoted scalars (YAML 1.2.2 §7.3.1).
pub(super) fn write(table: &Table) -> String {
    let mut out = String::new();
    for (name, text) in tree::names(table) {
        let key = serde_json::Value::from(name);
        // Writing into a string cannot fail.
        let _ = writeln!(out, "{key}: {}", string(text));
    }
    if out.is_empty() { "{}\n".to_owned() } else { out }
}

/// A double-quoted scalar. What a reader of YAML may take for a line end or a mark is escaped.
fn string(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

pub(super) fn read(text: &str, options: &ReadOptions) -> Result<Sheet, Remark> {
    let offsets = Offsets::new(text);
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            Remark::new(offsets.of(error.marker().index()), error.info().to_owned())
        })?;
        builder.take(event, offsets.of(span.start.index()))?;
    }
    match builder.file {
        Some(Item { node: Node::Nothing, .. }) | None => Ok(Sheet::default()),
        Some(file) => tree::sheet(file, "count", options),
    }
}

/// Puts the events of a file together.
#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    file: Option<Item>,
}

/// A mapping or a sequence that is not finished.
enum Open {
    Object { offset: usize, members: Vec<Member>, name: Option<(String, usize)> },
    List { offset: usize, items: Vec<Item> },
}

impl Builder {
    fn take(&mut self, event: Event<'_>, offset: usize) -> Result<(), Remark> {
        let node = match event {
            Event::MappingStart(..) => {
                self.open.push(Open::Object { offset, members: Vec::new(), name: None });
                return self.check_depth(offset);
            }
            Event::SequenceStart(..) => {
                self.open.push(Open::List { offset, items: Vec::new() });
                return self.check_depth(offset);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let Some(open) = self.open.pop() else { return Ok(()) };
                return match open {
                    Open::Object { offset, members, .. } => {
                        self.put(Item { offset, node: Node::Object(members) })
                    }
                    Open::List { offset, items } => {
                        self.put(Item { offset, node: Node::List(items) })
                    }
                };
            }
            Event::Scalar(text, ScalarStyle::Plain, ..)
                if matches!(&*text, "" | "~" | "null" | "Null" | "NULL") =>
            {
                Node::Nothing
            }
            Event::Scalar(text, ..) => Node::Text(text.into_owned()),
            Event::Alias(_) => {
                return Err(Remark::new(offset, "aliases are not followed: write the text itself"));
            }
            _ => return Ok(()),
        };
        self.put(Item { offset, node })
    }

    fn check_depth(&self, offset: usize) -> Result<(), Remark> {
        if self.open.len() > DEPTH { Err(Remark::new(offset, TOO_DEEP)) } else { Ok(()) }
    }

    fn put(&mut self, item: Item) -> Result<(), Remark> {
        match self.open.last_mut() {
            None if self.file.is_some() => {
                return Err(Remark::new(
                    item.offset,
                    "a second document: give each a file of its own",
                ));
            }
            None => self.file = Some(item),
            Some(Open::List { items, .. }) => items.push(item),
            Some(Open::Object { members, name, .. }) => match (name.take(), item) {
                (Some((name, offset)), value) => members.push(Member { name, offset, value }),
                (None, Item { offset, node: Node::Text(text) }) => *name = Some((text, offset)),
                (None, Item { offset, .. }) => {
                    return Err(Remark::new(offset, "a name has to be a text or a number"));
                }
            },
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Result<Vec<(String, String)>, Remark> {
        let sheet = read(text, &ReadOptions::default())?;
        let records = sheet.languages.into_iter().flat_map(|language| language.records);
        Ok(records.map(|record| (record.key, record.text)).collect())
    }

    #[test]
    fn scalars_of_every_style_are_texts() {
        let text = "# x\n40001: plain\n\"40002\": 'it''s'\n40003: |\n  two\n  lines\n40004: \"\\u5FC3\"\n40005: 7\n40006: ~\n";
        let expected = [
            ("40001", "plain"),
            ("40002", "it's"),
            ("40003", "two\nlines\n"),
            ("40004", "心"),
            ("40005", "7"),
            ("40006", ""),
        ];
        let expected: Vec<(String, String)> =
            expected.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        assert_eq!(records(text), Ok(expected));
        assert_eq!(records(""), Ok(vec![]));
    }

    #[test]
    fn errors_have_their_place() {
        for (text, place) in [
            ("心: a\n40001: *x\n", "*x"),
            ("40001: [a]\n", "[a]"),
            ("a: b: c\n", ": c"),
            ("1: a\n---\n1: b\n", "1: b"),
        ] {
            let error = records(text).unwrap_err();
            assert_eq!(error.offset, text.find(place).unwrap(), "{text}: {}", error.text);
        }
        let deep = "[".repeat(40) + &"]".repeat(40);
        assert_eq!(records(&deep).unwrap_err().text, TOO_DEEP);
    }
}
