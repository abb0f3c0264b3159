//! The reader: a text becomes a [`Document`].
//!
//! It is parsed a part at a time, and [`guard`] keeps from the parser what would hurt it.

use std::ops::Range;
use std::sync::OnceLock;

use fluent_syntax::{ast, parser};
use memchr::{memchr_iter, memrchr};

use super::definition::{Comment, Definition};
use super::document::{BYTE_ORDER_MARK, Document, Entry, Failure, Level, Limit, Reason};
use super::guard;

/// How many failures of a file are read; with more, it is likely that it is no Fluent file.
pub(super) const FAILURE_LIMIT: usize = 1000;

/// How many messages and terms of a file are read, give or take a part.
pub(super) const DEFINITION_LIMIT: usize = 1_000_000;

/// How many bytes are parsed at a time. The parser's tree takes ten times the room of its text, most
/// of it spare capacity; a part of it at a time, cut to its size, is little and stays in the cache.
const PART: usize = 64 << 10;

impl<'s> Document<'s> {
    /// Parses a text. What does not parse becomes a failure and hides nothing of what follows it.
    pub(crate) fn parse(text: &'s str) -> Document<'s> {
        Document::of_file("", text, &[])
    }

    /// Parses the text of a file, in which U+FFFD stands at the offsets of `invalid`.
    pub(crate) fn of_file(path: &'s str, text: &'s str, invalid: &'s [usize]) -> Document<'s> {
        let document = Document {
            path,
            text,
            entries: Vec::new(),
            failures: Vec::new(),
            invalid,
            line_starts: OnceLock::new(),
        };
        Reader { document, definitions: 0, unread: None }.read()
    }
}

/// A document while it is read.
struct Reader<'s> {
    document: Document<'s>,
    definitions: usize,
    /// Where reading ended, and why.
    unread: Option<(usize, Limit)>,
}

impl<'s> Reader<'s> {
    fn read(mut self) -> Document<'s> {
        let text = self.document.text;
        let mut start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        for (entry, danger) in guard::entries(text) {
            let Some((offset, danger)) = danger else { continue };
            self.parse(start..entry.start);
            let junk = &text[entry.start.max(start)..entry.end];
            self.fail(junk, offset, Reason::Danger(danger));
            start = entry.end;
            if self.unread.is_some() {
                break;
            }
        }
        self.parse(start..text.len());
        if let Some((offset, limit)) = self.unread.take() {
            self.document.entries.push(Entry::Junk(&text[offset..]));
            let failure = Failure { offset, junk: &text[offset..], reason: Reason::Limit(limit) };
            self.document.failures.push(failure);
        }
        let Reader { mut document, .. } = self;
        document.entries.shrink_to_fit();
        let mut end = text.len();
        for number in (0..document.entries.len()).rev() {
            let start = document.start(&document.entries[number]);
            if let Entry::Definition(definition) = &mut document.entries[number] {
                definition.end_at(end - start);
            }
            end = start;
        }
        document
    }

    /// Parses a range that begins and ends between entries, a part at a time.
    fn parse(&mut self, range: Range<usize>) {
        let mut start = range.start;
        while start < range.end && self.unread.is_none() {
            let end = part_end(&self.document.text[..range.end], start);
            self.parse_part(start..end);
            start = end;
            if self.definitions > DEFINITION_LIMIT && end < self.document.text.len() {
                self.unread.get_or_insert((end, Limit::Definitions));
            }
        }
    }

    fn parse_part(&mut self, range: Range<usize>) {
        let (body, errors) = match parser::parse(&self.document.text[range.clone()]) {
            Ok(resource) => (resource.body, Vec::new()),
            Err((resource, errors)) => (resource.body, errors),
        };
        // The parser makes one piece of junk for each error.
        let mut errors = errors.into_iter();
        for entry in body {
            if self.unread.is_some() {
                return;
            }
            match entry {
                ast::Entry::Junk { content } => {
                    let Some(error) = errors.next() else { continue };
                    let start = self.document.offset(content);
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
                    let id = self.document.with_sign(term.id.name);
                    self.define(id, Some(term.value), term.attributes, term.comment);
                }
                ast::Entry::Comment(comment) => self.comment(Level::Entry, &comment),
                ast::Entry::GroupComment(comment) => self.comment(Level::Group, &comment),
                ast::Entry::ResourceComment(comment) => self.comment(Level::Resource, &comment),
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
        self.definitions += 1;
        let document = &mut self.document;
        let first = comment.as_ref().and_then(|comment| comment.content.first());
        // Before the first line of a comment stands its sign.
        let start = match first {
            Some(line) => match document.line_start(line) {
                0 if document.text.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len(),
                start => start,
            },
            None => document.offset(id),
        };
        let definition = Definition::new(id, &document.text[start..], value, attributes);
        document.entries.push(Entry::Definition(definition));
    }

    fn comment(&mut self, level: Level, comment: &ast::Comment<&'s str>) {
        let document = &mut self.document;
        let text = match (comment.content.first(), comment.content.last()) {
            (Some(first), Some(last)) => {
                &document.text[document.offset(first)..document.range(last).end]
            }
            // A sign without anything after it, at the end of the file.
            _ => &document.text[document.text.len()..],
        };
        document.entries.push(Entry::Comment(level, Comment::new(text)));
    }

    fn fail(&mut self, junk: &'s str, offset: usize, reason: Reason) {
        let document = &mut self.document;
        let start = document.offset(junk);
        if self.unread.is_some() || document.failures.len() == FAILURE_LIMIT {
            self.unread.get_or_insert((start, Limit::Failures));
            return;
        }
        // Past the end of the junk is the next entry: what is missing is missing here.
        let mut offset = offset.min(start + junk.trim_end().len());
        while !document.text.is_char_boundary(offset) {
            offset -= 1;
        }
        document.failures.push(Failure { offset, junk, reason });
        document.entries.push(Entry::Junk(junk));
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
            definition.comment().is_some_and(|comment| comment.lines().count() == 2)
        }));
    }
}
