//! [`Entry`]: a message or a term of a file. Nearly all are a line of text, and then an entry takes a
//! tenth of what the parser's syntax tree takes.

use fluent_syntax::ast::{self, Attribute, Pattern, PatternElement};

/// A message, a term, or something between entries that is neither.
pub(super) struct Entry<'s> {
    /// The identifier, a term's with its hyphen. The entry begins where it does.
    pub(super) id: &'s str,
    pub(super) body: Body<'s>,
}

pub(super) enum Body<'s> {
    /// A message of one line of text.
    Line(&'s str),
    /// Any other message or term.
    Patterns(Box<Patterns<'s>>),
    /// What cannot be read.
    Junk,
}

/// The value and the attributes of a message or a term.
pub(super) struct Patterns<'s> {
    pub(super) value: Option<Pattern<&'s str>>,
    pub(super) attributes: Vec<Attribute<&'s str>>,
}

/// What the value of an entry or of an attribute is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content<'a> {
    Line(&'a str),
    Pattern(&'a Pattern<&'a str>),
}

impl<'s> Entry<'s> {
    /// The entry of a parsed one; `None` for comments, which say nothing at run time. `with_hyphen`
    /// gives the name of a term with what stands before it.
    pub(super) fn new(
        parsed: ast::Entry<&'s str>,
        with_hyphen: impl FnOnce(&'s str) -> &'s str,
    ) -> Option<Entry<'s>> {
        match parsed {
            ast::Entry::Message(message) => Some(Entry {
                id: message.id.name,
                body: Body::new(message.value, message.attributes),
            }),
            ast::Entry::Term(term) => {
                let patterns = Patterns { value: Some(term.value), attributes: term.attributes };
                let body = Body::Patterns(Box::new(patterns));
                Some(Entry { id: with_hyphen(term.id.name), body })
            }
            ast::Entry::Junk { content } => Some(Entry::junk(content)),
            ast::Entry::Comment(_)
            | ast::Entry::GroupComment(_)
            | ast::Entry::ResourceComment(_) => None,
        }
    }

    /// Text that is no entry.
    pub(super) fn junk(content: &'s str) -> Entry<'s> {
        Entry { id: content, body: Body::Junk }
    }
}

impl<'s> Body<'s> {
    fn new(value: Option<Pattern<&'s str>>, attributes: Vec<Attribute<&'s str>>) -> Body<'s> {
        match value.as_ref().map(|value| &value.elements[..]) {
            Some([PatternElement::TextElement { value }]) if attributes.is_empty() => {
                Body::Line(value)
            }
            _ => Body::Patterns(Box::new(Patterns { value, attributes })),
        }
    }

    /// The value, if there is one.
    pub(super) fn value(&'s self) -> Option<Content<'s>> {
        match self {
            Body::Line(text) => Some(Content::Line(text)),
            Body::Patterns(patterns) => patterns.value.as_ref().map(Content::Pattern),
            Body::Junk => None,
        }
    }

    /// The attributes.
    pub(super) fn attributes(&'s self) -> &'s [Attribute<&'s str>] {
        match self {
            Body::Patterns(patterns) => &patterns.attributes,
            Body::Line(_) | Body::Junk => &[],
        }
    }

    /// Whether it is a message or a term.
    pub(super) fn is_entry(&self) -> bool {
        !matches!(self, Body::Junk)
    }
}
