//! [`Looker`]: reads the files, and builds a catalog from them if they have changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
#[cfg(feature = "capi")]
use std::time::SystemTime;

use twox_hash::XxHash3_64;
use unic_langid::LanguageIdentifier;

use super::generation::{Changes, ContentHash, Generation};
use crate::catalog::sources::Reading;
#[cfg(feature = "capi")]
use crate::fluent::Stamp;
use crate::fluent::{Definition, Definitions};
use crate::{Catalog, CatalogBuilder, CodeBuf, Diagnostic};

/// Looks at the files, and remembers what it saw.
pub(super) struct Looker {
    sources: CatalogBuilder,
    /// How many states of the files there were, and the newest of them.
    count: u64,
    seen: ContentHash,
    accepted: Option<Accepted>,
    #[cfg(feature = "capi")]
    untouched: Untouched,
}

/// What the system said of the files before they were last read, so that they need not be read again.
#[cfg(feature = "capi")]
#[derive(Default)]
struct Untouched {
    /// `None` if a file may change and the system say the same.
    stamps: Option<Vec<Stamp>>,
    /// How many looks have read no file since.
    looks: u32,
}

/// After so many looks the files are read whatever the system says: that of another machine may say anything.
#[cfg(feature = "capi")]
const PATIENCE: u32 = 60;

/// The newest accepted state.
struct Accepted {
    content_hash: ContentHash,
    catalog: Catalog,
    inventory: Inventory,
}

/// A state of the files that was not there at the look before.
pub(super) struct News {
    pub(super) generation: Generation,
    /// The catalog to answer from, if the state is accepted.
    pub(super) catalog: Option<Catalog>,
}

impl Looker {
    /// A looker, and what it finds at its first look.
    pub(super) fn new(sources: CatalogBuilder) -> (Looker, News) {
        let reading = sources.read();
        let seen = ContentHash::of(&reading);
        let mut looker = Looker {
            sources,
            count: 1,
            seen,
            accepted: None,
            #[cfg(feature = "capi")]
            untouched: Untouched::default(),
        };
        let news = looker.judge(&reading);
        (looker, news)
    }

    /// Whether the files say something else than at the last look.
    #[cfg(feature = "live")]
    pub(super) fn has_news(&self) -> bool {
        ContentHash::of(&self.sources.read()) != self.seen
    }

    /// Looks at the files; `None` if they say what they said at the last look.
    pub(super) fn look(&mut self) -> Option<News> {
        let reading = self.sources.read();
        let content_hash = ContentHash::of(&reading);
        if content_hash == self.seen {
            return None;
        }
        self.count += 1;
        self.seen = content_hash;
        Some(match &self.accepted {
            // Going back mends whatever was refused meanwhile.
            Some(accepted) if accepted.content_hash == content_hash => News {
                generation: self.generation(Changes::default(), Vec::new()),
                catalog: Some(accepted.catalog.clone()),
            },
            _ => self.judge(&reading),
        })
    }

    /// Looks at the files, if the system says that one of them may have changed since they were last read
    /// so; `moment` is now.
    #[cfg(feature = "capi")]
    pub(super) fn look_if_touched(&mut self, moment: SystemTime) -> Option<News> {
        let stamps = self.sources.stamps();
        let is_known = stamps.is_some() && stamps == self.untouched.stamps;
        if is_known && self.untouched.looks < PATIENCE {
            self.untouched.looks += 1;
            return None;
        }
        let is_settled = |stamps: &Vec<Stamp>| stamps.iter().all(|it| it.is_settled_at(moment));
        self.untouched = Untouched { stamps: stamps.filter(is_settled), looks: 0 };
        self.look()
    }

