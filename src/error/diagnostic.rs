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
    /// The place of an offset in a text, which is the end of the text at most.
    #[cfg(feature = "json")]
    pub(crate) fn of(text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        Position { line, column: before[line_start..].chars().count() + 1 }
    }
}
