//! Markdown: tables of code and text, as documentation has them (GFM §4.10).
//!
//! ```markdown
//! | Code   | Description       |
//! |:-------|:------------------|
//! | 400142 | Slow down, please |
//! ```
//!
//! A table may be in HTML as well. Of a document, those tables are read that have the columns of the first that has codes; `--table` or
//! `--heading` names one. What is in a cell is in [`cell`].

mod cell;
mod document;
mod html_table;

use textwrap::core::display_width;

use super::columns::{Columns, Grid};
use super::sheet::{Remark, Sheet};
use super::table::Table;
use super::{ReadOptions, TableChoice};
use document::{Found, tables};

pub(super) fn write(table: &Table) -> String {
    let header = match table.locale.language.as_str() {
        "zh" => ["错误码", "描述"],
        _ => ["Code", "Description"],
    };
    let rows = table.texts().map(|(key, text)| [cell::encode(&key.to_cell()), cell::encode(text)]);
    let rows: Vec<[String; 2]> = [header.map(str::to_owned)].into_iter().chain(rows).collect();
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths = [widest(0), widest(1)];
    let pad = |text: &str, to: usize| format!("{text}{}", " ".repeat(to - width(text)));
    let mut out = String::new();
    for (number, [key, text]) in rows.iter().enumerate() {
        out += &format!("| {} | {} |\n", pad(key, widths[0]), pad(text, widths[1]));
        if number == 0 {
            out += &format!("|:{}|:{}|\n", "-".repeat(widths[0] + 1), "-".repeat(widths[1] + 1));
        }
    }
    out
}

/// How wide a table's cell is taken to be: a full-width mark counts one, as in the documents whose
/// rows are to come back as they were.
fn width(text: &str) -> usize {
    let marks = text.chars().filter(|c| matches!(c, '\u{FF01}'..='\u{FF60}')).count();
    display_width(text).saturating_sub(marks)
}

pub(super) fn read(text: &str, options: &ReadOptions) -> Result<Sheet, Remark> {
    let tables = tables(text);
    let wanted: Vec<(usize, &Found)> = match &options.table {
        None => tables.iter().enumerate().collect(),
        Some(TableChoice::Number(number)) => {
            tables.iter().enumerate().filter(|(at, _)| at + 1 == *number).collect()
        }
        Some(TableChoice::Heading(heading)) => {
            let is_below =
                |found: &Found| found.headings.iter().any(|above| above == heading.trim());
            tables.iter().enumerate().filter(|(_, found)| is_below(found)).collect()
        }
    };
    if let (true, Some(choice)) = (wanted.is_empty(), &options.table) {
        return Err(Remark::new(0, lacks(choice, &tables)));
    }
    let mut choices = Vec::new();
    let mut refusals = Vec::new();
    for (number, found) in wanted {
        match Columns::choose(&found.grid, options) {
            Ok(columns) => choices.push((number, found, columns)),
            Err(reason) => refusals.push((number, found, reason)),
        }
    }
    // A table whose header says what it is comes before one that only looks like it.
    let is_named = choices.iter().any(|(.., columns)| columns.is_named);
    let first = choices.iter().find(|(.., columns)| columns.is_named == is_named);
    let Some(names) = first.map(|(_, found, _)| found.names()) else {
        return match refusals.into_iter().next() {
            Some((_, found, reason)) => Err(Remark::new(found.place(), reason)),
            None => Ok(Sheet::default()),
        };
    };
    let mut sheet = Sheet::default();
    for (number, found, columns) in &choices {
        if found.names() != names {
            sheet.passed_over.push(found.passed_over(*number, "has other columns"));
            continue;
        }
        let mending = match found.is_html {
            true => "give the header a cell for each column",
            false => "write a bar within a text as `\\|`",
        };
        columns.read(&found.grid, options.skip_invalid, &mut sheet, mending)?;
        if let Some(note) = columns.note.clone().filter(|note| !sheet.notes.contains(note)) {
            sheet.notes.push(note);
        }
    }
    let refused = refusals.iter().map(|(number, found, _)| {
        found.passed_over(*number, "has no columns of codes and texts that could be told")
    });
    sheet.passed_over.extend(refused);
    Ok(sheet)
}

