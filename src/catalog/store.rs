//! [`Store`]: one locale's messages, ready to be answered.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use fluent_syntax::ast::{self, PatternElement};
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::bundle::Bundle;
use super::definitions::{Definition, Definitions};
use super::expression::is_plain;
use super::index::CodeIndex;
use super::pattern::{self, Compiler, Pattern};
use super::soundness::Judge;
use crate::{Args, Code, Diagnostic};

/// The messages of one locale, by slot.
pub(super) struct Store {
    pub(super) language: LanguageIdentifier,
    /// Every text that needs no formatting, end to end.
    texts: Box<str>,
    entries: Box<[Entry]>,
    patterns: Box<[Pattern]>,
    /// The attributes of all messages, by slot and name.
    attributes: Box<[(u32, Box<str>, Entry)]>,
    bundle: Option<Bundle>,
}

/// What a locale has for a slot.
#[derive(Clone, Copy)]
enum Entry {
    Missing,
    /// A text that needs no formatting, rendered at load.
    Text {
        start: u32,
        end: u32,
    },
    /// A pattern that compiled to segments.
    Pattern(u32),
    /// A message for Fluent's resolver.
    Resolver,
}

/// A text, and whether everything in it could be formatted.
pub(super) type Formatted<'a> = (Cow<'a, str>, bool);

impl Store {
    /// Renders what needs no formatting, compiles what is simple, and hands the rest to Fluent's
    /// resolver. What could never be formatted is a diagnostic, and missing.
    pub(super) fn compile<'a>(
        language: &LanguageIdentifier,
        isolate: bool,
        definitions: &Definitions<'a>,
        index: &CodeIndex,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Store {
        let memoizer = Arc::new(IntlLangMemoizer::new(language.clone()));
        let mut draft = Draft {
            compiler: Compiler::new(definitions, &memoizer, isolate),
            texts: String::new(),
            patterns: Vec::new(),
            for_resolver: Vec::new(),
        };
        let mut judge = Judge::new(definitions);
        let mut entries = vec![Entry::Missing; index.codes().len()];
        let mut attributes = Vec::new();
        for (code, definition) in definitions.messages() {
            let Some(slot) = index.slot(*code) else {
                continue;
            };
            let sound = definition.patterns().all(is_plain)
                || judge.is_sound(definition, &mut |of, flaw| {
                    let offset = of.resource.offset(flaw.at);
                    diagnostics.push(of.resource.diagnostic(offset, flaw.kind.to_string()));
                });
            if !sound {
                continue;
            }
            match definition.value.map(|value| draft.entry(definition, value)) {
                Some(Entry::Text { start, end }) if start == end => {
                    diagnostics.push(definition.diagnostic(format!(
                        "`{}` has an empty text: write one, or remove the message",
                        definition.id
                    )));
                }
                Some(entry) => entries[slot] = entry,
                None => diagnostics.push(definition.diagnostic(format!(
                    "`{}` has attributes but no text: add one",
                    definition.id
                ))),
            }
            let mut names = HashSet::new();
            for attribute in definition.attributes {
                if !names.insert(attribute.id.name) {
                    diagnostics.push(definition.duplicate_attribute(attribute.id.name));
                    continue;
                }
                let entry = draft.entry(definition, &attribute.value);
                attributes.push((slot as u32, attribute.id.name.into(), entry));
            }
        }
        // Slots ascend with the codes.
        attributes.sort_by(|a: &(u32, Box<str>, Entry), b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        Store {
            language: language.clone(),
            texts: draft.texts.into_boxed_str(),
            entries: entries.into_boxed_slice(),
            patterns: draft.patterns.into_boxed_slice(),
            attributes: attributes.into_boxed_slice(),
            bundle: Bundle::new(language, &memoizer, isolate, draft.for_resolver, definitions),
        }
    }

    /// The text of a slot that needs no arguments, or that the given ones are put into.
    #[inline]
    pub(super) fn text(&self, slot: usize, code: Code, args: &Args<'_>) -> Option<Formatted<'_>> {
        match *self.entries.get(slot)? {
            Entry::Text { start, end } => {
                let text = self.texts.get(start as usize..end as usize)?;
                Some((Cow::Borrowed(text), true))
            }
            entry => self.format(entry, code, None, args),
        }
    }

    /// The text of a slot's attribute.
    pub(super) fn attribute(
        &self,
        slot: usize,
        code: Code,
        name: &str,
        args: &Args<'_>,
    ) -> Option<Formatted<'_>> {
        let wanted = (slot, name);
        let rows = &self.attributes;
        let after = rows.partition_point(|(slot, name, _)| (*slot as usize, &**name) <= wanted);
        let (found, found_name, entry) = rows.get(after.checked_sub(1)?)?;
        if (*found as usize, &**found_name) != wanted {
            return None;
        }
        self.format(*entry, code, Some(name), args)
    }

    fn format(
        &self,
        entry: Entry,
        code: Code,
        attribute: Option<&str>,
        args: &Args<'_>,
    ) -> Option<Formatted<'_>> {
        match entry {
            Entry::Missing => None,
            Entry::Text { start, end } => {
                let text = self.texts.get(start as usize..end as usize)?;
                Some((Cow::Borrowed(text), true))
            }
            Entry::Pattern(position) => {
                let pattern = self.patterns.get(position as usize)?;
                let mut text = String::with_capacity(pattern::room(pattern));
                let complete = pattern::format(pattern, args, &mut text);
                Some((Cow::Owned(text), complete))
            }
            Entry::Resolver => {
                let bundle = self.bundle.as_ref()?;
                let (text, complete) = bundle.format(&code.message_id(), attribute, args)?;
                Some((Cow::Owned(text), complete))
            }
        }
    }
}

/// A store that is being compiled.
struct Draft<'d, 'a> {
    compiler: Compiler<'d, 'a>,
    texts: String,
    patterns: Vec<Pattern>,
    for_resolver: Vec<Definition<'a>>,
}

impl<'a> Draft<'_, 'a> {
    fn entry(&mut self, definition: &Definition<'a>, value: &ast::Pattern<&'a str>) -> Entry {
        let start = self.texts.len();
        if is_plain(value) {
            for element in &value.elements {
                if let PatternElement::TextElement { value } = element {
                    self.texts.push_str(value);
                }
            }
            return self.text_from(start);
        }
        let Some(pattern) = self.compiler.compile(value) else {
            self.for_resolver.push(*definition);
            return Entry::Resolver;
        };
        match pattern::constant(&pattern) {
            Some(text) => {
                self.texts.push_str(text);
                self.text_from(start)
            }
            None => {
                self.patterns.push(pattern);
                // A locale has fewer patterns than bytes, and its files fewer than 4 GiB.
                Entry::Pattern((self.patterns.len() - 1) as u32)
            }
        }
    }

    /// The entry of the texts from an offset on. A locale's texts stay below 4 GiB: what is past that
    /// is missing.
    fn text_from(&self, start: usize) -> Entry {
        match (u32::try_from(start), u32::try_from(self.texts.len())) {
            (Ok(start), Ok(end)) => Entry::Text { start, end },
            _ => Entry::Missing,
        }
    }
}
