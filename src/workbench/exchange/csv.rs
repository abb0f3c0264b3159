//! CSV, for spreadsheets: a row for each text, with the source beside it.
//!
//! The columns are `id`, `source`, `text`, `state` and `comment`; a file may have them in any order, and
//! needs only the first and the third. Cells are separated by commas, or as the first line does it by
//! semicolons or tabs. What is written begins with a byte order mark, by which Excel knows UTF-8. A
//! text that begins with `=`, `+`, `-` or `@` is a formula to a spreadsheet; it is written as it is.

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::table::{ReadError, Record, Row, Sheet, Table};
use crate::Code;
use crate::workbench::edit::mark::NEEDS_TRANSLATION;

/// The columns, as they are written.
const COLUMNS: [&str; 5] = ["id", "source", "text", "state", "comment"];

const TRANSLATED: &str = "translated";

pub(super) fn write(table: &Table) -> String {
    let terminator = Terminator::CRLF;
    let mut writer = WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    let mut put = |cells: [&str; 5]| {
        // Writing into memory cannot fail.
        let _ = writer.write_record(cells);
    };
    put(COLUMNS);
    for Row { key, source, text, comment, needs_translation } in &table.rows {
        let state = if *needs_translation { NEEDS_TRANSLATION } else { TRANSLATED };
        let source = source.as_deref().unwrap_or_default();
        put([&key.to_string(), source, text.as_deref().unwrap_or_default(), state, comment]);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

pub(super) fn read(text: &str) -> Result<Sheet, ReadError> {
    // The sign that the first line has most often, outside of quotes; of equals, a comma last.
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: &char| {
        first.split('"').step_by(2).flat_map(str::chars).filter(|c| c == sign).count()
    };
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(count).unwrap_or(',');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter as u8)
        .from_reader(text.as_bytes());
    let mut columns = None;
    let mut sheet = Sheet::default();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let offset = error.position().map_or(0, |position| position.byte());
            ReadError::new(offset as usize, error.to_string())
        })?;
        let offset = record.position().map_or(0, |position| position.byte()) as usize;
        let Some(columns) = &columns else {
            let found = Columns::read(&record).map_err(|text| ReadError::new(offset, text))?;
            if !found.are_named {
                sheet.records.push(found.record(&record, offset));
            }
            columns = Some(found);
            continue;
        };
        if record.iter().any(|cell| !cell.is_empty()) {
            sheet.records.push(columns.record(&record, offset));
        }
    }
    Ok(sheet)
}

/// Which column is what.
struct Columns {
    are_named: bool,
    id: usize,
    text: usize,
    state: Option<usize>,
}

impl Columns {
    /// Reads the first row; where it has no names, it is a code and its text.
    fn read(row: &StringRecord) -> Result<Columns, String> {
        let find = |names: &[&str]| {
            let is = |cell: &str| names.contains(&&*cell.trim().to_lowercase());
            row.iter().position(is)
        };
        let id = find(&["id", "code", "key", "错误码"]);
        let text = find(&["text", "translation", "target", "message", "description", "描述"]);
        match (id, text) {
            (Some(id), Some(text)) => {
                Ok(Columns { are_named: true, id, text, state: find(&["state"]) })
            }
            _ if row.len() >= 2 && row[0].trim().parse::<Code>().is_ok() => {
                Ok(Columns { are_named: false, id: 0, text: 1, state: None })
            }
            _ => Err("the columns have no names: begin with a line `id,text`".to_owned()),
        }
    }

    fn record(&self, row: &StringRecord, offset: usize) -> Record {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let state = self.state.map(cell).unwrap_or_default();
        Record {
            key: cell(self.id).trim().to_owned(),
            text: cell(self.text).to_owned(),
            offset,
            // People who fill in a text seldom change its state: only `translated` is believed.
            translated: (state.trim() == TRANSLATED).then_some(true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_names() {
        for text in [
            "id,text\r\n400142,\"a, b\"\r\n",
            "Comment;Text;Code\n;\"a, b\";400142\n;;\n",
            "400142\ta, b\n",
        ] {
            let sheet = read(text).unwrap();
            let records: Vec<(&str, &str)> =
                sheet.records.iter().map(|record| (&*record.key, &*record.text)).collect();
            assert_eq!(records, [("400142", "a, b")], "{text}");
        }
    }

    #[test]
    fn columns_without_names_are_refused() {
        assert!(read("foo bar,baz\n1,x\n").is_err());
        assert!(read("400142\n").is_err());
        assert_eq!(read("").unwrap(), Sheet::default());
    }
}
