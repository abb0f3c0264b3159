//! What goes out and what comes in, whatever the format: a [`Table`], and a [`Sheet`]. In both, a text is
//! named by its [`TextKey`].

use std::fmt;
use std::str::FromStr;

use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use super::text::Text;
use crate::Code;

/// The texts of a locale, ready to be written.
pub(super) struct Table {
    pub(super) source: LanguageIdentifier,
    pub(super) locale: LanguageIdentifier,
    pub(super) rows: Vec<Row>,
}

/// One text on its way out.
pub(super) struct Row {
    pub(super) key: TextKey,
    /// The text that it is translated from; `None` in the source locale itself, and where the source
    /// has no such message.
    pub(super) source: Option<String>,
    /// The text; `None` if the locale has none.
    pub(super) text: Option<String>,
    /// What translators need to know.
    pub(super) comment: String,
    pub(super) needs_translation: bool,
}

impl Table {
    /// Whether this is the locale that others are translated from.
    pub(super) fn is_source(&self) -> bool {
        self.source == self.locale
    }

    /// The texts that there are, with their names.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&TextKey, &str)> {
        self.rows.iter().filter_map(|row| Some((&row.key, row.text.as_deref()?)))
    }
}

/// What a file says, before anybody asks whether it makes sense.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// The locale that the file names.
    pub(super) locale: Option<String>,
    pub(super) records: Vec<Record>,
}

/// One text on its way in.
#[derive(Debug, PartialEq)]
pub(super) struct Record {
    pub(super) key: String,
    pub(super) text: String,
    /// Where it stands in the file.
    pub(super) offset: usize,
    /// Whether the file says that it is translated; `None` if it says nothing about it.
    pub(super) translated: Option<bool>,
}

/// Why a file cannot be read: where in it, and what is wrong.
#[derive(Debug, PartialEq)]
pub(super) struct ReadError {
    pub(super) offset: usize,
    pub(super) text: String,
}

impl ReadError {
    pub(super) fn new(offset: usize, text: impl Into<String>) -> ReadError {
        ReadError { offset, text: text.into() }
    }
}

/// What a file says about one message: its value and its attributes.
#[derive(Default)]
pub(super) struct Translation {
    pub(super) id: String,
    pub(super) offset: usize,
    pub(super) value: Option<Text>,
    pub(super) attributes: Vec<(String, Text)>,
    /// Whether the file says that it is translated; `None` if it says nothing about it.
    pub(super) translated: Option<bool>,
}

impl Sheet {
    /// What the file says about each message, in its order, and how many of its texts are empty.
    ///
    /// # Errors
    ///
    /// Every name and every text that no catalog can take.
    pub(super) fn translations(&self) -> Result<(Vec<Translation>, usize), Vec<ReadError>> {
        let mut translations: Vec<Translation> = Vec::new();
        let mut numbers = FxHashMap::default();
        let (mut empty, mut errors) = (0, Vec::new());
        for record in &self.records {
            let added = record.read().and_then(|read| {
                let Some((key, text)) = read else {
                    empty += 1;
                    return Ok(());
                };
                let number = *numbers.entry(key.id.clone()).or_insert(translations.len());
                if number == translations.len() {
                    let offset = record.offset;
                    translations.push(Translation { id: key.id, offset, ..Default::default() });
                }
                match translations[number].put(key.attribute, text, record.translated) {
                    true => Ok(()),
                    false => Err(format!("`{}` stands here a second time: remove one", record.key)),
                }
            });
            errors.extend(added.err().map(|text| ReadError { offset: record.offset, text }));
        }
        if errors.is_empty() { Ok((translations, empty)) } else { Err(errors) }
    }
}

impl Record {
    /// The text and what it is the text of; `None` if it is empty.
    fn read(&self) -> Result<Option<(TextKey, Text)>, String> {
        let key: TextKey = self.key.parse()?;
        if self.text.is_empty() {
            return Ok(None);
        }
        let text = self.text.replace("\r\n", "\n");
        let text = match key.is_fluent {
            true => {
                Text::from_fluent(&text).map_err(|reason| format!("`{}`: {reason}", self.key))?
            }
            false => Text::Plain(text),
        };
        Ok(Some((key, text)))
    }
}

impl Translation {
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
        let attributes = self.attributes.iter().map(|(name, text)| attribute(name, text, "\n"));
        format!("{} ={}{}", self.id, value.unwrap_or_default(), attributes.collect::<String>())
    }
}

/// An attribute, with the line end in front of it.
pub(super) fn attribute(name: &str, text: &Text, line_end: &str) -> String {
    format!("{line_end}    .{name} ={}", text.to_source("        ", line_end))
}

/// The name of a text: `400142`, `400142.title`, `400142:fluent`.
///
/// A code stands for its message; other identifiers are written as in Fluent, a term's with its hyphen.
/// The name of an attribute follows after a dot. `:fluent` says that the text is Fluent source, so that
/// a program that knows only words never finds it under the name that it looks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TextKey {
    /// The identifier of the message or term, `code-400142`.
    pub(super) id: String,
    pub(super) attribute: Option<String>,
    pub(super) is_fluent: bool,
}

/// The end of a name whose text is Fluent source.
const FLUENT: &str = ":fluent";

impl FromStr for TextKey {
    type Err = String;

    fn from_str(name: &str) -> Result<TextKey, String> {
        let (bare, is_fluent) = match name.strip_suffix(FLUENT) {
            Some(bare) => (bare, true),
            None => (name, false),
        };
        let (id, attribute) = match bare.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (bare, None),
        };
        let id = match id.parse::<Code>() {
            Ok(code) => code.message_id(),
            Err(_) => id.to_owned(),
        };
        if is_identifier(id.strip_prefix('-').unwrap_or(&id)) && attribute.is_none_or(is_identifier)
        {
            let attribute = attribute.map(str::to_owned);
            return Ok(TextKey { id, attribute, is_fluent });
        }
        Err(format!("`{name}` is not a valid code: write decimal digits, such as 400142"))
    }
}

/// A Fluent identifier.
fn is_identifier(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_part)
}

impl fmt::Display for TextKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Code::from_message_id(&self.id) {
            Some(code) => write!(out, "{code}")?,
            None => out.write_str(&self.id)?,
        }
        if let Some(attribute) = &self.attribute {
            write!(out, ".{attribute}")?;
        }
        out.write_str(if self.is_fluent { FLUENT } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back() {
        for (name, id, attribute, is_fluent) in [
            ("400142", "code-400142", None, false),
            ("400142.title", "code-400142", Some("title"), false),
            ("400142.title:fluent", "code-400142", Some("title"), true),
            ("-brand", "-brand", None, false),
            ("greeting", "greeting", None, false),
        ] {
            let key: TextKey = name.parse().unwrap();
            assert_eq!(
                (&*key.id, key.attribute.as_deref(), key.is_fluent),
                (id, attribute, is_fluent)
            );
            assert_eq!(key.to_string(), name);
        }
        assert_eq!("code-7".parse::<TextKey>().unwrap().to_string(), "7");
    }

    #[test]
    fn a_name_that_is_not_a_key_is_refused() {
        for name in ["", "4x", "0400142", "a b", "400142.", "400142.1", "-", "--a", "错误", "1.a.b"]
        {
            assert!(name.parse::<TextKey>().is_err(), "{name}");
        }
    }
}
