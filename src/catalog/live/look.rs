//! [`Looker`]: reads the files and judges what it finds.

use super::generation::{Changes, ContentHash, Generation};
use super::inventory::Inventory;
use crate::catalog::builder::Reading;
use crate::{Catalog, CatalogBuilder, Diagnostic};

/// Looks at the files, and remembers what it saw.
pub(super) struct Looker {
    sources: CatalogBuilder,
    /// How many states of the files there were, and the newest of them.
    count: u64,
    seen: ContentHash,
    accepted: Option<Accepted>,
}

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
        let mut looker = Looker { sources, count: 1, seen, accepted: None };
        let news = looker.judge(&reading);
        (looker, news)
    }

    /// Whether the files say something else than at the last look.
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
            // What was refused meanwhile is mended by going back.
            Some(accepted) if accepted.content_hash == content_hash => News {
                generation: self.generation(Changes::default(), Vec::new()),
                catalog: Some(accepted.catalog.clone()),
            },
            _ => self.judge(&reading),
        })
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
        // What could not be read may be where the locale is.
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
