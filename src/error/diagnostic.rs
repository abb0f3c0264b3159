//! [`Diagnostic`]: one thing that is wrong, and the [`Position`] of it.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// One thing that is wrong with a file or a folder: where, what, and what to do.
///
/// Displayed as `en-US/errors.ftl:2:8: …`, which editors and terminals turn into a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    file: String,
    position: Option<Position>,
    text: String,
}

impl Diagnostic {
    /// A diagnostic of a whole file or folder.
    pub(crate) fn of_file(file: impl Into<String>, text: impl Into<String>) -> Diagnostic {
        Diagnostic { file: file.into(), position: None, text: text.into() }
    }

    /// A diagnostic of one place in a file.
    pub(crate) fn at(file: &str, position: Position, text: impl Into<String>) -> Diagnostic {
        Diagnostic { file: file.to_owned(), position: Some(position), text: text.into() }
    }

    /// The same of a file that is known by another name.
    pub(crate) fn in_file(self, file: String) -> Diagnostic {
        Diagnostic { file, ..self }
    }

    /// The file or folder, as its source names it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1; `None` if the whole file is meant.
    pub fn line(&self) -> Option<usize> {
        self.position.map(|position| position.line)
    }

    /// The column in characters, from 1; `None` if the whole file is meant.
    pub fn column(&self) -> Option<usize> {
        self.position.map(|position| position.column)
    }

    /// What is wrong and what to do, without the place.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(Position { line, column }) => {
                write!(out, "{}:{line}:{column}: {}", self.file, self.text)
            }
            None => write!(out, "{}: {}", self.file, self.text),
        }
    }
}

/// An object with `file`, `line`, `column` and `text`; line and column are null where the whole file is
/// meant.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Diagnostic", 4)?;
        object.serialize_field("file", self.file())?;
        object.serialize_field("line", &self.line())?;
        object.serialize_field("column", &self.column())?;
        object.serialize_field("text", self.text())?;
        object.end()
    }
}

/// A place in a text: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Position {
    /// The place of an offset in a text, which is the end of the text at most. Who asks for many asks
    /// [`LineStarts`].
    #[cfg(feature = "json")]
    pub(crate) fn of(text: &str, offset: usize) -> Position {
        let before = &text[..at_boundary(text, offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        Position { line, column: before[line_start..].chars().count() + 1 }
    }
}

/// The offsets at which the lines of a text begin, by which the places of many offsets are found without
/// counting its lines for each.
#[derive(Debug)]
pub(crate) struct LineStarts(Vec<usize>);

impl LineStarts {
    pub(crate) fn of(text: &str) -> LineStarts {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        LineStarts(std::iter::once(0).chain(ends.map(|end| end + 1)).collect())
    }

    /// The place of an offset in that text, which is the end of the text at most.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = at_boundary(text, offset);
        let line = self.0.partition_point(|start| *start <= offset);
        Position { line, column: text[self.0[line - 1]..offset].chars().count() + 1 }
    }
}

/// An offset, or the next one before it at which a character begins or the text ends.
fn at_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_a_place_agree() {
        for text in ["", "\n", "a\né\r\n\n心跳 x", "心\n"] {
            let starts = LineStarts::of(text);
            for offset in 0..text.len() + 3 {
                let expected = Position::of(text, offset);
                assert_eq!(starts.position(text, offset), expected, "{offset} of {text:?}");
            }
        }
        assert_eq!(Position::of("a\né心", 99), Position { line: 2, column: 3 });
    }
}
