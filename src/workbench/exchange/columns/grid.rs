//! [`Grid`]: a table as it stands in a file.

use crate::Code;
use crate::workbench::exchange::header::{self, Meaning};

/// A table of a document or a sheet.
#[derive(Debug, Default)]
pub(in crate::workbench) struct Grid {
    /// The names of the columns, if the table has any.
    pub(in crate::workbench) header: Option<Line>,
    pub(in crate::workbench) lines: Vec<Line>,
}

/// A row of cells.
#[derive(Debug, Default)]
pub(in crate::workbench) struct Line {
    pub(in crate::workbench) offset: usize,
    pub(in crate::workbench) cells: Vec<Cell>,
}

#[derive(Clone, Debug, Default)]
pub(in crate::workbench) struct Cell {
    pub(in crate::workbench) offset: usize,
    pub(in crate::workbench) text: String,
    /// Whether it is struck through.
    pub(in crate::workbench) is_struck: bool,
}

impl Line {
    pub(in crate::workbench) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    /// The names of the columns, as they are compared.
    pub(in crate::workbench) fn names(&self) -> Vec<String> {
        self.cells.iter().map(|cell| header::normalized(&cell.text)).collect()
    }

    /// Whether a first row has a code where the rows below have codes, and so is one of them.
    pub(in crate::workbench) fn has_code_like(&self, rest: &[Line]) -> bool {
        let is_code = |cell: &str| is_number(cell) || is_name(cell);
        self.cells.iter().enumerate().any(|(column, cell)| {
            is_number(&cell.text)
                || (is_code(&cell.text) && rest.iter().all(|line| is_code(line.text(column))))
        })
    }

    /// Whether a cell of a first row says what is below it.
    pub(in crate::workbench) fn is_header(&self) -> bool {
        let means =
            |meaning| self.cells.iter().any(|cell| header::rank(meaning, &cell.text).is_some());
        let has_number = self.cells.iter().any(|cell| is_number(&cell.text));
        !has_number && (means(Meaning::Code) || means(Meaning::Text))
    }
}

/// Whether a cell is a code that is a number.
pub(super) fn is_number(cell: &str) -> bool {
    Code::parse(cell.trim()).is_some_and(|code| code.name().is_none())
}

/// Whether a cell is a code that is a name, and hardly a word of a text.
pub(super) fn is_name(cell: &str) -> bool {
    let name = Code::parse(cell.trim()).and_then(Code::name);
    let is_sign = |c: char| matches!(c, '_' | '.' | ':' | '-' | '/');
    name.is_some_and(|name| {
        let inner = name.trim_matches(is_sign);
        let has_humps = inner.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
        inner.contains(is_sign) || has_humps || inner.bytes().any(|byte| byte.is_ascii_digit())
    })
}
