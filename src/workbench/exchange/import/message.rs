//! [`Message`]: what an imported file says about one message.

use rustc_hash::FxHashMap;

use crate::Diagnostic;
use crate::workbench::edit::parsed::Parsed;
use crate::workbench::exchange::ExchangeFile;
use crate::workbench::exchange::key::Key;
use crate::workbench::exchange::table::Record;
use crate::workbench::exchange::text::Text;

/// What a file says about one message: its value and its attributes.
pub(super) struct Message {
    pub(super) id: String,
    offset: usize,
    pub(super) value: Option<Text>,
    pub(super) attributes: Vec<(String, Text)>,
    /// Whether the file says that it is translated; `None` if it says nothing about it.
    pub(super) translated: Option<bool>,
}

/// The messages of a file, in its order, and how many of its texts are empty.
pub(super) fn messages(
    file: &ExchangeFile,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Message>, usize) {
    let mut messages: Vec<Message> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let mut empty = 0;
    for record in &file.sheet.records {
        let mut fail = |text: String| problems.push(file.diagnostic(record.offset, text));
        let key = match record.key.parse::<Key>() {
            Ok(key) => key,
            Err(reason) => {
                fail(reason);
                continue;
            }
        };
        if record.text.is_empty() {
            empty += 1;
            continue;
        }
        let text = match text(record, &key) {
            Ok(text) => text,
            Err(reason) => {
                fail(format!("`{}`: {reason}", record.key));
                continue;
            }
        };
        let number = *known.entry(key.id.clone()).or_insert_with(|| {
            messages.push(Message::new(key.id.clone(), record.offset));
            messages.len() - 1
        });
        if !messages[number].put(key.attribute, text, record.translated) {
            fail(format!("`{}` stands here a second time: remove one", record.key));
        }
    }
    (messages, empty)
}

fn text(record: &Record, key: &Key) -> Result<Text, String> {
    let text = record.text.replace("\r\n", "\n");
    if key.is_fluent { Text::from_fluent(&text) } else { Ok(Text::Plain(text)) }
}

/// A term without a text, which Fluent does not allow.
pub(super) fn lacking_values(
    file: &ExchangeFile,
    messages: &[Message],
    target: &Parsed<'_>,
) -> Vec<Diagnostic> {
    let known = target.index();
    let lacks = |message: &&Message| {
        message.id.starts_with('-') && message.value.is_none() && !known.has(&message.id)
    };
    let diagnostic = |message: &Message| {
        file.diagnostic(message.offset, format!("the term `{}` has no text of its own", message.id))
    };
    messages.iter().filter(lacks).map(diagnostic).collect()
}

impl Message {
    fn new(id: String, offset: usize) -> Message {
        Message { id, offset, value: None, attributes: Vec::new(), translated: None }
    }

    /// Adds a text; not if there is one under this name.
    fn put(&mut self, attribute: Option<String>, text: Text, translated: Option<bool>) -> bool {
        if let Some(translated) = translated {
            self.translated = Some(translated && self.translated != Some(false));
        }
        match attribute {
            None if self.value.is_some() => return false,
            None => self.value = Some(text),
            Some(name) if self.attributes.iter().any(|(known, _)| *known == name) => return false,
            Some(name) => self.attributes.push((name, text)),
        }
        true
    }

    /// The message as it stands in a file, without a comment.
    pub(super) fn source(&self) -> String {
        let value = self.value.as_ref().map(|value| value.to_source("    ", "\n"));
        let mut source = format!("{} ={}", self.id, value.unwrap_or_default());
        for (name, text) in &self.attributes {
            source.push_str(&attribute(name, text, "\n"));
        }
        source
    }
}

/// An attribute, with the line end in front of it.
pub(super) fn attribute(name: &str, text: &Text, line_end: &str) -> String {
    format!("{line_end}    .{name} ={}", text.to_source("        ", line_end))
}
