//! What rules look at: a catalog, a locale, a file, an entry, a pattern, and an entry beside its source.

use std::collections::hash_map::Entry as Slot;
use std::ops::Range;

use fluent_syntax::ast;
use rustc_hash::{FxHashMap, FxHashSet};

use super::characters::Kinds;
use super::finding::Place;
use super::language::Language;
use super::visit::{self, Node};
use crate::workbench::Project;
use crate::workbench::document::{self, Comment, Definition, Document, Element};
use crate::workbench::project;

/// Everything.
pub(super) struct Catalog<'a> {
    pub(super) project: &'a Project,
    pub(super) locales: &'a [Locale<'a>],
}

impl<'a> Catalog<'a> {
    /// The locale that the others are translated from.
    pub(super) fn source(&self) -> Option<&'a Locale<'a>> {
        self.locales.iter().find(|locale| locale.language.is_source)
    }

    /// The file of a number.
    pub(super) fn file(&self, (locale, file): FileNumber) -> &'a File<'a> {
        &self.locales[locale].files[file]
    }

    /// The files of all locales, in the order of their numbers.
    pub(super) fn files(&self) -> impl Iterator<Item = &'a File<'a>> {
        self.locales.iter().flat_map(|locale| &locale.files)
    }
}

/// One locale: its files, and what they define.
pub(super) struct Locale<'a> {
    pub(super) language: &'a Language,
    pub(super) files: Vec<File<'a>>,
    /// The spot of each identifier, the first if there are several.
    index: FxHashMap<&'a str, Spot>,
    /// Those of an identifier that stands further up already.
    duplicates: Vec<Spot>,
    /// Those that are more than text.
    with_placeables: Vec<Spot>,
}

/// The number of a file within its locale, and that of an entry within the file. A file is at most
/// 64 MiB long, and an entry is longer than a byte.
pub(super) type Spot = (u32, u32);

impl<'a> Locale<'a> {
    /// Parses every file of a locale.
    pub(super) fn parse(language: &'a Language, project: &'a Project) -> Locale<'a> {
        let sources = project.locales.get(&language.name).into_iter().flatten();
        let parse =
            |(number, source)| File::parse((language.number, number), source, language, project);
        let files: Vec<File<'a>> = sources.enumerate().map(parse).collect();
        let mut index = FxHashMap::default();
        let (mut duplicates, mut with_placeables) = (Vec::new(), Vec::new());
        index.reserve(files.iter().map(|file| file.document.entries.len()).sum());
        for (number, file) in files.iter().enumerate() {
            for (entry, found) in file.document.entries.iter().enumerate() {
                let document::Entry::Definition(definition) = found else {
                    continue;
                };
                let spot = (number as u32, entry as u32);
                match index.entry(definition.id) {
                    Slot::Vacant(slot) => {
                        slot.insert(spot);
                    }
                    Slot::Occupied(_) => duplicates.push(spot),
                }
                if !definition.is_plain {
                    with_placeables.push(spot);
                }
            }
        }
        Locale { language, files, index, duplicates, with_placeables }
    }

    /// The message or term of an identifier, a term's with its hyphen.
    pub(super) fn find(&self, id: &str) -> Option<Entry<'_>> {
        self.entry(self.spot(id)?)
    }

    /// Where the message or term of an identifier stands; spots ascend as the files and lines do.
    pub(super) fn spot(&self, id: &str) -> Option<Spot> {
        self.index.get(id).copied()
    }

    fn entry(&self, (file, entry): Spot) -> Option<Entry<'_>> {
        let file = &self.files[file as usize];
        match &file.document.entries[entry as usize] {
            document::Entry::Definition(definition) => Some(Entry { file, definition }),
            _ => None,
        }
    }

    /// The messages and terms whose identifier stands further up already.
    pub(super) fn duplicates(&self) -> impl Iterator<Item = Entry<'_>> {
        self.duplicates.iter().filter_map(|spot| self.entry(*spot))
    }

    /// The messages and terms that are more than text.
    pub(super) fn with_placeables(&self) -> impl Iterator<Item = Entry<'_>> {
        self.with_placeables.iter().filter_map(|spot| self.entry(*spot))
    }

    /// The message or term above a spot, in the same file.
    pub(super) fn id_before(&self, (file, entry): Spot) -> Option<&'a str> {
        let entries = &self.files[file as usize].document.entries[..entry as usize];
        entries.iter().rev().find_map(|entry| match entry {
            document::Entry::Definition(definition) => Some(definition.id),
            _ => None,
        })
    }

    /// The identifiers of messages that do not parse.
    pub(super) fn broken(&self) -> FxHashSet<&'a str> {
        let failures = self.files.iter().flat_map(|file| {
            let document = &file.document;
            document.failures.iter().map(|failure| document.id_at(document.offset(failure.junk)))
        });
        failures.flatten().collect()
    }

    /// How many identifiers it has.
    pub(super) fn len(&self) -> usize {
        self.index.len()
    }

    /// The messages and terms, in the order of the files.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.files.iter().flat_map(|file| {
            file.document.definitions().map(move |definition| Entry { file, definition })
        })
    }

    /// The file of a name, by which files of two locales belong together.
    pub(super) fn file(&self, name: &str) -> Option<&File<'a>> {
        self.files.iter().find(|file| file.source.name == name)
    }
}

