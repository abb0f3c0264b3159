//! [`Block`]: where the parts of a message stand in its file.

use std::ops::Range;

use fluent_syntax::ast;
use memchr::memrchr;

use crate::fluent::definition::Definition;
use crate::fluent::document::{BYTE_ORDER_MARK, Document, Entry};

/// A message or term with its comment, as bytes of its file.
#[derive(Clone, Copy)]
pub(crate) struct Block<'d, 's> {
    pub(crate) document: &'d Document<'s>,
    pub(crate) definition: &'d Definition<'s>,
    /// Its number among the entries of the file.
    pub(crate) entry: usize,
    /// Where its identifier begins.
    pub(crate) id: usize,
    /// Behind its last character.
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

/// Where an entry begins: at the start of a line, behind a byte order mark.
pub(crate) fn start(document: &Document<'_>, entry: &Entry<'_>) -> usize {
    let text = document.text();
    let start = match entry {
        // A sign at the very end of the file has no text behind it, and so no place there.
        Entry::Comment(_, comment) if comment.lines().any(|line| document.offset(line) == 0) => {
            memrchr(b'\n', text.as_bytes()).map_or(0, |end| end + 1)
        }
        _ => document.start(entry),
    };
    if start == 0 && text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { start }
}

/// Behind the last character of an entry, without the blank lines that follow.
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
    /// What stands behind the equals sign, up to the first attribute.
    pub(crate) fn value(&self) -> Range<usize> {
        self.behind_equals_sign(self.definition.id, self.definition.attributes().first())
    }

    /// What stands behind the equals sign of an attribute; `None` if there is no such attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<Range<usize>> {
        let attributes = self.definition.attributes();
        let at = attributes.iter().position(|attribute| attribute.id.name == name)?;
        Some(self.behind_equals_sign(attributes[at].id.name, attributes.get(at + 1)))
    }

    fn behind_equals_sign(
        &self,
        name: &str,
        next: Option<&ast::Attribute<&'s str>>,
    ) -> Range<usize> {
        let text = self.document.text();
        let name_end = self.document.range(name).end;
        let start = text[name_end..].find('=').map_or(self.end, |sign| name_end + sign + 1);
        // An attribute's name stands behind its dot.
        let end = next.map_or(self.end, |next| self.document.offset(next.id.name) - 1);
        trimmed(text, start..end)
    }

    /// The message without its comment, as it stands in the file.
    pub(crate) fn text(&self) -> &'s str {
        &self.document.text()[self.id..self.end]
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
