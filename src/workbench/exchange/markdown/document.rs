//! [`tables`]: the tables of a document, written with bars (GFM §4.10) or in HTML.

use super::super::columns::{Cell, Grid, Line};
use super::super::sheet::Remark;
use super::{cell, html_table};

/// A table of a document.
pub(super) struct Found {
    pub(super) grid: Grid,
    /// The headings that it stands below, the nearest last.
    pub(super) headings: Vec<String>,
    pub(super) is_html: bool,
}

impl Found {
    pub(super) fn place(&self) -> usize {
        self.grid.header.as_ref().map_or(0, |header| header.offset)
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.grid.header.as_ref().map(Line::names).unwrap_or_default()
    }

    pub(super) fn passed_over(&self, number: usize, why: &str) -> Remark {
        let number = number + 1;
        Remark::new(self.place(), format!("table {number} {why}: `--table {number}` reads it"))
    }
}

/// The tables of a document, outside of code.
pub(super) fn tables(text: &str) -> Vec<Found> {
    let mut tables: Vec<Found> = Vec::new();
    let mut headings: Vec<(usize, String)> = Vec::new();
    let (mut offset, mut is_open, mut above) = (0, false, None::<Line>);
    let mut fence: Option<&str> = None;
    let mut html_end = 0;
    for line in text.split_inclusive('\n') {
        let start = offset + line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let line_start = offset;
        offset += line.len();
        let row = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let mark = ["```", "~~~"].into_iter().find(|mark| row.starts_with(mark));
        if fence.is_some() || mark.is_some() {
            fence = match (fence, mark) {
                (None, mark) => mark,
                (Some(open), Some(mark)) if open == mark => None,
                (open, _) => open,
            };
            (is_open, above) = (false, None);
            continue;
        }
        for at in html_tables(line).map(|at| line_start + at) {
            if at >= html_end {
                let (grid, end) = html_table::read(text, at);
                tables.push(Found { grid, headings: words(&headings), is_html: true });
                html_end = end;
            }
        }
        if line_start < html_end {
            (is_open, above) = (false, None);
            continue;
        }
        if let Some(heading) = heading(row) {
            headings.retain(|(level, _)| *level < heading.0);
            headings.push(heading);
            (is_open, above) = (false, None);
            continue;
        }
        if row.is_empty() {
            (is_open, above) = (false, None);
            continue;
        }
        let cells = line_of(row, start);
        if let Some(found) = tables.last_mut().filter(|_| is_open) {
            // A line without a bar would be a row of one cell, which has no text.
            if cells.cells.len() > 1 || row.contains('|') {
                found.grid.lines.push(cells);
            }
            continue;
        }
        // The line below a header is made of hyphens, as many cells as the header has.
        let header = above.take().filter(|header| {
            is_delimiter(row) && row.contains('|') && header.cells.len() == cells.cells.len()
        });
        match header {
            Some(header) => {
                let grid = Grid { header: Some(header), lines: Vec::new() };
                tables.push(Found { grid, headings: words(&headings), is_html: false });
                is_open = true;
            }
            None => above = Some(cells),
        }
    }
    tables
}

/// Where tables of HTML begin in a line, which then begins with an element itself (GFM §4.6).
fn html_tables(line: &str) -> impl Iterator<Item = usize> {
    const OPENING: &str = "<table";
    let is_html = line.trim_start_matches([' ', '\t', '>']).starts_with('<');
    let is_table = |at: &usize| {
        let Some((name, after)) = line[*at..].split_at_checked(OPENING.len()) else { return false };
        let is_whole =
            after.is_empty() || after.starts_with(|c: char| c == '>' || c.is_whitespace());
        name.eq_ignore_ascii_case(OPENING) && is_whole
    };
    line.match_indices('<').map(|(at, _)| at).filter(move |at| is_html && is_table(at))
}

fn words(headings: &[(usize, String)]) -> Vec<String> {
    headings.iter().map(|(_, words)| words.clone()).collect()
}

/// The level and the words of a heading (GFM §4.2).
fn heading(row: &str) -> Option<(usize, String)> {
    let level = row.len() - row.trim_start_matches('#').len();
    let words = row[level..].strip_prefix([' ', '\t'])?;
    let words = words.trim().trim_end_matches('#').trim();
    (1..=6).contains(&level).then(|| (level, cell::decode(words).0))
}

fn is_delimiter(row: &str) -> bool {
    let row = row.trim_matches('|');
    row.split('|').all(|cell| {
        let hyphens = cell.trim().trim_start_matches(':').trim_end_matches(':');
        !hyphens.is_empty() && hyphens.bytes().all(|byte| byte == b'-')
    })
}

/// The cells of a row, without the blanks around them, each with its place. The bars at the edges may be
/// left out.
fn line_of(row: &str, offset: usize) -> Line {
    let mut bars = Vec::new();
    let mut is_escaped = false;
    for (at, c) in row.char_indices() {
        if c == '|' && !is_escaped {
            bars.push(at);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    let mut starts = vec![0];
    starts.extend(bars.iter().map(|bar| bar + 1));
    let ends = bars.iter().copied().chain([row.len()]);
    let mut parts: Vec<(usize, usize)> = starts.into_iter().zip(ends).collect();
    if bars.last() == Some(&(row.len() - 1)) {
        parts.pop();
    }
    if bars.first() == Some(&0) {
        parts.remove(0);
    }
    let cell = |(start, end): (usize, usize)| {
        let inner = &row[start..end];
        let blanks = inner.len() - inner.trim_start_matches([' ', '\t']).len();
        let (text, is_struck) = cell::decode(inner.trim_matches([' ', '\t']));
        Cell { offset: offset + start + blanks, text, is_struck }
    };
    Line { offset, cells: parts.into_iter().map(cell).collect() }
}
