//! [`Store`] and [`Entry`]: one locale's texts, compiled.

use std::borrow::Cow;

use unic_langid::LanguageIdentifier;

use super::format::{Bundle, Compiler, Pattern};
use crate::fluent::{Content, Definition, Definitions, Judgement};
use crate::{Args, Code};

/// What the entries of one locale refer to.
pub(super) struct Store {
    pub(super) language: LanguageIdentifier,
    patterns: Box<[Pattern]>,
    /// The attributes of all messages, by code and name.
    attributes: Box<[(Code, Box<str>, Entry)]>,
    bundle: Option<Bundle>,
}

/// What a locale has for a code, in two words.
pub(super) enum Entry {
    /// A text that needs no formatting, rendered at load.
    Text(Box<str>),
    Other(Other),
}

/// What a locale has for a code instead of a text.
#[derive(Clone, Copy)]
pub(super) enum Other {
    /// Nothing.
    Missing,
    /// A pattern that compiled to segments.
    Pattern(u32),
    /// A message for Fluent's resolver.
    Resolver,
}

impl Default for Entry {
    fn default() -> Entry {
        Entry::Other(Other::Missing)
    }
}

const _: () = assert!(size_of::<Entry>() == size_of::<Box<str>>());

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
        place: &impl Fn(Code) -> Option<usize>,
        entries: &mut [Entry],
    ) -> Store {
        let mut draft = Draft {
            compiler: Compiler::new(language, isolate, definitions),
            patterns: Vec::new(),
            for_resolver: Vec::new(),
        };
        let mut attributes = Vec::new();
        let messages = definitions.messages().filter(|(_, spot, _)| judgement.is_sound(*spot));
        for (code, _, definition) in messages {
            if let Some(value) = definition.value()
                && let Some(place) = place(code).filter(|place| *place < entries.len())
            {
                entries[place] = draft.entry(definition, value);
            }
            for attribute in definition.attributes() {
                let entry = draft.entry(definition, Content::of(&attribute.value));
                attributes.push((code, attribute.id.name.into(), entry));
            }
        }
        // Stable: of two of one name the first counts.
        attributes.sort_by(|a: &(Code, Box<str>, Entry), b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        attributes.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
        Store {
            language: language.clone(),
            patterns: draft.patterns.into_boxed_slice(),
            attributes: attributes.into_boxed_slice(),
            bundle: Bundle::new(language, isolate, draft.for_resolver, definitions),
        }
    }

    /// The text of a code's entry, with the arguments put into it.
    #[inline(always)]
    pub(super) fn text<'m>(
        &'m self,
        entry: &'m Entry,
        code: Code,
        args: &Args<'_>,
    ) -> Option<Formatted<'m>> {
        self.format(entry, code, None, args)
    }

    /// The text of a code's attribute.
    pub(super) fn attribute(
        &self,
        code: Code,
        name: &str,
        args: &Args<'_>,
    ) -> Option<Formatted<'_>> {
        let found =
            self.attributes.binary_search_by(|(of, known, _)| (*of, &**known).cmp(&(code, name)));
        let (_, _, entry) = self.attributes.get(found.ok()?)?;
        self.format(entry, code, Some(name), args)
    }

    #[inline(always)]
    fn format<'m>(
        &'m self,
        entry: &'m Entry,
        code: Code,
        attribute: Option<&str>,
        args: &Args<'_>,
    ) -> Option<Formatted<'m>> {
        match *entry {
            Entry::Text(ref text) => Some((Cow::Borrowed(text), true)),
            Entry::Other(Other::Missing) => None,
            Entry::Other(Other::Pattern(position)) => {
                let (text, complete) = self.patterns.get(position as usize)?.format(args);
                Some((Cow::Owned(text), complete))
            }
            Entry::Other(Other::Resolver) => self.resolve(code, attribute, args),
        }
    }

    /// Out of line, so that the way of the others stays short.
    #[inline(never)]
    fn resolve(
        &self,
        code: Code,
        attribute: Option<&str>,
        args: &Args<'_>,
    ) -> Option<Formatted<'_>> {
        let bundle = self.bundle.as_ref()?;
        let (text, complete) = bundle.format(&code.message_id(), attribute, args)?;
        Some((Cow::Owned(text), complete))
    }
}

/// A store that is being compiled.
struct Draft<'d, 'a> {
    compiler: Compiler<'d, 'a>,
    patterns: Vec<Pattern>,
    for_resolver: Vec<&'a Definition<'a>>,
}

impl<'a> Draft<'_, 'a> {
    fn entry(&mut self, definition: &'a Definition<'a>, value: Content<'a>) -> Entry {
        if let Content::Line(text) = value {
            return Entry::Text(text.into());
        }
        let Some(pattern) = self.compiler.compile(value) else {
            self.for_resolver.push(definition);
            return Entry::Other(Other::Resolver);
        };
        match pattern.constant() {
            Some(text) => Entry::Text(text.into()),
            None => {
                self.patterns.push(pattern);
                // A locale has fewer patterns than bytes, and its files fewer than 4 GiB.
                Entry::Other(Other::Pattern((self.patterns.len() - 1) as u32))
            }
        }
    }
}
