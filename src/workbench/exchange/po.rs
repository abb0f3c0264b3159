//! gettext's `.po`: the code as `msgctxt`, the source as `msgid`, the text as `msgstr`.
//!
//! A file whose `msgid` is the code is read too. `fuzzy` is what `# needs translation` is; other states
//! stand in an extracted comment, `#. state: final`. Plural forms and obsolete entries are passed over,
//! and said.

use std::fmt::Write as _;

use super::key::TextKey;
use super::sheet::{Language, Record, Remark, Sheet};
use super::table::{Row, Table};
use crate::workbench::edit::state::State;

pub(super) fn write(table: &Table) -> String {
    let mut out = String::from("msgid \"\"\nmsgstr \"\"\n");
    for header in [
        format!("Language: {}\\n", table.locale.to_string().replace('-', "_")),
        "MIME-Version: 1.0\\n".to_owned(),
        "Content-Type: text/plain; charset=UTF-8\\n".to_owned(),
        "Content-Transfer-Encoding: 8bit\\n".to_owned(),
    ] {
        let _ = writeln!(out, "\"{header}\"");
    }
    for Row { key, source, text, comment, state } in &table.rows {
        out.push('\n');
        for line in comment.lines() {
            let _ = writeln!(out, "{}", format!("#. {line}").trim_end());
        }
        if let Some(line) = state.line() {
            let _ = writeln!(out, "#. {line}");
        }
        if text.is_some() && state.needs_translation() == Some(true) {
            out.push_str("#, fuzzy\n");
        }
        let text = text.as_deref().unwrap_or_default();
        let source = source.as_deref().unwrap_or(text);
        let _ = writeln!(out, "msgctxt {}", string(&key.to_string()));
        let _ = writeln!(out, "msgid {}\nmsgstr {}", string(source), string(text));
    }
    out
}

/// A string as in C; a text of several lines has a piece for each.
fn string(text: &str) -> String {
    let piece = |line: &str| {
        let mut out = String::from("\"");
        for c in line.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                c => out.push(c),
            }
        }
        out + "\""
    };
    let lines: Vec<String> = text.split_inclusive('\n').map(piece).collect();
    match &lines[..] {
        [] => "\"\"".to_owned(),
        [line] => line.clone(),
        lines => format!("\"\"\n{}", lines.join("\n")),
    }
}

pub(super) fn read(text: &str) -> Result<Sheet, Remark> {
    let mut entries = Vec::new();
    let mut parser = Parser::default();
    let mut offset = 0;
    for line in text.split('\n') {
        let words = line.trim();
        let start = offset + line.len() - line.trim_start().len();
        offset += line.len() + 1;
        parser.line(words, start, &mut entries)?;
    }
    parser.finish(&mut entries);
    Ok(sheet(entries))
}

/// An entry of a file.
#[derive(Default)]
struct Entry {
    offset: usize,
    comment: Vec<String>,
    is_fuzzy: bool,
    is_obsolete: bool,
    is_plural: bool,
    context: Option<String>,
    id: Option<String>,
    text: Option<String>,
}

#[derive(Default)]
struct Parser {
    entry: Entry,
    /// Where a string that goes on belongs.
    field: Option<Field>,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Context,
    Id,
    Text,
    /// One that is passed over.
    Other,
}

impl Parser {
    fn line(&mut self, line: &str, offset: usize, entries: &mut Vec<Entry>) -> Result<(), Remark> {
        if let Some(obsolete) = line.strip_prefix("#~") {
            if obsolete.trim_start().starts_with("msgid") {
                self.finish(entries);
                self.entry.is_obsolete = true;
                self.entry.offset = offset;
                self.finish(entries);
            }
            return Ok(());
        }
        let has_text = self.entry.text.is_some();
        if line.is_empty() || line.starts_with('#') {
            if has_text {
                self.finish(entries);
            }
            self.field = None;
            if let Some(comment) = line.strip_prefix("#.") {
                self.entry.comment.push(comment.strip_prefix(' ').unwrap_or(comment).to_owned());
            } else if let Some(flags) = line.strip_prefix("#,") {
                self.entry.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            }
            return Ok(());
        }
        if line.starts_with('"') {
            let Some(field) = self.field else {
                return Err(Remark::new(
                    offset,
                    "a string needs `msgid` or `msgstr` in front of it",
                ));
            };
            return self.add(field, line, offset);
        }
        let (keyword, value) = line.split_once([' ', '\t', '"']).unwrap_or((line, ""));
        let value =
            if line[keyword.len()..].starts_with('"') { &line[keyword.len()..] } else { value };
        let field = match keyword {
            "msgctxt" => Field::Context,
            "msgid" => Field::Id,
            "msgstr" => Field::Text,
            "msgid_plural" => Field::Other,
            _ if keyword.starts_with("msgstr[") => Field::Other,
            _ => {
                return Err(Remark::new(
                    offset,
                    format!("`{keyword}` is not a keyword of a .po file"),
                ));
            }
        };
        let begins = matches!((field, has_text), (Field::Context | Field::Id, true));
        if begins || (field == Field::Context && self.entry.id.is_some()) {
            self.finish(entries);
        }
        self.entry.is_plural |= field == Field::Other;
        if keyword.starts_with("msgstr[") {
            self.entry.text.get_or_insert_default();
        }
        if matches!(field, Field::Context | Field::Id) && self.entry.context.is_none() {
            self.entry.offset = offset;
        }
        self.field = Some(field);
        self.add(field, value.trim(), offset)
    }

