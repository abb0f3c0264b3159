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
//! In every format a text is called by its code, `400142`; an attribute by its name behind it,
//! `400142.title`. Texts are plain: a brace is a brace, and Fluent's escapes are put in and taken out.
//! What cannot be said in plain text, a message with placeables, travels as Fluent source and is called
//! `400142:fluent`, so that a program that knows nothing of Fluent does not show it to anybody.
//!
//! Importing changes the texts that differ, and no other byte; to import a file a second time, or one
//! that was just exported, changes nothing. A text that is empty is passed over. Line ends within a text
//! are `\n`, whatever the file has. What the formats cannot carry stays where it is: the order, the
//! headings, the comments and the layout of the Fluent files.

mod csv;
mod escape;
mod export;
mod go_i18n;
mod import;
mod json;
mod key;
mod locale;
mod markdown;
mod properties;
mod table;
mod text;
mod xliff;

use std::path::Path;

use crate::fluent::document::position;
use crate::fluent::file::read_bytes;
use crate::{Diagnostic, Error};

use table::{Fault, Sheet, Table};

pub use export::export;
pub use import::{Import, import};
pub use locale::locale_of;

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

    fn read(self, text: &str) -> Result<Sheet, Fault> {
        match self {
            Format::Markdown => markdown::read(text),
            Format::GoI18n => go_i18n::read(text),
            Format::Csv => csv::read(text),
            Format::Json => json::read(text),
            Format::Properties => properties::read(text),
            Format::Xliff | Format::Xliff2 => xliff::read(text),
        }
    }

    /// The text of a file. Properties that are no UTF-8 are in ISO-8859-1, as Java once had it.
    fn decode(self, bytes: Vec<u8>) -> Result<String, Fault> {
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if self == Format::Properties => {
                error.as_bytes().iter().map(|byte| char::from(*byte)).collect()
            }
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                return Err(Fault::new(valid, "this is not valid UTF-8: save the file as UTF-8"));
            }
        };
        Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
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
    /// [`Error::is_catalog`] with file, line and column if the file cannot be read, or is not in that
    /// format.
    pub fn open(path: impl AsRef<Path>, format: Option<Format>) -> Result<ExchangeFile, Error> {
        let path = path.as_ref();
        let shown = path.display().to_string();
        let fail = |text: String| Error::catalog(vec![Diagnostic::of_file(&*shown, text)]);
        let Some(format) = format.or_else(|| Format::of_path(path)) else {
            return Err(fail("what format is this? say it with --from".to_owned()));
        };
        let bytes = read_bytes(path).map_err(fail)?;
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let text = format.decode(bytes.clone()).map_err(|fault| {
            Error::catalog(vec![diagnostic(&shown, &lossy(&bytes), fault.offset, fault.text)])
        })?;
        let sheet = format.read(&text).map_err(|fault| {
            Error::catalog(vec![diagnostic(&shown, &text, fault.offset, fault.text)])
        })?;
        Ok(ExchangeFile { path: shown, format, text, sheet })
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

    fn diagnostic(&self, offset: usize, text: impl Into<String>) -> Diagnostic {
        diagnostic(&self.path, &self.text, offset, text)
    }
}

fn diagnostic(path: &str, text: &str, offset: usize, what: impl Into<String>) -> Diagnostic {
    Diagnostic::at(path, position(text, offset), what)
}
