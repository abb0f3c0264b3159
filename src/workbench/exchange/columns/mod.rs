//! [`Columns`]: which column of a table holds the codes, and which the texts.
//!
//! A header that says so decides. Where none does, the codes are in the column whose cells are all numbers, or all
//! names such as `card_declined`, and the texts in the only one that is left. Where two could be meant, nothing
//! is guessed.

mod choice;
mod grid;

use super::ReadOptions;
use super::header::Meaning;
use super::key::TextKey;
use super::rewritten::Cells;
use super::sheet::{Language, Record, Remark, Sheet};
use crate::workbench::edit::state::State;
use choice::{Choice, TextColumns};

pub(in crate::workbench) use grid::{Cell, Grid, Line};

/// Which column is what, by number from 0.
#[derive(Debug, PartialEq)]
pub(super) struct Columns {
    code: usize,
    texts: TextColumns,
    source: Option<usize>,
    state: Option<usize>,
    comment: Option<usize>,
    remedy: Option<usize>,
    /// What is to be said about the choice.
    pub(super) note: Option<String>,
    /// Whether the header alone decided which column holds the codes.
    pub(super) is_named: bool,
}

impl Columns {
    /// Chooses the columns of a table.
    ///
    /// # Errors
    ///
    /// Why none can be chosen, and which option says it.
    pub(super) fn choose(grid: &Grid, options: &ReadOptions) -> Result<Columns, String> {
        let choice = Choice::of(grid);
        let (code, is_named) = choice.code(options.code_column.as_ref())?;
        let first = |meaning| choice.best(meaning, &[code]).into_iter().next();
        let (source, state, comment) =
            (first(Meaning::Source), first(Meaning::State), first(Meaning::Comment));
        let remedy = first(Meaning::Remedy);
        let other: Vec<usize> =
            [Some(code), source, state, comment, remedy].into_iter().flatten().collect();
        let (texts, note) = choice.texts(options.text_column.as_ref(), &other)?;
        let is_text = |column: &usize| texts.iter().any(|(_, text)| text == column);
        Ok(Columns {
            code,
            source: source.filter(|column| !is_text(column)),
            state: state.filter(|column| !is_text(column)),
            comment: comment.filter(|column| !is_text(column)),
            remedy: remedy.filter(|column| !is_text(column)),
            note: note.or_else(|| {
                (!is_named && grid.header.is_some()).then(|| {
                    format!(
                        "the codes are taken from the column {}, the only one of codes",
                        choice.shown(code)
                    )
                })
            }),
            texts,
            is_named,
        })
    }

    /// The texts of a table.
    ///
    /// # Errors
    ///
    /// A row with more cells than the table has columns: a separator within a text is not escaped. A code that a
    /// spreadsheet has rewritten, or that is a range, unless `skips` passes over such rows.
    pub(super) fn read(
        &self,
        grid: &Grid,
        skips: bool,
        sheet: &mut Sheet,
        separator: &str,
    ) -> Result<(), Remark> {
        let cells = Cells::of(grid.lines.iter().map(|line| line.text(self.code)));
        let width = grid.header.as_ref().map(|header| header.cells.len());
        for line in &grid.lines {
            if line.cells.iter().all(|cell| cell.text.trim().is_empty()) {
                continue;
            }
            let more = width.and_then(|width| line.cells.get(width..)).unwrap_or_default();
            if let Some(cell) = more.iter().find(|cell| !cell.text.trim().is_empty()) {
                let text = format!("this row has more cells than the header: {separator}");
                return Err(Remark::new(cell.offset, text));
            }
            let code = line.cells.get(self.code);
            let Some(code) = code.filter(|code| code.text.contains(char::is_alphanumeric)) else {
                sheet.passed_over.push(Remark::new(line.offset, "the row has no code"));
                continue;
            };
            if code.is_struck {
                let text = format!("`{}` is struck through", code.text.trim());
                sheet.passed_over.push(Remark::new(code.offset, text));
                continue;
            }
            let key = match cells.code(&code.text) {
                Ok(key) if is_range(key) => Err(format!("`{key}` is a range and not a code")),
                read => read,
            };
            let key = match key {
                Ok(key) => key,
                Err(text) if skips => {
                    sheet.passed_over.push(Remark::new(code.offset, text));
                    continue;
                }
                Err(text) => {
                    let text = format!("{text}; --skip-invalid passes over such rows");
                    return Err(Remark::new(code.offset, text));
                }
            };
            for (tag, column) in &self.texts {
                let record = |key: &str, text: &str| Record {
                    key: key.to_owned(),
                    text: text.to_owned(),
                    offset: code.offset,
                    state: self.state.and_then(|column| State::read(line.text(column))),
                    comment: self.comment.map_or("", |column| line.text(column)).to_owned(),
                    plural: None,
                };
                let language = language(sheet, tag.as_deref(), false);
                language.records.push(record(key, line.text(*column)));
                let remedy = self.remedy.map_or("", |column| line.text(column)).trim();
                if !is_nothing(remedy) {
                    language.records.push(record(&TextKey::attribute_of(key, "remedy"), remedy));
                }
            }
            if let Some(column) = self.source.filter(|column| !line.text(*column).is_empty()) {
                let (key, text) = (key.to_owned(), line.text(column).to_owned());
                let record = Record { key, text, offset: code.offset, ..Record::default() };
                language(sheet, None, true).records.push(record);
            }
        }
        Ok(())
    }
}

/// Whether a cell of advice has none.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "-" | "--" | "—" | "–" | "/" | "N/A" | "n/a" | "无")
}

/// The texts of a language, which may be the first of it.
fn language<'s>(sheet: &'s mut Sheet, tag: Option<&str>, is_source: bool) -> &'s mut Language {
    let is_it =
        |language: &Language| language.tag.as_deref() == tag && language.is_source == is_source;
    let number = sheet.languages.iter().position(is_it).unwrap_or_else(|| {
        let tag = tag.map(str::to_owned);
        sheet.languages.push(Language { tag, is_source, records: Vec::new() });
        sheet.languages.len() - 1
    });
    &mut sheet.languages[number]
}

/// Whether a cell names all codes between two.
fn is_range(cell: &str) -> bool {
    let ends = cell.trim().split(['-', '~', '–', '—', '～']).map(str::trim);
    let ends: Vec<&str> = ends.collect();
    ends.len() == 2
        && ends.iter().all(|end| end.len() > 1 && end.bytes().all(|byte| byte.is_ascii_digit()))
}