    fn add(&mut self, field: Field, string: &str, offset: usize) -> Result<(), Remark> {
        let text = unquoted(string).map_err(|text| Remark::new(offset, text))?;
        let entry = &mut self.entry;
        match field {
            Field::Context => entry.context.get_or_insert_default().push_str(&text),
            Field::Id => entry.id.get_or_insert_default().push_str(&text),
            Field::Text => entry.text.get_or_insert_default().push_str(&text),
            Field::Other => {}
        }
        Ok(())
    }

    fn finish(&mut self, entries: &mut Vec<Entry>) {
        let entry = std::mem::take(&mut self.entry);
        self.field = None;
        if entry.id.is_some() || entry.is_obsolete {
            entries.push(entry);
        }
    }
}

/// A string in quotes, with its escapes read as in C.
fn unquoted(string: &str) -> Result<String, String> {
    let wrong = || "a string has to stand in quotes: `msgstr \"…\"`".to_owned();
    let inner =
        string.strip_prefix('"').and_then(|string| string.strip_suffix('"')).ok_or_else(wrong)?;
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        let c = match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => '\n',
            ('\\', Some('t')) => '\t',
            ('\\', Some('r')) => '\r',
            ('\\', Some(c @ ('"' | '\\'))) => c,
            ('\\', Some(c)) => return Err(format!("`\\{c}` is not an escape of a .po file")),
            ('\\', None) | ('"', _) => return Err(wrong()),
            (c, _) => c,
        };
        text.push(c);
    }
    Ok(text)
}

fn sheet(entries: Vec<Entry>) -> Sheet {
    let mut sheet = Sheet::default();
    let mut texts = Language::default();
    let mut sources = Language { is_source: true, ..Language::default() };
    for entry in entries {
        let offset = entry.offset;
        let id = entry.id.unwrap_or_default();
        let text = entry.text.unwrap_or_default();
        if entry.is_obsolete {
            sheet.passed_over.push(Remark::new(offset, "an obsolete entry"));
            continue;
        }
        if id.is_empty() && entry.context.is_none() {
            let language = text.lines().find_map(|line| line.strip_prefix("Language:"));
            texts.tag =
                language.map(|tag| tag.trim().replace('_', "-")).filter(|tag| !tag.is_empty());
            continue;
        }
        let context = entry.context.filter(|context| context.parse::<TextKey>().is_ok());
        let (key, source) = match context {
            Some(context) => (context, Some(id)),
            None => (id, None),
        };
        if entry.is_plural {
            let text =
                format!("`{key}` has plural forms: write it as Fluent source, with a selector");
            sheet.passed_over.push(Remark::new(offset, text));
            continue;
        }
        let kept = entry.comment.iter().find_map(|line| State::of_line(line));
        let state = kept.or_else(|| entry.is_fuzzy.then(|| State::of_mark(true)));
        let words = entry.comment.iter().filter(|line| State::of_line(line).is_none());
        let comment = words.map(String::as_str).collect::<Vec<_>>().join("\n");
        if let Some(text) = source {
            sources.records.push(Record { key: key.clone(), text, offset, ..Record::default() });
        }
        texts.records.push(Record { key, text, offset, state, comment, plural: None });
    }
    sheet.languages.push(texts);
    if !sources.records.is_empty() {
        sheet.languages.push(sources);
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_with_their_context_or_without() {
        let text = "msgid \"\"\nmsgstr \"\"\n\"Language: zh_CN\\n\"\n\n#. Note\n#, c-format, fuzzy\nmsgctxt \"1\"\n\
                    msgid \"One\"\nmsgstr \"\"\n\"一\\n\"\n\"行\"\n\nmsgid \"2\"\nmsgstr \"二 \\\"x\\\"\"\n\
                    #~ msgid \"3\"\n#~ msgstr \"三\"\n\nmsgid \"4\"\nmsgid_plural \"4s\"\nmsgstr[0] \"四\"\n";
        let sheet = read(text).unwrap();
        let [texts, sources] = &sheet.languages[..] else { panic!("two languages") };
        assert_eq!(texts.tag.as_deref(), Some("zh-CN"));
        let found: Vec<(&str, &str, bool)> = (texts.records.iter())
            .map(|record| (&*record.key, &*record.text, record.state.is_some()))
            .collect();
        assert_eq!(found, [("1", "一\n行", true), ("2", "二 \"x\"", false)]);
        assert_eq!(texts.records[0].comment, "Note");
        assert_eq!((&*sources.records[0].key, &*sources.records[0].text), ("1", "One"));
        let places: Vec<usize> = sheet.passed_over.iter().map(|remark| remark.offset).collect();
        assert_eq!(places, [text.find("#~ msgid").unwrap(), text.find("msgid \"4\"").unwrap()]);
    }

    #[test]
    fn errors_have_their_place() {
        for (text, place) in [
            ("msgid \"1\"\nmsgstr x\n", "msgstr"),
            ("\"x\"\n", "\"x\""),
            ("msgid \"1\"\nmsg \"x\"\n", "msg \"x\""),
            ("msgid \"1\"\nmsgstr \"\\q\"\n", "msgstr"),
        ] {
            assert_eq!(read(text).unwrap_err().offset, text.find(place).unwrap(), "{text}");
        }
    }
}
