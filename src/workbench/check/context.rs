//! What rules look at: a project, a locale, and a locale beside the source locale. A file, and what stands in
//! it, is in [`entry`](super::entry).

use super::entry::{CheckedEntry, CheckedFile, EntryPair};
use super::language::Language;
use super::reporter::{FileNumber, Place};
use crate::comparison;
use crate::fluent::definitions::Spot;
use crate::fluent::document::Entry;
use crate::fluent::{Definitions, Document};
use crate::registry::{Mistake, MistakeKind, RegistryFile};
use crate::workbench::{Project, project};

/// A project with all its locales.
pub(super) struct CheckedProject<'a> {
    pub(super) project: &'a Project,
    pub(super) locales: &'a [CheckedLocale<'a>],
}

impl<'a> CheckedProject<'a> {
    /// The locale from which all others come.
    pub(super) fn source(&self) -> Option<&'a CheckedLocale<'a>> {
        self.locales.iter().find(|locale| locale.language.is_source)
    }

    /// The locale that one is translated from.
    pub(super) fn source_of(&self, locale: &CheckedLocale<'_>) -> Option<&'a CheckedLocale<'a>> {
        locale.source.map(|number| &self.locales[number])
    }

    /// The registry, and the locale whose messages it is compared with; `None` where one is not there.
    pub(super) fn registered(&self) -> Option<(&'a RegistryFile, &'a CheckedLocale<'a>)> {
        self.project.registry.as_ref().zip(self.source())
    }

    /// The mistakes of some kinds in the registry.
    pub(super) fn mistakes(
        &self,
        is_meant: impl Fn(MistakeKind) -> bool,
    ) -> impl Iterator<Item = &'a Mistake> {
        let mistakes = self.project.registry.iter().flat_map(|file| &file.mistakes);
        mistakes.filter(move |mistake| is_meant(mistake.kind))
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
    /// The number of the locale that it is translated from.
    pub(super) source: Option<usize>,
}

impl<'a> CheckedLocale<'a> {
    /// Parses every file of a locale.
    pub(super) fn parse(language: &Language, project: &'a Project) -> Definitions<'a> {
        let files = project.locales.get(&language.name).into_iter().flatten();
        Definitions::merge(
            files.map(|file| (0, Document::of_file(&file.path, &file.text, &file.invalid))),
        )
    }

    /// A locale whose files were parsed. `all` are the definitions of all locales, and `source` is the number of
    /// the one that it is translated from.
    pub(super) fn new(
        language: &'a Language,
        all: &'a [Definitions<'a>],
        source: Option<usize>,
        project: &'a Project,
    ) -> CheckedLocale<'a> {
        let definitions = &all[language.number];
        let original = source.map(|number| &all[number]);
        let sources = project.locales.get(&language.name).into_iter().flatten();
        let file =
            |(number, (source, document)): (usize, (&'a project::File, &'a Document<'a>))| {
                let (number, is_ascii) = ((language.number, number), source.text.is_ascii());
                CheckedFile { number, source, language, project, document, original, is_ascii }
            };
        let files = sources.zip(&definitions.documents).enumerate().map(file).collect();
        CheckedLocale { language, files, definitions, source }
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

    /// The variables of a message and of those that it refers to, each with the place where it stands
    /// first.
    pub(super) fn arguments<'s>(&'s self, message: CheckedEntry<'s>) -> Vec<(&'s str, Place)> {
        let spot = self.definitions.spot(message.definition.id);
        let found = spot.map(|spot| comparison::arguments(self.definitions, spot));
        let place = |(name, spot): (&'s str, Spot)| (name, self.files[spot.file as usize].at(name));
        found.into_iter().flatten().map(place).collect()
    }

    /// The message or term above a spot, in the same file.
    pub(super) fn id_before(&self, spot: Spot) -> Option<&'a str> {
        let entries = &self.files[spot.file as usize].document.entries[..spot.entry as usize];
        entries.iter().rev().find_map(|entry| match entry {
            Entry::Definition(definition) => Some(definition.id),
            _ => None,
        })
    }

    /// The file of a name, by which files of two locales belong together.
    pub(super) fn file(&self, name: &str) -> Option<&CheckedFile<'a>> {
        self.files.iter().find(|file| file.source.name == name)
    }
}

/// A locale beside the one that it is translated from.
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
        let has_duplicates = !translation.definitions.duplicates().is_empty();
        for entry in translation.entries() {
            // One that repeats another's identifier has a finding of its own, and most likely another source.
            let id = entry.definition.id;
            let first = || translation.definitions.find(id);
            if has_duplicates && !first().is_some_and(|it| std::ptr::eq(it, entry.definition)) {
                continue;
            }
            let spot = source.definitions.spot(entry.definition.id);
            match spot.and_then(|spot| Some((source.entry(spot)?, spot))) {
                Some((source, spot)) => pairs.push(EntryPair {
                    source,
                    translation: entry,
                    source_kinds: source.kinds(),
                    translation_kinds: entry.kinds(),
                    spot,
                    waits: entry.waits(),
                }),
                None => extra.push(entry),
            }
        }
        Comparison { project, source, translation, pairs, extra }
    }
}
