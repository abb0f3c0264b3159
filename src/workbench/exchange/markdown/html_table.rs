//! [`read`]: a table in HTML, as documents have it where a cell spans rows or columns.

use super::super::columns::{Cell, Grid, Line};
use super::cell::{STRIKING, reference};

/// The elements whose words stand on lines of their own.
const BLOCKS: [&str; 12] =
    ["br", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "pre", "tr", "td"];

/// The most rows and columns that a cell spans here; HTML allows a thousand columns.
const WIDEST: usize = 100;

/// The table that begins at a place of a text, and where it ends. Its first row is the header. What spans several rows
/// or columns stands in each of them. What is not closed ends with the text.
pub(super) fn read(text: &str, start: usize) -> (Grid, usize) {
    let mut rows = Rows::default();
    let (mut end, mut depth) = (start, 0);
    while let Some(tag) = Tag::next(text, end) {
        end = tag.end;
        match (&*tag.name, tag.is_closing) {
            ("table", false) => depth += 1,
            ("table", true) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            rows.end_row(text, tag.start);
            return (rows.into_grid(), end);
        }
        // What a table within a cell has is words of the cell.
        match (&*tag.name, tag.is_closing) {
            _ if depth > 1 => {}
            ("tr", _) => rows.end_row(text, tag.start),
            ("td" | "th", false) => {
                rows.end_cell(text, tag.start);
                rows.open = Some(tag);
            }
            ("td" | "th", true) => rows.end_cell(text, tag.start),
            _ => {}
        }
    }
    rows.end_row(text, text.len());
    (rows.into_grid(), text.len())
}

/// The rows so far.
#[derive(Default)]
struct Rows<'t> {
    lines: Vec<Line>,
    row: Vec<Cell>,
    /// The cells from above that go on in each column, and for how many rows.
    spanning: Vec<(usize, Cell)>,
    /// The tag of the cell that is being read.
    open: Option<Tag<'t>>,
}

impl Rows<'_> {
    fn end_cell(&mut self, text: &str, end: usize) {
        let Some(tag) = self.open.take() else { return };
        self.take_spanning();
        let content = &text[tag.end..end];
        let blanks = content.len() - content.trim_start().len();
        let (words, is_struck) = words(content);
        let cell = Cell { offset: tag.end + blanks, text: words, is_struck };
        for _ in 0..tag.number("colspan") {
            let column = self.row.len();
            if self.spanning.len() <= column {
                self.spanning.resize_with(column + 1, Default::default);
            }
            self.spanning[column] = (tag.number("rowspan") - 1, cell.clone());
            self.row.push(cell.clone());
        }
    }

    /// Takes over what goes on from above in the columns that come next.
    fn take_spanning(&mut self) {
        while let Some((rows, cell)) = self.spanning.get_mut(self.row.len())
            && *rows > 0
        {
            *rows -= 1;
            self.row.push(cell.clone());
        }
    }

    fn end_row(&mut self, text: &str, end: usize) {
        self.end_cell(text, end);
        if self.row.is_empty() {
            return;
        }
        self.take_spanning();
        let cells = std::mem::take(&mut self.row);
        let offset = cells.iter().map(|cell| cell.offset).max().unwrap_or(end);
        self.lines.push(Line { offset, cells });
    }

    fn into_grid(self) -> Grid {
        let mut lines = self.lines.into_iter();
        Grid { header: lines.next(), lines: lines.collect() }
    }
}

/// A tag, and where it stands.
struct Tag<'t> {
    /// In lower case.
    name: String,
    is_closing: bool,
    attributes: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Tag<'t> {
    /// The first tag from a place on, passing over comments.
    fn next(text: &'t str, from: usize) -> Option<Tag<'t>> {
        let mut from = from;
        loop {
            let start = from + text[from..].find('<')?;
            let rest = &text[start + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                let length = comment.find("-->").map_or(comment.len(), |at| at + "-->".len());
                from = text.len() - comment.len() + length;
                continue;
            }
            let (is_closing, rest) =
                rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let (name, rest) = rest.split_at(length);
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                from = start + 1;
                continue;
            }
            let attributes = &rest[..tag_end(rest)?];
            let end = text.len() - rest.len() + attributes.len() + 1;
            let name = name.to_ascii_lowercase();
            return Some(Tag { name, is_closing, attributes, start, end });
        }
    }

    /// What an attribute counts, such as the columns that a cell spans: one unless it says more.
    fn number(&self, name: &str) -> usize {
        let attributes = self.attributes.to_ascii_lowercase();
        let value = attributes.find(name).map(|at| &attributes[at + name.len()..]);
        let value = value.and_then(|rest| rest.trim_start().strip_prefix('='));
        let digits = value.map(|value| value.trim_start_matches(['"', '\'', ' ']));
        let digits = digits.and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next());
        digits.and_then(|digits| digits.parse().ok()).unwrap_or(1).clamp(1, WIDEST)
    }
}

