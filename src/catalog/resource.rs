//! One Fluent text, guarded and parsed, with the position of everything in it.

use std::cell::OnceCell;
use std::ops::Range;

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ErrorKind};
use memchr::memchr_iter;

use super::guard;
use super::size::{FILE_LIMIT, describe_size};
use super::source::SourceFile;
use crate::Diagnostic;
use crate::error::Position;

/// How many syntax errors of a file are shown; with more, it is likely that it is no Fluent file.
const ERROR_LIMIT: usize = 1000;

/// How many messages and terms of a file are read.
const MESSAGE_LIMIT: usize = 1_000_000;

/// A parsed file. Its entries borrow the text, so that every name and text knows where it stands.
pub(super) struct Resource<'s> {
    path: &'s str,
    text: &'s str,
    pub(super) entries: Vec<ast::Entry<&'s str>>,
    /// How many syntax errors there are so far.
    errors: usize,
    line_starts: OnceCell<Vec<usize>>,
}

impl<'s> Resource<'s> {
    /// Parses a file. Every syntax error is a diagnostic; the sound entries go on.
    pub(super) fn parse(file: &'s SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Resource<'s> {
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
        for found in guard::unsafe_entries(text) {
            if !resource.parse_part(start..found.entry.start, diagnostics) {
                return resource;
            }
            diagnostics.push(resource.diagnostic(found.offset, describe_danger(found.danger)));
            resource.errors += 1;
            // In its place, so that it does not count as the end of the entry before it.
            resource.entries.push(ast::Entry::Junk { content: &text[found.entry.clone()] });
            start = found.entry.end;
        }
        resource.parse_part(start..text.len(), diagnostics);
        resource
    }

    /// Parses a part of the text that begins and ends between entries, some of them at a time, since
    /// the parser keeps hundreds of bytes for a broken line of two. False if a limit is reached.
    fn parse_part(&mut self, part: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let text = self.text;
        let mut start = part.start;
        let ends = guard::entry_starts(&text[part.clone()]).map(|offset| part.start + offset);
        for end in ends.chain([part.end]) {
            if end - start < guard::ENTRY_LIMIT && end < part.end {
                continue;
            }
            self.parse_entries(start..end, diagnostics);
            start = end;
            if let Some(reached) = self.limit_reached() {
                diagnostics.push(self.diagnostic(start, reached));
                return false;
            }
        }
        true
    }

    fn parse_entries(&mut self, part: Range<usize>, diagnostics: &mut Vec<Diagnostic>) {
        let start = part.start;
        match parser::parse_runtime(&self.text[part]) {
            // Nearly every file has one part: its entries are not copied.
            Ok(parsed) if self.entries.is_empty() => self.entries = parsed.body,
            Ok(parsed) => self.entries.extend(parsed.body),
            Err((parsed, errors)) => {
                self.entries.extend(parsed.body);
                self.errors += errors.len();
                diagnostics.extend(errors.iter().take(ERROR_LIMIT).map(|error| {
                    let offset = error_offset(self.text, start + error.pos.start);
                    self.diagnostic(offset, describe(&error.kind))
                }));
            }
        }
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
    pub(super) fn diagnostic(&self, offset: usize, text: impl Into<String>) -> Diagnostic {
        Diagnostic::at(self.path, self.position(offset), text)
    }

    /// Where a slice of the text stands, as `file:line:column`.
    pub(super) fn place(&self, slice: &str) -> String {
        let Position { line, column } = self.position(self.offset(slice));
        format!("{}:{line}:{column}", self.path)
    }

    /// The offset of a slice of the text: the parser copies nothing.
    pub(super) fn offset(&self, slice: &str) -> usize {
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

/// What the parser must not see in words: what is wrong and what to do.
pub(crate) fn describe_danger(danger: guard::Danger) -> String {
    match danger {
        guard::Danger::Depth => format!(
            "braces or calls nest deeper than {} here: take the inner ones apart",
            guard::DEPTH_LIMIT
        ),
        guard::Danger::Arguments => {
            format!("more than {} arguments in this message: take it apart", guard::ARGUMENT_LIMIT)
        }
        guard::Danger::Length => {
            format!("more than {} bytes up to the next message: shorten this", guard::ENTRY_LIMIT)
        }
        guard::Danger::Escape => {
            "this Unicode escape has too few digits: write it as in `\\u00E9`".to_owned()
        }
    }
}

/// A syntax error in words: what is wrong and what to write.
pub(crate) fn describe(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::ExpectedToken(token) => format!("`{token}` is expected here"),
        ErrorKind::ExpectedCharRange { range } => {
            format!("a character of {range} is expected here")
        }
        ErrorKind::ExpectedMessageField { entry_id } => {
            format!("`{entry_id}` has no text: write `{entry_id} = text`")
        }
        ErrorKind::ExpectedTermField { entry_id } => {
            format!("the term `-{entry_id}` has no text: write `-{entry_id} = text`")
        }
        ErrorKind::ForbiddenCallee => {
            "a function's name has capital letters only: write `NUMBER($count)`".to_owned()
        }
        ErrorKind::MissingDefaultVariant => {
            "one variant must be the default: put `*` before its `[`".to_owned()
        }
        ErrorKind::MissingValue => "a text is expected here".to_owned(),
        ErrorKind::MultipleDefaultVariants => {
            "a second default variant: only one may begin with `*`".to_owned()
        }
        ErrorKind::MessageReferenceAsSelector => {
            "a message cannot be a selector: select on a variable, `{ $count -> … }`".to_owned()
        }
        ErrorKind::TermReferenceAsSelector => {
            "a term cannot be a selector: select on one of its attributes".to_owned()
        }
        ErrorKind::MessageAttributeAsSelector => {
            "a message's attribute cannot be a selector: use a term's".to_owned()
        }
        ErrorKind::TermAttributeAsPlaceable => {
            "a term's attribute cannot be printed: it can only be a selector".to_owned()
        }
        ErrorKind::UnterminatedStringLiteral => {
            "this string is not closed: end it with `\"` on the same line".to_owned()
        }
        ErrorKind::PositionalArgumentFollowsNamed => {
            "an argument without a name must come before those with one".to_owned()
        }
        ErrorKind::DuplicatedNamedArgument(name) => {
            format!("the argument `{name}` is given twice: remove one")
        }
        // The parser names the byte behind the backslash by its number.
        ErrorKind::UnknownEscapeSequence(byte) => {
            let escape = byte.parse::<u8>().ok().filter(u8::is_ascii_graphic).map(char::from);
            let escape = escape.map_or("this".to_owned(), |escape| format!("`\\{escape}`"));
            format!("{escape} is no escape: only `\\\\`, `\\\"`, `\\uXXXX`, `\\UXXXXXX` are")
        }
        ErrorKind::InvalidUnicodeEscapeSequence(sequence) => {
            format!(
                "`{sequence}` is no Unicode escape: write as many hexadecimal digits as in `\\u00E9`"
            )
        }
        ErrorKind::UnbalancedClosingBrace => {
            "this `}` closes nothing: for a brace in the text write `{ \"}\" }`".to_owned()
        }
        ErrorKind::ExpectedInlineExpression => {
            "a variable, a term, a function or a string is expected here; for a brace in the text \
             write `{ \"{\" }`"
                .to_owned()
        }
        ErrorKind::ExpectedSimpleExpressionAsSelector => {
            "a selector must be a variable, a function, a string or a number".to_owned()
        }
        ErrorKind::ExpectedLiteral => {
            "a named argument must be a string or a number: `minimumFractionDigits: 2`".to_owned()
        }
    }
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
