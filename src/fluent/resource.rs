//! One Fluent text, guarded and parsed, with the position of everything in it.

use std::cell::OnceCell;
use std::ops::Range;

use fluent_syntax::parser;
use memchr::memchr_iter;

use super::entry::Entry;
use super::guard;
use super::size::{FILE_LIMIT, describe_size};
use super::source::SourceFile;
use super::syntax_error::{describe, describe_danger};
use crate::Diagnostic;
use crate::error::Position;

/// How many syntax errors of a file are shown; with more, it is likely that it is no Fluent file.
const ERROR_LIMIT: usize = 1000;

/// How many messages and terms of a file are read.
const MESSAGE_LIMIT: usize = 1_000_000;

/// How much of a file is parsed at a time, in bytes: until a part has been made into entries, the
/// parser's syntax tree takes several times as much, and for a broken line of two bytes hundreds.
const PART: usize = guard::ENTRY_LIMIT;

/// A parsed file. Its entries borrow the text, so that every name and text knows where it stands.
pub(crate) struct Resource<'s> {
    path: &'s str,
    text: &'s str,
    pub(super) entries: Vec<Entry<'s>>,
    /// How many syntax errors there are so far.
    errors: usize,
    line_starts: OnceCell<Vec<usize>>,
}

impl<'s> Resource<'s> {
    /// Parses a file. Every syntax error is a diagnostic; the sound entries go on.
    pub(crate) fn parse(file: &'s SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Resource<'s> {
        let text = file.text.strip_prefix('\u{FEFF}').unwrap_or(&file.text);
        let mut resource = Resource {
            path: &file.path,
            text,
            entries: Vec::new(),
            errors: 0,
            line_starts: OnceCell::new(),
        };
        if text.len() as u64 > FILE_LIMIT {
            diagnostics.push(Diagnostic::of_file(&*file.path, describe_size(text.len() as u64)));
            return resource;
        }
        let mut start = 0;
        for (entry, danger) in guard::entries(text) {
            let end = if danger.is_some() { entry.start } else { entry.end };
            if danger.is_none() && end - start < PART {
                continue;
            }
            if !resource.parse_part(start..end, diagnostics) {
                return resource;
            }
            if let Some((offset, danger)) = danger {
                diagnostics.push(resource.diagnostic(offset, describe_danger(danger)));
                resource.errors += 1;
                // In its place, so that it does not count as the end of the entry before it.
                resource.entries.push(Entry::junk(&text[entry.clone()]));
            }
            start = entry.end;
        }
        resource.parse_part(start..text.len(), diagnostics);
        resource
    }

    /// Parses a part of the text that begins and ends between entries. False if a limit is reached.
    fn parse_part(&mut self, part: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let Range { start, end } = part;
        let (parsed, errors) = match parser::parse_runtime(&self.text[part]) {
            Ok(parsed) => (parsed, Vec::new()),
            Err((parsed, errors)) => (parsed, errors),
        };
        let (text, start_of_text) = (self.text, self.text.as_ptr() as usize);
        let with_hyphen = |name: &'s str| {
            let start = name.as_ptr() as usize - start_of_text;
            &text[start - 1..start + name.len()]
        };
        let entries = parsed.body.into_iter();
        self.entries.extend(entries.filter_map(|entry| Entry::new(entry, with_hyphen)));
        self.errors += errors.len();
        diagnostics.extend(errors.iter().take(ERROR_LIMIT).map(|error| {
            let offset = error_offset(self.text, start + error.pos.start);
            self.diagnostic(offset, describe(&error.kind))
        }));
        let reached = self.limit_reached();
        diagnostics.extend(reached.iter().map(|reached| self.diagnostic(end, reached)));
        reached.is_none()
    }

    /// Why no more of the file is read.
    fn limit_reached(&self) -> Option<String> {
        let (count, what) = if self.errors > ERROR_LIMIT {
            (ERROR_LIMIT, "errors")
        } else if self.entries.len() > MESSAGE_LIMIT {
            (MESSAGE_LIMIT, "messages")
        } else {
            return None;
        };
        Some(format!("more than {count} {what} before this: the rest of the file is not read"))
    }

    /// A diagnostic of the place at an offset in the text.
    pub(crate) fn diagnostic(&self, offset: usize, text: impl Into<String>) -> Diagnostic {
        Diagnostic::at(self.path, self.position(offset), text)
    }

    /// Where a slice of the text stands, as `file:line:column`.
    pub(super) fn place(&self, slice: &str) -> String {
        let Position { line, column } = self.position(self.offset(slice));
        format!("{}:{line}:{column}", self.path)
    }

    /// The offset of a slice of the text: the parser copies nothing.
    pub(crate) fn offset(&self, slice: &str) -> usize {
        slice.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// The text at a range of offsets.
    pub(super) fn slice(&self, range: Range<usize>) -> &'s str {
        &self.text[range]
    }

    /// The length of the text, in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    fn position(&self, offset: usize) -> Position {
        let starts = self.line_starts.get_or_init(|| {
            let ends = memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|end| end + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= offset);
        let before = &self.text.as_bytes()[starts[line - 1]..offset];
        // Every byte but a continuation byte begins a character.
        let column = before.iter().filter(|byte| (**byte as i8) >= -0x40).count() + 1;
        Position { line, column }
    }
}

/// Where an error is shown: never within a character, and not past the end of the text.
fn error_offset(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn problems(text: &'static str) -> Vec<String> {
        let locale = "en-US".parse().unwrap();
        let file = SourceFile { path: "e.ftl".to_owned(), locale, text: Cow::Borrowed(text) };
        let mut diagnostics = Vec::new();
        Resource::parse(&file, &mut diagnostics);
        diagnostics.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_syntax_error_has_its_place_in_characters() {
        assert_eq!(
            problems("code-1 = 心跳 { $n\ncode-2 = fine\ncode-3\n"),
            ["e.ftl:2:1: `}` is expected here", "e.ftl:3:7: `=` is expected here",],
        );
    }

    #[test]
    fn an_unknown_escape_is_named_by_its_character() {
        assert_eq!(
            problems("code-1 = { \"\\n\" }\n"),
            ["e.ftl:1:13: `\\n` is no escape: only `\\\\`, `\\\"`, `\\uXXXX`, `\\UXXXXXX` are"],
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_error() {
        assert_eq!(problems("\u{FEFF}code-1 = fine\n"), [""; 0]);
    }

    #[test]
    fn nesting_is_refused_before_it_is_parsed() {
        let text = format!("code-1 = {}\n", "{".repeat(100_000)).leak();
        assert_eq!(
            problems(text),
            ["e.ftl:1:42: braces or calls nest deeper than 32 here: take the inner ones apart"],
        );
    }
}
