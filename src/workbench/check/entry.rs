//! What rules look at: a file, a message or a term in it, each of its patterns, and a message beside its
//! source.

use std::ops::Range;

use fluent_syntax::ast::{self, InlineExpression, VariantKey};

use super::characters::Kinds;
use super::language::Language;
use super::reporter::{FileNumber, Place};
use crate::comparison::{self, Use};
use crate::fluent::definition::Comment;
use crate::fluent::definitions::Spot;
use crate::fluent::document::Entry;
use crate::fluent::line::is_name;
use crate::fluent::walk::{self, Node};
use crate::fluent::{Content, Definition, Definitions, Document};
use crate::workbench::{Project, project};

/// One file of a locale, and the places in it.
pub(super) struct CheckedFile<'a> {
    pub(super) number: FileNumber,
    pub(super) source: &'a project::File,
    pub(super) language: &'a Language,
    pub(super) project: &'a Project,
    pub(super) document: &'a Document<'a>,
    /// What the file's locale is translated from; `None` in the source locale.
    pub(super) original: Option<&'a Definitions<'a>>,
    /// Whether there is nothing in it but ASCII, and nothing for many rules to look at.
    pub(super) is_ascii: bool,
}

impl<'a> CheckedFile<'a> {
    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.document.text()
    }

    /// Whether it is in the encoding that it was read in.
    pub(super) fn is_read(&self) -> bool {
        self.source.invalid.encoding.is_none()
    }

    /// The messages and terms, in the order of the file.
    pub(super) fn entries(&self) -> impl Iterator<Item = CheckedEntry<'_>> {
        self.document.definitions().map(move |definition| CheckedEntry { file: self, definition })
    }

    /// Whether an offset stands in a message that is marked as needing translation.
    pub(super) fn waits_at(&self, offset: usize) -> bool {
        match self.document.entry_at(offset).map(|number| &self.document.entries[number]) {
            Some(Entry::Definition(definition)) => CheckedEntry { file: self, definition }.waits(),
            _ => false,
        }
    }

    /// The place of a slice of the text.
    pub(super) fn at(&self, slice: &str) -> Place {
        Place::File(self.number, self.document.range(slice))
    }

    /// The place of some offsets.
    pub(super) fn range(&self, range: Range<usize>) -> Place {
        Place::File(self.number, range)
    }

    /// The place of one character; the end of a line has no width.
    pub(super) fn character(&self, offset: usize) -> Place {
        Place::File(self.number, self.document.character(offset))
    }
}

/// One message or term, and its file.
#[derive(Clone, Copy)]
pub(super) struct CheckedEntry<'a> {
    pub(super) file: &'a CheckedFile<'a>,
    pub(super) definition: &'a Definition<'a>,
}

impl<'a> CheckedEntry<'a> {
    /// The place of the identifier.
    pub(super) fn place(&self) -> Place {
        self.file.at(self.definition.id)
    }

    /// Whether it is a translation that is marked as needing one: all else that is to be said of its text can wait.
    pub(super) fn waits(&self) -> bool {
        let comment = self.definition.comment().filter(|_| self.file.original.is_some());
        comment.and_then(Comment::needs_translation).is_some()
    }

    /// The message or term that it is translated from.
    pub(super) fn original(&self) -> Option<&'a Definition<'a>> {
        let original = self.file.original?;
        original.get(original.spot(self.definition.id)?)
    }

