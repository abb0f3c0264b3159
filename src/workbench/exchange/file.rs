//! [`ExchangeFile`]: a file of another format, read.

use std::path::Path;

use unic_langid::LanguageIdentifier;

use super::sheet::{Language, Remark, Sheet};
use super::tag::locale_in_name;
use super::translation::Reading;
use super::{
    Format, Placeholders, ReadOptions, csv, go_i18n, json, key, markdown, po, properties, xliff,
    yaml,
};
use crate::error::{LineStarts, Position};
use crate::fluent::encoding;
use crate::fluent::file::read_bytes;
use crate::{Diagnostic, Error};

/// A file of another format, read and understood as far as the format goes.
///
/// # Example
///
/// ```
/// use codeword::workbench::exchange::{ExchangeFile, Format, ReadOptions};
///
/// let file = ExchangeFile::open("tests/fixtures/error_code.md", &ReadOptions::default())?;
/// assert_eq!(file.format(), Format::Markdown);
/// assert_eq!(file.len(), 153);
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Debug)]
pub struct ExchangeFile {
    pub(super) path: String,
    format: Format,
    text: String,
    lines: LineStarts,
    pub(super) sheet: Sheet,
    placeholders: Placeholders,
    skip_invalid: bool,
}

impl ExchangeFile {
    /// Reads a file, in the format that its name says if no other is given.
    ///
    /// # Errors
    ///
    /// [`Error::is_io`] if the file cannot be read; [`Error::is_exchange_file`], with line and column, if
    /// it is not in that format, nothing says which format it is in, or it cannot be told which of its
    /// columns hold the codes and the texts.
    pub fn open(path: impl AsRef<Path>, options: &ReadOptions) -> Result<ExchangeFile, Error> {
        let path = path.as_ref();
        let shown = path.display().to_string();
        let fail = |text: String| Error::exchange_file(vec![Diagnostic::of_file(&*shown, text)]);
        let Some(format) = options.format.or_else(|| Format::of_path(path)) else {
            return Err(fail("what format is this? say it with --format".to_owned()));
        };
        let bytes = read_bytes(path).map_err(|error| error.at(&shown, Error::exchange_file))?;
        let (text, decoded) = decode(&shown, format, &bytes);
        let mut file = ExchangeFile {
            path: shown,
            format,
            lines: LineStarts::of(&text),
            text,
            sheet: Sheet::default(),
            placeholders: options.placeholders.unwrap_or(Placeholders::None),
            skip_invalid: options.skip_invalid,
        };
        let sheet = decoded.and_then(|()| read(format, &file.text, options));
        file.sheet = sheet.map_err(|error| file.error(vec![error]))?;
        if options.placeholders.is_none() {
            file.guess_placeholders();
        }
        Ok(file)
    }

    /// Takes the placeholders that most texts have.
    fn guess_placeholders(&mut self) {
        let records = self.sheet.languages.iter().flat_map(|language| &language.records);
        let texts = records
            .filter(|record| !record.key.ends_with(key::FLUENT))
            .map(|record| (record.offset, &*record.text));
        let Some((placeholders, offset, spelling)) = Placeholders::guess(texts) else { return };
        let Position { line, column, .. } = self.lines.position(&self.text, offset);
        let note = format!(
            "`{spelling}` at {}:{line}:{column} and its like are read as {} placeholders: \
             `--placeholders none` keeps them as they stand",
            self.path,
            placeholders.name()
        );
        self.placeholders = placeholders;
        self.sheet.notes.push(note);
    }

    /// The format that it was read in.
    pub fn format(&self) -> Format {
        self.format
    }

    /// How many texts it has, in all of its languages but the one that they are translated from.
    pub fn len(&self) -> usize {
        let texts = self.sheet.languages.iter().filter(|language| !language.is_source);
        texts.map(|language| language.records.len()).sum()
    }

    /// Whether it has no text.
    pub fn is_empty(&self) -> bool {
        self.sheet.languages.iter().all(|language| language.records.is_empty())
    }

