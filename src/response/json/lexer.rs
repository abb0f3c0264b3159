//! [`Lexer`]: the tokens of JSON (RFC 8259), checked and stepped over, never built.

use std::ops::Range;

use super::block::{self, Block};
use crate::response::Defect;

/// Steps through the tokens of a text.
///
/// Its methods are inlined into the walk, so that all of it stays in registers there: that halves the
/// time of a large body.
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    at: usize,
    /// The block that was looked at last, and where it begins.
    block: Block,
    block_start: usize,
    /// Whether all blocks so far were ASCII.
    is_ascii: bool,
}

/// What stands between the quotes of a string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal {
    start: usize,
    end: usize,
    /// Whether it has an escape, so that its bytes are not its text.
    pub(super) escaped: bool,
}

impl Literal {
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl<'b> Lexer<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Lexer<'b> {
        let block = Block::at(bytes, 0);
        Lexer { bytes, at: 0, block_start: 0, is_ascii: block.is_ascii, block }
    }

    /// Checks that what was stepped over is UTF-8 (§8.1), which the tokens leave open.
    pub(super) fn check_encoding(&self) -> Result<(), Defect> {
        let seen = &self.bytes[..self.at.min(self.bytes.len())];
        if self.is_ascii || std::str::from_utf8(seen).is_ok() {
            Ok(())
        } else {
            Err(Defect::InvalidUnicode)
        }
    }

    /// Where the next byte stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next byte that is no white space (§2), which is not stepped over.
    ///
    /// Past the end that is NUL, which no token begins with.
    #[inline(always)]
    pub(super) fn peek(&mut self) -> u8 {
        let byte = self.byte();
        if byte > b' ' {
            return byte;
        }
        self.at = skip_space(self.bytes, self.at);
        self.byte()
    }

    /// The next byte that is no white space, and steps over it.
    #[inline(always)]
    pub(super) fn next(&mut self) -> u8 {
        let byte = self.peek();
        self.at += 1;
        byte
    }

    /// Whether nothing but white space is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek();
        self.at >= self.bytes.len()
    }

    /// Steps over a string (§7), whose opening quote was seen.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Literal, Defect> {
        let start = self.at + 1;
        self.at = start;
        let mut escaped = false;
        loop {
            let block_start = self.at & !(block::SIZE - 1);
            if block_start != self.block_start {
                self.block = Block::at(self.bytes, block_start);
                self.block_start = block_start;
                self.is_ascii &= self.block.is_ascii;
            }
            let ahead = self.block.special >> (self.at % block::SIZE);
            if ahead == 0 {
                self.at = block_start + block::SIZE;
                continue;
            }
            self.at += ahead.trailing_zeros() as usize;
            match self.byte() {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.at = escape(self.bytes, self.at)?;
                }
                _ => return Err(Defect::InvalidJson),
            }
        }
        let end = self.at;
        self.at += 1;
        Ok(Literal { start, end, escaped })
    }

    /// Steps over a number (§6).
    #[inline(always)]
    pub(super) fn number(&mut self) -> Result<Range<usize>, Defect> {
        let start = self.at;
        if self.byte() == b'-' {
            self.at += 1;
        }
        if self.byte() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.byte(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(start..self.at)
    }

    /// Steps over one digit or more.
    #[inline(always)]
    fn digits(&mut self) -> Result<(), Defect> {
        let start = self.at;
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(Defect::InvalidJson) }
    }

    /// Steps over `true`, `false` or `null` (§3), whose first byte was seen.
    #[inline(always)]
    pub(super) fn word(&mut self, first: u8) -> Result<(), Defect> {
        let word: &[u8] = match first {
            b't' => b"true",
            b'f' => b"false",
            b'n' => b"null",
            _ => return Err(Defect::InvalidJson),
        };
        if !self.bytes[self.at..].starts_with(word) {
            return Err(Defect::InvalidJson);
        }
        self.at += word.len();
        Ok(())
    }

    /// The next byte, NUL past the end.
    #[inline(always)]
    fn byte(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or_default()
    }
}

/// Where the white space (§2) ends that stands here.
fn skip_space(bytes: &[u8], at: usize) -> usize {
    let space = bytes[at.min(bytes.len())..].iter();
    at + space.take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count()
}

