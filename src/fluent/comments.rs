//! [`Comments`]: the comments of a text, which the parser passes over. To keep them, it would allocate for
//! each.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use memchr::memchr;

use super::document::Level;

/// The lines of a comment.
pub(super) struct Lines {
    /// `None` if no space follows the signs.
    pub(super) level: Option<Level>,
    /// With the end of the last line.
    pub(super) range: Range<usize>,
}

/// The comments of a text: of each, the lines of one level that follow each other.
///
/// Whatever it stands in, a line that begins with `#` begins a comment: it ends a message, and what does not
/// parse.
pub(super) struct Comments<'s> {
    text: &'s str,
    /// Where the lines of comments begin.
    starts: Peekable<IntoIter<usize>>,
}

impl<'s> Comments<'s> {
    /// The comments of a text, by the offsets of the lines that begin with `#`.
    pub(super) fn of(text: &'s str, starts: Vec<usize>) -> Comments<'s> {
        Comments { text, starts: starts.into_iter().peekable() }
    }

    /// The next comment, if it begins before an offset.
    pub(super) fn next_before(&mut self, offset: usize) -> Option<Lines> {
        let start = self.starts.next_if(|start| *start < offset)?;
        let mut lines = self.line(start);
        while lines.level.is_some()
            && let Some(next) = self
                .starts
                .next_if(|next| *next == lines.range.end && level(self.text, *next) == lines.level)
        {
            lines.range.end = self.line(next).range.end;
        }
        Some(lines)
    }

    /// The comment line that begins at an offset.
    fn line(&self, start: usize) -> Lines {
        let bytes = &self.text.as_bytes()[start..];
        let end = memchr(b'\n', bytes).map_or(self.text.len(), |end| start + end + 1);
        Lines { level: level(self.text, start), range: start..end }
    }
}

/// How far the comment reaches whose line begins at an offset; `None` if no space follows its signs.
fn level(text: &str, start: usize) -> Option<Level> {
    let line = &text.as_bytes()[start..];
    let signs = line.iter().take(3).take_while(|byte| **byte == b'#').count();
    match &line[signs..] {
        [] | [b' ' | b'\n', ..] | [b'\r', b'\n', ..] => {
            [Level::Entry, Level::Group, Level::Resource].get(signs.checked_sub(1)?).copied()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use fluent_syntax::{ast, parser};

    use crate::fluent::document::{Document, Entry};

    /// The parser that keeps comments says the same of them.
    #[test]
    fn comments_are_those_of_the_parser() {
        let lines = [
            "# a", "#", "## b", "###", "###  c", "#d", "m = x", "m = {", "-t = y", "", " ",
            "    z", "\r", "j",
        ];
        let mut number = 12345_u64;
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..8 {
                number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text += lines[(number >> 33) as usize % lines.len()];
                text += if number >> 63 == 0 { "\n" } else { "\r\n" };
            }
            let (Ok(expected) | Err((expected, _))) = parser::parse(&*text);
            let expected = expected.body.iter().map(|entry| match entry {
                ast::Entry::Message(ast::Message { comment, .. })
                | ast::Entry::Term(ast::Term { comment, .. }) => {
                    comment.as_ref().map(|comment| comment.content.clone())
                }
                ast::Entry::Comment(comment)
                | ast::Entry::GroupComment(comment)
                | ast::Entry::ResourceComment(comment) => Some(comment.content.clone()),
                ast::Entry::Junk { .. } => None,
            });
            let document = Document::parse(&text);
            let found = document.entries.iter().map(|entry| match entry {
                Entry::Definition(definition) => definition.comment(),
                Entry::Comment(_, comment) => Some(*comment),
                Entry::Junk(_) => None,
            });
            let found = found.flatten().map(|comment| comment.lines().collect::<Vec<_>>());
            assert_eq!(
                found.collect::<Vec<_>>(),
                expected.flatten().collect::<Vec<_>>(),
                "{text:?}"
            );
        }
    }
}
