//! [`Lexer`]: the tokens of JSON (RFC 8259), checked and stepped over, never built.

use super::defect::Defect;
use super::string::{CHUNK, Chunk, Literal, skip_plain, unusual_string};

/// Steps through the tokens of a text.
///
/// Its methods are inlined into the walk, so that all of it stays in registers there.
#[derive(Clone, Copy)]
pub(super) struct Lexer<'b> {
    rest: &'b [u8],
}

impl<'b> Lexer<'b> {
    pub(super) fn new(text: &'b [u8]) -> Lexer<'b> {
        Lexer { rest: text }
    }

    /// How many bytes are left.
    pub(super) fn left(self) -> usize {
        self.rest.len()
    }

    /// The next byte that is not white space (§2), without stepping over it; at the end NUL, which no token
    /// begins with.
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

    /// Steps over the next byte that is not white space, and returns it.
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

    /// Steps over a member's name and its colon (§4). Returns the set of the unusual bytes after it, as
    /// far as they were looked at.
    #[inline(always)]
    pub(super) fn name(&mut self) -> Result<(Literal<'b>, u32), Defect> {
        self.peek();
        // Almost every name is plain and short, and its colon follows at once. The bytes that are looked at
        // with it mostly include the end of its value, so that finding that does not wait for the end of
        // the name.
        if let [b'"', content @ ..] = self.rest
            && let Some(bytes) = content.first_chunk::<{ 2 * CHUNK }>()
        {
            let (chunks, _) = bytes.as_chunks();
            let first = Chunk::new(chunks[0]).unusual();
            // The name is taken to end in the first chunk.
            let length = (first | 1 << CHUNK).trailing_zeros();
            if let Some(rest) = content[length as usize..].strip_prefix(b"\":") {
                self.rest = rest;
                let unusual = first | Chunk::new(chunks[1]).unusual() << CHUNK;
                let bytes = &content[..length as usize];
                return Ok((Literal { bytes, escaped: false }, (unusual >> length) >> 2));
            }
        }
        let (name, rest) = self.unusual_name()?;
        *self = rest;
        Ok((name, 0))
    }

    /// Steps over a string and a comma if they are written as they almost always are: plain, and without
    /// white space. `unusual` is what is known of the unusual bytes from here on.
    #[inline(always)]
    pub(super) fn skip_plain_string(&mut self, unusual: u32) -> bool {
        let [b'"', content @ ..] = self.rest else {
            return false;
        };
        let end = match unusual >> 1 {
            0 => skip_plain(content),
            unusual => content.get(unusual.trailing_zeros() as usize..).unwrap_or_default(),
        };
        match end.strip_prefix(b"\",") {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    #[inline(never)]
    fn unusual_name(mut self) -> Result<(Literal<'b>, Lexer<'b>), Defect> {
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

/// What is left of a text after the white space (§2) at its start.
#[inline(never)]
fn skip_space(text: &[u8]) -> &[u8] {
    let space = text.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
    &text[space..]
}

/// What is left of a text after the number (§6) at its start.
#[inline(always)]
pub(super) fn number_end(mut rest: &[u8]) -> Result<&[u8], Defect> {
    if let [b'-', after @ ..] = rest {
        rest = after;
    }
    rest = match rest {
        [b'0', after @ ..] => after,
        _ => digits_end(rest)?,
    };
    if let [b'.', after @ ..] = rest {
        rest = digits_end(after)?;
    }
    if let [b'e' | b'E', after @ ..] = rest {
        rest = match after {
            [b'+' | b'-', after @ ..] => digits_end(after)?,
            _ => digits_end(after)?,
        };
    }
    Ok(rest)
}

/// What is left of a text after the digits at its start, of which there is at least one.
#[inline(always)]
fn digits_end(text: &[u8]) -> Result<&[u8], Defect> {
    let mut rest = text;
    while let [b'0'..=b'9', after @ ..] = rest {
        rest = after;
    }
    if rest.len() < text.len() { Ok(rest) } else { Err(Defect::InvalidJson) }
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
            // Half a character before an escape, and the other half after it.
            (b"\"\xC3\\n\xA9\"", false),
            // What follows a string is not part of it.
            (b"\"\" \xFF", true),
        ] {
            let expected = if sound { Ok(()) } else { Err(Defect::InvalidUnicode) };
            let found = Lexer::new(text).string().map(|_| ());
            assert_eq!(found, expected, "{}", text.escape_ascii());
        }
    }

    #[test]
    fn members() {
        // Whatever stands at any place of a name or of a text, both ways end at the same byte.
        for (place, unusual) in
            (0..100).flat_map(|place| ["", "\"", "\\n", "\n", "é"].map(|it| (place, it)))
        {
            for (name, text) in (0..40).flat_map(|name| [0, 1, 11, 40].map(|text| (name, text))) {
                let member = format!("\"{}\":\"{}\",", "n".repeat(name), "t".repeat(text));
                let mut member = member + &" ".repeat(40);
                member.insert_str(place.min(member.len()), unusual);
                let short = Lexer::new(member.as_bytes()).name();
                let mut long = Lexer::new(member.as_bytes());
                long.peek();
                let long = long.unusual_name();
                let name = |literal: Literal<'_>| (literal.bytes.to_vec(), literal.escaped);
                assert_eq!(
                    short.map(|(literal, _)| name(literal)),
                    long.map(|(literal, _)| name(literal)),
                    "{member}",
                );
                let Ok((_, unusual)) = short else {
                    continue;
                };
                let mut lexer = Lexer::new(member.as_bytes());
                lexer.name().unwrap();
                let mut slow = lexer;
                let skipped = lexer.skip_plain_string(unusual);
                assert_eq!(skipped, slow.skip_plain_string(0), "{member}");
                assert_eq!(lexer.left(), slow.left(), "{member}");
            }
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
            let found = number_end(text.as_bytes()).ok().map(|rest| text.len() - rest.len());
            assert_eq!(found, length, "{text}");
        }
    }
}
