//! [`Document`]: one Fluent text with everything in it: comments, positions, and what does not parse.

use std::ops::Range;
use std::sync::OnceLock;

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ErrorKind};
use memchr::{memchr_iter, memrchr};

use super::definition::{Comment, Definition};
use crate::error::Position;
use crate::fluent::guard::{self, Danger};

/// A parsed file. Every name and text in it is a slice of the file, and so knows where it stands.
pub(crate) struct Document<'s> {
    text: &'s str,
    /// What stands in the file, in its order.
    pub(crate) entries: Vec<Entry<'s>>,
    /// What does not parse, in the order of the file.
    pub(crate) failures: Vec<Failure<'s>>,
    line_starts: OnceLock<Vec<usize>>,
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

/// How far a comment reaches, by the number of its signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// `#`: the message below.
    Entry,
    /// `##`: the group that begins here.
    Group,
    /// `###`: the file.
    Resource,
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
}

/// How many bytes are parsed at a time. The parser's tree takes ten times the room of its text, most
/// of it spare capacity; a part of it at a time, cut to its size, is little and stays in the cache.
const PART: usize = 64 << 10;

/// U+FEFF in front of the text, as some editors leave it.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

impl<'s> Document<'s> {
    /// Parses a text. What does not parse becomes a failure and hides nothing of what follows it.
    pub(crate) fn parse(text: &'s str) -> Document<'s> {
        let mut document = Document {
            text,
            entries: Vec::new(),
            failures: Vec::new(),
            line_starts: OnceLock::new(),
        };
        let mut start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        for (entry, danger) in guard::entries(text) {
            let Some((offset, danger)) = danger else { continue };
            document.parse_parts(start..entry.start);
            let junk = &text[entry.start.max(start)..entry.end];
            document.fail(junk, offset, Reason::Danger(danger));
            start = entry.end;
        }
        document.parse_parts(start..text.len());
        document.entries.shrink_to_fit();
        document
    }

    /// Parses a range that begins and ends between entries, a part at a time.
    fn parse_parts(&mut self, range: Range<usize>) {
        let mut start = range.start;
        while start < range.end {
            let end = part_end(&self.text[..range.end], start);
            self.parse_part(start..end);
            start = end;
        }
    }

    fn parse_part(&mut self, range: Range<usize>) {
        let (body, errors) = match parser::parse(&self.text[range.clone()]) {
            Ok(resource) => (resource.body, Vec::new()),
            Err((resource, errors)) => (resource.body, errors),
        };
        // The parser makes one piece of junk for each error.
        let mut errors = errors.into_iter();
        for entry in body {
            match entry {
                ast::Entry::Junk { content } => {
                    let Some(error) = errors.next() else { continue };
                    let start = self.offset(content);
                    // An open brace can swallow the first line of the next message: let go of it.
                    if let Some(next) = guard::entry_starts(content).next() {
                        self.parse_part(start..start + next);
                        self.parse_part(start + next..start + content.len());
                    } else {
                        let offset = range.start + error.pos.start;
                        self.fail(content, offset, Reason::Syntax(error.kind));
                    }
                }
                ast::Entry::Message(message) => {
                    self.define(message.id.name, message.value, message.attributes, message.comment)
                }
                ast::Entry::Term(term) => {
                    let start = self.offset(term.id.name);
                    let id = &self.text[start - 1..start + term.id.name.len()];
                    self.define(id, Some(term.value), term.attributes, term.comment);
                }
                ast::Entry::Comment(comment) => self.add_comment(Level::Entry, &comment),
                ast::Entry::GroupComment(comment) => self.add_comment(Level::Group, &comment),
                ast::Entry::ResourceComment(comment) => self.add_comment(Level::Resource, &comment),
            }
        }
    }

    fn define(
        &mut self,
        id: &'s str,
        value: Option<ast::Pattern<&'s str>>,
        attributes: Vec<ast::Attribute<&'s str>>,
        comment: Option<ast::Comment<&'s str>>,
    ) {
        let comment = comment.map(|comment| self.comment(&comment));
        let definition = Definition::new(id, value, attributes, comment);
        self.entries.push(Entry::Definition(definition));
    }

    fn comment(&self, comment: &ast::Comment<&'s str>) -> Comment<'s> {
        match (comment.content.first(), comment.content.last()) {
            (Some(first), Some(last)) => {
                Comment::new(&self.text[self.offset(first)..self.range(last).end])
            }
            // A sign without anything behind it, at the end of the file.
            _ => Comment::new(&self.text[self.text.len()..]),
        }
    }

    fn add_comment(&mut self, level: Level, comment: &ast::Comment<&'s str>) {
        let comment = self.comment(comment);
        self.entries.push(Entry::Comment(level, comment));
    }

    fn fail(&mut self, junk: &'s str, offset: usize, reason: Reason) {
        // Past the end of the junk is the next entry: what is missing is missing here.
        let end = self.offset(junk) + junk.trim_end().len();
        let mut offset = offset.min(end);
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        self.failures.push(Failure { offset, junk, reason });
        self.entries.push(Entry::Junk(junk));
    }

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

    /// The offset of a slice of the text: the parser copies nothing.
    pub(crate) fn offset(&self, slice: &str) -> usize {
        slice.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// The offsets of a slice of the text.
    pub(crate) fn range(&self, slice: &str) -> Range<usize> {
        let start = self.offset(slice);
        start..start + slice.len()
    }

    /// The line and the column of an offset, from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let starts = self.line_starts.get_or_init(|| {
            let ends = memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|end| end + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= offset);
        let column = self.text[starts[line - 1]..offset].chars().count() + 1;
        Position { line, column }
    }

    /// The same, from a place before it that is known: in a long line, only what is between is counted.
    pub(crate) fn position_behind(&self, known: (usize, Position), offset: usize) -> Position {
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

    /// The identifier of the message or term that an offset stands in, also of one that does not parse.
    pub(crate) fn id_at(&self, offset: usize) -> Option<&'s str> {
        match &self.entries[self.entry_at(offset)?] {
            Entry::Definition(definition) => Some(definition.id),
            Entry::Junk(junk) => {
                let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
                let name = &junk[..junk.find(|c| !is_name(c)).unwrap_or(junk.len())];
                name.starts_with("code-").then_some(name)
            }
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
        let first = match entry {
            Entry::Definition(definition) => {
                definition.comment.map_or(definition.id, |comment| comment.as_str())
            }
            Entry::Comment(_, comment) => comment.as_str(),
            Entry::Junk(content) => content,
        };
        let before = &self.text.as_bytes()[..self.offset(first)];
        memrchr(b'\n', before).map_or(0, |end| end + 1)
    }
}

/// Where a part that starts at an offset may end: between entries, a part's length further on.
///
/// That is before a line that begins a definition or a comment and does not go on with the comment
/// above it.
fn part_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let from = start + PART;
    if from >= bytes.len() {
        return bytes.len();
    }
    memchr_iter(b'\n', &bytes[from..])
        .map(|end| from + end + 1)
        .find(|&line| {
            let above = memrchr(b'\n', &bytes[..line - 1]).map_or(0, |end| end + 1);
            let begins = match bytes.get(line) {
                Some(b'#') => true,
                Some(_) => guard::begins_entry(&bytes[line..]),
                None => false,
            };
            begins && above >= start && bytes[above] != b'#'
        })
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids<'s>(document: &Document<'s>) -> Vec<&'s str> {
        document.definitions().map(|definition| definition.id).collect()
    }

    #[test]
    fn an_error_hides_nothing_behind_it() {
        for (text, expected) in [
            ("code-1 = {\ncode-2 = two\ncode-3 = three\n", ["code-2", "code-3"]),
            ("code-1 = { F(\ncode-2 = two\n-term = three\n", ["code-2", "-term"]),
            ("no message\ncode-2 = two\ncode-3 = three", ["code-2", "code-3"]),
        ] {
            let document = Document::parse(text);
            assert_eq!(ids(&document), expected, "{text}");
            assert_eq!(document.failures.len(), 1, "{text}");
        }
    }

    #[test]
    fn parts_make_the_same_entries_as_the_whole() {
        let mut text = String::from("### A file\n\n");
        for number in 0..20_000 {
            text += &format!("## Group {number}\n\n# A comment\n# of code {number}\n");
            text += &format!(
                "code-{number} =\n    {{ $n ->\n\n        [one] x\n       *[other] y\n    }}\n"
            );
        }
        assert!(text.len() > 4 * PART);
        let document = Document::parse(&text);
        assert!(document.failures.is_empty());
        assert_eq!(document.entries.len(), 40_001);
        assert!(document.definitions().all(|definition| {
            definition.comment.is_some_and(|comment| comment.lines().count() == 2)
        }));
    }

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