/// Where an escape ends whose backslash stands here.
///
/// No method, so that the lexer can stay in registers.
#[cold]
fn escape(bytes: &[u8], at: usize) -> Result<usize, Defect> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => match code_unit(bytes, at)? {
            // A pair of surrogates is one character; half a pair is none (§8.2).
            0xD800..=0xDBFF => match code_unit(bytes, at + 6) {
                Ok(0xDC00..=0xDFFF) => Ok(at + 12),
                _ => Err(Defect::InvalidUnicode),
            },
            0xDC00..=0xDFFF => Err(Defect::InvalidUnicode),
            _ => Ok(at + 6),
        },
        _ => Err(Defect::InvalidJson),
    }
}

/// Reads an escaped code unit, `\u0041`.
fn code_unit(bytes: &[u8], at: usize) -> Result<u32, Defect> {
    let digits = bytes.get(at..at + 6).and_then(|escape| escape.strip_prefix(b"\\u"));
    digits
        .ok_or(Defect::InvalidJson)?
        .iter()
        .try_fold(0, |unit, byte| Some(unit << 4 | char::from(*byte).to_digit(16)?))
        .ok_or(Defect::InvalidJson)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        use Defect::{InvalidJson, InvalidUnicode};
        for (text, expected) in [
            (&br#""""#[..], Ok((0, false))),
            (br#""plain" rest"#, Ok((5, false))),
            ("\"心跳超限\"".as_bytes(), Ok((12, false))),
            (br#""a \"quoted\" word of more than sixteen bytes""#, Ok((44, true))),
            (br#""\b\f\n\r\t\/\\\u00e9\uD83D\uDE00""#, Ok((32, true))),
            (br#""\x""#, Err(InvalidJson)),
            (br#""\u12G4""#, Err(InvalidJson)),
            (br#""\u12"#, Err(InvalidJson)),
            (br#""\"#, Err(InvalidJson)),
            (b"\"never closed", Err(InvalidJson)),
            (b"\"a\nb\"", Err(InvalidJson)),
            (b"\"a\x00b\"", Err(InvalidJson)),
            (br#""\uD83D""#, Err(InvalidUnicode)),
            (br#""\uD83Dx""#, Err(InvalidUnicode)),
            (br#""\uD83D\u0041""#, Err(InvalidUnicode)),
            (br#""\uDE00""#, Err(InvalidUnicode)),
        ] {
            let found =
                Lexer::new(text).string().map(|literal| (literal.range().len(), literal.escaped));
            assert_eq!(found, expected, "{}", text.escape_ascii());
        }
    }

    #[test]
    fn encoding() {
        for (text, sound) in [
            (&b"\"plain\""[..], true),
            ("\"心跳超限\"".as_bytes(), true),
            (b"\"\xFF\"", false),
            (
                b"\"many bytes, and in the second block of sixty-four there is one alone: \xC3\"",
                false,
            ),
            (b"\"\xED\xA0\x80\"", false),
        ] {
            let mut lexer = Lexer::new(text);
            lexer.string().unwrap();
            assert_eq!(lexer.check_encoding().is_ok(), sound, "{}", text.escape_ascii());
        }
    }

    #[test]
    fn numbers() {
        for (text, length) in [
            ("0", Some(1)),
            ("-0", Some(2)),
            ("400142,", Some(6)),
            ("1.50}", Some(4)),
            ("1e5", Some(3)),
            ("-1.0E-10 ", Some(8)),
            // What follows a token is for the grammar to judge: here, `01` is two numbers.
            ("01", Some(1)),
            ("-", None),
            ("+1", None),
            ("1.", None),
            (".5", None),
            ("1e", None),
            ("1e+", None),
            ("", None),
        ] {
            let found = Lexer::new(text.as_bytes()).number().ok().map(|range| range.end);
            assert_eq!(found, length, "{text}");
        }
    }

    #[test]
    fn words() {
        for (text, sound) in
            [("true", true), ("false,", true), ("null]", true), ("nul", false), ("True", false)]
        {
            let first = text.as_bytes()[0];
            assert_eq!(Lexer::new(text.as_bytes()).word(first).is_ok(), sound, "{text}");
        }
    }
}
