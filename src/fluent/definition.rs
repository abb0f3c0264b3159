//! [`Definition`]: a message or a term of a file, in little room.

use fluent_syntax::ast;

/// A message or a term.
pub(crate) struct Definition<'s> {
    /// The identifier, a term's with its hyphen.
    pub(crate) id: &'s str,
    value: Option<Value<'s>>,
    pub(crate) attributes: Vec<ast::Attribute<&'s str>>,
    /// The comment directly above.
    pub(crate) comment: Option<Comment<'s>>,
    /// Whether value and attributes are text alone.
    pub(crate) is_plain: bool,
}

/// One element of a pattern: a text, or something in braces.
pub(crate) type Element<'s> = ast::PatternElement<&'s str>;

/// A message's text. Nearly all have one element, which is kept in place.
enum Value<'s> {
    One(Element<'s>),
    Several(Vec<Element<'s>>),
}

/// The lines of a comment.
#[derive(Clone, Copy)]
pub(crate) struct Comment<'s>(&'s str);

impl<'s> Comment<'s> {
    /// A comment, from behind its first sign to the end of its last line.
    pub(crate) fn new(text: &'s str) -> Comment<'s> {
        Comment(text)
    }

    /// It as it stands in the file, without its first sign.
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

impl<'s> Value<'s> {
    fn of(mut elements: Vec<Element<'s>>) -> Value<'s> {
        match elements.pop() {
            Some(only) if elements.is_empty() => Value::One(only),
            last => {
                elements.extend(last);
                elements.shrink_to_fit();
                Value::Several(elements)
            }
        }
    }
}

impl<'s> Definition<'s> {
    pub(crate) fn new(
        id: &'s str,
        value: Option<ast::Pattern<&'s str>>,
        attributes: Vec<ast::Attribute<&'s str>>,
        comment: Option<Comment<'s>>,
    ) -> Definition<'s> {
        let value = value.map(|pattern| Value::of(pattern.elements));
        let mut definition = Definition { id, value, attributes, comment, is_plain: false };
        let is_plain = definition.patterns().all(is_plain);
        definition.is_plain = is_plain;
        definition
    }

    /// Whether this is a term, `-name`, and no message.
    pub(crate) fn is_term(&self) -> bool {
        self.id.starts_with('-')
    }

    /// The elements of the value, if there is one.
    pub(crate) fn value(&self) -> Option<&[Element<'s>]> {
        Some(match self.value.as_ref()? {
            Value::One(element) => std::slice::from_ref(element),
            Value::Several(elements) => elements,
        })
    }

    /// The value and the attributes' values, in their order.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &[Element<'s>]> {
        let attributes = self.attributes.iter().map(|attribute| &*attribute.value.elements);
        self.value().into_iter().chain(attributes)
    }

    /// The attribute of a name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&ast::Attribute<&'s str>> {
        self.attributes.iter().find(|attribute| attribute.id.name == name)
    }
}

fn is_plain(elements: &[Element<'_>]) -> bool {
    elements.iter().all(|element| matches!(element, ast::PatternElement::TextElement { .. }))
}
