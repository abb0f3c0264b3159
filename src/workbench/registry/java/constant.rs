//! [`Declared`]: a constant of an enum, as it stands in the file.

use super::arguments::Argument;
use crate::workbench::registry::scanner::{Kind, Token};
use crate::workbench::registry::tokens::{closing, inside, split};

/// A constant as it stands there.
pub(super) struct Declared<'a, 't> {
    pub(super) name: &'t str,
    pub(super) tokens: &'a [Token<'t>],
    pub(super) offset: usize,
    /// The tokens of each argument, and what it is.
    pub(super) written: Vec<&'a [Token<'t>]>,
    pub(super) arguments: Vec<Argument>,
    pub(super) is_deprecated: bool,
}

impl<'a, 't> Declared<'a, 't> {
    /// Reads annotations, a name, the tokens of its arguments, and a body that is passed over.
    pub(super) fn read(tokens: &'a [Token<'t>]) -> Option<Declared<'a, 't>> {
        let (mut at, mut is_deprecated) = (0, false);
        while tokens.get(at)?.is('@') {
            is_deprecated |= tokens.get(at + 1)?.is_word("Deprecated");
            at += 2;
            while tokens.get(at).is_some_and(|token| token.is('.')) {
                at += 2;
            }
            if tokens.get(at).is_some_and(|token| token.is('(')) {
                at = closing(tokens, at) + 1;
            }
        }
        let Kind::Word(name) = tokens.get(at)?.kind else { return None };
        let (offset, mut end) = (tokens[at].range.start, at + 1);
        let mut written = Vec::new();
        if tokens.get(end).is_some_and(|token| token.is('(')) {
            let inner = inside(tokens, end);
            if !inner.is_empty() {
                written = split(inner, ',');
            }
            end = closing(tokens, end) + 1;
        }
        if tokens.get(end).is_some_and(|token| token.is('{')) {
            end = closing(tokens, end) + 1;
        }
        let arguments = Vec::new();
        let declared = Declared { name, tokens, offset, written, arguments, is_deprecated };
        (end >= tokens.len()).then_some(declared)
    }
}
