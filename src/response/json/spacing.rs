//! [`Spacing`]: the white space around the members of an object, as its writer has it.

use super::lexer::Lexer;

/// The white space that a new member gets, so that it looks like its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spacing<'b> {
    /// Between a comma and a name.
    pub(super) before_name: &'b [u8],
    pub(super) before_colon: &'b [u8],
    pub(super) after_colon: &'b [u8],
}

impl<'b> Spacing<'b> {
    /// That of a member whose value, a string, a number or a word, ends here. `None` if there is no such
    /// member.
    pub(super) fn around(body: &'b [u8], end: usize) -> Option<Spacing<'b>> {
        let (before, after) = body.split_at_checked(end)?;
        let before = match before {
            [before @ .., b'"'] => before_string(before)?,
            // No number and no word has a colon, and no white space.
            _ => &before[..before.iter().rposition(|byte| *byte == b':' || is_space(*byte))? + 1],
        };
        let (before, after_colon) = split_space(before);
        let (before, before_colon) = split_space(before.strip_suffix(b":")?);
        let before = before_string(before.strip_suffix(b"\"")?)?;
        let (before, before_name) = split_space(before);
        let following = after.trim_ascii_start().strip_prefix(b",").map(space);
        let before_name = match (following, before.last()) {
            (Some(following), _) => following,
            (None, Some(b',')) => before_name,
            // The only member of an object.
            _ if before_name.contains(&b'\n') => before_name,
            _ => after_colon,
        };
        Some(Spacing { before_name, before_colon, after_colon })
    }

    /// That of the first member of the object that begins here; none for an empty object.
    pub(super) fn within(body: &'b [u8], object: usize) -> Option<Spacing<'b>> {
        let content = body.get(object + 1..)?;
        let before_name = space(content);
        let mut lexer = Lexer::new(content);
        if lexer.peek() != b'"' {
            return Some(Spacing::default());
        }
        lexer.string().ok()?;
        let rest = &content[content.len() - lexer.left()..];
        let before_colon = space(rest);
        let after_colon = space(rest[before_colon.len()..].strip_prefix(b":")?);
        Some(Spacing { before_name, before_colon, after_colon })
    }

    /// Writes a name and its colon.
    pub(super) fn write_name(&self, name: &[u8], out: &mut Vec<u8>) {
        super::string::quote(&[name], out);
        for part in [self.before_colon, b":", self.after_colon] {
            out.extend_from_slice(part);
        }
    }
}

/// What stands before the string whose content ends here.
fn before_string(content: &[u8]) -> Option<&[u8]> {
    memchr::memrchr_iter(b'"', content).map(|quote| &content[..quote]).find(|before| {
        // A quotation mark within the string has a backslash of its own before it.
        before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0
    })
}

/// A text without the white space at its end, and that.
fn split_space(text: &[u8]) -> (&[u8], &[u8]) {
    let space = text.iter().rev().take_while(|byte| is_space(**byte)).count();
    text.split_at(text.len() - space)
}

/// The white space that a text begins with.
pub(super) fn space(text: &[u8]) -> &[u8] {
    &text[..text.iter().take_while(|byte| is_space(**byte)).count()]
}

/// White space (RFC 8259 §2).
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_member_looks_like_its_neighbours() {
        for (body, value, before_name, before_colon, after_colon) in [
            (r#"{"code":1}"#, "1", "", "", ""),
            (r#"{"code": 1}"#, "1", " ", "", " "),
            (r#"{"code": 1, "x": 2}"#, "1", " ", "", " "),
            (r#"{"x": 2, "code": 1}"#, "1", " ", "", " "),
            ("{\n  \"code\" : 1\n}", "1", "\n  ", " ", " "),
            ("{\n  \"code\": \"1\",\n\t\"x\":2\n}", "\"1\"", "\n\t", "", " "),
            (r#"{"c\"\\":"a\"\\"}"#, r#""a\"\\""#, "", "", ""),
            (r#"{"a:b":null , "x":1}"#, "null", " ", "", ""),
        ] {
            let end = body.find(value).unwrap() + value.len();
            let [before_name, before_colon, after_colon] =
                [before_name, before_colon, after_colon].map(str::as_bytes);
            let expected = Spacing { before_name, before_colon, after_colon };
            assert_eq!(Spacing::around(body.as_bytes(), end), Some(expected), "{body}");
        }
        assert_eq!(Spacing::around(b"[1]", 2), None);
        assert_eq!(Spacing::around(b"1", 1), None);
    }

    #[test]
    fn the_first_member_shows_how_an_object_is_written() {
        for (body, before_name, before_colon, after_colon) in
            [("{}", "", "", ""), ("{ }", "", "", ""), ("{\n \"a\" : 1}", "\n ", " ", " ")]
        {
            let [before_name, before_colon, after_colon] =
                [before_name, before_colon, after_colon].map(str::as_bytes);
            let expected = Spacing { before_name, before_colon, after_colon };
            assert_eq!(Spacing::within(body.as_bytes(), 0), Some(expected), "{body}");
        }
    }
}
