//! [`Detail`]: what happens to what a server writes after a generic text, and where that begins.

use std::str::FromStr;

use crate::Error;

/// What happens to the detail that a server writes after a generic text: `<generic text>: <detail>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// The generic part is replaced, and the detail stays after it: `keep`.
    #[default]
    Keep,
    /// All of the text is replaced: `drop`.
    Drop,
    /// A text with a detail is left alone: `only-generic`.
    OnlyGeneric,
}

impl FromStr for Detail {
    type Err = Error;

    /// Reads `keep`, `drop` or `only-generic`.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] for any other text.
    fn from_str(text: &str) -> Result<Detail, Error> {
        match text {
            "keep" => Ok(Detail::Keep),
            "drop" => Ok(Detail::Drop),
            "only-generic" => Ok(Detail::OnlyGeneric),
            _ => Err(Error::invalid_policy(format!(
                "`{text}` says nothing of a detail: write `keep`, `drop` or `only-generic`"
            ))),
        }
    }
}

/// What a server writes between a generic text and a detail.
pub(super) const SEPARATOR: &[u8] = b": ";

/// What follows the generic part of a text that is not known: the first separator and what follows it, or, where
/// the word before it is the name of a value, that word, too. `None` if there is nothing before such a word.
pub(super) fn guessed_detail(text: &[u8]) -> Option<&[u8]> {
    let separator = memchr::memchr_iter(b':', text).find(|at| text[*at..].starts_with(SEPARATOR));
    let Some(separator) = separator else {
        return Some(b"");
    };
    let before = &text[..separator];
    if is_name_of_value(before) {
        return Some(&text[memchr::memrchr(b' ', before)?..]);
    }
    Some(&text[separator..])
}

/// Whether the last word of a text is no word of prose, but the name of an identifier: `id`, `rid`, `uuid`,
/// `request-id`, `instance_id`, `traceId`.
fn is_name_of_value(text: &[u8]) -> bool {
    let [before @ .., i, b'd' | b'D'] = text else {
        return false;
    };
    match (before, i) {
        ([] | [.., b' ' | b'-' | b'_'], b'i' | b'I') => true,
        // Alone, or with one letter or `uu` or `gu` before it.
        ([_] | [.., b' ', _] | [.., b'u' | b'U'], b'i' | b'I') => true,
        ([.., b'a'..=b'z' | b'0'..=b'9'], b'I') => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_identifier_belongs_to_the_detail() {
        for (text, expected) in [
            ("invalid code rid: 5f-1", Some(" rid: 5f-1")),
            ("no such host, id: 7: x", Some(" id: 7: x")),
            ("bad request-id: 7", Some(" request-id: 7")),
            ("bad traceID: 7", Some(" traceID: 7")),
            ("bad uuid: 7", Some(" uuid: 7")),
            ("bad instance_id: 7", Some(" instance_id: 7")),
            ("the token is invalid: 7", Some(": 7")),
            ("the amount was paid: 7", Some(": 7")),
            ("INVALID: 7", Some(": 7")),
            ("the rid", Some("")),
            ("rid: 5f-1", None),
        ] {
            let found = guessed_detail(text.as_bytes());
            assert_eq!(found, expected.map(str::as_bytes), "{text}");
        }
    }
}
