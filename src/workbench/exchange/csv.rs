//! CSV, for spreadsheets: a row for each text, with the source beside it.
//!
//! The columns are `id`, `source`, `text`, `state` and `comment`; a file may have others, in any order.
//! Cells are separated by commas, or as the first line does it by semicolons, tabs or bars. What is
//! written begins with a byte order mark, by which Excel knows UTF-8. A text that begins with `=`, `+`,
//! `-` or `@` is a formula to a spreadsheet; it is written as it is.

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use rustc_hash::FxHashMap;

use super::ReadOptions;
use super::columns::{Cell, Columns, Grid, Line};
use super::sheet::{Remark, Sheet};
use super::table::{Row, Table};
use crate::workbench::edit::mark::NEEDS_TRANSLATION;
use crate::workbench::edit::state::State;

/// What stands in no file: a control character.
const END: &str = "\u{4}";

/// The columns, as they are written.
const COLUMNS: [&str; 5] = ["id", "source", "text", "state", "comment"];

pub(super) fn write(table: &Table) -> String {
    let terminator = Terminator::CRLF;
    let mut writer = WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    let mut put = |cells: [&str; 5]| {
        // Writing into memory cannot fail.
        let _ = writer.write_record(cells);
    };
    put(COLUMNS);
    for Row { key, source, text, comment, state } in &table.rows {
        // As the mark in the catalog's files says it.
        let state = match *state == State::of_mark(true) {
            true => NEEDS_TRANSLATION.to_owned(),
            false => state.to_string(),
        };
        let source = source.as_deref().unwrap_or_default();
        put([&key.to_cell(), source, text.as_deref().unwrap_or_default(), &state, comment]);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

pub(super) fn read(text: &str, options: &ReadOptions) -> Result<Sheet, Remark> {
    let mut lines = lines(text)?;
    let is_header = match lines.split_first() {
        Some((first, rest)) => {
            first.is_header() || (!rest.is_empty() && !first.has_code_like(rest))
        }
        None => false,
    };
    let header = is_header.then(|| lines.remove(0));
    let grid = Grid { header, lines };
    let mut sheet = Sheet::default();
    if grid.lines.is_empty() {
        return Ok(sheet);
    }
    let place = grid.header.as_ref().map_or(0, |header| header.offset);
    let columns = Columns::choose(&grid, options).map_err(|text| Remark::new(place, text))?;
    let advice = "put a text with the separator in it into quotes";
    columns.read(&grid, options.skip_invalid, &mut sheet, advice)?;
    sheet.notes.extend(columns.note);
    // People who fill in a text seldom change its state: that there is none is believed only of a copy of
    // the source.
    let sources: FxHashMap<String, String> = (sheet.languages.iter())
        .filter(|language| language.is_source)
        .flat_map(|language| &language.records)
        .map(|record| (record.key.clone(), record.text.clone()))
        .collect();
    for record in sheet.languages.iter_mut().flat_map(|language| &mut language.records) {
        let is_copy = sources.get(&record.key) == Some(&record.text);
        record.state.take_if(|state| state.needs_translation() == Some(true) && !is_copy);
    }
    Ok(sheet)
}

/// The rows of a file.
pub(in crate::workbench) fn lines(text: &str) -> Result<Vec<Line>, Remark> {
    // A row of its own after the last one: where that has a quotation mark that is not closed, it becomes a part
    // of it.
    let closed = format!("{text}\n{END}\n");
    // Excel's own line, `sep=;`, says what separates the cells.
    let said = text.strip_prefix("sep=").and_then(|rest| rest.lines().next());
    let base = said.map_or(0, |sign| "sep=".len() + sign.len());
    let sign = said.and_then(|sign| sign.bytes().next());
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign.unwrap_or_else(|| delimiter(text)))
        .from_reader(&closed.as_bytes()[base..]);
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let offset = error.position().map_or(0, |position| position.byte());
            Remark::new(base + offset as usize, error.to_string())
        })?;
        lines.push(line(text, base, &record));
    }
    match lines.pop() {
        Some(last) if last.cells.iter().all(|cell| cell.text != END) => {
            let text = "a quotation mark is not closed in this row: close it, and write `\"\"` for one in a text";
            Err(Remark::new(last.offset, text))
        }
        _ => Ok(lines),
    }
}

