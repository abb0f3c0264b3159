//! [`Plan`]: where imported messages go in the files of a locale.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::message::{Message, attribute};
use crate::fluent::{Content, Document};
use crate::workbench::edit::block::{Block, blocks};
use crate::workbench::edit::insert::{append, insert};
use crate::workbench::edit::mark::{self, Marks};
use crate::workbench::edit::parsed::{Index, Parsed, path_of};
use crate::workbench::edit::splice::{Edit, line_end, splice};
use crate::workbench::edit::{FileChange, MessageChange};
use crate::workbench::exchange::text::Text;
use crate::workbench::project::Project;
use crate::workbench::sync;

/// Imported messages, and the locale to bring them into.
pub(super) struct Plan<'a, 'p> {
    project: &'a Project,
    locale: &'a str,
    /// The source locale; empty if that is the one to be changed.
    source: &'a Parsed<'p>,
    sources: Index<'a, 'p>,
    target: &'a Parsed<'p>,
    present: Index<'a, 'p>,
    messages: &'a [Message],
    by_id: FxHashMap<&'a str, &'a Message>,
}

/// What becomes of messages.
type Notes = Vec<(String, MessageChange)>;

impl<'a, 'p> Plan<'a, 'p> {
    pub(super) fn new(
        project: &'a Project,
        locale: &'a str,
        source: &'a Parsed<'p>,
        target: &'a Parsed<'p>,
        messages: &'a [Message],
    ) -> Plan<'a, 'p> {
        let (sources, present) = (source.index(), target.index());
        let by_id = messages.iter().map(|message| (&*message.id, message)).collect();
        Plan { project, locale, source, sources, target, present, messages, by_id }
    }

    /// The files that change.
    pub(super) fn changes(&self) -> Vec<FileChange> {
        let strangers = self.strangers();
        let change = |name: &&str| {
            self.change(name, strangers.get(name).map(Vec::as_slice).unwrap_or_default())
        };
        self.file_names().iter().filter_map(change).collect()
    }

    /// The messages that neither the locale nor its source has, by the file of the message before.
    fn strangers(&self) -> BTreeMap<&str, Vec<&'a Message>> {
        let files = self.target.files.iter().flat_map(|(file, document)| {
            document.definitions().map(|definition| (definition.id, file.name.as_str()))
        });
        let files: FxHashMap<&str, &str> = files.collect();
        let mut strangers = BTreeMap::<&str, Vec<&Message>>::new();
        let mut file = self.first_file();
        for message in self.messages {
            if let Some(found) = files.get(&*message.id) {
                file = found;
            } else if !self.sources.has(&message.id) {
                strangers.entry(file).or_default().push(message);
            }
        }
        strangers
    }

    fn first_file(&self) -> &str {
        let mut files = self.target.files.iter().chain(&self.source.files);
        files.next().map_or("errors.ftl", |(file, _)| &*file.name)
    }

    /// The names of the files that the locale has or could get.
    fn file_names(&self) -> Vec<&str> {
        let files = self.target.files.iter().chain(&self.source.files);
        let names = files.map(|(file, _)| file.name.as_str()).chain([self.first_file()]);
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn change(&self, name: &str, strangers: &[&Message]) -> Option<FileChange> {
        let found = self.target.files.iter().find(|(file, _)| file.name == name);
        let header = match self.source.files.is_empty() {
            true => String::new(),
            false => sync::header(&self.project.source),
        };
        let new = Document::parse(&header);
        let document = found.map_or(&new, |(_, document)| document);

        let mut notes = Vec::new();
        let mut edits = self.replace(document, &mut notes);
        edits.extend(self.add_as_in_source(name, document, &mut notes));
        edits.extend(self.add_beside_neighbours(document, strangers, &mut notes));
        if found.is_none() && edits.is_empty() {
            return None;
        }
        let path = match found {
            Some((file, _)) => file.path.clone(),
            None => path_of(self.project, self.locale, name),
        };
        let before = found.map(|(file, _)| file.text.as_str());
        FileChange::new(path, before, splice(document.text(), edits), notes)
    }

    /// Messages that the locale has.
    fn replace(&self, document: &Document<'_>, notes: &mut Notes) -> Vec<Edit> {
        let there = blocks(document).filter(|block| self.present.counts(block));
        let found = there.filter_map(|block| Some((block, self.by_id.get(block.definition.id)?)));
        found.flat_map(|(block, message)| replace(&block, message, notes)).collect()
    }

    /// Messages that the locale lacks and its source has, with the comments that they have there.
    fn add_as_in_source(
        &self,
        name: &str,
        document: &Document<'_>,
        notes: &mut Notes,
    ) -> Vec<Edit> {
        let same_name = self.source.files.iter().find(|(file, _)| file.name == name);
        let Some((_, source)) = same_name else { return Vec::new() };
        insert(source, document, &mut |block| {
            let id = block.definition.id;
            let is_missing = self.sources.counts(&block) && !self.present.has(id);
            let message = self.by_id.get(id).filter(|_| is_missing)?;
            notes.push((id.to_owned(), MessageChange::Added));
            let mark = (message.translated == Some(false)).then_some(mark::NEEDS_TRANSLATION);
            Some(mark::comment_from(&block, mark) + &message.source())
        })
    }

    /// Messages that the source does not know either, in the order of the imported file.
    fn add_beside_neighbours(
        &self,
        document: &Document<'_>,
        strangers: &[&Message],
        notes: &mut Notes,
    ) -> Vec<Edit> {
        if strangers.is_empty() {
            return Vec::new();
        }
        notes.extend(strangers.iter().map(|message| (message.id.clone(), MessageChange::Added)));
        if !document.definitions().any(|definition| self.by_id.contains_key(definition.id)) {
            let texts: Vec<String> = strangers.iter().map(|message| message.source()).collect();
            return vec![append(document, &texts.join("\n\n"))];
        }
        let order: String =
            self.messages.iter().map(|message| format!("{} = x\n", message.id)).collect();
        let strangers: FxHashSet<&str> = strangers.iter().map(|message| &*message.id).collect();
        insert(&Document::parse(&order), document, &mut |block| {
            let id = strangers.get(block.definition.id)?;
            Some(self.by_id.get(id)?.source())
        })
    }
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
        && definition.value().map(Text::of).as_ref() != Some(&value.settled())
    {
        edits.push(Edit::replace(block.value(), value.to_source("    ", line_end)));
    }
    for (name, text) in &message.attributes {
        match (definition.attribute(name), block.attribute(name)) {
            (Some(known), _) if Text::of(Content::of(&known.value)) == text.settled() => {}
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
