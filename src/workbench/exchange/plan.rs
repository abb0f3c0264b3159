//! [`Plan`]: where imported texts go in the files of a locale.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use unic_langid::LanguageIdentifier;

use super::replace::replace;
use super::translation::{Translation, Translations};
use crate::fluent::Document;
use crate::workbench::edit::block::{Block, BlockIndex, ParsedLocale, blocks};
use crate::workbench::edit::insert::{append, insert};
use crate::workbench::edit::mark;
use crate::workbench::edit::sync;
use crate::workbench::edit::{Edit, FileChange, MessageChange, MessageChanges};
use crate::workbench::project::Project;

/// Where imported texts go in the files of a locale.
pub(super) struct Plan<'a, 'p> {
    pub(super) locale: &'a LanguageIdentifier,
    /// The source locale; empty if that is the one to be changed.
    pub(super) source: &'a ParsedLocale<'p>,
    pub(super) sources: BlockIndex<'a, 'p>,
    pub(super) target: &'a ParsedLocale<'p>,
    pub(super) present: BlockIndex<'a, 'p>,
    pub(super) translations: &'a Translations,
}

impl<'a> Plan<'a, '_> {
    /// The files that change, of those that the locale has or could get.
    pub(super) fn changes(&self, project: &Project) -> Vec<FileChange> {
        let mut strangers = self.strangers();
        for name in self.target.names().chain(self.source.names()) {
            strangers.entry(name).or_default();
        }
        let header = project.source_of(self.locale).map(sync::header).unwrap_or_default();
        let (locale, names) = (self.locale.to_string(), strangers.keys().copied());
        self.target.change(project, &locale, &header, names, |name, document, changes| {
            let mut edits = self.replace(document, changes);
            edits.extend(self.add_as_in_source(name, document, changes));
            edits.extend(self.add_beside_neighbours(document, &strangers[name], changes));
            edits
        })
    }

    /// The messages that neither the locale nor its source has, by the file of the message before.
    fn strangers(&self) -> BTreeMap<&str, Vec<&'a Translation>> {
        let files = self.target.files.iter().flat_map(|(file, document)| {
            document.definitions().map(|definition| (definition.id, file.name.as_str()))
        });
        let files: FxHashMap<&str, &str> = files.collect();
        let mut file =
            self.target.names().chain(self.source.names()).next().unwrap_or("errors.ftl");
        let mut strangers = BTreeMap::<&str, Vec<&Translation>>::new();
        for translation in &self.translations.all {
            if let Some(found) = files.get(&*translation.id) {
                file = found;
            } else if !self.sources.has(&translation.id) {
                strangers.entry(file).or_default().push(translation);
            }
        }
        strangers
    }

    /// Messages that the locale has.
    fn replace(&self, document: &Document<'_>, changes: &mut MessageChanges) -> Vec<Edit> {
        let there = blocks(document).filter(|block| self.present.counts(block));
        let found =
            there.filter_map(|block| Some((block, self.translations.get(block.definition.id)?)));
        let replace = |(block, translation): (Block<'_, '_>, &Translation)| {
            replace(&block, translation, self.sources.get(block.definition.id), changes)
        };
        found.flat_map(replace).collect()
    }

    /// Messages that the locale lacks and its source has, with the comments that they have there.
    fn add_as_in_source(
        &self,
        name: &str,
        document: &Document<'_>,
        changes: &mut MessageChanges,
    ) -> Vec<Edit> {
        let Some((_, source)) = self.source.file(name) else { return Vec::new() };
        insert(source, document, &mut |block| {
            let id = block.definition.id;
            let is_missing = self.sources.counts(&block) && !self.present.has(id);
            let translation = self.translations.get(id).filter(|_| is_missing)?;
            changes.push((id.to_owned(), MessageChange::Added));
            let mark = match translation.agrees {
                Some(false) => Some(mark::OUTDATED),
                _ => translation.is_unfinished().then_some(mark::NEEDS_TRANSLATION),
            };
            let state =
                translation.kept_state(mark.is_some()).map(|line| mark::comment_line(&line));
            let comment = mark::comment_from(&block, mark) + &state.unwrap_or_default();
            Some(comment + &translation.source())
        })
    }

    /// Messages that the source does not know either, in the order of the imported file.
    fn add_beside_neighbours(
        &self,
        document: &Document<'_>,
        strangers: &[&Translation],
        changes: &mut MessageChanges,
    ) -> Vec<Edit> {
        if strangers.is_empty() {
            return Vec::new();
        }
        changes
            .extend(strangers.iter().map(|stranger| (stranger.id.clone(), MessageChange::Added)));
        if !document.definitions().any(|definition| self.translations.get(definition.id).is_some())
        {
            let texts: Vec<String> = strangers.iter().map(|stranger| stranger.entry()).collect();
            return vec![append(document, &texts.join("\n\n"))];
        }
        let order =
            self.translations.all.iter().map(|translation| format!("{} = x\n", translation.id));
        let order: String = order.collect();
        let strangers: FxHashSet<&str> = strangers.iter().map(|stranger| &*stranger.id).collect();
        insert(&Document::parse(&order), document, &mut |block| {
            let id = strangers.get(block.definition.id)?;
            Some(self.translations.get(id)?.entry())
        })
    }
}
