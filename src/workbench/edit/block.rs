//! [`Block`]: where the parts of a message stand in its file. [`ParsedLocale`]: all blocks of a locale.

use std::ops::Range;

use fluent_syntax::ast;
use memchr::memrchr;
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use crate::fluent::characters::other_encoding;
use crate::fluent::definition::Definition;
use crate::fluent::document::{BYTE_ORDER_MARK, Document, Entry};
use crate::fluent::syntax_error;
use crate::workbench::edit::{Edit, FileChange, MessageChanges, splice};
use crate::workbench::project::{File, Project};
use crate::{Diagnostic, Error};

/// A message or term with its comment, as bytes of its file.
#[derive(Clone, Copy)]
pub(crate) struct Block<'d, 's> {
    pub(crate) document: &'d Document<'s>,
    pub(crate) definition: &'d Definition<'s>,
    /// Its number among the entries of the file.
    pub(crate) entry: usize,
    /// Where its identifier begins.
    pub(crate) id: usize,
    /// Where its last character ends.
    pub(crate) end: usize,
}

/// The messages and terms of a file, in its order.
pub(crate) fn blocks<'d, 's>(document: &'d Document<'s>) -> impl Iterator<Item = Block<'d, 's>> {
    document.entries.iter().enumerate().filter_map(move |(number, entry)| {
        let Entry::Definition(definition) = entry else { return None };
        let (id, end) = (document.offset(definition.id), end(document, number));
        Some(Block { document, definition, entry: number, id, end })
    })
}

/// Where an entry begins: at the start of a line, after a byte order mark.
pub(crate) fn start(document: &Document<'_>, entry: &Entry<'_>) -> usize {
    let text = document.text();
    let start = match entry {
        // A `#` at the very end of the file has no text after it, and so no place there.
        Entry::Comment(_, comment) if comment.lines().any(|line| document.offset(line) == 0) => {
            memrchr(b'\n', text.as_bytes()).map_or(0, |end| end + 1)
        }
        _ => document.start(entry),
    };
    if start == 0 && text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { start }
}

/// Where the last character of an entry ends, without the blank lines that follow.
pub(crate) fn end(document: &Document<'_>, number: usize) -> usize {
    let text = document.text();
    let Some(entry) = document.entries.get(number) else { return text.len() };
    let start = start(document, entry);
    let next = document.entries.get(number + 1).map(|next| self::start(document, next));
    trimmed(text, start..next.unwrap_or(text.len())).end
}

/// A range without the blanks at its end, as Fluent sees them.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let kept = text[range.clone()].trim_end_matches([' ', '\r', '\n']).len();
    range.start..range.start + kept
}

impl<'d, 's> Block<'d, 's> {
    /// What follows the equals sign, up to the first attribute.
    pub(crate) fn value(&self) -> Range<usize> {
        self.after_equals_sign(self.definition.id, self.definition.attributes().first())
    }

    /// What follows the equals sign of an attribute; `None` if there is no such attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<Range<usize>> {
        let attributes = self.definition.attributes();
        let at = attributes.iter().position(|attribute| attribute.id.name == name)?;
        Some(self.after_equals_sign(attributes[at].id.name, attributes.get(at + 1)))
    }

    fn after_equals_sign(
        &self,
        name: &str,
        next: Option<&ast::Attribute<&'s str>>,
    ) -> Range<usize> {
        let text = self.document.text();
        let name_end = self.document.range(name).end;
        let start = text[name_end..].find('=').map_or(self.end, |sign| name_end + sign + 1);
        // An attribute's name follows its dot.
        let end = next.map_or(self.end, |next| self.document.offset(next.id.name) - 1);
        trimmed(text, start..end)
    }

    /// What follows the equals sign, attributes included.
    pub(crate) fn after_sign(&self) -> &'s str {
        &self.document.text()[self.value().start..self.end]
    }

    /// The message without its comment, as it stands in the file.
    pub(crate) fn text(&self) -> &'s str {
        &self.document.text()[self.id..self.end]
    }
}

/// The files of one locale, parsed for a command that writes into them. What could hide a message from it
/// is a diagnostic: a syntax error, or bytes that are not text.
#[derive(Default)]
pub(crate) struct ParsedLocale<'p> {
    pub(crate) files: Vec<(&'p File, Document<'p>)>,
}

