//! [`File`]: one file of a locale, and the places in it.

use std::ops::Range;

use crate::fluent::document::Document;
use crate::workbench::check::found::Place;
use crate::workbench::check::language::Language;
use crate::workbench::{Project, project};

/// The number of a locale, and that of a file within it.
pub(crate) type FileNumber = (usize, usize);

/// One file.
pub(crate) struct File<'a> {
    pub(crate) number: FileNumber,
    pub(crate) source: &'a project::File,
    pub(crate) language: &'a Language,
    pub(crate) project: &'a Project,
    pub(crate) document: Document<'a>,
    /// Whether there is nothing in it but ASCII, and nothing for many rules to look at.
    pub(crate) is_ascii: bool,
}

impl<'a> File<'a> {
    pub(crate) fn parse(
        number: FileNumber,
        source: &'a project::File,
        language: &'a Language,
        project: &'a Project,
    ) -> File<'a> {
        let document = Document::parse(&source.text);
        let is_ascii = source.text.is_ascii();
        File { number, source, language, project, document, is_ascii }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.document.text()
    }

    /// The place of a slice of the text.
    pub(crate) fn at(&self, slice: &str) -> Place {
        Place::File(self.number, self.document.range(slice))
    }

    /// The place of some offsets.
    pub(crate) fn range(&self, range: Range<usize>) -> Place {
        Place::File(self.number, range)
    }

    /// The place of one character; the end of a line has no width.
    pub(crate) fn character(&self, offset: usize) -> Place {
        let character = self.text()[offset..].chars().next().filter(|character| *character != '\n');
        let length = character.map_or(0, char::len_utf8);
        Place::File(self.number, offset..offset + length)
    }

    /// A name with the sign in front of it: `-term` for the `term` of a reference.
    pub(crate) fn with_sign(&self, name: &str) -> &'a str {
        let Range { start, end } = self.document.range(name);
        &self.text()[start.saturating_sub(1)..end]
    }
}
