//! [`Store`] and [`Entry`]: one locale's texts, compiled.

use std::borrow::Cow;

use unic_langid::LanguageIdentifier;

#[cfg(feature = "json")]
use super::format::Wording;
use super::format::{Bundle, Compiler, Pattern};
use crate::fluent::{Content, Definition, Definitions, Judgement};
use crate::{Args, Code};

/// What the entries of one locale refer to.
pub(super) struct Store {
    pub(super) language: LanguageIdentifier,
    /// The texts of messages that have attributes with variables.
    texts: Box<[Box<str>]>,
    patterns: Box<[Pattern]>,
    /// The attributes of all messages, by the place of the code's entry and by name.
    attributes: Box<[(usize, Box<str>, Entry)]>,
    /// The identifiers of the messages that Fluent's resolver formats.
    ids: Box<[Box<str>]>,
    bundle: Option<Bundle>,
}

/// What a locale has for a code, in 16 bytes at most.
pub(super) enum Entry {
    /// A text that needs no formatting, rendered at load.
    Text(Box<str>),
    Other(Other),
}

/// What a locale has for a code instead of a text that is all.
#[derive(Clone, Copy)]
pub(super) struct Other {
    kind: Kind,
    /// Whether an attribute of the message needs the arguments.
    has_attributes: bool,
    /// The place among those of its kind.
    position: u32,
}

#[derive(Clone, Copy)]
enum Kind {
    /// Nothing.
    Missing,
    /// A text, of a message that has an attribute with variables.
    Text,
    /// A pattern that compiled to segments.
    Pattern,
    /// A message for Fluent's resolver.
    Resolver,
}

impl Entry {
    /// Whether it is a text that has placeables itself.
    #[cfg(feature = "json")]
    pub(super) fn is_formatted(&self) -> bool {
        matches!(self, Entry::Other(Other { kind: Kind::Pattern | Kind::Resolver, .. }))
    }
}

impl Other {
    /// Whether the locale has nothing for the code.
    #[inline]
    pub(super) fn is_missing(self) -> bool {
        matches!(self.kind, Kind::Missing)
    }

    /// Whether an attribute of the message needs the arguments.
    #[inline]
    pub(super) fn has_attributes_with_variables(self) -> bool {
        self.has_attributes
    }
}

impl Default for Entry {
    fn default() -> Entry {
        Entry::Other(Other { kind: Kind::Missing, has_attributes: false, position: 0 })
    }
}

// Four to a cache line: 16 bytes where a pointer has 64 bits, 12 where it has 32.
const _: () = assert!(size_of::<Entry>() <= 16);

/// A text, and whether everything in it could be formatted.
pub(super) type Formatted<'a> = (Cow<'a, str>, bool);

impl Store {
    /// Renders what needs no formatting, compiles what is simple, and hands the rest to Fluent's
    /// resolver. What is not sound is missing.
    ///
    /// The locale's part of the entries is filled; `place` says where the entry of a code is.
    pub(super) fn compile<'a>(
        language: &LanguageIdentifier,
        isolate: bool,
        definitions: &'a Definitions<'a>,
        judgement: &Judgement,
        place: &impl Fn(Code<'_>) -> Option<usize>,
        entries: &mut [Entry],
    ) -> Store {
        let mut draft = Draft {
            compiler: Compiler::new(language, isolate, definitions),
            texts: Vec::new(),
            patterns: Vec::new(),
            for_resolver: Vec::new(),
        };
        let mut attributes = Vec::new();
        let messages = definitions.messages().filter(|(_, spot, _)| judgement.is_sound(*spot));
        for (code, _, definition) in messages {
            let Some(place) = place(code).filter(|place| *place < entries.len()) else { continue };
            let mut has_attributes = false;
            for attribute in definition.attributes() {
                let entry = draft.entry(definition, Content::of(&attribute.value), false);
                has_attributes |= !matches!(entry, Entry::Text(_));
                attributes.push((place, attribute.id.name.into(), entry));
            }
            if let Some(value) = definition.value() {
                entries[place] = draft.entry(definition, value, has_attributes);
            }
        }
        // Stable: of two of one name the first counts.
        attributes.sort_by(|a: &(usize, Box<str>, Entry), b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        attributes.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
        Store {
            language: language.clone(),
            texts: draft.texts.into_boxed_slice(),
            patterns: draft.patterns.into_boxed_slice(),
            attributes: attributes.into_boxed_slice(),
            ids: draft.for_resolver.iter().map(|definition| definition.id.into()).collect(),
            bundle: Bundle::new(language, isolate, draft.for_resolver, definitions),
        }
    }

    /// The text of an attribute of the message whose entry is at a place.
    pub(super) fn attribute(
        &self,
        place: usize,
        name: &str,
        args: &Args<'_>,
    ) -> Option<Formatted<'_>> {
        let found =
            self.attributes.binary_search_by(|(of, known, _)| (*of, &**known).cmp(&(place, name)));
        let (_, _, entry) = self.attributes.get(found.ok()?)?;
        match entry {
            Entry::Text(text) => Some((Cow::Borrowed(text), true)),
            Entry::Other(other) => self.format(*other, Some(name), args),
        }
    }