impl<'p> ParsedLocale<'p> {
    /// Parses the files of a locale, and adds their diagnostics to the others.
    pub(crate) fn new(files: &'p [File], problems: &mut Vec<Diagnostic>) -> ParsedLocale<'p> {
        let parse =
            |file: &'p File| (file, Document::of_file(&file.path, &file.text, &file.invalid));
        let files: Vec<(&File, Document<'_>)> = files.iter().map(parse).collect();
        for (file, document) in &files {
            if let Some(encoding) = file.invalid.encoding {
                let flaw = other_encoding(document, encoding);
                problems.push(Diagnostic::of_file(&file.path, flaw.text()));
                continue;
            }
            problems.extend(file.invalid.offsets.iter().map(|offset| {
                let text = "bytes that are not valid UTF-8: save the file as UTF-8";
                Diagnostic::at(&file.path, document.position(*offset), text)
            }));
            problems.extend(document.failures.iter().map(|failure| {
                let flaw = syntax_error::flaw(document, failure);
                Diagnostic::at(&file.path, document.position(flaw.range.start), flaw.text())
            }));
        }
        ParsedLocale { files }
    }

    /// The source of a locale, and the locale; the first is empty if all others come from the locale.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`] if a file of one of them has a syntax error or is not UTF-8.
    pub(crate) fn with_source(
        project: &'p Project,
        locale: &LanguageIdentifier,
    ) -> Result<(ParsedLocale<'p>, ParsedLocale<'p>), Error> {
        let source = project.source_of(locale).map_or(&[][..], |source| project.files(source));
        let mut problems = Vec::new();
        let target = ParsedLocale::new(project.files(locale), &mut problems);
        let source = ParsedLocale::new(source, &mut problems);
        if problems.is_empty() { Ok((source, target)) } else { Err(Error::catalog(problems)) }
    }

    /// The file of this name.
    pub(crate) fn file(&self, name: &str) -> Option<&(&'p File, Document<'p>)> {
        self.files.iter().find(|(file, _)| file.name == name)
    }

    /// The names of the files.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'p str> {
        self.files.iter().map(|(file, _)| &*file.name)
    }

    /// Changes the files of these names, or makes them with a header.
    ///
    /// `edit` gives the edits of a file, and notes what becomes of which message. A file that is not there
    /// yet is made only if it gets an edit.
    pub(crate) fn change<'n>(
        &self,
        project: &Project,
        locale: &str,
        header: &str,
        names: impl IntoIterator<Item = &'n str>,
        mut edit: impl FnMut(&str, &Document<'_>, &mut MessageChanges) -> Vec<Edit>,
    ) -> Vec<FileChange> {
        let new = Document::parse(header);
        let change = |name| {
            let found = self.file(name);
            let document = found.map_or(&new, |(_, document)| document);
            let mut messages = MessageChanges::new();
            let edits = edit(name, document, &mut messages);
            if found.is_none() && edits.is_empty() {
                return None;
            }
            let path =
                found.map_or_else(|| project.path_of(locale, name), |(file, _)| file.path.clone());
            let before = found.map(|(file, _)| &*file.text);
            FileChange::new(path, before, splice(document.text(), edits), messages)
        };
        names.into_iter().filter_map(change).collect()
    }

    /// The messages and terms of all files.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Block<'_, 'p>> {
        self.blocks_of_files().map(|(_, block)| block)
    }

    /// The messages and terms of all files, each with its file.
    pub(crate) fn blocks_of_files(&self) -> impl Iterator<Item = (&'p File, Block<'_, 'p>)> {
        self.files
            .iter()
            .flat_map(|(file, document)| blocks(document).map(move |block| (*file, block)))
    }

    /// The messages and terms by their identifiers.
    pub(crate) fn index(&self) -> BlockIndex<'_, 'p> {
        self.blocks().collect()
    }
}

/// The messages and terms of a locale by their identifiers. Where two have the same, the first counts.
pub(crate) struct BlockIndex<'d, 's>(FxHashMap<&'s str, Block<'d, 's>>);

impl<'d, 's> FromIterator<Block<'d, 's>> for BlockIndex<'d, 's> {
    fn from_iter<I: IntoIterator<Item = Block<'d, 's>>>(blocks: I) -> BlockIndex<'d, 's> {
        let mut index = FxHashMap::default();
        for block in blocks {
            index.entry(block.definition.id).or_insert(block);
        }
        BlockIndex(index)
    }
}

impl<'d, 's> BlockIndex<'d, 's> {
    pub(crate) fn get(&self, id: &str) -> Option<&Block<'d, 's>> {
        self.0.get(id)
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Whether a message is the one that counts.
    pub(crate) fn counts(&self, block: &Block<'_, '_>) -> bool {
        let first = self.get(block.definition.id);
        first.is_some_and(|first| std::ptr::eq(first.definition, block.definition))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_its_place() {
        let text =
            "\u{FEFF}# Comment\ncode-1 = one  \n    .a = x\n    .b =\n        y\n\n\n-t =two\r\n##";
        let document = Document::parse(text);
        let blocks: Vec<Block<'_, '_>> = blocks(&document).collect();
        let slices = |block: &Block<'_, '_>| {
            let attribute = |name| block.attribute(name).map_or("none", |range| &text[range]);
            let start = start(&document, &document.entries[block.entry]);
            [&text[start..block.id], &text[block.value()], attribute("a"), attribute("b")]
        };
        assert_eq!(slices(&blocks[0]), ["# Comment\n", " one", " x", "\n        y"]);
        assert_eq!(slices(&blocks[1]), ["", "two", "none", "none"]);
        assert_eq!(blocks[1].text(), "-t =two");
    }

    #[test]
    fn a_message_of_attributes_alone_has_an_empty_value() {
        let document = Document::parse("code-1 =\n    .a = x\n");
        let block = blocks(&document).next().unwrap();
        assert_eq!(block.value(), 8..8);
    }
}
