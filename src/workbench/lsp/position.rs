//! [`Lines`]: offsets in a text as an editor counts them, in lines and in units of UTF-16 or bytes.

use std::ops::Range;

use gen_lsp_types as lsp;
use memchr::memchr2_iter;

/// What an editor counts within a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every editor knows.
    #[default]
    Utf16,
}

/// A text, and where its lines begin: after `\n`, `\r\n` and a `\r` alone, as the protocol has it.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str, encoding: Encoding) -> Lines<'t> {
        let bytes = text.as_bytes();
        let ends = memchr2_iter(b'\n', b'\r', bytes)
            .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Lines { text, starts, encoding }
    }

    /// The offset of a position. What is past the end of a line or of the text is at that end, and what is within a
    /// character is in front of it.
    pub(super) fn offset(&self, position: lsp::Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.text.len() };
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| *next);
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        let mut units = position.character as usize;
        for (at, character) in line.char_indices() {
            let width = self.units(character);
            if units < width {
                return start + at;
            }
            units -= width;
        }
        start + line.len()
    }

    /// The position of an offset.
    pub(super) fn position(&self, offset: usize) -> lsp::Position {
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &self.text[self.starts[line]..offset];
        lsp::Position { line: line as u32, character: self.width(before) }
    }

    /// The positions of some offsets.
    pub(super) fn range(&self, range: Range<usize>) -> lsp::Range {
        lsp::Range { start: self.position(range.start), end: self.position(range.end) }
    }

    /// The rest of a line from a column on, both from 1 and the column in characters.
    pub(super) fn rest(&self, line: usize, column: usize) -> lsp::Range {
        let line = line.clamp(1, self.starts.len()) - 1;
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| *next);
        let text = self.text[self.starts[line]..end].trim_end_matches(['\n', '\r']);
        let at = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
        self.range(self.starts[line] + at..self.starts[line] + text.len())
    }

    /// The offsets of some positions.
    pub(super) fn offsets(&self, range: lsp::Range) -> Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..end.max(start)
    }

    /// How many units a text is wide.
    pub(super) fn width(&self, text: &str) -> u32 {
        match self.encoding {
            Encoding::Utf8 => text.len() as u32,
            Encoding::Utf16 => text.chars().map(|character| character.len_utf16() as u32).sum(),
        }
    }

    fn units(&self, character: char) -> usize {
        match self.encoding {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_what_the_editor_counts() {
        let text = "a😀b\r\nc\rd\n心";
        for (encoding, line, character, offset) in [
            (Encoding::Utf16, 0, 1, 1),
            // Within a pair of surrogates.
            (Encoding::Utf16, 0, 2, 1),
            (Encoding::Utf16, 0, 3, 5),
            (Encoding::Utf8, 0, 5, 5),
            (Encoding::Utf8, 0, 3, 1),
            // Past the end of a line, and of the text.
            (Encoding::Utf16, 0, 99, 6),
            (Encoding::Utf16, 2, 0, 10),
            (Encoding::Utf16, 3, 1, 15),
            (Encoding::Utf16, 9, 0, 15),
        ] {
            let lines = Lines::of(text, encoding);
            assert_eq!(
                lines.offset(lsp::Position { line, character }),
                offset,
                "{line}:{character}"
            );
        }
    }

    #[test]
    fn the_rest_of_a_line_is_found_by_characters() {
        let lines = Lines::of("a\n心😀b\r\n", Encoding::Utf16);
        for (line, column, start, end) in [
            (2, 1, (1, 0), (1, 4)),
            (2, 3, (1, 3), (1, 4)),
            (2, 9, (1, 4), (1, 4)),
            (1, 0, (0, 0), (0, 1)),
            (9, 1, (2, 0), (2, 0)),
        ] {
            let position = |(line, character)| lsp::Position { line, character };
            let expected = lsp::Range { start: position(start), end: position(end) };
            assert_eq!(lines.rest(line, column), expected, "{line}:{column}");
        }
    }

    #[test]
    fn every_offset_comes_back() {
        for text in ["", "\n", "\r", "a\r\n\r\n", "é\r😀\n心 x"] {
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let lines = Lines::of(text, encoding);
                for (offset, _) in text.char_indices() {
                    let is_within_line_end =
                        text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                    if !is_within_line_end {
                        assert_eq!(lines.offset(lines.position(offset)), offset, "{text:?}");
                    }
                }
            }
        }
    }
}
