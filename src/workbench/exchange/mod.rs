//! Texts in and out of other formats.
//!
//! | format | file | what it is |
//! | --- | --- | --- |
//! | `markdown` | `.md` | a table of code and text, as documentation has it |
//! | `go-i18n` | `.toml` | `400142 = "…"` |
//! | `csv` | `.csv` | a spreadsheet with the source beside each text |
//! | `json` | `.json` | one object, `{"400142": "…"}` |
//! | `properties` | `.properties` | Java and Spring |
//! | `xliff`, `xliff-2` | `.xlf`, `.xliff` | translation tools, XLIFF 1.2 and 2.0 |
//!
//! In every format a text is named by its code, `400142`, and an attribute by the code and its own name,
//! `400142.title`. Texts are plain: a brace is a brace, and Fluent's escapes are put in and taken out.
//! What cannot be said in plain text, a message with placeables, travels as Fluent source under the name
//! `400142:fluent`, so that a program that knows nothing of Fluent does not show it to anybody.
//!
//! An import changes the texts that differ, and no other byte; importing a file a second time, or one
//! that was just exported, changes nothing. Empty texts are passed over. Line ends within a text are
//! `\n`, whatever the file has. What the formats cannot carry stays where it is: the order, the headings,
//! the comments and the layout of the Fluent files.

mod csv;
mod export;
mod go_i18n;
mod import;
mod json;
mod markdown;
mod properties;
mod table;
mod text;
mod xliff;

use std::path::Path;

use crate::error::Position;
use crate::fluent::file::{Unreadable, read_bytes};
use crate::{Diagnostic, Error};

use table::{ReadError, Sheet, Table};

pub use export::export;
pub use import::{Import, import, locale_of};

pub(crate) use import::to_fluent;

/// A format that other tools read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table of code and text.
    Markdown,
    /// The TOML files of go-i18n.
    GoI18n,
    /// A spreadsheet.
    Csv,
    /// One object, from code to text.
    Json,
    /// Java's properties.
    Properties,
    /// XLIFF 1.2; reads 2.0 too.
    Xliff,
    /// XLIFF 2.0; reads 1.2 too.
    Xliff2,
}

impl Format {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Format; 7] = [
        Format::Markdown,
        Format::GoI18n,
        Format::Csv,
        Format::Json,
        Format::Properties,
        Format::Xliff,
        Format::Xliff2,
    ];

    /// The name by which people choose it, such as `go-i18n`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::GoI18n => "go-i18n",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Properties => "properties",
            Format::Xliff => "xliff",
            Format::Xliff2 => "xliff-2",
        }
    }

    /// What it is, in a few words, and how its files' names end.
    pub fn summary(self) -> &'static str {
        match self {
            Format::Markdown => "A table of code and text (.md)",
            Format::GoI18n => "go-i18n's TOML (.toml)",
            Format::Csv => "A spreadsheet, with the source beside each text (.csv)",
            Format::Json => "One object, from code to text (.json)",
            Format::Properties => "Java and Spring (.properties)",
            Format::Xliff => "XLIFF 1.2, for translation tools (.xlf)",
            Format::Xliff2 => "XLIFF 2.0",
        }
    }

    /// The format of a file, by the end of its name.
    ///
    /// ```
    /// use codeword::workbench::exchange::Format;
    ///
    /// assert_eq!(Format::of_path("active.zh.toml"), Some(Format::GoI18n));
    /// assert_eq!(Format::of_path("errors.pdf"), None);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Option<Format> {
        match path.as_ref().extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Format::Markdown),
            "toml" => Some(Format::GoI18n),
            "csv" | "tsv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "properties" => Some(Format::Properties),
            "xlf" | "xliff" => Some(Format::Xliff),
            _ => None,
        }
    }

    fn write(self, table: &Table) -> String {
        match self {
            Format::Markdown => markdown::write(table),
            Format::GoI18n => go_i18n::write(table),
            Format::Csv => csv::write(table),
            Format::Json => json::write(table),
            Format::Properties => properties::write(table),
            Format::Xliff => xliff::write_1_2(table),
            Format::Xliff2 => xliff::write_2_0(table),
        }
    }

    fn read(self, text: &str) -> Result<Sheet, ReadError> {
        match self {
            Format::Markdown => markdown::read(text),
            Format::GoI18n => go_i18n::read(text),
            Format::Csv => csv::read(text),
            Format::Json => json::read(text),
            Format::Properties => properties::read(text),
            Format::Xliff | Format::Xliff2 => xliff::read(text),
        }
    }

    /// The text of a file. Where it is not UTF-8, it is an error, and the text ends there; properties
    /// are ISO-8859-1 then, as Java once had it.
    fn decode(self, bytes: &[u8]) -> (String, Result<(), ReadError>) {
        let (text, result) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), Ok(())),
            Err(_) if self == Format::Properties => {
                (bytes.iter().map(|byte| char::from(*byte)).collect(), Ok(()))
            }
            Err(error) => {
                let valid = error.valid_up_to();
                let error = "this is not valid UTF-8: save the file as UTF-8";
                let text = String::from_utf8_lossy(&bytes[..valid]).into_owned();
                (text, Err(ReadError::new(valid, error)))
            }
        };
        (text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text), result)
    }
}

