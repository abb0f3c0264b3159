//! [`Inventory`]: what a candidate has, small enough to be kept and compared with the next one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use twox_hash::XxHash3_64;
use unic_langid::LanguageIdentifier;

use super::generation::Changes;
use crate::Code;
use crate::fluent::{Definition, Definitions};

/// The locales that have messages, and a fingerprint of all that is said for each code.
#[derive(Default)]
pub(super) struct Inventory {
    locales: BTreeSet<String>,
    codes: BTreeMap<Code, u64>,
}

impl Inventory {
    /// Adds what a locale defines. The locales come in the same order each time.
    pub(super) fn add(&mut self, language: &LanguageIdentifier, definitions: &Definitions<'_>) {
        if definitions.codes().len() == 0 {
            return;
        }
        let tag = language.to_string();
        let mut fingerprints = Fingerprints::new(definitions);
        for (code, _, definition) in definitions.messages() {
            let here = fingerprints.of(definition);
            let all = self.codes.entry(code).or_default();
            let with_tag = [&all.to_le_bytes()[..], tag.as_bytes(), &here.to_le_bytes()].concat();
            *all = XxHash3_64::oneshot(&with_tag);
        }
        self.locales.insert(tag);
    }

    /// The locales that this inventory has and a later one has not.
    pub(super) fn lost_in<'a>(&'a self, later: &'a Inventory) -> impl Iterator<Item = &'a str> {
        self.locales.difference(&later.locales).map(String::as_str)
    }

    /// How a later inventory differs from this one, code by code.
    pub(super) fn changes_to(&self, later: &Inventory) -> Changes {
        let absent_in = |other: &Inventory, code: &Code| !other.codes.contains_key(code);
        Changes {
            added: later.codes.keys().filter(|code| absent_in(self, code)).copied().collect(),
            removed: self.codes.keys().filter(|code| absent_in(later, code)).copied().collect(),
            changed: (later.codes.iter())
                .filter(|(code, now)| self.codes.get(code).is_some_and(|before| before != *now))
                .map(|(code, _)| *code)
                .collect(),
        }
    }
}

/// The fingerprints of one locale's entries: the same for two entries that say the same, with all
/// that they refer to, wherever they stand and whatever comments are around them.
struct Fingerprints<'d> {
    definitions: &'d Definitions<'d>,
    known: HashMap<&'d str, u64>,
    written: String,
}

impl<'d> Fingerprints<'d> {
    fn new(definitions: &'d Definitions<'d>) -> Fingerprints<'d> {
        Fingerprints { definitions, known: HashMap::new(), written: String::new() }
    }

    fn of(&mut self, definition: &'d Definition<'d>) -> u64 {
        if definition.is_plain() {
            return self.compute(definition);
        }
        // What is referred to before what refers to it, on a stack of our own: a chain of references
        // may be as long as the file.
        let mut stack = vec![(definition, false)];
        while let Some((definition, references_known)) = stack.pop() {
            if references_known {
                let fingerprint = self.compute(definition);
                self.known.insert(definition.id, fingerprint);
            } else if !self.known.contains_key(definition.id) {
                // Until it is computed, so that a cycle ends.
                self.known.insert(definition.id, 0);
                stack.push((definition, true));
                let references = self.definitions.references(definition);
                stack.extend(references.into_iter().map(|reference| (reference, false)));
            }
        }
        self.known.get(definition.id).copied().unwrap_or_default()
    }

    /// The fingerprint of an entry all of whose references are known.
    fn compute(&mut self, definition: &Definition<'d>) -> u64 {
        self.written.clear();
        // The syntax tree in words holds every text and name of it. Writing to a string cannot fail.
        let _ = write!(self.written, "{:?}", definition.value());
        for attribute in definition.attributes() {
            let _ = write!(self.written, "{:?}{:?}", attribute.id.name, attribute.value);
        }
        for reference in self.definitions.references(definition) {
            let _ = write!(self.written, "{:?}", self.known.get(reference.id));
        }
        XxHash3_64::oneshot(self.written.as_bytes())
    }
}
