//! [`Lexer`]: the tokens of JSON (RFC 8259), checked and stepped over, never built.

use super::chunk::{self, Chunk, find_special};
use crate::response::Defect;

/// Steps through the tokens of a text.
///
/// Its methods are inlined into the walk, so that all of it stays in registers there.
#[derive(Clone, Copy)]
pub(super) struct Lexer<'b> {
    rest: &'b [u8],
}

/// A string without its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal<'b> {
    pub(super) bytes: &'b [u8],
    /// Whether it has an escape, so that its bytes are not its text.
    pub(super) escaped: bool,
}

impl<'b> Lexer<'b> {
    pub(super) fn new(text: &'b [u8]) -> Lexer<'b> {
        Lexer { rest: text }
    }

    /// How many bytes are left.
    pub(super) fn left(self) -> usize {
        self.rest.len()
    }

    /// The next byte that is no white space (§2), which is not stepped over.
    ///
    /// Past the end that is NUL, which no token begins with.
    #[inline(always)]
    pub(super) fn peek(&mut self) -> u8 {
        match self.rest {
            [byte, ..] if *byte > b' ' => *byte,
            _ => {
                self.rest = skip_space(self.rest);
                self.rest.first().copied().unwrap_or_default()
            }
        }
    }

    /// The next byte that is no white space, and steps over it.
    #[inline(always)]
    pub(super) fn next(&mut self) -> u8 {
        let byte = self.peek();
        self.rest = self.rest.get(1..).unwrap_or_default();
        byte
    }

    /// Whether nothing but white space is left.
    pub(super) fn is_at_end(self) -> bool {
        skip_space(self.rest).is_empty()
    }

    /// Steps over a string (§7) and checks that it is UTF-8 (§8.1).
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Literal<'b>, Defect> {
        let [b'"', content @ ..] = self.rest else {
            return Err(Defect::InvalidJson);
        };
        let end = skip_plain(content);
        if let [b'"', rest @ ..] = end {
            self.rest = rest;
            let bytes = &content[..content.len() - end.len()];
            return Ok(Literal { bytes, escaped: false });
        }
        let literal = unusual_string(content)?;
        self.rest = &content[literal.bytes.len() + 1..];
        Ok(literal)
    }

    /// Steps over a member's name and its colon (§4).
    #[inline(always)]
    pub(super) fn name(&mut self) -> Result<Literal<'b>, Defect> {
        // As almost every name is: plain, and without white space.
        if let [b'"', content @ ..] = self.rest {
            let end = skip_plain(content);
            if let Some(rest) = end.strip_prefix(b"\":") {
                self.rest = rest;
                let bytes = &content[..content.len() - end.len()];
                return Ok(Literal { bytes, escaped: false });
            }
        }
        let (name, rest) = self.unusual_name()?;
        *self = rest;
        Ok(name)
    }

    /// Steps over a string and a comma, if they are here as they almost always are: plain, and without
    /// white space.
    #[inline(always)]
    pub(super) fn skip_plain_string(&mut self) -> bool {
        let content = self.rest.strip_prefix(b"\"");
        match content.and_then(|content| skip_plain(content).strip_prefix(b"\",")) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    #[inline(never)]
    fn unusual_name(mut self) -> Result<(Literal<'b>, Lexer<'b>), Defect> {
        self.peek();
        let name = self.string()?;
        if self.next() == b':' { Ok((name, self)) } else { Err(Defect::InvalidJson) }
    }

    /// Steps over a number (§6).
    #[inline(always)]
    pub(super) fn number(&mut self) -> Result<&'b [u8], Defect> {
        let rest = number_end(self.rest)?;
        let number = &self.rest[..self.rest.len() - rest.len()];
        self.rest = rest;
        Ok(number)
    }

    /// Steps over `true`, `false` or `null` (§3), whose first byte was seen.
    #[inline(always)]
    pub(super) fn word(&mut self, first: u8) -> Result<(), Defect> {
        // Words of a known length are compared as numbers.
        let rest = match first {
            b't' => self.rest.strip_prefix(b"true"),
            b'f' => self.rest.strip_prefix(b"false"),
            _ => self.rest.strip_prefix(b"null"),
        };
        self.rest = rest.ok_or(Defect::InvalidJson)?;
        Ok(())
    }
}

