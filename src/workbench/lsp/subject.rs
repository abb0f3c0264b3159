//! [`Subject`]: what stands at a place in a file.

use std::ops::Range;

use fluent_syntax::ast::InlineExpression;

use crate::fluent::document::Entry;
use crate::fluent::walk::{Node, nodes};
use crate::fluent::{Definition, Document};

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject<'d> {
    /// The identifier of a message or term, where it is defined.
    Identifier(&'d str),
    /// A message or term that is referred to, a term with its hyphen.
    Reference(&'d str),
    /// A variable, without its sign.
    Variable(&'d str),
    /// A function.
    Function(&'d str),
    /// Anything else of a message or term.
    Other,
}

/// What stands at a place, where it does, and the message or term that it belongs to.
pub(super) struct Found<'d, 's> {
    pub(super) subject: Subject<'s>,
    pub(super) range: Range<usize>,
    pub(super) definition: &'d Definition<'s>,
}

impl<'d, 's> Found<'d, 's> {
    /// What stands at an offset, which is also the end of a name; `None` outside of messages and terms.
    pub(super) fn at(document: &'d Document<'s>, offset: usize) -> Option<Found<'d, 's>> {
        let entry = &document.entries[document.entry_at(offset)?];
        let Entry::Definition(definition) = entry else { return None };
        let id = document.range(definition.id);
        if touches(&id, offset) {
            let subject = Subject::Identifier(definition.id);
            return Some(Found { subject, range: id, definition });
        }
        let mut found = (Subject::Other, offset..offset);
        for (subject, range) in subjects(document, definition) {
            if touches(&range, offset) {
                found = (subject, range);
            }
        }
        let (subject, range) = found;
        Some(Found { subject, range, definition })
    }
}

/// Everything with a name in a message or term, but for its own, in the order of the text.
pub(super) fn subjects<'s>(
    document: &Document<'s>,
    definition: &Definition<'s>,
) -> Vec<(Subject<'s>, Range<usize>)> {
    let mut subjects = Vec::new();
    for pattern in definition.patterns() {
        nodes(pattern, &mut |node| {
            let Node::Inline(inline) = node else { return };
            let name = match inline {
                InlineExpression::MessageReference { id, .. }
                | InlineExpression::FunctionReference { id, .. }
                | InlineExpression::TermReference { id, .. }
                | InlineExpression::VariableReference { id } => id.name,
                _ => return,
            };
            let Range { start, end } = document.range(name);
            let name = &document.text()[start..end];
            let (subject, range) = match inline {
                InlineExpression::TermReference { .. } => {
                    (Subject::Reference(document.with_sign(name)), start - 1..end)
                }
                InlineExpression::VariableReference { .. } => {
                    (Subject::Variable(name), start - 1..end)
                }
                InlineExpression::FunctionReference { .. } => (Subject::Function(name), start..end),
                _ => (Subject::Reference(name), start..end),
            };
            subjects.push((subject, range));
        });
    }
    subjects
}

/// Whether an offset is in a range or at its end.
fn touches(range: &Range<usize>, offset: usize) -> bool {
    (range.start..=range.end).contains(&offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_its_subject() {
        let text = "# About $n\ncode-1 = Text { $n } { -brand } { NUMBER($m) } { other }\n";
        let document = Document::parse(text);
        for (at, expected) in [
            ("code-1", Some(Subject::Identifier("code-1"))),
            ("Text", Some(Subject::Other)),
            ("$n }", Some(Subject::Variable("n"))),
            ("-brand", Some(Subject::Reference("-brand"))),
            ("NUMBER", Some(Subject::Function("NUMBER"))),
            ("m)", Some(Subject::Variable("m"))),
            ("other", Some(Subject::Reference("other"))),
            ("# About", Some(Subject::Other)),
        ] {
            let found = Found::at(&document, text.find(at).unwrap());
            assert_eq!(found.map(|found| found.subject), expected, "{at}");
        }
    }
}
