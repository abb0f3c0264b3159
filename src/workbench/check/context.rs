//! What rules look at: a project, a locale, and a locale beside the source locale. A file, and what stands in
//! it, is in [`entry`](super::entry).

use rustc_hash::FxHashSet;

use super::entry::{CheckedEntry, CheckedFile, EntryPair};
use super::language::Language;
use super::reporter::FileNumber;
use crate::fluent::definitions::Spot;
use crate::fluent::document::Entry;
use crate::fluent::{Definitions, Document};
use crate::workbench::{Project, project};

/// A project with all its locales.
pub(super) struct CheckedProject<'a> {
    pub(super) project: &'a Project,
    pub(super) locales: &'a [CheckedLocale<'a>],
}

impl<'a> CheckedProject<'a> {
    /// The locale that the others are translated from.
    pub(super) fn source(&self) -> Option<&'a CheckedLocale<'a>> {
        self.locales.iter().find(|locale| locale.language.is_source)
    }

    /// The file of a number.
    pub(super) fn file(&self, (locale, file): FileNumber) -> &'a CheckedFile<'a> {
        &self.locales[locale].files[file]
    }

    /// The files of all locales, in the order of their numbers.
    pub(super) fn files(&self) -> impl Iterator<Item = &'a CheckedFile<'a>> {
        self.locales.iter().flat_map(|locale| &locale.files)
    }
}

/// One locale: its files, and what they define.
pub(super) struct CheckedLocale<'a> {
    pub(super) language: &'a Language,
    pub(super) files: Vec<CheckedFile<'a>>,
    pub(super) definitions: &'a Definitions<'a>,
}

impl<'a> CheckedLocale<'a> {
    /// Parses every file of a locale.
    pub(super) fn parse(language: &Language, project: &'a Project) -> Definitions<'a> {
        let files = project.locales.get(&language.name).into_iter().flatten();
        Definitions::merge(
            files.map(|file| (0, Document::of_file(&file.path, &file.text, &file.invalid))),
        )
    }

    /// A locale whose files were parsed.
    pub(super) fn new(
        language: &'a Language,
        definitions: &'a Definitions<'a>,
        project: &'a Project,
    ) -> CheckedLocale<'a> {
        let sources = project.locales.get(&language.name).into_iter().flatten();
        let file =
            |(number, (source, document)): (usize, (&'a project::File, &'a Document<'a>))| {
                let (number, is_ascii) = ((language.number, number), source.text.is_ascii());
                CheckedFile { number, source, language, project, document, is_ascii }
            };
        let files = sources.zip(&definitions.documents).enumerate().map(file).collect();
        CheckedLocale { language, files, definitions }
    }

    /// The message or term of an identifier, a term's with its hyphen.
    pub(super) fn find(&self, id: &str) -> Option<CheckedEntry<'_>> {
        self.entry(self.definitions.spot(id)?)
    }

    /// The message or term at a spot.
    pub(super) fn entry(&self, spot: Spot) -> Option<CheckedEntry<'_>> {
        let definition = self.definitions.get(spot)?;
        Some(CheckedEntry { file: &self.files[spot.file as usize], definition })
    }

    /// The messages and terms, in the order of the files.
    pub(super) fn entries(&self) -> impl Iterator<Item = CheckedEntry<'_>> {
        self.files.iter().flat_map(CheckedFile::entries)
    }

    /// The message or term above a spot, in the same file.
    pub(super) fn id_before(&self, spot: Spot) -> Option<&'a str> {
        let entries = &self.files[spot.file as usize].document.entries[..spot.entry as usize];
        entries.iter().rev().find_map(|entry| match entry {
            Entry::Definition(definition) => Some(definition.id),
            _ => None,
        })
    }

    /// The identifiers of messages that do not parse.
    pub(super) fn broken(&self) -> FxHashSet<&'a str> {
        let failures = self.files.iter().flat_map(|file| {
            let document = file.document;
            document.failures.iter().map(|failure| document.id_at(document.offset(failure.junk)))
        });
        failures.flatten().collect()
    }

    /// The file of a name, by which files of two locales belong together.
    pub(super) fn file(&self, name: &str) -> Option<&CheckedFile<'a>> {
        self.files.iter().find(|file| file.source.name == name)
    }
}

/// A locale beside the source locale.
pub(super) struct Comparison<'a> {
    pub(super) project: &'a Project,
    pub(super) source: &'a CheckedLocale<'a>,
    pub(super) translation: &'a CheckedLocale<'a>,
    /// What both have, in the order of the translation.
    pub(super) pairs: Vec<EntryPair<'a>>,
    /// What only the translation has.
    pub(super) extra: Vec<CheckedEntry<'a>>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(
        source: &'a CheckedLocale<'a>,
        translation: &'a CheckedLocale<'a>,
        project: &'a Project,
    ) -> Comparison<'a> {
        let (mut pairs, mut extra) =
            (Vec::with_capacity(translation.definitions.len()), Vec::new());
        for entry in translation.entries() {
            let spot = source.definitions.spot(entry.definition.id);
            match spot.and_then(|spot| Some((source.entry(spot)?, spot))) {
                Some((source, spot)) => pairs.push(EntryPair { source, translation: entry, spot }),
                None => extra.push(entry),
            }
        }
        Comparison { project, source, translation, pairs, extra }
    }
}