/// What is left of a text from the first byte on that may be unusual.
#[inline(always)]
fn skip_plain(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        match Chunk::new(*chunk).unusual() {
            0 => rest = behind,
            unusual => return &rest[unusual.trailing_zeros() as usize..],
        }
    }
    skip_plain_end(text, rest.len())
}

/// The same for so many bytes at the end of a text, less than a chunk: they are in its last chunk.
#[inline(never)]
fn skip_plain_end(text: &[u8], left: usize) -> &[u8] {
    let rest = &text[text.len() - left..];
    let unusual =
        text.last_chunk().map_or(0, |chunk| Chunk::new(*chunk).unusual() >> (chunk::SIZE - left));
    if unusual == 0 { rest } else { &rest[unusual.trailing_zeros() as usize..] }
}

/// What is left behind the white space (§2) that a text begins with.
#[inline(never)]
fn skip_space(text: &[u8]) -> &[u8] {
    let space = text.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
    &text[space..]
}

/// The string that a content begins with.
#[inline(never)]
fn unusual_string(content: &[u8]) -> Result<Literal<'_>, Defect> {
    let (mut end, mut escaped) = (0, false);
    loop {
        let rest = content.get(end..).unwrap_or_default();
        let special = find_special(rest).ok_or(Defect::InvalidJson)?;
        end += special;
        match rest[special] {
            b'"' => break,
            b'\\' => {
                escaped = true;
                end = escape(content, end)?;
            }
            _ => return Err(Defect::InvalidJson),
        }
    }
    let bytes = &content[..end];
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(Literal { bytes, escaped }),
        Err(_) => Err(Defect::InvalidUnicode),
    }
}

/// What is left behind a number.
#[inline(always)]
fn number_end(mut rest: &[u8]) -> Result<&[u8], Defect> {
    if let [b'-', behind @ ..] = rest {
        rest = behind;
    }
    rest = match rest {
        [b'0', behind @ ..] => behind,
        _ => digits_end(rest)?,
    };
    if let [b'.', behind @ ..] = rest {
        rest = digits_end(behind)?;
    }
    if let [b'e' | b'E', behind @ ..] = rest {
        rest = match behind {
            [b'+' | b'-', behind @ ..] => digits_end(behind)?,
            _ => digits_end(behind)?,
        };
    }
    Ok(rest)
}

/// What is left behind one digit or more.
#[inline(always)]
fn digits_end(text: &[u8]) -> Result<&[u8], Defect> {
    let mut rest = text;
    while let [b'0'..=b'9', behind @ ..] = rest {
        rest = behind;
    }
    if rest.len() < text.len() { Ok(rest) } else { Err(Defect::InvalidJson) }
}

/// Where an escape ends whose backslash stands here.
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
                Lexer::new(text).string().map(|literal| (literal.bytes.len(), literal.escaped));
            assert_eq!(found, expected, "{}", text.escape_ascii());
        }
    }

    #[test]
    fn encoding() {
        for (text, sound) in [
            (&b"\"plain\""[..], true),
            ("\"心跳超限\"".as_bytes(), true),
            (b"\"\xFF\"", false),
            (b"\"many bytes, and in the second chunk of sixteen there is one alone: \xC3\"", false),
            (b"\"\xED\xA0\x80\"", false),
            // Half a character before an escape, and behind it the other half.
            (b"\"\xC3\\n\xA9\"", false),
            // What stands behind a string is no part of it.
            (b"\"\" \xFF", true),
        ] {
            let expected = if sound { Ok(()) } else { Err(Defect::InvalidUnicode) };
            let found = Lexer::new(text).string().map(|_| ());
            assert_eq!(found, expected, "{}", text.escape_ascii());
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
            let found = Lexer::new(text.as_bytes()).number().ok().map(<[u8]>::len);
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