/// The number of a locale, and that of a file within it.
pub(super) type FileNumber = (usize, usize);

/// One file.
pub(super) struct File<'a> {
    pub(super) number: FileNumber,
    pub(super) source: &'a project::File,
    pub(super) language: &'a Language,
    pub(super) project: &'a Project,
    pub(super) document: Document<'a>,
    /// Whether there is nothing in it but ASCII, and nothing for many rules to look at.
    pub(super) is_ascii: bool,
}

impl<'a> File<'a> {
    pub(super) fn parse(
        number: FileNumber,
        source: &'a project::File,
        language: &'a Language,
        project: &'a Project,
    ) -> File<'a> {
        let document = Document::parse(&source.text);
        let is_ascii = source.text.is_ascii();
        File { number, source, language, project, document, is_ascii }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.document.text()
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
        let character = self.text()[offset..].chars().next().filter(|character| *character != '\n');
        let length = character.map_or(0, char::len_utf8);
        Place::File(self.number, offset..offset + length)
    }

    /// A name with the sign in front of it: `-term` for the `term` of a reference.
    pub(super) fn with_sign(&self, name: &str) -> &'a str {
        let Range { start, end } = self.document.range(name);
        &self.text()[start.saturating_sub(1)..end]
    }
}

/// One message or term.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) file: &'a File<'a>,
    pub(super) definition: &'a Definition<'a>,
}

impl<'a> Entry<'a> {
    /// The place of the identifier.
    pub(super) fn place(&self) -> Place {
        self.file.at(self.definition.id)
    }

    /// Calls `found` for everything that stands in braces.
    pub(super) fn each_node(self, found: &mut impl FnMut(Node<'a>)) {
        self.definition.patterns().for_each(|pattern| visit::nodes(pattern, found));
    }

    /// The variables that it names, in the order of the text, each as often as it stands there.
    pub(super) fn variables(self) -> Vec<&'a str> {
        let mut names = Vec::new();
        self.each_node(&mut |node| {
            if let Node::Inline(ast::InlineExpression::VariableReference { id }) = node {
                names.push(id.name);
            }
        });
        names
    }

