//! [`Entry`]: one message or term, and [`Pattern`]: one of its texts.

use fluent_syntax::ast;

use super::File;
use crate::fluent::definition::{Comment, Definition, Element};
use crate::workbench::check::characters::Kinds;
use crate::workbench::check::found::Place;
use crate::workbench::check::language::Language;
use crate::workbench::check::visit::{self, Node};

/// One message or term.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) file: &'a File<'a>,
    pub(crate) definition: &'a Definition<'a>,
}

impl<'a> Entry<'a> {
    /// The place of the identifier.
    pub(crate) fn place(&self) -> Place {
        self.file.at(self.definition.id)
    }

    /// Calls `found` for everything that stands in braces.
    pub(crate) fn each_node(self, found: &mut impl FnMut(Node<'a>)) {
        self.definition.patterns().for_each(|pattern| visit::nodes(pattern, found));
    }

    /// The variables that it names, in the order of the text, each as often as it stands there.
    pub(crate) fn variables(self) -> Vec<&'a str> {
        let mut names = Vec::new();
        self.each_node(&mut |node| {
            if let Node::Inline(ast::InlineExpression::VariableReference { id }) = node {
                names.push(id.name);
            }
        });
        names
    }

    /// What a pattern of it refers to: `message`, `message.attribute`, `-term`, `-term.attribute`.
    pub(crate) fn references(self, pattern: &'a [Element<'a>]) -> Vec<&'a str> {
        let mut names = Vec::new();
        visit::nodes(pattern, &mut |node| {
            let (start, id, attribute) = match node {
                Node::Inline(ast::InlineExpression::MessageReference { id, attribute }) => {
                    (self.file.document.offset(id.name), id, attribute)
                }
                Node::Inline(ast::InlineExpression::TermReference { id, attribute, .. }) => {
                    (self.file.document.offset(id.name) - 1, id, attribute)
                }
                _ => return,
            };
            let last = attribute.as_ref().unwrap_or(id).name;
            names.push(&self.file.text()[start..self.file.document.range(last).end]);
        });
        names
    }

    /// Whether it refers to any message or term.
    pub(crate) fn refers(self) -> bool {
        self.definition.patterns().any(|pattern| !self.references(pattern).is_empty())
    }

    /// Whether its comment says that a variable is a string: `$name (String) - …`.
    pub(crate) fn is_string(self, variable: &str) -> bool {
        let lines = self.definition.comment.into_iter().flat_map(Comment::lines);
        lines.filter_map(|line| explanation(line, variable)).any(|rest| {
            rest.trim_start().strip_prefix('(').is_some_and(|kind| {
                kind.get(..6).is_some_and(|kind| kind.eq_ignore_ascii_case("string"))
            })
        })
    }

    /// The place of a variant's key.
    pub(crate) fn key_place(self, variant: &ast::Variant<&str>) -> Option<Place> {
        let (ast::VariantKey::Identifier { name } | ast::VariantKey::NumberLiteral { value: name }) =
            variant.key;
        Some(self.file.at(name))
    }

    /// Calls `found` for the value, the attributes, and the variants within them.
    pub(crate) fn each_pattern(self, found: &mut impl FnMut(&Pattern<'a>)) {
        for pattern in self.definition.patterns() {
            self.pattern(pattern, found);
        }
    }

    /// Calls `found` for every text, also within variants.
    pub(crate) fn each_text(self, found: &mut impl FnMut(&'a str)) {
        for elements in self.definition.patterns() {
            visit::texts(elements, found);
        }
    }

    fn pattern(self, elements: &'a [Element<'a>], found: &mut impl FnMut(&Pattern<'a>)) {
        let pattern = Pattern::new(self, elements);
        found(&pattern);
        if pattern.is_plain {
            return;
        }
        for element in pattern.elements {
            if let ast::PatternElement::Placeable { expression } = element {
                visit::variants(expression, &mut |variant| {
                    self.pattern(&variant.value.elements, found)
                });
            }
        }
    }
}

/// A value, an attribute's value, or a variant's.
pub(crate) struct Pattern<'a> {
    pub(crate) entry: Entry<'a>,
    pub(crate) elements: &'a [Element<'a>],
    /// What kinds of characters its own texts have, without those of variants.
    pub(crate) kinds: Kinds,
    is_plain: bool,
}

impl<'a> Pattern<'a> {
    fn new(entry: Entry<'a>, elements: &'a [Element<'a>]) -> Pattern<'a> {
        let (mut kinds, mut is_plain) = (Kinds::default(), true);
        for element in elements {
            match element {
                ast::PatternElement::TextElement { value } => kinds |= Kinds::of(value),
                ast::PatternElement::Placeable { .. } => is_plain = false,
            }
        }
        Pattern { entry, elements, kinds, is_plain }
    }

    /// Its own texts, a line each, without those of variants.
    pub(crate) fn texts(&self) -> impl DoubleEndedIterator<Item = &'a str> {
        self.elements.iter().filter_map(|element| match element {
            ast::PatternElement::TextElement { value } => Some(*value),
            ast::PatternElement::Placeable { .. } => None,
        })
    }

    /// The file that it stands in.
    pub(crate) fn file(&self) -> &'a File<'a> {
        self.entry.file
    }

    /// Whether the glossary keeps a word as it is.
    pub(crate) fn keeps(&self, word: &str) -> bool {
        self.entry.file.project.glossary.keep.iter().any(|kept| kept == word)
    }

    /// The language that it is written in.
    pub(crate) fn language(&self) -> &'a Language {
        self.entry.file.language
    }
}

/// What a line says behind a variable's name.
fn explanation<'l>(line: &'l str, variable: &str) -> Option<&'l str> {
    line.match_indices('$').find_map(|(at, _)| {
        let rest = line[at + 1..].strip_prefix(variable)?;
        (!rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
            .then_some(rest)
    })
}
