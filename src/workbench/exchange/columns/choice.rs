//! [`Choice`]: asks a table, its header first, which of its columns is which.

use super::grid::{Grid, is_name, is_number};
use crate::workbench::exchange::Column;
use crate::workbench::exchange::header::{self, Meaning};
use crate::workbench::exchange::key::TextKey;

/// The columns of texts, by number from 0, each with its locale where it is named after one.
pub(super) type TextColumns = Vec<(Option<String>, usize)>;

/// A table whose columns are to be chosen.
pub(super) struct Choice<'g> {
    grid: &'g Grid,
    width: usize,
}

impl<'g> Choice<'g> {
    pub(super) fn of(grid: &'g Grid) -> Choice<'g> {
        let width = grid.header.iter().chain(&grid.lines).map(|line| line.cells.len()).max();
        Choice { grid, width: width.unwrap_or(0) }
    }

    /// The column of the codes, and whether its name says so.
    pub(super) fn code(&self, given: Option<&Column>) -> Result<(usize, bool), String> {
        if let Some(given) = given {
            return Ok((self.find(given, "--code-column")?, true));
        }
        // A name that says so, above cells that are not codes, says something else.
        let named = self.best(Meaning::Code, &[]).into_iter();
        let named: Vec<usize> = named.filter(|column| self.has_codes(*column)).collect();
        match named[..] {
            [column] => return Ok((column, true)),
            [] => {}
            _ => {
                let full: Vec<usize> =
                    named.iter().copied().filter(|column| self.has_numbers(*column)).collect();
                return match full[..] {
                    [column] => Ok((column, true)),
                    _ => Err(self.undecided("codes", "--code-column", &named)),
                };
            }
        }
        let is_other = |column: &usize| self.header(*column).is_some_and(header::is_of_http);
        let of = |is_code: fn(&str) -> bool| -> Vec<usize> {
            (0..self.width)
                .filter(|column| self.all(*column, is_code) && !is_other(column))
                .collect()
        };
        let numbers = of(is_number);
        let codes =
            if numbers.is_empty() { of(|cell| is_number(cell) || is_name(cell)) } else { numbers };
        match codes[..] {
            [column] => Ok((column, false)),
            [] => {
                Err(self.undecided("codes", "--code-column", &(0..self.width).collect::<Vec<_>>()))
            }
            _ => Err(self.undecided("codes", "--code-column", &codes)),
        }
    }

    /// The columns of the texts, and what is to be said about the choice.
    pub(super) fn texts(
        &self,
        given: Option<&Column>,
        other: &[usize],
    ) -> Result<(TextColumns, Option<String>), String> {
        let language = |column: usize| self.header(column).and_then(header::language);
        if let Some(given) = given {
            let column = self.find(given, "--text-column")?;
            return Ok((vec![(language(column), column)], None));
        }
        let free = || (0..self.width).filter(|column| !other.contains(column));
        let of_languages: TextColumns =
            free().filter_map(|column| Some((Some(language(column)?), column))).collect();
        let columns: Vec<usize> = of_languages.iter().map(|(_, column)| *column).collect();
        let named = self.best(Meaning::Text, &[&other[..1], &columns].concat());
        let note = |taken: &[usize]| {
            let is_text = |column: &usize| {
                let name = self.header(*column);
                columns.contains(column)
                    || name.is_some_and(|name| header::rank(Meaning::Text, name).is_some())
            };
            let left = free().filter(|column| !taken.contains(column) && is_text(column));
            let left: Vec<usize> = left.collect();
            (!left.is_empty()).then(|| {
                format!(
                    "the texts are taken from the column {}, and not from {}: --text-column says another",
                    self.all_shown(taken),
                    self.all_shown(&left)
                )
            })
        };
        if !columns.is_empty() && (named.is_empty() || columns.len() > 1) {
            let is_second = |(number, (tag, _)): (usize, &(Option<String>, usize))| {
                of_languages[..number].iter().any(|(other, _)| other == tag)
            };
            if of_languages.iter().enumerate().any(is_second) {
                return Err(self.undecided("texts", "--text-column", &columns));
            }
            let note = note(&columns);
            return Ok((of_languages, note));
        }
        if let [column] = named[..] {
            return Ok((vec![(None, column)], note(&[column])));
        }
        let left: Vec<usize> = free()
            .filter(|column| !self.has_numbers(*column))
            .filter(|column| !self.header(*column).is_some_and(header::is_of_http))
            .collect();
        match (&named[..], &left[..]) {
            ([], [column]) => Ok((vec![(None, *column)], None)),
            ([], []) => Err("there is no column of texts: name it with --text-column".to_owned()),
            ([], left) => Err(self.undecided("texts", "--text-column", left)),
            (named, _) => Err(self.undecided("texts", "--text-column", named)),
        }
    }

    /// The columns whose names say best that they have this meaning.
    pub(super) fn best(&self, meaning: Meaning, not: &[usize]) -> Vec<usize> {
        let ranks = (0..self.width).filter(|column| !not.contains(column));
        let ranks =
            ranks.filter_map(|column| Some((header::rank(meaning, self.header(column)?)?, column)));
        let ranks: Vec<(usize, usize)> = ranks.collect();
        let best = ranks.iter().map(|(rank, _)| *rank).min();
        ranks
            .into_iter()
            .filter(|(rank, _)| Some(*rank) == best)
            .map(|(_, column)| column)
            .collect()
    }

    fn header(&self, column: usize) -> Option<&str> {
        Some(&*self.grid.header.as_ref()?.cells.get(column)?.text)
    }

    /// Whether at least half of the cells of a column are codes.
    fn has_codes(&self, column: usize) -> bool {
        let cells = self.grid.lines.iter().map(|line| line.text(column).trim());
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let codes = cells.iter().filter(|cell| cell.parse::<TextKey>().is_ok()).count();
        2 * codes >= cells.len()
    }

    /// Whether every cell of a column is a number.
    fn has_numbers(&self, column: usize) -> bool {
        self.all(column, is_number)
    }

    /// Whether every cell of a column that is not empty is of a kind, and there is one.
    fn all(&self, column: usize, is_it: fn(&str) -> bool) -> bool {
        let cells = self.grid.lines.iter().map(|line| line.text(column).trim());
        let mut cells = cells.filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some() && cells.all(is_it)
    }

    fn find(&self, given: &Column, option: &str) -> Result<usize, String> {
        let by_name = |name: &str| {
            (0..self.width).find(|column| {
                self.header(*column)
                    .is_some_and(|found| header::normalized(found) == header::normalized(name))
            })
        };
        match given {
            Column::Number(number) if (1..=self.width).contains(number) => Ok(number - 1),
            Column::Name(name) => by_name(name).ok_or_else(|| self.lacks(name, option)),
            Column::Number(number) => {
                let name = number.to_string();
                by_name(&name).ok_or_else(|| self.lacks(&name, option))
            }
        }
    }

    fn lacks(&self, name: &str, option: &str) -> String {
        let all: Vec<usize> = (0..self.width).collect();
        format!("there is no column `{name}` for {option}: the table has {}", self.all_shown(&all))
    }

    fn undecided(&self, what: &str, option: &str, columns: &[usize]) -> String {
        let example = columns.first().map_or(1, |column| column + 1);
        format!(
            "which column holds the {what}? say it with {option}, by name or number, such as {option} \
             {example}: {}",
            self.all_shown(columns)
        )
    }

    fn all_shown(&self, columns: &[usize]) -> String {
        columns.iter().map(|column| self.shown(*column)).collect::<Vec<_>>().join(", ")
    }

    /// A column as people find it: its number and its name.
    pub(super) fn shown(&self, column: usize) -> String {
        match self.header(column).map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => format!("{} (`{name}`)", column + 1),
            None => format!("{}", column + 1),
        }
    }
}
