//! Into a catalog, out of another format.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use super::ExchangeFile;
use super::key::Key;
use super::table::Record;
use super::text::Text;
use crate::workbench::block::{Block, blocks};
use crate::workbench::change::{FileChange, MessageChange};
use crate::workbench::document::Document;
use crate::workbench::edit::{Edit, line_end, splice};
use crate::workbench::insert::{append, insert};
use crate::workbench::mark::{self, Fingerprint, Marks};
use crate::workbench::parsed::{Parsed, path_of, source_files};
use crate::workbench::project::Project;
use crate::workbench::sync;
use crate::{Diagnostic, Error};

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The files that change; none if the catalog has these texts.
    pub changes: Vec<FileChange>,
    /// How many texts were empty, and so passed over.
    pub empty: usize,
}

/// What would bring the texts of a file into a locale.
///
/// Texts that differ are replaced, and messages that the locale lacks are added, with the source's
/// comments. A message that gets another text is no longer marked `# needs translation`, unless the file
/// says that it still is; where the file says that it is translated, the mark goes in any case.
///
/// # Errors
///
/// [`Error::is_catalog`], with a place in the imported file for every name that is no code, name that
/// stands twice and text that is no Fluent source though its name says so; or with a place in the
/// catalog, if one of its files has a syntax error.
pub fn import(
    project: &Project,
    file: &ExchangeFile,
    locale: &LanguageIdentifier,
) -> Result<Import, Error> {
    let mut problems = Vec::new();
    let (messages, empty) = messages(file, &mut problems);
    let tag = locale.to_string();
    let files = project.locales.get(&tag).map(Vec::as_slice).unwrap_or_default();
    let target = Parsed::new(files, &mut problems);
    let source = match *locale == project.source {
        true => Parsed { files: Vec::new() },
        false => Parsed::new(source_files(project), &mut problems),
    };
    problems.extend(lacking_values(file, &messages, &target));
    if !problems.is_empty() {
        return Err(Error::catalog(problems));
    }
    let plan =
        Plan { project, locale: &tag, source: &source, target: &target, messages: &messages };
    Ok(Import { changes: plan.changes(), empty })
}

/// The Fluent source of a file's texts, for a catalog that has none yet.
pub(crate) fn to_fluent(file: &ExchangeFile) -> Result<String, Error> {
    let mut problems = Vec::new();
    let (messages, _) = messages(file, &mut problems);
    problems.extend(lacking_values(file, &messages, &Parsed { files: Vec::new() }));
    if !problems.is_empty() {
        return Err(Error::catalog(problems));
    }
    Ok(messages
        .iter()
        .map(|message| format!("{}\n", message.source()))
        .collect::<Vec<_>>()
        .join("\n"))
}

/// What a file says about one message: its value and its attributes.
struct Message {
    id: String,
    offset: usize,
    value: Option<Text>,
    attributes: Vec<(String, Text)>,
    translated: Option<bool>,
}

