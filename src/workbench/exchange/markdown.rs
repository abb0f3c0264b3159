//! Markdown: a table of code and text, as documentation has it.
//!
//! ```markdown
//! | Code   | Description       |
//! |:-------|:------------------|
//! | 400142 | Slow down, please |
//! ```
//!
//! Every table of a file is read, its first two columns; each row is one line that begins with a bar. A
//! line break in a text is `<br>`, a bar `\|`, a blank at its edge `&#32;`; nothing else is Markdown here:
//! an asterisk is an asterisk.

use std::ops::Range;

use textwrap::core::display_width;

use super::table::{ReadError, Record, Sheet, Table};

/// A line break in a cell.
const BREAK: &str = "<br>";

pub(super) fn write(table: &Table) -> String {
    let header = match table.locale.language.as_str() {
        "zh" => ["错误码", "描述"],
        _ => ["Code", "Description"],
    };
    let rows = table.texts().map(|(key, text)| [key.to_string(), encode(text)]);
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

pub(super) fn read(text: &str) -> Result<Sheet, ReadError> {
    let mut sheet = Sheet::default();
    let (mut offset, mut is_table, mut above) = (0, false, false);
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let row = line.trim_start_matches([' ', '\t']);
        let start = start + line.len() - row.len();
        let row = row.trim_end();
        if !row.starts_with('|') {
            (is_table, above) = (false, false);
        } else if is_table {
            sheet.records.push(record(text, start..start + row.len())?);
        } else {
            // The line below a header is made of hyphens.
            is_table = above && row.chars().all(|c| matches!(c, '|' | ':' | '-' | ' '));
            above = true;
        }
    }
    Ok(sheet)
}

/// Reads a row that begins with a bar.
fn record(text: &str, row: Range<usize>) -> Result<Record, ReadError> {
    let mut cells = cells(&text[row.clone()]).into_iter();
    match (cells.next(), cells.next()) {
        (Some((at, key)), Some((_, value))) => {
            let offset = row.start + at;
            Ok(Record { key: decode(key), text: decode(value), offset, translated: None })
        }
        _ => Err(ReadError::new(row.start, "a row needs a code and a text: `| 400142 | … |`")),
    }
}

/// The cells of a row, without the blanks around them, each with its place.
fn cells(row: &str) -> Vec<(usize, &str)> {
    let mut bars = Vec::new();
    let mut is_escaped = false;
    for (at, c) in row.char_indices() {
        if c == '|' && !is_escaped {
            bars.push(at);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    // A last cell may stand without its bar.
    if bars.last().is_some_and(|last| !row[last + 1..].trim().is_empty()) {
        bars.push(row.len());
    }
    let cell = |bars: &[usize]| {
        let cell = &row[bars[0] + 1..bars[1]];
        let start = bars[0] + 1 + cell.len() - cell.trim_start_matches([' ', '\t']).len();
        (start, cell.trim_matches([' ', '\t']))
    };
    bars.windows(2).map(cell).collect()
}

fn decode(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        let (said, length) = match c {
            '\\' => match rest[1..].chars().next() {
                Some(next) if next.is_ascii_punctuation() => (next, 2),
                _ => (c, 1),
            },
            '<' => break_length(rest).map_or((c, 1), |length| ('\n', length)),
            '&' => reference(rest).unwrap_or((c, 1)),
            _ => (c, c.len_utf8()),
        };
        text.push(said);
        rest = &rest[length..];
    }
    text
}

/// The length of a `<br>`, `<br/>` or `<br />` in front.
fn break_length(text: &str) -> Option<usize> {
    let forms = [BREAK, "<br/>", "<br />"];
    forms.iter().find(|form| text.starts_with(**form)).map(|form| form.len())
}

/// A numeric character reference in front, `&#32;` or `&#x20;`, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let (number, _) = text.strip_prefix("&#")?.split_once(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(code)?, number.len() + 3))
}

/// A text as a cell. A backslash that means nothing stays as it is.
fn encode(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let inner = text.trim_matches([' ', '\t']);
    let start = text.len() - text.trim_start_matches([' ', '\t']).len();
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        match c {
            '\n' => cell.push_str(BREAK),
            ' ' | '\t' if at < start || at >= start + inner.len() => {
                cell.push_str(&format!("&#{};", u32::from(c)));
            }
            '|' => cell.push_str("\\|"),
            '<' if break_length(rest).is_some() => cell.push_str("\\<"),
            '&' if reference(rest).is_some() => cell.push_str("\\&"),
            '\\' if !rest[1..].starts_with(|next: char| next.is_alphanumeric()) => {
                cell.push_str("\\\\");
            }
            _ => cell.push(c),
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_decoded_and_comes_back() {
        for (cell, text) in [
            ("a \\| b", "a | b"),
            ("a<br>b<br/>c<br />d", "a\nb\nc\nd"),
            ("\\<br>", "<br>"),
            ("&#32;a&#x9;", " a\t"),
            ("\\&#32;", "&#32;"),
            ("C:\\temp &amp; *x*", "C:\\temp &amp; *x*"),
            ("a\\\\", "a\\"),
        ] {
            assert_eq!(decode(cell), text, "{cell}");
            assert_eq!(decode(&encode(text)), text, "{cell}");
        }
    }

    #[test]
    fn tables_are_found_between_other_things() {
        let text = "---\ntitle: x\n---\n\n| a | b |\n\n| Code | Text |\n|:--|--:|\n| 1 | x |\n|2|y|z|\n\
                    text\n| 3 | w |\n";
        let sheet = read(text).unwrap();
        let records: Vec<(&str, &str)> =
            sheet.records.iter().map(|record| (&*record.key, &*record.text)).collect();
        assert_eq!(records, [("1", "x"), ("2", "y")]);
        assert_eq!(read("| a | b |\n|--|--|\n| 1 |\n").unwrap_err().offset, 18);
    }
}