    /// Calls `found` for everything that stands in braces.
    pub(super) fn each_node(self, found: &mut impl FnMut(Node<'a>)) {
        self.definition.patterns().for_each(|pattern| walk::nodes(pattern, found));
    }

    /// Calls `found` for every text, also within variants.
    pub(super) fn each_text(self, found: &mut impl FnMut(&'a str)) {
        self.definition.patterns().for_each(|pattern| walk::texts(pattern, found));
    }

    /// What kinds of characters its texts have, also within variants.
    pub(super) fn kinds(self) -> Kinds {
        let mut kinds = Kinds::default();
        self.each_text(&mut |text| kinds = kinds | Kinds::of(text));
        kinds
    }

    /// Calls `found` for the value, the attributes, and the variants within them.
    pub(super) fn each_pattern(self, found: &mut impl FnMut(&CheckedPattern<'a>)) {
        self.definition.patterns().for_each(|pattern| self.pattern(pattern, found));
    }

    fn pattern(self, content: Content<'a>, found: &mut impl FnMut(&CheckedPattern<'a>)) {
        let kinds = content.texts().fold(Kinds::default(), |kinds, text| kinds | Kinds::of(text));
        found(&CheckedPattern { entry: self, content, kinds });
        for expression in content.placeables() {
            for variant in walk::variants(expression) {
                self.pattern(Content::of(&variant.value), found);
            }
        }
    }

    /// The variables that it names, in the order of the text, each where it stands first.
    pub(super) fn variables(self) -> Vec<&'a str> {
        comparison::variables_of(self.definition)
    }

    /// What a variable is for: how numbers are meant where it selects among them, and whether the reader sees it.
    pub(super) fn use_of(self, variable: &str) -> Use {
        comparison::use_of(self.definition, variable)
    }

    /// What a pattern of it refers to: `message`, `message.attribute`, `-term`, `-term.attribute`.
    pub(super) fn references(self, pattern: Content<'a>) -> Vec<&'a str> {
        let document = self.file.document;
        let mut names = Vec::new();
        walk::nodes(pattern, &mut |node| {
            let (start, id, attribute) = match node {
                Node::Inline(InlineExpression::MessageReference { id, attribute }) => {
                    (document.offset(id.name), id, attribute)
                }
                Node::Inline(InlineExpression::TermReference { id, attribute, .. }) => {
                    (document.offset(id.name) - 1, id, attribute)
                }
                _ => return,
            };
            let last = attribute.as_ref().unwrap_or(id).name;
            names.push(&document.text()[start..document.range(last).end]);
        });
        names
    }

    /// Whether it refers to any message or term.
    pub(super) fn refers(self) -> bool {
        self.definition.patterns().any(|pattern| !self.references(pattern).is_empty())
    }

    /// Whether its comment says that a variable is a string: `$name (String) - …`.
    pub(super) fn is_string(self, variable: &str) -> bool {
        let lines = self.definition.comment().into_iter().flat_map(Comment::lines);
        lines.filter_map(|line| explanation(line, variable)).any(|rest| {
            rest.trim_start().strip_prefix('(').is_some_and(|kind| {
                kind.get(..6).is_some_and(|kind| kind.eq_ignore_ascii_case("string"))
            })
        })
    }

    /// The place of a variant's key.
    pub(super) fn key_place(self, variant: &ast::Variant<&str>) -> Place {
        let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) =
            variant.key;
        self.file.at(name)
    }
}

/// What a line says after a variable's name.
fn explanation<'l>(line: &'l str, variable: &str) -> Option<&'l str> {
    line.match_indices('$').find_map(|(at, _)| {
        let rest = line[at + 1..].strip_prefix(variable)?;
        (!rest.as_bytes().first().is_some_and(|byte| is_name(*byte))).then_some(rest)
    })
}

/// A value, an attribute's value, or a variant's.
pub(super) struct CheckedPattern<'a> {
    pub(super) entry: CheckedEntry<'a>,
    pub(super) content: Content<'a>,
    /// What kinds of characters its own texts have, without those of variants.
    pub(super) kinds: Kinds,
}

impl<'a> CheckedPattern<'a> {
    /// Its own texts, a line each, without those of variants.
    pub(super) fn texts(&self) -> impl DoubleEndedIterator<Item = &'a str> {
        self.content.texts()
    }

    /// The file that it stands in.
    pub(super) fn file(&self) -> &'a CheckedFile<'a> {
        self.entry.file
    }

    /// Whether the glossary keeps a word as it is.
    pub(super) fn keeps(&self, word: &str) -> bool {
        self.entry.file.project.glossary.keep.iter().any(|kept| kept == word)
    }

    /// The language that it is written in.
    pub(super) fn language(&self) -> &'a Language {
        self.entry.file.language
    }
}

/// A message or term beside that of the source locale.
pub(super) struct EntryPair<'a> {
    pub(super) source: CheckedEntry<'a>,
    pub(super) translation: CheckedEntry<'a>,
    /// What kinds of characters the source's texts have.
    pub(super) source_kinds: Kinds,
    /// The same of the translation.
    pub(super) translation_kinds: Kinds,
    /// Where the source stands in its locale.
    pub(super) spot: Spot,
    /// Whether the translation is marked as needing one.
    pub(super) waits: bool,
}

impl<'a> EntryPair<'a> {
    /// The values, and the attributes of one name, beside each other; what only one has stands alone.
    pub(super) fn patterns(
        &self,
    ) -> impl Iterator<Item = (Option<Content<'a>>, Option<Content<'a>>)> {
        comparison::texts(self.source.definition, self.translation.definition)
    }
}