/// The messages of a file, in its order, and how many of its texts are empty.
fn messages(file: &ExchangeFile, problems: &mut Vec<Diagnostic>) -> (Vec<Message>, usize) {
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
            messages.push(Message {
                id: key.id.clone(),
                offset: record.offset,
                value: None,
                attributes: Vec::new(),
                translated: None,
            });
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
fn lacking_values(
    file: &ExchangeFile,
    messages: &[Message],
    target: &Parsed<'_>,
) -> Vec<Diagnostic> {
    let known = target.index();
    let lacks = |message: &&Message| {
        message.id.starts_with('-') && message.value.is_none() && !known.contains_key(&*message.id)
    };
    let diagnostic = |message: &Message| {
        file.diagnostic(message.offset, format!("the term `{}` has no text of its own", message.id))
    };
    messages.iter().filter(lacks).map(diagnostic).collect()
}

impl Message {
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
    fn source(&self) -> String {
        let value = self.value.as_ref().map(|value| value.to_source("    ", "\n"));
        let mut source = format!("{} ={}", self.id, value.unwrap_or_default());
        for (name, text) in &self.attributes {
            source.push_str(&attribute(name, text, "\n"));
        }
        source
    }
}

/// An attribute, with the line end in front of it.
fn attribute(name: &str, text: &Text, line_end: &str) -> String {
    format!("{line_end}    .{name} ={}", text.to_source("        ", line_end))
}

/// A file of messages, and a locale to bring them into.
struct Plan<'a, 'p> {
    project: &'a Project,
    locale: &'a str,
    /// The source locale; empty if that is the one to be changed.
    source: &'a Parsed<'p>,
    target: &'a Parsed<'p>,
    messages: &'a [Message],
}

impl Plan<'_, '_> {
    fn changes(&self) -> Vec<FileChange> {
        let (present, sources) = (self.target.index(), self.source.index());
        let by_id: FxHashMap<&str, &Message> =
            self.messages.iter().map(|message| (&*message.id, message)).collect();
        let owners = self.target.files.iter().flat_map(|(file, document)| {
            document.definitions().map(|definition| (definition.id, file.name.as_str()))
        });
        let owners: FxHashMap<&str, &str> = owners.collect();
        // What the locale lacks goes where the source has it, the rest beside its neighbours here.
        let (mut by_source, mut by_sheet) =
            (FxHashMap::default(), BTreeMap::<&str, Vec<&Message>>::new());
        let mut last = None;
        for message in self.messages {
            let id = &*message.id;
            if present.contains_key(id) {
                last = owners.get(id).copied();
            } else if let Some(source) = sources.get(id) {
                by_source.insert(id, (message, *source));
            } else {
                by_sheet
                    .entry(last.unwrap_or_else(|| self.first_file()))
                    .or_default()
                    .push(message);
            }
        }

        let mut changes = Vec::new();
        for name in self.file_names() {
            let found = self.target.files.iter().find(|(file, _)| file.name == name);
            let header = match self.source.files.is_empty() {
                true => String::new(),
                false => sync::header(&self.project.source),
            };
            let new = Document::parse(&header);
            let document = found.map_or(&new, |(_, document)| document);
            let mut notes = Vec::new();
            let mut edits = Vec::new();
            for block in blocks(document) {
                let id = block.definition.id;
                let is_first =
                    |first: &Block<'_, '_>| std::ptr::eq(first.definition, block.definition);
                if let Some(message) =
                    by_id.get(id).filter(|_| present.get(id).is_some_and(is_first))
                {
                    edits.extend(replace(&block, message, &mut notes));
                }
            }
            if let Some((_, source)) = self.source.files.iter().find(|(file, _)| file.name == name)
            {
                edits.extend(insert(source, document, &mut |block| {
                    let (message, source) = by_source.remove(block.definition.id)?;
                    notes.push((message.id.clone(), MessageChange::Added));
                    Some(with_comment(message, &source))
                }));
            }
            edits.extend(self.beside_neighbours(document, by_sheet.remove(&*name), &mut notes));
            if found.is_none() && edits.is_empty() {
                continue;
            }
            let path = match found {
                Some((file, _)) => file.path.clone(),
                None => path_of(self.project, self.locale, &name),
            };
            let before = found.map(|(file, _)| file.text.as_str());
            changes.extend(FileChange::new(path, before, splice(document.text(), edits), notes));
        }
        changes
    }

    /// Messages that the source does not know, in the order of the imported file.
    fn beside_neighbours(
        &self,
        document: &Document<'_>,
        messages: Option<Vec<&Message>>,
        notes: &mut Vec<(String, MessageChange)>,
    ) -> Vec<Edit> {
        let Some(messages) = messages else { return Vec::new() };
        notes.extend(messages.iter().map(|message| (message.id.clone(), MessageChange::Added)));
        let known = document.definitions().map(|definition| definition.id);
        let known: FxHashMap<&str, ()> = known.map(|id| (id, ())).collect();
        if !self.messages.iter().any(|message| known.contains_key(&*message.id)) {
            let texts: Vec<String> = messages.iter().map(|message| message.source()).collect();
            return vec![append(document, &texts.join("\n\n"))];
        }
        let order: String =
            self.messages.iter().map(|message| format!("{} = x\n", message.id)).collect();
        let mut wanted: FxHashMap<&str, &Message> =
            messages.into_iter().map(|message| (&*message.id, message)).collect();
        insert(&Document::parse(&order), document, &mut |block| {
            Some(wanted.remove(block.definition.id)?.source())
        })
    }

    fn first_file(&self) -> &str {
        let mut files = self.target.files.iter().chain(&self.source.files);
        files.next().map_or("errors.ftl", |(file, _)| &*file.name)
    }

    /// The names of the files that the locale has or could get.
    fn file_names(&self) -> Vec<String> {
        let files = self.target.files.iter().chain(&self.source.files);
        let names = files.map(|(file, _)| file.name.as_str()).chain([self.first_file()]);
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// A new message below the comment of its source.
fn with_comment(message: &Message, source: &Block<'_, '_>) -> String {
    let fingerprint = Fingerprint::of(source).line();
    let mark = (message.translated == Some(false)).then_some(mark::NEEDS_TRANSLATION);
    let lines = mark::words(&source.definition.comment).chain(mark).chain([&*fingerprint]);
    let lines: Vec<String> = lines.map(|line| format!("# {line}").trim_end().to_owned()).collect();
    format!("{}\n{}", lines.join("\n"), message.source())
}

/// Gives a message other texts, where they differ.
fn replace(
    block: &Block<'_, '_>,
    message: &Message,
    notes: &mut Vec<(String, MessageChange)>,
) -> Vec<Edit> {
    let (document, definition) = (block.document, block.definition);
    let line_end = line_end(document.text());
    let mut edits = Vec::new();
    if let Some(value) = &message.value
        && definition.value.as_ref().map(Text::of).as_ref() != Some(&value.settled())
    {
        edits.push(Edit::replace(block.value(), value.to_source("    ", line_end)));
    }
    for (name, text) in &message.attributes {
        match (definition.attribute(name), block.attribute(name)) {
            (Some(known), _) if Text::of(&known.value) == text.settled() => {}
            (Some(_), Some(range)) => {
                edits.push(Edit::replace(range, text.to_source("        ", line_end)));
            }
            _ => edits.push(Edit::insert(block.end, attribute(name, text, line_end))),
        }
    }
    let is_changed = !edits.is_empty();
    if is_changed {
        notes.push((message.id.clone(), MessageChange::Replaced));
    }
    if let Some(line) = Marks::of(definition).needs_translation
        && message.translated.unwrap_or(is_changed)
    {
        notes.push((message.id.clone(), MessageChange::Translated));
        let line = document.range(line);
        let end = document.text()[line.end..].find('\n').map_or(line.end, |at| line.end + at + 1);
        // The sign and the blank behind it.
        edits.push(Edit::replace(line.start - "# ".len()..end, ""));
    }
    edits
}
