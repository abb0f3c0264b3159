//! [`View`]: a file with the project around it, as one question sees it.

use std::path::Path;

use gen_lsp_types::{Location, TextEdit, Uri};
use unic_langid::LanguageIdentifier;

use super::position::{Encoding, Lines};
use crate::fluent::definitions::Spot;
use crate::fluent::{Definition, Definitions, Document};
use crate::workbench::Project;
use crate::workbench::diff::{self, SourceChange};
use crate::workbench::edit::Edit;
use crate::workbench::edit::block::{Block, blocks};

/// A project, and the file in it that is asked about.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) project: &'a Project,
    pub(super) path: &'a Path,
    pub(super) encoding: Encoding,
    /// The address of a file: the editor's own where it is open.
    pub(super) uri_of: &'a dyn Fn(&str) -> Uri,
}

/// A locale of the project, read.
pub(super) struct ReadLocale<'a> {
    pub(super) tag: &'a str,
    pub(super) definitions: Definitions<'a>,
}

impl<'a> View<'a> {
    /// The locale of the file, and the number of the file in it; `None` once the file is gone.
    pub(super) fn own(&self) -> Option<(ReadLocale<'a>, usize)> {
        let (tag, number) = self.project.find_file(self.path)?;
        Some((self.read(tag)?, number))
    }

    /// The file alone, read; `None` once it is gone.
    pub(super) fn document(&self) -> Option<Document<'a>> {
        let (tag, number) = self.project.find_file(self.path)?;
        let file = self.project.locales.get(tag)?.get(number)?;
        Some(Document::of_file(&file.path, &file.text, &file.invalid))
    }

    /// A locale by its tag.
    pub(super) fn read(&self, tag: &str) -> Option<ReadLocale<'a>> {
        let (tag, files) = self.project.locales.get_key_value(tag)?;
        let parse = |file: &'a crate::workbench::project::File| {
            (0, Document::of_file(&file.path, &file.text, &file.invalid))
        };
        Some(ReadLocale { tag, definitions: Definitions::merge(files.iter().map(parse)) })
    }

    /// The locale that one is translated from.
    pub(super) fn source_of(&self, tag: &str) -> Option<ReadLocale<'a>> {
        self.read(&self.project.source_of(&tag.parse().ok()?)?.to_string())
    }

    /// The other locales than one, the source first, each read when it is asked for.
    pub(super) fn others(&self, tag: &str) -> impl Iterator<Item = ReadLocale<'a>> {
        let source = self.project.source_locale().to_string();
        let others = self.project.locales.keys().filter(|other| **other != source).cloned();
        let others: Vec<String> = others.collect();
        let tags = std::iter::once(source).chain(others).filter(move |other| *other != tag);
        tags.filter_map(|other| self.read(&other))
    }

    /// Where a slice of a document stands.
    pub(super) fn location(&self, document: &Document<'_>, slice: &str) -> Location {
        let lines = self.lines(document);
        Location { uri: (self.uri_of)(document.path), range: lines.range(document.range(slice)) }
    }

    /// The lines of a document.
    pub(super) fn lines<'d>(&self, document: &Document<'d>) -> Lines<'d> {
        Lines::of(document.text(), self.encoding)
    }
}

impl<'a> ReadLocale<'a> {
    /// Its language.
    pub(super) fn language(&self) -> LanguageIdentifier {
        self.tag.parse().unwrap_or_default()
    }

    /// A message or term, and the file that it stands in.
    pub(super) fn find(&self, id: &str) -> Option<(&Document<'a>, &Definition<'a>)> {
        let spot = self.definitions.spot(id)?;
        let document = self.definitions.documents.get(spot.file as usize)?;
        Some((document, self.definitions.get(spot)?))
    }

    /// The same as bytes of its file.
    pub(super) fn block(&self, id: &str) -> Option<Block<'_, 'a>> {
        let Spot { file, entry } = self.definitions.spot(id)?;
        let document = self.definitions.documents.get(file as usize)?;
        blocks(document).find(|block| block.entry == entry as usize)
    }
}

/// What has changed in the source of a message since it was translated; `None` if nothing has.
pub(super) fn change(view: &View<'_>, locale: &ReadLocale<'_>, id: &str) -> Option<SourceChange> {
    let source = view.source_of(locale.tag)?;
    diff::of_message(view.project, &locale.language(), &locale.block(id)?, &source.block(id)?)
}

/// Edits as the editor makes them.
pub(super) fn text_edits(lines: &Lines<'_>, edits: &[Edit]) -> Vec<TextEdit> {
    let text_edit = |edit: &Edit| TextEdit {
        range: lines.range(edit.range()),
        new_text: edit.replacement().to_owned(),
    };
    edits.iter().map(text_edit).collect()
}