/// A file of another format, read and understood as far as the format goes.
///
/// # Example
///
/// ```
/// use codeword::workbench::exchange::{ExchangeFile, Format};
///
/// let file = ExchangeFile::open("tests/fixtures/error_code.md", None)?;
/// assert_eq!(file.format(), Format::Markdown);
/// assert_eq!(file.len(), 153);
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Debug)]
pub struct ExchangeFile {
    path: String,
    format: Format,
    text: String,
    sheet: Sheet,
}

impl ExchangeFile {
    /// Reads a file, in the format that its name says if no other is given.
    ///
    /// # Errors
    ///
    /// [`Error::is_io`] if the file cannot be read; [`Error::is_exchange_file`], with line and column, if
    /// it is not in that format, or nothing says which format it is in.
    pub fn open(path: impl AsRef<Path>, format: Option<Format>) -> Result<ExchangeFile, Error> {
        let path = path.as_ref();
        let shown = path.display().to_string();
        let fail = |text: String| Error::exchange_file(vec![Diagnostic::of_file(&*shown, text)]);
        let Some(format) = format.or_else(|| Format::of_path(path)) else {
            return Err(fail("what format is this? say it with --from".to_owned()));
        };
        let bytes = read_bytes(path).map_err(|error| match error {
            Unreadable::System(error) => Error::unreadable(&*shown, error),
            Unreadable::TooLarge(_) => fail(error.to_string()),
        })?;
        let (text, decoded) = format.decode(&bytes);
        let mut file = ExchangeFile { path: shown, format, text, sheet: Sheet::default() };
        let sheet = decoded.and_then(|()| format.read(&file.text));
        file.sheet = sheet.map_err(|error| file.error(vec![error]))?;
        Ok(file)
    }

    /// The format that it was read in.
    pub fn format(&self) -> Format {
        self.format
    }

    /// How many texts it has.
    pub fn len(&self) -> usize {
        self.sheet.records.len()
    }

    /// Whether it has no text.
    pub fn is_empty(&self) -> bool {
        self.sheet.records.is_empty()
    }

    /// The locale that the file itself names, as XLIFF does.
    pub fn locale(&self) -> Option<&str> {
        self.sheet.locale.as_deref()
    }

    /// Why it cannot be understood, or brought into a catalog.
    fn error(&self, errors: Vec<ReadError>) -> Error {
        let diagnostic = |ReadError { offset, text }| {
            Diagnostic::at(&self.path, Position::of(&self.text, offset), text)
        };
        Error::exchange_file(errors.into_iter().map(diagnostic).collect())
    }
}
