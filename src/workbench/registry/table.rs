//! Tables, in Markdown, CSV or TSV: a column of codes, and columns of names, statuses and descriptions, found
//! by their headings.
//!
//! The tables of a document that have a column of codes are one list. A row that is struck out, `~~404001~~`,
//! is of a retired code.

use super::list::{CodeList, Constant, Unread};
use crate::Code;
use crate::registry::GrpcCode;
use crate::workbench::exchange::{Cells, Line, csv_lines, markdown_grids};

pub(super) fn read_csv(text: &str) -> Result<Vec<CodeList>, Unread> {
    let lines = csv_lines(text).map_err(|remark| {
        Unread::new(remark.offset, format!("this is not CSV: {}", remark.text))
    })?;
    Ok(list(&[lines]))
}

pub(super) fn read_markdown(text: &str) -> Vec<CodeList> {
    let grids = markdown_grids(text);
    let tables = grids.map(|grid| grid.header.into_iter().chain(grid.lines).collect::<Vec<_>>());
    list(&tables.collect::<Vec<_>>())
}

/// Which column is what.
#[derive(Default)]
struct Columns {
    code: Option<usize>,
    name: Option<usize>,
    status: Option<usize>,
    grpc: Option<usize>,
    type_uri: Option<usize>,
    retired: Option<usize>,
    note: Option<usize>,
}

impl Columns {
    /// Finds the columns by their headings, of which letters and digits count.
    fn of(header: &Line) -> Columns {
        let headings = header.names();
        let find = |names: &str| {
            names.split(' ').find_map(|name| headings.iter().position(|heading| heading == name))
        };
        Columns {
            code: find("code errorcode 错误码 错误代码 id key value number"),
            name: find("name codename errorname constant symbol identifier reason 名称"),
            status: find("status http httpstatus httpcode httpstatuscode"),
            grpc: find("grpc grpccode grpcstatus"),
            type_uri: find("type typeuri uri"),
            retired: find("retired deprecated"),
            note: find("note description meaning message text comment 描述 说明"),
        }
    }

    /// The columns of a first row that is not a header: a code and its name, or the other way round.
    fn guess(row: &Line) -> Columns {
        let is_number = |at| row.text(at).trim().parse::<i64>().is_ok();
        match (is_number(0), is_number(1)) {
            (true, _) => Columns { code: Some(0), name: Some(1), ..Columns::default() },
            (_, true) => Columns { code: Some(1), name: Some(0), ..Columns::default() },
            _ => Columns::default(),
        }
    }
}

/// The list of all tables with a column of codes; none if there is no such table.
fn list(tables: &[Vec<Line>]) -> Vec<CodeList> {
    let mut list = CodeList::default();
    let mut is_found = false;
    for table in tables {
        let Some((header, rows)) = table.split_first() else { continue };
        let (columns, rows) = match Columns::of(header) {
            columns if columns.code.is_some() => (columns, rows),
            _ => (Columns::guess(header), &table[..]),
        };
        let Some(code) = columns.code else { continue };
        is_found = true;
        let cells = Cells::of(rows.iter().map(|row| row.text(code)));
        for row in
            rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.text.trim().is_empty()))
        {
            match constant(row, code, &columns, &cells) {
                Ok(constant) => list.constants.push(constant),
                Err(text) => list.unread.push(Unread::new(row.offset, text)),
            }
        }
    }
    if is_found { vec![list] } else { Vec::new() }
}

fn constant(row: &Line, code: usize, columns: &Columns, cells: &Cells) -> Result<Constant, String> {
    let cell = |column: Option<usize>| {
        let text = row.text(column?).trim();
        (!text.is_empty() && text != "-").then_some(text)
    };
    let is_struck = row.cells.get(code).is_some_and(|cell| cell.is_struck);
    let code = cell(Some(code)).ok_or("this row has no code: write one, or take the row out")?;
    let code = cells.code(code)?;
    Code::read(code).map_err(|error| error.to_string())?;
    let status = cell(columns.status).map(|status| match status.parse() {
        Ok(number @ 100..=599) => Ok(number),
        _ => Err(format!("`{status}` is not an HTTP status: write a number from 100 to 599")),
    });
    let is_said = |text: &str| {
        matches!(&*text.to_lowercase(), "true" | "yes" | "y" | "x" | "1" | "✓" | "✔" | "是")
    };
    Ok(Constant {
        offset: row.offset,
        code: Some(code.to_owned()),
        name: cell(columns.name).map(str::to_owned),
        status: status.transpose()?,
        grpc: cell(columns.grpc)
            .map(|name| name.parse::<GrpcCode>().map_err(|error| error.to_string()))
            .transpose()?,
        type_uri: cell(columns.type_uri).map(str::to_owned),
        is_retired: is_struck || cell(columns.retired).is_some_and(is_said),
        note: cell(columns.note).map(str::to_owned),
        is_unspecified: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lists: &[CodeList]) -> Vec<(String, Option<&str>, Option<u16>, bool)> {
        let constants = lists.iter().flat_map(|list| &list.constants);
        let shown = constants.map(|constant| {
            let code = constant.code.clone().unwrap();
            (code, constant.name.as_deref(), constant.status, constant.is_retired)
        });
        shown.collect()
    }

    #[test]
    fn columns_are_found_by_their_headings() {
        for text in [
            "code\tname\n400142\tTooFast\n",
            "\u{FEFF}Error_Code;HTTP Status;Name\r\n400142;;\"TooFast\"\r\n;;\r\n",
            "400142,TooFast\n",
            "TooFast,400142\n",
        ] {
            let lists = read_csv(text).unwrap();
            assert_eq!(
                shown(&lists),
                [("400142".to_owned(), Some("TooFast"), None, false)],
                "{text}"
            );
        }
        assert!(read_csv("a,b\nc,d\n").unwrap().is_empty());
        assert!(read_csv("").unwrap().is_empty());
    }

    #[test]
    fn tables_of_a_document_are_one_list() {
        let text = "# Codes\n\n| Name | Code | HTTP |\n|:--|--|--|\n| `A` | `1` | 404 |\n| ~~B~~ | ~~2~~ | |\n\n\
                    Colour | Meaning\n--- | ---\nred | hot\n\nCode | Name\n--- | ---\n3 | C \\| D\n";
        let expected = [
            ("1", Some("A"), Some(404), false),
            ("2", Some("B"), None, true),
            ("3", Some("C | D"), None, false),
        ];
        let expected = expected.map(|(code, name, status, is)| (code.to_owned(), name, status, is));
        assert_eq!(shown(&read_markdown(text)), expected);
    }

    #[test]
    fn a_row_that_makes_no_sense_is_said() {
        let text =
            "| Code | HTTP |\n|--|--|\n| | 404 |\n| 1 | 4xx |\n| a b | |\n| 4.00001E+05 | 400 |\n";
        let lists = read_markdown(text);
        let unread: Vec<(&str, &str)> =
            lists[0].unread.iter().map(|it| (&text[it.offset..][..5], &*it.text)).collect();
        assert_eq!(unread[0], ("| | 4", "this row has no code: write one, or take the row out"));
        assert_eq!(unread[1].1, "`4xx` is not an HTTP status: write a number from 100 to 599");
        assert!(unread[3].1.starts_with("`4.00001E+05`: a spreadsheet has rewritten this code"));
        assert_eq!(unread.len(), 4);
    }
}