    /// The attributes of the message whose entry is at a place, by their names.
    #[cfg(feature = "json")]
    pub(super) fn attributes(&self, place: usize) -> impl Iterator<Item = (&str, &Entry)> {
        let first = self.attributes.partition_point(|(of, ..)| *of < place);
        let attributes = self.attributes.iter().skip(first);
        let attributes = attributes.take_while(move |(of, ..)| *of == place);
        attributes.map(|(_, name, entry)| (&**name, entry))
    }

    /// Every text that an entry can become; `None` if it needs Fluent's resolver, or they are more than some.
    #[cfg(feature = "json")]
    pub(super) fn wordings<'m>(
        &'m self,
        entry: &'m Entry,
        limit: usize,
    ) -> Option<Vec<Wording<'m>>> {
        let Other { kind, position, .. } = match entry {
            Entry::Text(text) => return Some(vec![Wording::of(text)]),
            Entry::Other(other) => *other,
        };
        let position = position as usize;
        match kind {
            Kind::Missing => Some(Vec::new()),
            Kind::Text => Some(vec![Wording::of(self.texts.get(position)?)]),
            Kind::Pattern => self.patterns.get(position)?.wordings(limit),
            Kind::Resolver => None,
        }
    }

    /// The text of an entry, or of an attribute's, with the arguments put into it; `None` if it is missing.
    #[inline(always)]
    pub(super) fn format(
        &self,
        Other { kind, position, .. }: Other,
        attribute: Option<&str>,
        args: &Args<'_>,
    ) -> Option<Formatted<'_>> {
        match kind {
            Kind::Missing => None,
            Kind::Text => Some((Cow::Borrowed(self.texts.get(position as usize)?), true)),
            Kind::Pattern => {
                let (text, complete) = self.patterns.get(position as usize)?.format(args);
                Some((Cow::Owned(text), complete))
            }
            Kind::Resolver => {
                let (text, complete) = self.resolve(position, attribute, args)?;
                Some((Cow::Owned(text), complete))
            }
        }
    }

    /// Out of line, so that the way of the others stays short.
    #[inline(never)]
    fn resolve(
        &self,
        position: u32,
        attribute: Option<&str>,
        args: &Args<'_>,
    ) -> Option<(String, bool)> {
        let id = self.ids.get(position as usize)?;
        self.bundle.as_ref()?.format(id, attribute, args)
    }
}

/// A store that is being compiled.
struct Draft<'d, 'a> {
    compiler: Compiler<'d, 'a>,
    texts: Vec<Box<str>>,
    patterns: Vec<Pattern>,
    for_resolver: Vec<&'a Definition<'a>>,
}

impl<'a> Draft<'_, 'a> {
    /// The entry of a text, of a message that has attributes with variables or not. A locale has fewer
    /// texts than bytes, and its files fewer than 4 GiB.
    fn entry(
        &mut self,
        definition: &'a Definition<'a>,
        value: Content<'a>,
        has_attributes: bool,
    ) -> Entry {
        if let Content::Line(text) = value {
            return self.text(text, has_attributes);
        }
        let Some(pattern) = self.compiler.compile(value) else {
            self.for_resolver.push(definition);
            return other(Kind::Resolver, has_attributes, self.for_resolver.len());
        };
        match pattern.constant() {
            Some(text) => self.text(text, has_attributes),
            None => {
                self.patterns.push(pattern);
                other(Kind::Pattern, has_attributes, self.patterns.len())
            }
        }
    }

    fn text(&mut self, text: &str, has_attributes: bool) -> Entry {
        if !has_attributes {
            return Entry::Text(text.into());
        }
        self.texts.push(text.into());
        other(Kind::Text, has_attributes, self.texts.len())
    }
}

/// The entry of the last of some that are of a kind.
fn other(kind: Kind, has_attributes: bool, count: usize) -> Entry {
    Entry::Other(Other { kind, has_attributes, position: (count - 1) as u32 })
}