/// Where a tag's `>` stands, outside of the values of its attributes.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    rest.char_indices().find_map(|(at, c)| {
        match (c, quote) {
            ('>', None) => return Some(at),
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
        None
    })
}

/// The words of a cell, as a browser shows them, and whether all of them are struck through.
fn words(content: &str) -> (String, bool) {
    let (mut text, mut struck, mut depth) = (String::new(), String::new(), 0);
    let mut from = 0;
    loop {
        let tag = Tag::next(content, from);
        let end = tag.as_ref().map_or(content.len(), |tag| tag.start);
        let out = if depth > 0 { &mut struck } else { &mut text };
        push_words(&content[from..end], out);
        let Some(tag) = tag else { break };
        match (&*tag.name, tag.is_closing) {
            (name, _) if BLOCKS.contains(&name) => out.push('\n'),
            (name, false) if STRIKING.contains(&name) => depth += 1,
            (name, true) if STRIKING.contains(&name) => depth -= i32::from(depth > 0),
            _ => {}
        }
        from = tag.end;
    }
    let lines = |text: &str| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    };
    match (lines(&text), lines(&struck)) {
        (text, struck) if text.is_empty() && !struck.is_empty() => (struck, true),
        (text, _) => (text, false),
    }
}

/// Adds what stands between two tags: white space in a row is one space, a comment is nothing.
fn push_words(content: &str, out: &mut String) {
    let mut rest = content;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if let Some((said, length)) = reference(rest) {
            out.push_str(&said);
            rest = &rest[length..];
            continue;
        }
        match c.is_ascii_whitespace() {
            true if out.ends_with([' ', '\n']) => {}
            true => out.push(' '),
            false => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(html: &str) -> Vec<Vec<String>> {
        let (grid, _) = read(html, 0);
        let lines = grid.header.into_iter().chain(grid.lines);
        lines.map(|line| line.cells.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn rows_and_cells_are_those_that_a_browser_shows() {
        for (html, expected) in [
            (
                "<table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2</table>",
                &[&["a", "b"][..], &["1", "2"]][..],
            ),
            (
                "<TABLE>\n<TR>\n<TD ALIGN=left> a\n  b </TD><TD>x &lt;y&gt; &amp;</TD></TR>",
                &[&["a b", "x <y> &"]],
            ),
            ("<table><thead><tr><th>a</thead><tbody><tr><td>b</tbody></table>", &[&["a"], &["b"]]),
            (
                "<table><tr><td rowspan=\"2\">1</td><td>a</td></tr><tr><td>b</td></tr></table>",
                &[&["1", "a"], &["1", "b"]],
            ),
            (
                "<table><tr><td>a</td><td rowspan='2'>1</td></tr><tr><td>b</td></tr></table>",
                &[&["a", "1"], &["b", "1"]],
            ),
            ("<table><tr><td colspan=2>a</td><td>b</td></tr></table>", &[&["a", "a", "b"]]),
            ("<table><tr><td colspan=0>a</td><td colspan=x>b</td></tr></table>", &[&["a", "b"]]),
            (
                "<table><tr><td><p>a</p><p>b<br/>c</p></td><td><ul><li>d<li>e</ul></td></tr></table>",
                &[&["a\nb\nc", "d\ne"]],
            ),
            (
                "<table><tr><td><a title=\"x > y\" href=x_y>a_*b*</a><!-- <td> --></td><td>1 < 2</td></tr></table>",
                &[&["a_*b*", "1 < 2"]],
            ),
            (
                "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>",
                &[&["a\nb", "c"]],
            ),
            ("<table><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>", &[&["a"]]),
            ("<table></table>", &[]),
            ("<table", &[]),
            ("<table><tr><td>a", &[&["a"]]),
        ] {
            assert_eq!(rows(html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_struck_through_is_told() {
        let html = "<table><tr><td><del>a</del></td><td><s>a</s> b</td></tr></table>";
        let (grid, end) = read(html, 0);
        let cells = grid.header.unwrap().cells;
        let told: Vec<_> = cells.iter().map(|cell| (&*cell.text, cell.is_struck)).collect();
        assert_eq!((told, end), (vec![("a", true), ("b", false)], html.len()));
        assert_eq!(&html[cells[1].offset..cells[1].offset + 3], "<s>");
    }

    #[test]
    fn no_span_makes_a_table_larger_than_it_may_be() {
        let html =
            "<table><tr><td colspan=99999 rowspan=99999>a</td></tr><tr><td>b</td></tr></table>";
        let lengths: Vec<usize> = rows(html).iter().map(Vec::len).collect();
        assert_eq!(lengths, [WIDEST, WIDEST + 1]);
    }
}
