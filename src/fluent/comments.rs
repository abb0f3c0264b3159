//! [`Comments`]: the comments of a text, which the parser passes over. To keep them, it would allocate for
//! each.

use std::ops::Range;
use std::vec::IntoIter;

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
pub(super) struct Comments {
    /// The next comment.
    next: Option<Lines>,
    lines: IntoIter<Lines>,
}

impl Comments {
    /// The comments that these lines make.
    pub(super) fn of(lines: Vec<Lines>) -> Comments {
        let mut lines = lines.into_iter();
        Comments { next: lines.next(), lines }
    }

    /// The next comment, if it begins before an offset.
    pub(super) fn next_before(&mut self, offset: usize) -> Option<Lines> {
        let mut comment = self.next.take_if(|next| next.range.start < offset)?;
        for line in self.lines.by_ref() {
            let goes_on = line.range.start == comment.range.end && line.level == comment.level;
            if !goes_on || line.level.is_none() {
                self.next = Some(line);
                break;
            }
            comment.range.end = line.range.end;
        }
        Some(comment)
    }
}

impl Lines {
    /// The one line that begins with `#` at an offset of a text, and goes on up to its end.
    pub(super) fn one(text: &[u8], start: usize) -> Lines {
        let line = &text[start..];
        // Nearly every one.
        if line.starts_with(b"# ") {
            return Lines { level: Some(Level::Entry), range: start..text.len() };
        }
        let signs = line.iter().take(3).take_while(|byte| **byte == b'#').count();
        let level = match &line[signs..] {
            [] | [b' ' | b'\n', ..] | [b'\r', b'\n', ..] => match signs {
                1 => Some(Level::Entry),
                2 => Some(Level::Group),
                _ => Some(Level::Resource),
            },
            _ => None,
        };
        Lines { level, range: start..text.len() }
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