    /// What was decided where the file leaves a choice, a sentence each: which column holds the texts,
    /// what is taken for a placeholder.
    pub fn notes(&self) -> &[String] {
        &self.sheet.notes
    }

    /// What was not read, and why, each with its place: rows that are struck through, tables with other
    /// columns, plural forms.
    pub fn passed_over(&self) -> Vec<Diagnostic> {
        let mut passed_over = self.sheet.passed_over.clone();
        passed_over.sort_by_key(|remark| remark.offset);
        self.diagnostics(passed_over)
    }

    /// The locales that the file names itself, the one that is translated from first; or the one in its
    /// name, such as `messages_zh_CN.properties`.
    pub fn locales(&self) -> Vec<LanguageIdentifier> {
        let languages = &self.sheet.languages;
        let (sources, others): (Vec<&Language>, Vec<&Language>) =
            languages.iter().partition(|language| language.is_source);
        let named = sources.into_iter().chain(others);
        let named: Vec<LanguageIdentifier> = named.filter_map(Language::locale).collect();
        if named.is_empty() { locale_in_name(&self.path).into_iter().collect() } else { named }
    }

    /// The texts of a locale: those under its name, or the only ones there are.
    pub(super) fn language(&self, locale: &LanguageIdentifier) -> Option<&Language> {
        let languages = &self.sheet.languages;
        let tagged = |language: &&Language| language.is_for(locale);
        let texts: Vec<&Language> =
            languages.iter().filter(|language| !language.is_source).collect();
        languages.iter().find(tagged).or(match texts[..] {
            [only] => Some(only),
            _ => None,
        })
    }

    /// How the texts of a language are read.
    pub(super) fn reading(&self, locale: &LanguageIdentifier) -> Reading {
        Reading {
            locale: locale.clone(),
            placeholders: self.placeholders,
            quotes: self.format.quotes(),
            skip_invalid: self.skip_invalid,
        }
    }

    /// Why it cannot be understood, or brought into a catalog.
    pub(super) fn error(&self, errors: Vec<Remark>) -> Error {
        Error::exchange_file(self.diagnostics(errors))
    }

    pub(super) fn diagnostics(&self, remarks: Vec<Remark>) -> Vec<Diagnostic> {
        let diagnostic = |Remark { offset, text }| {
            Diagnostic::at(&self.path, self.lines.position(&self.text, offset), text)
        };
        remarks.into_iter().map(diagnostic).collect()
    }
}

/// What a file of a format says.
fn read(format: Format, text: &str, options: &ReadOptions) -> Result<Sheet, Remark> {
    match format {
        Format::Markdown => markdown::read(text, options),
        Format::GoI18n => go_i18n::read(text, options),
        Format::Csv => csv::read(text, options),
        Format::Json => json::read(text, options),
        Format::Properties => properties::read(text),
        Format::Po => po::read(text),
        Format::Yaml => yaml::read(text, options),
        Format::Xliff | Format::Xliff2 => xliff::read(text),
    }
}

/// The text of a file: UTF-8, or UTF-16 with a byte order mark, as spreadsheets write it. Where it is
/// neither, it is an error, and the text ends there; properties are ISO-8859-1 then, as Java once had
/// it.
fn decode(path: &str, format: Format, bytes: &[u8]) -> (String, Result<(), Remark>) {
    if let Some(text) = utf_16(bytes) {
        return (text, Ok(()));
    }
    let (text, result) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Ok(())),
        Err(_) if format == Format::Properties => {
            (bytes.iter().map(|byte| char::from(*byte)).collect(), Ok(()))
        }
        Err(error) => {
            let valid = error.valid_up_to();
            let text = String::from_utf8_lossy(&bytes[..valid]).into_owned();
            let locale = locale_in_name(path).unwrap_or_default();
            let error = encoding::advice(encoding::guess(bytes, &locale));
            (text, Err(Remark::new(valid, error)))
        }
    };
    (text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text), result)
}

/// A text in UTF-16, by its byte order mark.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}
