//! [`Token`]: what stands at a place of a text.

use super::pieces::{Argument, Form};

/// A placeholder, or an escaped sign.
pub(super) enum Token {
    Text(String),
    Argument(Argument),
    /// The argument that is next in turn.
    InTurn {
        form: Form,
        spelling: String,
    },
    /// An argument with cases, `other` last, whose texts are still to be read.
    Cases {
        variable: String,
        spelling: String,
        kind: CaseKind,
        cases: Vec<(String, String)>,
    },
}

/// What cases are chosen by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CaseKind {
    Plural,
    Ordinal,
    Word,
}

/// What was found, with its length; or why it cannot be turned into Fluent.
pub(super) type Found = Result<Option<(Token, usize)>, String>;

/// An argument under the name that it is written with.
pub(super) fn argument(name: &str, form: Form, spelling: &str) -> Token {
    Token::Argument(Argument { variable: variable(name), form, spelling: spelling.to_owned() })
}

/// The name of a variable: Fluent has letters, digits, `-` and `_`, and a letter first.
pub(super) fn variable(name: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name: String = name.chars().map(|c| if is_part(c) { c } else { '_' }).collect();
    match name.bytes().next() {
        Some(first) if first.is_ascii_alphabetic() => name,
        Some(b'0'..=b'9') => format!("arg{name}"),
        _ => format!("arg_{}", name.trim_start_matches(['_', '-'])),
    }
}

/// The length of a name in front: letters, digits, `_`, and between them `.` and `-`.
pub(super) fn name_length(text: &str) -> usize {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = text.find(|c: char| !is_part(c) && !matches!(c, '.' | '-')).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', '-']).len()
}