    /// Accepts a candidate in which nothing is wrong and from which no locale is lost.
    fn judge(&mut self, reading: &Reading) -> News {
        let mut inventory = Inventory::default();
        let (catalog, mut diagnostics) =
            self.sources.compile(reading, &mut |language, definitions| {
                inventory.add(language, definitions);
            });

        let nothing = Inventory::default();
        let before = self.accepted.as_ref().map_or(&nothing, |accepted| &accepted.inventory);
        // The locale may be in what could not be read.
        if reading.diagnostics.is_empty() {
            diagnostics.extend(before.lost_in(&inventory).map(lost));
        }
        let generation = self.generation(before.changes_to(&inventory), diagnostics);
        if !generation.is_accepted() {
            return News { generation, catalog: None };
        }
        let content_hash = self.seen;
        self.accepted = Some(Accepted { content_hash, catalog: catalog.clone(), inventory });
        News { generation, catalog: Some(catalog) }
    }

    fn generation(&self, changes: Changes, diagnostics: Vec<Diagnostic>) -> Generation {
        Generation::new(self.count, self.seen, changes, diagnostics)
    }
}

fn lost(tag: &str) -> Diagnostic {
    Diagnostic::of_file(
        format!("locale `{tag}`"),
        "it has no message any more: put its files back, or start anew to go on without it",
    )
}

/// What a state of the files has, small enough to be kept and compared with the next one: the locales
/// that have messages, and a fingerprint of all that is said for each code.
#[derive(Default)]
struct Inventory {
    locales: BTreeSet<String>,
    codes: BTreeMap<CodeBuf, u64>,
}

impl Inventory {
    /// Adds what a locale defines. The locales come in the same order each time.
    fn add(&mut self, language: &LanguageIdentifier, definitions: &Definitions<'_>) {
        if definitions.codes().len() == 0 {
            return;
        }
        let tag = language.to_string();
        let mut fingerprints = Fingerprints::new(definitions);
        for (code, _, definition) in definitions.messages() {
            let here = fingerprints.of(definition);
            let all = self.codes.entry(code.into()).or_default();
            let with_tag = [&all.to_le_bytes()[..], tag.as_bytes(), &here.to_le_bytes()].concat();
            *all = XxHash3_64::oneshot(&with_tag);
        }
        self.locales.insert(tag);
    }

    /// The locales that this inventory has and a later one lacks.
    fn lost_in<'a>(&'a self, later: &'a Inventory) -> impl Iterator<Item = &'a str> {
        self.locales.difference(&later.locales).map(String::as_str)
    }

    /// How a later inventory differs from this one, code by code.
    fn changes_to(&self, later: &Inventory) -> Changes {
        let absent_in = |other: &Inventory, code: &CodeBuf| !other.codes.contains_key(code);
        Changes {
            added: later.codes.keys().filter(|code| absent_in(self, code)).cloned().collect(),
            removed: self.codes.keys().filter(|code| absent_in(later, code)).cloned().collect(),
            changed: (later.codes.iter())
                .filter(|(code, now)| self.codes.get(code).is_some_and(|before| before != *now))
                .map(|(code, _)| code.clone())
                .collect(),
        }
    }
}

/// The fingerprints of one locale's entries. Two entries that say the same, with all that they refer
/// to, have the same, wherever they stand and whatever comments are around them.
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

#[cfg(all(test, feature = "capi", unix))]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::Source;

    #[test]
    fn files_that_nobody_touched_are_read_now_and_then_only() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("errors.de.ftl");
        fs::write(&file, "code-1 = Eins").unwrap();
        let (mut looker, _) = Looker::new(Catalog::builder().source(Source::folder(folder.path())));

        // They were written just now, and may be written again in the same moment.
        let now = SystemTime::now();
        assert!(looker.look_if_touched(now).is_none());
        assert!(looker.untouched.stamps.is_none());

        let later = now + Duration::from_secs(10);
        for looks in (0..=PATIENCE).chain(0..3) {
            assert!(looker.look_if_touched(later).is_none());
            assert_eq!(looker.untouched.looks, looks);
        }
        fs::write(&file, "code-1 = Zwei").unwrap();
        let news = looker.look_if_touched(later).unwrap();
        assert_eq!(news.catalog.unwrap().message(1, "de").unwrap().text(), "Zwei");
    }
}
