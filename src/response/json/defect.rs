//! [`Defect`]: why what a body means is in doubt.

use std::fmt;

/// Why a body is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Defect {
    /// It is not a JSON text (RFC 8259 §2).
    InvalidJson,
    /// It is not UTF-8, or escapes half of a surrogate pair (RFC 8259 §8.1, §8.2).
    InvalidUnicode,
    /// It begins with a byte order mark (RFC 8259 §8.1).
    ByteOrderMark,
    /// Something follows the JSON text.
    TrailingBytes,
    /// Its arrays and objects are nested more than 128 levels deep.
    TooDeep,
    /// A code, a text or its arguments stand twice in one object (RFC 8259 §4).
    DuplicateKey,
}

impl fmt::Display for Defect {
    /// Says what is wrong with a body, as the end of a sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Defect::InvalidJson => "it is not JSON",
            Defect::InvalidUnicode => "it is not UTF-8, or has half of a surrogate pair",
            Defect::ByteOrderMark => "it begins with a byte order mark",
            Defect::TrailingBytes => "something follows the JSON text",
            Defect::TooDeep => "it is nested more than 128 levels deep",
            Defect::DuplicateKey => "a code or a text stands twice in one object",
        })
    }
}
