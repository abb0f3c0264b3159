//! [`Document`]: one Fluent text with everything in it: messages, terms, comments, where each stands, and
//! what does not parse.

use std::ops::Range;
use std::sync::OnceLock;

use fluent_syntax::parser::ErrorKind;
use memchr::memrchr;

pub(crate) use super::comments::Level;
use super::definition::{self, Comment, Definition};
use super::file::Invalid;
use super::guard::Danger;
use super::line;
use crate::error::{LineStarts, Position};

/// A parsed file. Every name and text in it is a slice of the file, and so knows where it stands.
pub(crate) struct Document<'s> {
    /// The path of the file; empty for a text that is not in a file.
    pub(crate) path: &'s str,
    pub(super) text: &'s str,
    /// What stands in the file, in its order.
    pub(crate) entries: Vec<Entry<'s>>,
    /// What does not parse, in the order of the file.
    pub(crate) failures: Vec<Failure<'s>>,
    /// What of it is not UTF-8.
    pub(crate) invalid: &'s Invalid,
    pub(super) line_starts: OnceLock<LineStarts>,
}

/// One thing that stands in a file by itself.
pub(crate) enum Entry<'s> {
    /// A message or a term, with the comment directly above it.
    Definition(Definition<'s>),
    /// A comment that belongs to no definition.
    Comment(Level, Comment<'s>),
    /// What does not parse.
    Junk(&'s str),
}

/// A part of a file that does not parse.
pub(crate) struct Failure<'s> {
    /// Where reading stopped.
    pub(crate) offset: usize,
    /// Everything that was passed over.
    pub(crate) junk: &'s str,
    pub(crate) reason: Reason,
}

/// Why a part of a file does not parse.
#[derive(Clone)]
pub(crate) enum Reason {
    /// The parser says so.
    Syntax(ErrorKind),
    /// The parser was not asked, because this would have hurt it.
    Danger(Danger),
    /// It is a merge conflict: nobody knows which side counts.
    Conflict,
    /// So much stands before it that the rest of the file is not read.
    Limit(Limit),
}

/// Of what there is too much in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Limit {
    Failures,
    Definitions,
}

/// U+FEFF in front of the text, as some editors leave it.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

impl<'s> Document<'s> {
    /// The whole text.
    pub(crate) fn text(&self) -> &'s str {
        self.text
    }

    /// The messages and terms, in the order of the file.
    pub(crate) fn definitions(&self) -> impl DoubleEndedIterator<Item = &Definition<'s>> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Definition(definition) => Some(definition),
            _ => None,
        })
    }

    /// The offset of a slice of the text.
    pub(crate) fn offset(&self, slice: &str) -> usize {
        definition::offset(self.text, slice)
    }

    /// The offsets of a slice of the text.
    pub(crate) fn range(&self, slice: &str) -> Range<usize> {
        let start = self.offset(slice);
        start..start + slice.len()
    }

    /// The offsets of the character at an offset; the end of a line has no width.
    pub(crate) fn character(&self, offset: usize) -> Range<usize> {
        let character = self.text[offset..].chars().next().filter(|character| *character != '\n');
        offset..offset + character.map_or(0, char::len_utf8)
    }

    /// A name with the sign in front of it: `-term` for the `term` of a reference.
    pub(crate) fn with_sign(&self, name: &str) -> &'s str {
        let Range { start, end } = self.range(name);
        &self.text[start.saturating_sub(1)..end]
    }

    /// The line and the column of an offset, from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let starts = self.line_starts.get_or_init(|| LineStarts::of(self.text));
        starts.position(self.text, offset)
    }

    /// The same, after a place that is known: in a long line, only what is between is counted.
    pub(crate) fn position_after(&self, known: (usize, Position), offset: usize) -> Position {
        match self.text.get(known.0..offset) {
            Some(between) if !between.contains('\n') => {
                Position { column: known.1.column + between.chars().count(), ..known.1 }
            }
            _ => self.position(offset),
        }
    }

    /// The number of the entry that an offset stands in, its comment included.
    pub(crate) fn entry_at(&self, offset: usize) -> Option<usize> {
        self.entries.partition_point(|entry| self.start(entry) <= offset).checked_sub(1)
    }

    /// Whether a merge conflict leaves open what the file says.
    pub(crate) fn has_conflict(&self) -> bool {
        self.failures.iter().any(|failure| matches!(failure.reason, Reason::Conflict))
    }

    /// The identifier of the message or term that an offset stands in, also of one that does not parse.
    pub(crate) fn id_at(&self, offset: usize) -> Option<&'s str> {
        match &self.entries[self.entry_at(offset)?] {
            Entry::Definition(definition) => Some(definition.id),
            Entry::Junk(junk) => Some(line::name(junk)).filter(|name| name.starts_with("code-")),
            Entry::Comment(..) => None,
        }
    }

    /// Whether an offset stands in a message or term, and not in its comment or its identifier.
    pub(crate) fn is_in_text(&self, offset: usize) -> bool {
        match self.entry_at(offset).map(|number| &self.entries[number]) {
            Some(Entry::Definition(definition)) => offset >= self.range(definition.id).end,
            _ => false,
        }
    }

    /// Where an entry begins, with its comment: at the start of a line.
    pub(crate) fn start(&self, entry: &Entry<'s>) -> usize {
        match entry {
            Entry::Definition(definition) => self.offset(definition.text()),
            Entry::Comment(_, comment) => self.line_start(comment.as_str()),
            Entry::Junk(junk) => self.line_start(junk),
        }
    }

    /// Where the line begins that a slice begins in.
    pub(super) fn line_start(&self, slice: &str) -> usize {
        let before = &self.text.as_bytes()[..self.offset(slice)];
        memrchr(b'\n', before).map_or(0, |end| end + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_knows_its_entry() {
        let text = "### File\n\n# Comment\ncode-1 = one\n\n\ncode-2 = two\n    .attr = x\n";
        let document = Document::parse(text);
        for (slice, expected) in
            [("### File", Some(0)), ("# Comment", Some(1)), ("one", Some(1)), ("attr", Some(2))]
        {
            assert_eq!(document.entry_at(text.find(slice).unwrap()), expected, "{slice}");
        }
        assert_eq!(document.position(text.find("two").unwrap()), Position { line: 7, column: 10 });
    }
}