fn line(text: &str, base: usize, record: &StringRecord) -> Line {
    let start = base + record.position().map_or(0, |position| position.byte()) as usize;
    // The reader stands before the line ends that it passes over.
    let rest = text.get(start..).unwrap_or_default();
    let offset = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let cell = |text: &str| Cell { offset, text: text.to_owned(), is_struck: false };
    Line { offset, cells: record.iter().map(cell).collect() }
}

/// The sign that the first line has most often, outside of quotes; of equals, the last of these.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| {
        first.split('"').step_by(2).flat_map(str::bytes).filter(|byte| *byte == sign).count()
    };
    [b'|', b',', b';', b'\t'].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<(String, String)> {
        let sheet = read(text, &ReadOptions::default()).unwrap();
        let records = sheet.languages.into_iter().flat_map(|language| language.records);
        records.map(|record| (record.key, record.text)).collect()
    }

    #[test]
    fn columns_are_found_by_their_names_or_their_cells() {
        for text in [
            "id,text\r\n400142,\"a, b\"\r\n",
            "Comment;Text;Code\n;\"a, b\";400142\n;;\n",
            "400142\ta, b\n",
            "400142\ta, b",
            "sep=;\r\nCode;Text\r\n400142;a, b\r\n",
            "\r\nError Code,Error Message\r\n400142,\"a, b\"",
            "Name,Number,What\nX,400142,\"a, b\"\n",
        ] {
            let found = match text.starts_with("Name") {
                true => {
                    let options =
                        ReadOptions { text_column: Some("What".into()), ..Default::default() };
                    let sheet = read(text, &options).unwrap();
                    vec![(
                        sheet.languages[0].records[0].key.clone(),
                        sheet.languages[0].records[0].text.clone(),
                    )]
                }
                false => records(text),
            };
            assert_eq!(found, [("400142".to_owned(), "a, b".to_owned())], "{text}");
        }
    }

    #[test]
    fn a_first_row_of_codes_is_a_row() {
        for text in [
            "card_declined,No\ninvalid_pin,Wrong\n",
            "Name,What\ncard_declined,No\ninvalid_pin,Wrong\n",
        ] {
            let found = records(text);
            let found: Vec<&str> = found.iter().map(|(key, _)| &**key).collect();
            assert_eq!(found, ["card_declined", "invalid_pin"], "{text}");
        }
    }

    #[test]
    fn columns_that_could_be_two_are_refused() {
        for (text, place, option) in [
            ("foo bar,baz\nx,y\n", 0, "--code-column"),
            ("a,b,c\n1,2,x\n", 0, "--code-column"),
            ("Code,foo,bar\n1,x,y\n", 0, "--text-column"),
            ("Code,Text\n1,x,y\n", 10, "quotes"),
            ("400142\n", 0, "--text-column"),
            ("Code,Text\n1,x\n4.00001E+05,y\n", 14, "rewritten"),
            ("Code,Text\n400.142,y\n", 10, "rewritten"),
            ("Code,Text\n1,x\n2,\"y\n3,z\n", 14, "not closed"),
            ("Code,Text,Text (de)\n1,x,\"", 20, "not closed"),
            ("Code,German,Deutsch\n1,x,y\n", 0, "--text-column"),
        ] {
            let error = read(text, &ReadOptions::default()).unwrap_err();
            assert_eq!(error.offset, place, "{text}: {}", error.text);
            assert!(error.text.contains(option), "{text}: {}", error.text);
        }
        assert_eq!(read("", &ReadOptions::default()).unwrap(), Sheet::default());
    }
}
