//! [`ReadOptions`]: what a person says about a file, where the file does not say it clearly.

use super::{Format, Placeholders};

/// How a file is read. What is not given is taken from the file, or the file is refused.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The format; else the end of the file's name says it.
    pub format: Option<Format>,
    /// The column of a table that holds the codes.
    pub code_column: Option<Column>,
    /// The column of a table that holds the texts.
    pub text_column: Option<Column>,
    /// The table of a document; else all with the columns of the first that has codes.
    pub table: Option<TableChoice>,
    /// Where in the object of a message its text is, names with dots between.
    pub text_path: Option<String>,
    /// How the texts name what is filled in; else it is guessed.
    pub placeholders: Option<Placeholders>,
    /// Passes over what is not a code, which is an error else.
    pub skip_invalid: bool,
}

/// A column of a table, as people name it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Column {
    /// By its number, from 1.
    Number(usize),
    /// By the name in its header.
    Name(String),
}

impl From<&str> for Column {
    /// Digits are a number, anything else a name.
    ///
    /// ```
    /// use codeword::workbench::exchange::Column;
    ///
    /// assert_eq!(Column::from("2"), Column::Number(2));
    /// assert_eq!(Column::from("Error code"), Column::Name("Error code".to_owned()));
    /// ```
    fn from(text: &str) -> Column {
        text.trim().parse().map_or_else(|_| Column::Name(text.to_owned()), Column::Number)
    }
}

/// Which table of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableChoice {
    /// By its number, from 1.
    Number(usize),
    /// By a heading that it stands below: all tables there.
    Heading(String),
}
