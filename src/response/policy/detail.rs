//! [`Detail`]: what happens to what a server writes after a generic text, and where that begins.

use std::str::FromStr;

use super::sentence::SEPARATOR;
use crate::Error;

/// What happens to the detail that a server writes after a generic text: `<generic text>: <detail>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
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

impl Detail {
    /// The detail of a text, which stays when the part before it is replaced; `None` if the text is to be
    /// left alone. The generic text of its code may be known.
    #[inline]
    pub(super) fn of<'t>(self, text: &'t [u8], generic: Option<&str>) -> Option<&'t [u8]> {
        if self == Detail::Drop {
            return Some(b"");
        }
        let detail = match generic {
            Some(generic) => text.strip_prefix(generic.as_bytes())?,
            None => guessed_detail(text)?,
        };
        let is_detail = generic.is_none() || detail.starts_with(SEPARATOR.as_bytes());
        self.kept(detail).filter(|detail| detail.is_empty() || is_detail)
    }

    /// What stays of a detail; `None` if its text is to be left alone.
    #[inline]
    pub(super) fn kept(self, detail: &[u8]) -> Option<&[u8]> {
        match self {
            Detail::Drop => Some(b""),
            Detail::OnlyGeneric if !detail.is_empty() => None,
            Detail::Keep | Detail::OnlyGeneric => Some(detail),
        }
    }
}

/// What follows the generic part of a text that is not known: the first separator and what follows it, or, where
/// the word before it is the name of a value, that word, too. `None` if there is nothing before such a word.
fn guessed_detail(text: &[u8]) -> Option<&[u8]> {
    let separator =
        memchr::memchr_iter(b':', text).find(|at| text[*at..].starts_with(SEPARATOR.as_bytes()));
    let Some(separator) = separator else {
        return Some(b"");
    };
    let before = &text[..separator];
    if is_name_of_value(before) {
        return Some(&text[memchr::memrchr(b' ', before)?..]);
    }
    Some(&text[separator..])
}

/// Whether the last word of a text is not a word of prose but the name of an identifier: `id`, `rid`, `uuid`,
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
    use crate::Code;
    use crate::response::{GenericTexts, Policy};

    #[test]
    fn a_text_has_the_detail_that_the_policy_says() {
        const CODE: Code<'static> = Code::new(400142);
        let generic = GenericTexts::from_iter([(CODE, "no: beat"), (Code::new(1), "")]);
        let table = [
            // Without generic texts, the first separator ends the generic part.
            (Detail::Keep, false, "no: beat: i-1", Some(": beat: i-1")),
            (Detail::Keep, false, "no beat", Some("")),
            (Detail::Keep, false, "", Some("")),
            (Detail::Keep, false, "a:b", Some("")),
            (Detail::OnlyGeneric, false, "no: beat", None),
            (Detail::OnlyGeneric, false, "no beat", Some("")),
            (Detail::Drop, false, "no: beat: i-1", Some("")),
            // With them, the generic part is known to the letter.
            (Detail::Keep, true, "no: beat: i-1", Some(": i-1")),
            (Detail::Keep, true, "no: beat", Some("")),
            (Detail::Keep, true, "no: beats", None),
            (Detail::Keep, true, "something else: i-1", None),
            (Detail::OnlyGeneric, true, "no: beat", Some("")),
            (Detail::OnlyGeneric, true, "no: beat: i-1", None),
            (Detail::Drop, true, "something else", Some("")),
        ];
        for (detail, known, text, expected) in table {
            let mut policy = Policy::default().detail(detail);
            if known {
                policy = policy.generic_texts(generic.clone());
            }
            let detail_of_text = policy.detail_of(CODE, text.as_bytes());
            let expected = expected.map(str::as_bytes);
            assert_eq!(detail_of_text, expected, "{detail:?} {known} {text}");
        }
        // An identifier has a name, which is a detail too.
        let only_generic = Policy::default().detail(Detail::OnlyGeneric);
        assert_eq!(only_generic.detail_of(CODE, b"invalid code rid: 5f-1"), None);
        // A code whose generic text is not known, or empty, is split at the separator.
        let policy = Policy::default().generic_texts(generic);
        for code in [1, 2] {
            assert_eq!(policy.detail_of(Code::new(code), b"a: b"), Some(&b": b"[..]));
        }
    }

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
