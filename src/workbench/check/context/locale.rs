//! [`Locale`]: one locale, its files, and what they define.

use std::collections::hash_map::Entry as Slot;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Entry, File};
use crate::fluent::document;
use crate::workbench::Project;
use crate::workbench::check::language::Language;

/// One locale: its files, and what they define.
pub(crate) struct Locale<'a> {
    pub(crate) language: &'a Language,
    pub(crate) files: Vec<File<'a>>,
    /// The spot of each identifier, the first if there are several.
    index: FxHashMap<&'a str, Spot>,
    /// Those of an identifier that stands further up already.
    duplicates: Vec<Spot>,
    /// Those that are more than text.
    with_placeables: Vec<Spot>,
}

/// The number of a file within its locale, and that of an entry within the file. A file is at most
/// 64 MiB long, and an entry is longer than a byte.
pub(crate) type Spot = (u32, u32);

impl<'a> Locale<'a> {
    /// Parses every file of a locale.
    pub(crate) fn parse(language: &'a Language, project: &'a Project) -> Locale<'a> {
        let sources = project.locales.get(&language.name).into_iter().flatten();
        let parse =
            |(number, source)| File::parse((language.number, number), source, language, project);
        let files: Vec<File<'a>> = sources.enumerate().map(parse).collect();
        let mut index = FxHashMap::default();
        let (mut duplicates, mut with_placeables) = (Vec::new(), Vec::new());
        index.reserve(files.iter().map(|file| file.document.entries.len()).sum());
        for (number, file) in files.iter().enumerate() {
            for (entry, found) in file.document.entries.iter().enumerate() {
                let document::Entry::Definition(definition) = found else {
                    continue;
                };
                let spot = (number as u32, entry as u32);
                match index.entry(definition.id) {
                    Slot::Vacant(slot) => {
                        slot.insert(spot);
                    }
                    Slot::Occupied(_) => duplicates.push(spot),
                }
                if !definition.is_plain {
                    with_placeables.push(spot);
                }
            }
        }
        Locale { language, files, index, duplicates, with_placeables }
    }

    /// The message or term of an identifier, a term's with its hyphen.
    pub(crate) fn find(&self, id: &str) -> Option<Entry<'_>> {
        self.entry(self.spot(id)?)
    }

    /// Where the message or term of an identifier stands; spots ascend as the files and lines do.
    pub(crate) fn spot(&self, id: &str) -> Option<Spot> {
        self.index.get(id).copied()
    }

    pub(super) fn entry(&self, (file, entry): Spot) -> Option<Entry<'_>> {
        let file = &self.files[file as usize];
        match &file.document.entries[entry as usize] {
            document::Entry::Definition(definition) => Some(Entry { file, definition }),
            _ => None,
        }
    }

    /// The messages and terms whose identifier stands further up already.
    pub(crate) fn duplicates(&self) -> impl Iterator<Item = Entry<'_>> {
        self.duplicates.iter().filter_map(|spot| self.entry(*spot))
    }

    /// The messages and terms that are more than text.
    pub(crate) fn with_placeables(&self) -> impl Iterator<Item = Entry<'_>> {
        self.with_placeables.iter().filter_map(|spot| self.entry(*spot))
    }

    /// The message or term above a spot, in the same file.
    pub(crate) fn id_before(&self, (file, entry): Spot) -> Option<&'a str> {
        let entries = &self.files[file as usize].document.entries[..entry as usize];
        entries.iter().rev().find_map(|entry| match entry {
            document::Entry::Definition(definition) => Some(definition.id),
            _ => None,
        })
    }

    /// The identifiers of messages that do not parse.
    pub(crate) fn broken(&self) -> FxHashSet<&'a str> {
        let failures = self.files.iter().flat_map(|file| {
            let document = &file.document;
            document.failures.iter().map(|failure| document.id_at(document.offset(failure.junk)))
        });
        failures.flatten().collect()
    }

    /// How many identifiers it has.
    pub(crate) fn len(&self) -> usize {
        self.index.len()
    }

    /// The messages and terms, in the order of the files.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.files.iter().flat_map(|file| {
            file.document.definitions().map(move |definition| Entry { file, definition })
        })
    }

    /// The file of a name, by which files of two locales belong together.
    pub(crate) fn file(&self, name: &str) -> Option<&File<'a>> {
        self.files.iter().find(|file| file.source.name == name)
    }
}