/// The tables of a document, whatever they are about.
pub(in crate::workbench) fn grids(text: &str) -> impl Iterator<Item = Grid> {
    tables(text).into_iter().map(|found| found.grid)
}

fn lacks(choice: &TableChoice, tables: &[Found]) -> String {
    let count = tables.len();
    match choice {
        TableChoice::Number(number) => {
            format!("there is no table {number}: the document has {count}")
        }
        TableChoice::Heading(heading) => {
            let headings = tables.iter().filter_map(|found| found.headings.last());
            let headings: Vec<String> = headings.map(|heading| format!("`{heading}`")).collect();
            format!(
                "there is no table below a heading `{heading}`, but below {}",
                headings.join(", ")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, options: &ReadOptions) -> Vec<(String, String)> {
        let sheet = read(text, options).unwrap();
        let records = sheet.languages.into_iter().flat_map(|language| language.records);
        records.map(|record| (record.key, record.text)).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn tables_are_found_between_other_things() {
        let text = "---\ntitle: x\n---\n\n| a | b |\n\n| Code | Text |\n|:--|--:|\n| 1 | x |\n|2|y\n\ntext\n| 3 | w |\n\
                    \n```\n| Code | Text |\n|--|--|\n| 4 | v |\n```\n> Code | Text\n> -|-\n> **5** | a \\| b\n";
        assert_eq!(
            records(text, &ReadOptions::default()),
            pairs(&[("1", "x"), ("2", "y"), ("5", "a | b")])
        );
    }

    #[test]
    fn tables_with_other_columns_are_passed_over_and_can_be_named() {
        let text = "# API\n\n## Parameters\n\n|Name|Type|\n|-|-|\n|a|b|\n\n## Errors\n\n|Code|Text|\n|-|-|\n|1|x|\n\n\
                    ## More `errors`\n\n|Text|Code|\n|-|-|\n|y|2|\n|z|~~3~~|\n";
        let sheet = read(text, &ReadOptions::default()).unwrap();
        assert_eq!(sheet.languages[0].records.len(), 1);
        let passed_over: Vec<usize> =
            sheet.passed_over.iter().map(|remark| remark.offset).collect();
        let place = |row: &str| text.find(row).unwrap();
        assert_eq!(passed_over, [place("|Text|Code|"), place("|Name|Type|")]);

        for table in [TableChoice::Number(3), TableChoice::Heading("More errors".to_owned())] {
            let options = ReadOptions { table: Some(table), ..ReadOptions::default() };
            assert_eq!(records(text, &options), pairs(&[("2", "y")]));
            let sheet = read(text, &options).unwrap();
            assert_eq!(sheet.passed_over[0].text, "`3` is struck through");
        }
        let table = Some(TableChoice::Number(4));
        assert!(read(text, &ReadOptions { table, ..ReadOptions::default() }).is_err());
    }

    #[test]
    fn tables_of_html_are_read_wherever_they_stand() {
        let text = "# Errors\n\n<div><table><tr><th>Code</th><th>Text</th></tr>\n\n<tr><td>1</td><td>| x |</td></tr>\n\
                    </table></div>\n\n|Code|Text|\n|-|-|\n|2|<table>|\n\n```\n<table><tr><td>3</td></tr></table>\n```\n\
                    <tables>\n  <Table class=a>\n<tr><td>Code<td>Text<tr><td>4<td>y";
        let expected = pairs(&[("1", "| x |"), ("2", "<table>"), ("4", "y")]);
        assert_eq!(records(text, &ReadOptions::default()), expected);
        let table = Some(TableChoice::Heading("Errors".to_owned()));
        assert_eq!(records(text, &ReadOptions { table, ..ReadOptions::default() }), expected);

        let more = "<table><tr><td>Code<td>Text<tr><td>1<td>x<td>y</table>";
        let error = read(more, &ReadOptions::default()).unwrap_err();
        assert_eq!(error.offset, more.find('y').unwrap());
        assert!(error.text.contains("give the header"), "{}", error.text);
    }

    #[test]
    fn a_bar_too_many_is_refused() {
        let error = read("|Code|Text|\n|-|-|\n|1|a|b|\n", &ReadOptions::default()).unwrap_err();
        assert_eq!(error.offset, 23);
        assert!(error.text.contains("\\|"), "{}", error.text);
    }
}
