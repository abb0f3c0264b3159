//! The Fluent identifier of a code's message: `code-400142`, `code-InvalidParameter__2EFormat`.

use std::fmt::Write as _;

use super::{Code, CodeBuf};

/// What the identifier of every code's message begins with.
const PREFIX: &str = "code-";

impl Code<'_> {
    /// The identifier of the code's message in a Fluent file.
    ///
    /// It is `code-` and the spelling. Letters, digits, `-` and `_` stand as they are, and every other
    /// character is `__` and the two upper-case hexadecimal digits of its byte. Where a spelling itself has
    /// `__` and two hexadecimal digits, the first `_` is written in that way, so that no two codes share an
    /// identifier.
    ///
    /// ```
    /// use codeword::Code;
    ///
    /// for (code, id) in [
    ///     ("400142", "code-400142"),
    ///     ("-1121", "code--1121"),
    ///     ("card_declined", "code-card_declined"),
    ///     ("InvalidParameter.Format", "code-InvalidParameter__2EFormat"),
    ///     ("a__2E", "code-a__5F_2E"),
    /// ] {
    ///     assert_eq!(Code::try_from(code)?.message_id(), id);
    /// }
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn message_id(self) -> String {
        let Some(name) = self.name() else { return format!("{PREFIX}{self}") };
        let mut id = String::from(PREFIX);
        for (at, byte) in name.bytes().enumerate() {
            let stands = match byte {
                b'_' => escaped(&name[at..]).is_none(),
                _ => byte.is_ascii_alphanumeric() || byte == b'-',
            };
            if stands {
                id.push(byte.into());
            } else {
                // Writing to a string cannot fail.
                let _ = write!(id, "__{byte:02X}");
            }
        }
        id
    }
}

impl CodeBuf {
    /// The code of a message's identifier.
    ///
    /// `None` for an identifier that is not that of a code, and for one that is written in another way than
    /// [`Code::message_id`] writes it: a code has one identifier.
    ///
    /// ```
    /// use codeword::{Code, CodeBuf};
    ///
    /// let code = |id| CodeBuf::from_message_id(id);
    /// assert_eq!(code("code-400142").unwrap(), 400142);
    /// assert_eq!(code("code-InvalidParameter__2EFormat").unwrap(), "InvalidParameter.Format");
    /// // A name, since it is not how a number is written.
    /// assert_eq!(code("code-0400142").unwrap(), "0400142");
    ///
    /// assert_eq!(code("greeting"), None);
    /// assert_eq!(code("code-InvalidParameter__2eFormat"), None);
    /// assert_eq!(code("code-card__5Fdeclined"), None);
    /// ```
    pub fn from_message_id(id: &str) -> Option<CodeBuf> {
        let spelling = id.strip_prefix(PREFIX)?;
        if let Some(number) = Code::of_integer(spelling.as_bytes()) {
            return Some(number.into());
        }
        read(spelling).filter(|code| code.as_code().message_id() == id)
    }

    /// The code that somebody may have meant who wrote an identifier in another way than it is written:
    /// `Code-400142`, `code_400142`, `code-InvalidParameter__2eFormat`.
    pub(crate) fn meant_by(id: &str) -> Option<CodeBuf> {
        let (word, rest) = id.split_at_checked(PREFIX.len())?;
        let is_meant = word.eq_ignore_ascii_case(PREFIX) || word.eq_ignore_ascii_case("code_");
        is_meant.then(|| read(rest)).flatten()
    }
}

/// The code of a spelling with escapes, in whatever way they are written.
fn read(written: &str) -> Option<CodeBuf> {
    let mut spelling = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        let (said, length) = match escaped(rest) {
            Some(byte) => (byte.into(), ESCAPE_LENGTH),
            None => (c, c.len_utf8()),
        };
        spelling.push(said);
        rest = &rest[length..];
    }
    Code::parse(&spelling).map(CodeBuf::from)
}

/// The length of an escape: `__2E`.
const ESCAPE_LENGTH: usize = 4;

/// The byte whose escape a text begins with, in upper or lower case.
fn escaped(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [b'_', b'_', high, low, ..] => {
            let digit = |byte: &u8| char::from(*byte).to_digit(16);
            u8::try_from(digit(high)? << 4 | digit(low)?).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_code_has_one_identifier() {
        for (spelling, id) in [
            ("0", "code-0"),
            ("400142", "code-400142"),
            ("-1121", "code--1121"),
            ("007", "code-007"),
            ("22P02", "code-22P02"),
            ("NAME_UNKNOWN", "code-NAME_UNKNOWN"),
            ("InvalidParameter.Format", "code-InvalidParameter__2EFormat"),
            ("ddl:1054", "code-ddl__3A1054"),
            ("+1", "code-__2B1"),
            ("_", "code-_"),
            ("__", "code-__"),
            ("__.", "code-____2E"),
            ("__init__", "code-__init__"),
            ("a__2E", "code-a__5F_2E"),
            ("a__2e", "code-a__5F_2e"),
            ("a__GG", "code-a__GG"),
            ("___2E", "code-___5F_2E"),
            ("__5F_2E", "code-__5F_5F_2E"),
            ("_.", "code-___2E"),
            ("a__dead", "code-a__5F_dead"),
        ] {
            let code = Code::parse(spelling).unwrap();
            assert_eq!(code.message_id(), id);
            assert_eq!(CodeBuf::from_message_id(id), Some(code.into()), "{id}");
        }
    }

    #[test]
    fn an_identifier_that_is_written_in_another_way_is_refused() {
        let long = format!("code-{}", "x".repeat(129));
        for (id, meant) in [
            // An escape that need not be, in lower case, or of what is not visible ASCII.
            ("code-card__5Fdeclined", Some("card_declined")),
            ("code-__34", Some("4")),
            ("code-a__2eb", Some("a.b")),
            ("code-a__20b", None),
            ("code-a__00", None),
            ("code-a__E9", None),
            ("code-", None),
            (&long, None),
            ("code-a.b", Some("a.b")),
            ("code-é", None),
            ("Code-404001", Some("404001")),
            ("code_card_declined", Some("card_declined")),
            ("CODE-7", Some("7")),
            ("code7", None),
            ("code", None),
            ("greeting", None),
            ("-code-7", None),
            ("", None),
        ] {
            assert_eq!(CodeBuf::from_message_id(id), None, "{id}");
            let found = CodeBuf::meant_by(id);
            assert_eq!(found.map(|code| code.to_string()).as_deref(), meant, "{id}");
        }
    }

    proptest! {
        #[test]
        fn an_identifier_leads_back_to_its_code(spelling in "-?[0-9]{1,20}|[!-~]{1,128}|[_.0-9A-Fa-g]{1,12}") {
            let code = Code::parse(&spelling).unwrap();
            let id = code.message_id();
            prop_assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
            prop_assert_eq!(CodeBuf::from_message_id(&id).unwrap(), code);
        }

        #[test]
        fn a_code_leads_back_to_its_identifier(end in "[-_a-zA-Z0-9]{0,20}|[_2-6A-Fa-f]{0,12}|[_x]{120,200}") {
            let id = format!("code-{end}");
            if let Some(code) = CodeBuf::from_message_id(&id) {
                prop_assert_eq!(code.as_code().message_id(), id);
            }
        }
    }
}
