//! [`Definition`]: a message or a term of a file. Nearly all are a line of text, and then a definition
//! takes a tenth of what the parser's syntax tree takes.

use std::collections::HashSet;

use fluent_syntax::ast::{self, Attribute, PatternElement};

/// A message or a term.
pub(crate) struct Definition<'s> {
    /// The identifier, a term's with its hyphen.
    pub(crate) id: &'s str,
    /// The entry as it stands in the file, from its comment up to the next entry.
    text: &'s str,
    body: Body<'s>,
}

enum Body<'s> {
    /// A message of one line of text.
    Line(&'s str),
    /// Any other message or term.
    Patterns(Box<Patterns<'s>>),
}

struct Patterns<'s> {
    value: Option<ast::Pattern<&'s str>>,
    attributes: Vec<Attribute<&'s str>>,
    is_plain: bool,
}

/// What the value of a definition, of an attribute or of a variant is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Content<'a> {
    /// One text, on one line.
    Line(&'a str),
    /// Anything else.
    Pattern(&'a ast::Pattern<&'a str>),
}

/// The lines of a comment.
#[derive(Clone, Copy)]
pub(crate) struct Comment<'s>(&'s str);

impl<'s> Definition<'s> {
    /// A definition of what was parsed. `text` begins where its comment does.
    pub(super) fn new(
        id: &'s str,
        text: &'s str,
        mut value: Option<ast::Pattern<&'s str>>,
        attributes: Vec<Attribute<&'s str>>,
    ) -> Definition<'s> {
        if attributes.is_empty()
            && let Some([PatternElement::TextElement { value }]) =
                value.as_ref().map(|value| &value.elements[..])
        {
            return Definition { id, text, body: Body::Line(value) };
        }
        if let Some(value) = &mut value {
            // Gives back the room that the parser took in advance.
            value.elements.shrink_to_fit();
        }
        let all = value.iter().chain(attributes.iter().map(|attribute| &attribute.value));
        let is_plain = all.map(Content::of).all(Content::is_plain);
        let patterns = Patterns { value, attributes, is_plain };
        Definition { id, text, body: Body::Patterns(Box::new(patterns)) }
    }

    /// Cuts the text off where the next entry begins.
    pub(super) fn end_at(&mut self, length: usize) {
        self.text = &self.text[..length];
    }

    /// The entry as it stands in the file, from its comment up to the next entry.
    pub(crate) fn text(&self) -> &'s str {
        self.text
    }

    /// The same without the comment.
    pub(crate) fn source(&self) -> &'s str {
        &self.text[offset(self.text, self.id)..]
    }

    /// The offset of a slice of the entry in its [`source`](Definition::source).
    pub(crate) fn offset_in_source(&self, slice: &str) -> usize {
        offset(self.id, slice)
    }

    /// The comment directly above.
    pub(crate) fn comment(&self) -> Option<Comment<'s>> {
        let lines = self.text[..offset(self.text, self.id)].strip_prefix('#')?;
        let lines = lines.strip_suffix('\n').unwrap_or(lines);
        let lines = lines.strip_suffix('\r').unwrap_or(lines);
        Some(Comment(lines.strip_prefix(' ').unwrap_or(lines)))
    }

    /// Whether this is a term, `-name`, and not a message.
    pub(crate) fn is_term(&self) -> bool {
        self.id.starts_with('-')
    }

    /// Whether value and attributes are text alone.
    pub(crate) fn is_plain(&self) -> bool {
        match &self.body {
            Body::Line(_) => true,
            Body::Patterns(patterns) => patterns.is_plain,
        }
    }

    /// The value, if there is one.
    pub(crate) fn value(&self) -> Option<Content<'_>> {
        match &self.body {
            Body::Line(text) => Some(Content::Line(text)),
            Body::Patterns(patterns) => patterns.value.as_ref().map(Content::of),
        }
    }

    /// The attributes.
    pub(crate) fn attributes(&self) -> &[Attribute<&'s str>] {
        match &self.body {
            Body::Line(_) => &[],
            Body::Patterns(patterns) => &patterns.attributes,
        }
    }

    /// The attribute of a name. Of two of one name the first counts.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute<&'s str>> {
        self.attributes().iter().find(|attribute| attribute.id.name == name)
    }

    /// The attributes whose name stands further up already.
    pub(crate) fn duplicate_attributes(&self) -> impl Iterator<Item = &Attribute<&'s str>> {
        let mut names = HashSet::new();
        self.attributes().iter().filter(move |attribute| !names.insert(attribute.id.name))
    }

    /// The value and the attributes' values, in their order.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = Content<'_>> {
        let attributes = self.attributes().iter();
        self.value().into_iter().chain(attributes.map(|attribute| Content::of(&attribute.value)))
    }
}

impl<'a> Content<'a> {
    /// What a pattern is.
    pub(crate) fn of(pattern: &'a ast::Pattern<&'a str>) -> Content<'a> {
        match pattern.elements[..] {
            [PatternElement::TextElement { value }] => Content::Line(value),
            _ => Content::Pattern(pattern),
        }
    }

    /// Whether it is text alone.
    pub(crate) fn is_plain(self) -> bool {
        match self {
            Content::Line(_) => true,
            Content::Pattern(pattern) => pattern
                .elements
                .iter()
                .all(|element| matches!(element, PatternElement::TextElement { .. })),
        }
    }

    /// Its own texts, a line each, without those of variants.
    pub(crate) fn texts(self) -> impl DoubleEndedIterator<Item = &'a str> {
        let (line, elements) = match self {
            Content::Line(text) => (Some(text), &[][..]),
            Content::Pattern(pattern) => (None, &pattern.elements[..]),
        };
        line.into_iter().chain(elements.iter().filter_map(|element| match element {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable { .. } => None,
        }))
    }

    /// What stands in braces in it, without what stands in variants.
    pub(crate) fn placeables(self) -> impl Iterator<Item = &'a ast::Expression<&'a str>> {
        let elements = match self {
            Content::Line(_) => &[][..],
            Content::Pattern(pattern) => &pattern.elements[..],
        };
        elements.iter().filter_map(|element| match element {
            PatternElement::TextElement { .. } => None,
            PatternElement::Placeable { expression } => Some(expression),
        })
    }
}

impl<'s> Comment<'s> {
    /// A comment, from after its first sign to the end of its last line.
    pub(crate) fn new(text: &'s str) -> Comment<'s> {
        Comment(text)
    }

    /// The comment as it stands in the file, without its first sign.
    pub(crate) fn as_str(self) -> &'s str {
        self.0
    }

    /// The lines, without their signs.
    pub(crate) fn lines(self) -> impl Iterator<Item = &'s str> + Clone {
        self.0.split('\n').enumerate().map(|(number, line)| {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if number == 0 {
                return line;
            }
            let line = line.trim_start_matches('#');
            line.strip_prefix(' ').unwrap_or(line)
        })
    }
}

/// The offset of a slice in the text that it is a slice of: the parser copies nothing.
pub(super) fn offset(text: &str, slice: &str) -> usize {
    slice.as_ptr() as usize - text.as_ptr() as usize
}