    /// What a pattern of it refers to: `message`, `message.attribute`, `-term`, `-term.attribute`.
    pub(super) fn references(self, pattern: &'a [Element<'a>]) -> Vec<&'a str> {
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
    pub(super) fn refers(self) -> bool {
        self.definition.patterns().any(|pattern| !self.references(pattern).is_empty())
    }

    /// Whether its comment says that a variable is a string: `$name (String) - …`.
    pub(super) fn is_string(self, variable: &str) -> bool {
        let lines = self.definition.comment.into_iter().flat_map(Comment::lines);
        lines.filter_map(|line| explanation(line, variable)).any(|rest| {
            rest.trim_start().strip_prefix('(').is_some_and(|kind| {
                kind.get(..6).is_some_and(|kind| kind.eq_ignore_ascii_case("string"))
            })
        })
    }

    /// The place of a variant's key.
    pub(super) fn key_place(self, variant: &ast::Variant<&str>) -> Option<Place> {
        let (ast::VariantKey::Identifier { name } | ast::VariantKey::NumberLiteral { value: name }) =
            variant.key;
        Some(self.file.at(name))
    }

    /// Calls `found` for the value, the attributes, and the variants within them.
    pub(super) fn each_pattern(self, found: &mut impl FnMut(&Pattern<'a>)) {
        for pattern in self.definition.patterns() {
            self.pattern(pattern, found);
        }
    }

    /// Calls `found` for every text, also within variants.
    pub(super) fn each_text(self, found: &mut impl FnMut(&'a str)) {
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
pub(super) struct Pattern<'a> {
    pub(super) entry: Entry<'a>,
    pub(super) elements: &'a [Element<'a>],
    /// What kinds of characters its own texts have, without those of variants.
    pub(super) kinds: Kinds,
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
    pub(super) fn texts(&self) -> impl DoubleEndedIterator<Item = &'a str> {
        self.elements.iter().filter_map(|element| match element {
            ast::PatternElement::TextElement { value } => Some(*value),
            ast::PatternElement::Placeable { .. } => None,
        })
    }

    /// The file that it stands in.
    pub(super) fn file(&self) -> &'a File<'a> {
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
pub(super) struct Pair<'a> {
    pub(super) source: Entry<'a>,
    pub(super) translation: Entry<'a>,
    /// Where the source stands in its locale.
    pub(super) spot: Spot,
}

impl<'a> Pair<'a> {
    /// The values, and the attributes of one name, beside each other; what only one has stands alone.
    pub(super) fn patterns(
        &self,
    ) -> impl Iterator<Item = (Option<&'a [Element<'a>]>, Option<&'a [Element<'a>]>)> {
        let (source, translation) = (self.source.definition, self.translation.definition);
        let value = |attribute: &'a ast::Attribute<&'a str>| &*attribute.value.elements;
        let both = source.attributes.iter().map(move |attribute| {
            (Some(value(attribute)), translation.attribute(attribute.id.name).map(value))
        });
        let alone = translation.attributes.iter().filter_map(move |attribute| {
            let is_alone = source.attribute(attribute.id.name).is_none();
            is_alone.then(|| (None, Some(value(attribute))))
        });
        std::iter::once((source.value(), translation.value())).chain(both).chain(alone)
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

/// A locale beside the source locale.
pub(super) struct Comparison<'a> {
    pub(super) project: &'a Project,
    pub(super) source: &'a Locale<'a>,
    pub(super) translation: &'a Locale<'a>,
    /// What both have, in the order of the translation.
    pub(super) pairs: Vec<Pair<'a>>,
    /// What only the translation has.
    pub(super) extra: Vec<Entry<'a>>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(
        source: &'a Locale<'a>,
        translation: &'a Locale<'a>,
        project: &'a Project,
    ) -> Comparison<'a> {
        let (mut pairs, mut extra) = (Vec::with_capacity(translation.len()), Vec::new());
        for entry in translation.entries() {
            let spot = source.spot(entry.definition.id);
            match spot.and_then(|spot| Some((source.entry(spot)?, spot))) {
                Some((source, spot)) => pairs.push(Pair { source, translation: entry, spot }),
                None => extra.push(entry),
            }
        }
        Comparison { project, source, translation, pairs, extra }
    }
}
