//! Java's `.properties`, as Spring's `MessageSource` reads them.
//!
//! A file is written in ASCII, with `\uXXXX` for everything else, and so is the same in ISO-8859-1, which
//! Java expected before version 9, and in UTF-8. A file that is read may be in either. Spring formats a
//! text with arguments by `MessageFormat`, where `'` and `{` have a meaning, and shows any other as it
//! stands: texts are read and written like that.

use std::str::Chars;

use super::sheet::{Record, Remark, Sheet};
use super::table::Table;

pub(super) fn write(table: &Table) -> String {
    let line = |(key, text): (&_, &str)| {
        format!("{}={}\n", escape(&format!("{key}"), true), escape(text, false))
    };
    table.texts().map(|(key, text)| line((key, text))).collect()
}

fn escape(text: &str, is_key: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // In a value, only the first blank would be lost.
            ' ' if is_key || at == 0 => out.push_str("\\ "),
            ':' | '=' | '#' | '!' if is_key => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            _ => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04X}"));
                }
            }
        }
    }
    out
}

pub(super) fn read(text: &str) -> Result<Sheet, Remark> {
    let mut records = Vec::new();
    for (offset, line) in logical_lines(text) {
        let end = key_end(&line);
        let value = line[end..].trim_start_matches(BLANKS);
        let value = value.strip_prefix(['=', ':']).unwrap_or(value).trim_start_matches(BLANKS);
        let unescaped = |text| unescape(text).map_err(|text| Remark::new(offset, text));
        let (key, text) = (unescaped(&line[..end])?, unescaped(value)?);
        records.push(Record { key, text, offset, ..Record::default() });
    }
    Ok(Sheet::of(None, records))
}

/// What is blank in a properties file.
const BLANKS: [char; 3] = [' ', '\t', '\u{C}'];

/// The lines with what they go on with, without comments and blank lines, each with its place.
fn logical_lines(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let (mut goes_on, mut offset) = (false, 0);
    for line in text.split(['\n', '\r']) {
        let words = line.trim_start_matches(BLANKS);
        let start = offset + line.len() - words.len();
        offset += line.len() + 1;
        if !goes_on && (words.is_empty() || words.starts_with(['#', '!'])) {
            continue;
        }
        let backslashes = words.len() - words.trim_end_matches('\\').len();
        let is_open = backslashes % 2 == 1;
        let kept = &words[..words.len() - usize::from(is_open)];
        match found.last_mut().filter(|_| goes_on) {
            Some((_, line)) => line.push_str(kept),
            None => found.push((start, kept.to_owned())),
        }
        // `\r\n` is one line end: what seems a blank line between does not end the line that goes on.
        goes_on = is_open || (goes_on && line.is_empty() && text[..offset - 1].ends_with('\r'));
    }
    found
}

/// Where the key ends: at a blank, `=` or `:` that has no backslash.
fn key_end(line: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in line.char_indices() {
        if !is_escaped && (matches!(c, '=' | ':') || BLANKS.contains(&c)) {
            return at;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    line.len()
}

fn unescape(text: &str) -> Result<String, String> {
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('u')) => {
                units.push(code_unit(&mut chars)?);
                continue;
            }
            ('\\', Some('n')) => '\n',
            ('\\', Some('t')) => '\t',
            ('\\', Some('r')) => '\r',
            ('\\', Some('f')) => '\u{C}',
            ('\\', Some(other)) => other,
            (other, _) => other,
        };
        units.extend(c.encode_utf16(&mut [0; 2]).iter());
    }
    String::from_utf16(&units)
        .map_err(|_| "half of a surrogate pair: write both, as in `\\uD83D\\uDE00`".to_owned())
}

fn code_unit(chars: &mut Chars<'_>) -> Result<u16, String> {
    let digits: String = chars.by_ref().take(4).collect();
    let is_unit = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = is_unit.then(|| u16::from_str_radix(&digits, 16).ok()).flatten();
    unit.ok_or_else(|| format!("`\\u{digits}` is not an escape: write four hexadecimal digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        let languages = read(text).unwrap().languages;
        languages
            .into_iter()
            .flat_map(|language| language.records)
            .map(|record| (record.key, record.text))
            .collect()
    }

    #[test]
    fn a_file_is_read_as_java_reads_it() {
        for (text, key, value) in [
            ("# comment\n! too\n\n 1 = a b \n", "1", "a b "),
            ("1:a", "1", "a"),
            ("1 a", "1", "a"),
            ("1   =   a", "1", "a"),
            ("a\\:b\\ c=d", "a:b c", "d"),
            ("1=a\\\n   b\\\r\n   c", "1", "abc"),
            ("1=\\u5FC3\\uD83D\\uDE00\\t\\q\\\\", "1", "心😀\tq\\"),
            ("1=\\  a", "1", "  a"),
            ("1", "1", ""),
            ("1=#x", "1", "#x"),
        ] {
            assert_eq!(pairs(text), [(key.to_owned(), value.to_owned())], "{text:?}");
        }
    }

    #[test]
    fn a_bad_escape_has_its_place() {
        for text in ["1=a\n  2=\\u12", "1=a\n  2=\\uD83D", "1=a\n  2=\\u+123"] {
            assert_eq!(read(text).unwrap_err().offset, 6, "{text}");
        }
    }
}
