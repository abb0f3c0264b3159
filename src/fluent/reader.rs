//! The reader: a text becomes a [`Document`].
//!
//! It is parsed a part at a time, and [`guard`] keeps from the parser what would hurt it.

use std::ops::Range;
use std::sync::OnceLock;

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ErrorKind};
use memchr::{memchr_iter, memrchr};

use super::comments::{Comments, Lines};
use super::conflict::conflicts;
use super::definition::{Comment, Definition};
use super::document::{BYTE_ORDER_MARK, Document, Entry, Failure, Level, Limit, Reason};
use super::file::Invalid;
use super::{guard, line};

/// How many failures of a file are read; with more, it is probably not a Fluent file.
pub(super) const FAILURE_LIMIT: usize = 1000;

/// How many messages and terms of a file are read, give or take a part.
pub(super) const DEFINITION_LIMIT: usize = 1_000_000;

/// How many bytes are parsed at a time. The parser's tree takes ten times the room of its text, most
/// of it spare capacity; a part of it at a time, cut to its size, is little and stays in the cache.
const PART: usize = 64 << 10;

impl<'s> Document<'s> {
    /// Parses a text. What does not parse becomes a failure and hides nothing of what follows it.
    pub(crate) fn parse(text: &'s str) -> Document<'s> {
        Document::of_file("", text, Invalid::NONE)
    }

    /// Parses the text of a file, of which some may not be UTF-8.
    pub(crate) fn of_file(path: &'s str, text: &'s str, invalid: &'s Invalid) -> Document<'s> {
        let document = Document {
            path,
            text,
            entries: Vec::new(),
            failures: Vec::new(),
            invalid,
            line_starts: OnceLock::new(),
        };
        let mut comments = Vec::new();
        let start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        if text[start..].starts_with('#') {
            comments.push(Lines::one(text.as_bytes(), start));
        }
        let dangers = guard::entries(text, &mut comments);
        let dangers = dangers.filter_map(|(lines, danger)| {
            let (offset, danger) = danger?;
            Some(Refusal { lines, offset, reason: Reason::Danger(danger) })
        });
        let mut refusals: Vec<Refusal> = dangers.take(FAILURE_LIMIT + 1).collect();
        let conflicts = conflicts(text, FAILURE_LIMIT + 1);
        refusals.extend(conflicts.into_iter().map(|conflict| Refusal {
            lines: conflict.lines,
            offset: conflict.marker,
            reason: Reason::Conflict,
        }));
        refusals.sort_by_key(|refusal| refusal.lines.start);
        let comments = Comments::of(comments);
        Reader { document, comments, definitions: 0, unread: None }.read(start, refusals)
    }
}

/// A part of a text that the parser is not asked about.
struct Refusal {
    lines: Range<usize>,
    offset: usize,
    reason: Reason,
}

/// A document while it is read.
struct Reader<'s> {
    document: Document<'s>,
    /// Those that are still to come.
    comments: Comments,
    definitions: usize,
    /// Where reading ended, and why.
    unread: Option<(usize, Limit)>,
}

impl<'s> Reader<'s> {
    fn read(mut self, mut start: usize, refusals: Vec<Refusal>) -> Document<'s> {
        let text = self.document.text;
        for Refusal { lines, offset, reason } in refusals {
            self.parse(start..lines.start);
            // A conflict may stand in a message that would hurt the parser.
            let (first, end) = (lines.start.max(start), lines.end.max(start));
            self.fail(&text[first..end], offset, reason);
            while self.comments.next_before(end).is_some() {}
            start = end;
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
        let text = self.document.text;
        let (body, errors) = match parser::parse_runtime(&text[range.clone()]) {
            Ok(resource) => (resource.body, Vec::new()),
            Err((resource, errors)) => (resource.body, errors),
        };
        // The parser makes one piece of junk for each error, and passes over comments.
        let mut errors = errors.into_iter();
        for entry in body {
            let start = match &entry {
                ast::Entry::Message(message) => self.document.offset(message.id.name),
                ast::Entry::Term(term) => self.document.offset(term.id.name) - 1,
                ast::Entry::Junk { content } => self.document.offset(content),
                _ => continue,
            };
            let mut first = start;
            while let Some(comment) = self.comments.next_before(start) {
                // Directly above, it belongs to what follows.
                let is_above = comment.range.end == start && comment.level == Some(Level::Entry);
                match &entry {
                    ast::Entry::Message(_) | ast::Entry::Term(_) if is_above => {
                        first = comment.range.start;
                    }
                    _ => self.comment(comment),
                }
            }
            if self.unread.is_some() {
                return;
            }
            match entry {
                ast::Entry::Message(ast::Message { id, value, attributes, .. }) => {
                    self.define(first, id.name, value, attributes);
                }
                ast::Entry::Term(ast::Term { id, value, attributes, .. }) => {
                    self.define(first, self.document.with_sign(id.name), Some(value), attributes);
                }
                ast::Entry::Junk { content } => {
                    let Some(error) = errors.next() else { continue };
                    // An open brace can swallow the first line of the next message: let go of it.
                    if let Some(next) = line::entry_starts(content).next() {
                        self.parse_part(start..start + next);
                        self.parse_part(start + next..start + content.len());
                    } else {
                        let offset = range.start + error.pos.start;
                        let mut parts = line::mistaken_entries(content);
                        self.fail(
                            parts.next().unwrap_or(content),
                            offset,
                            Reason::Syntax(error.kind),
                        );
                        for part in parts {
                            let kind = ErrorKind::ExpectedCharRange { range: "a-zA-Z".to_owned() };
                            self.fail(part, self.document.offset(part), Reason::Syntax(kind));
                        }
                    }
                }
                _ => {}
            }
        }
        while let Some(comment) = self.comments.next_before(range.end) {
            self.comment(comment);
        }
    }

    /// Adds a definition, with the comment that it begins with.
    fn define(
        &mut self,
        start: usize,
        id: &'s str,
        value: Option<ast::Pattern<&'s str>>,
        attributes: Vec<ast::Attribute<&'s str>>,
    ) {
        self.definitions += 1;
        let text = &self.document.text[start..];
        let definition = Definition::new(id, text, value, attributes);
        self.document.entries.push(Entry::Definition(definition));
    }

    /// Adds a comment that belongs to no definition.
    fn comment(&mut self, Lines { level, range }: Lines) {
        let lines = &self.document.text[range.clone()];
        match level {
            Some(level) => {
                let lines = lines.strip_suffix('\n').unwrap_or(lines);
                let lines = lines.strip_suffix('\r').unwrap_or(lines);
                let words = lines.trim_start_matches('#');
                let comment = Comment::new(words.strip_prefix(' ').unwrap_or(words));
                self.document.entries.push(Entry::Comment(level, comment));
            }
            None => {
                let reason = Reason::Syntax(ErrorKind::ExpectedToken(' '));
                self.fail(lines, range.start, reason);
            }
        }
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
                Some(_) => line::begins_entry(&bytes[line..]),
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
    fn an_error_hides_nothing_after_it() {
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
