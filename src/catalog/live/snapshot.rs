//! [`Snapshot`]: the catalog as it is at one moment, for as long as somebody holds it.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use arc_swap::Guard;

use super::generation::Generation;
use crate::Catalog;

/// The catalog that a [`LiveCatalog`](crate::LiveCatalog) answers from at one moment; from
/// [`LiveCatalog::load`](crate::LiveCatalog::load).
///
/// It is a [`Catalog`] to all intents, and stays the same however the files change. Taking one
/// neither waits nor counts anything that other threads count. It is meant to be held for one answer;
/// for longer, across an `.await` say, take [`LiveCatalog::catalog`](crate::LiveCatalog::catalog).
pub struct Snapshot {
    pub(super) served: Guard<Arc<Served>>,
}

/// A catalog, and the state of the files that it was made of; the stand-in has none.
pub(super) struct Served {
    pub(super) catalog: Catalog,
    pub(super) generation: Option<Generation>,
}

impl Snapshot {
    /// The state of the files that this catalog was made of; `None` if it is the
    /// [stand-in](crate::LiveCatalogBuilder::stand_in).
    pub fn generation(&self) -> Option<&Generation> {
        self.served.generation.as_ref()
    }
}

impl Deref for Snapshot {
    type Target = Catalog;

    #[inline]
    fn deref(&self) -> &Catalog {
        &self.served.catalog
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Snapshot")
            .field("catalog", &self.served.catalog)
            .field("generation", &self.generation().map(Generation::number))
            .finish()
    }
}

/// What no longer answers, kept until no reader holds it: whoever drops the last handle frees all the
/// messages, and that should not be a reader.
#[derive(Default)]
pub(super) struct Retired {
    served: Vec<Arc<Served>>,
    /// Their catalogs, each once: a reader may hold one by itself, and it may answer again.
    catalogs: Vec<Catalog>,
}

impl Retired {
    /// Adds what has just been swapped for something else.
    pub(super) fn add(&mut self, served: Arc<Served>) {
        let contents = &served.catalog.contents;
        if !self.catalogs.iter().any(|known| Arc::ptr_eq(&known.contents, contents)) {
            self.catalogs.push(served.catalog.clone());
        }
        self.served.push(served);
    }

    /// Frees what nobody holds. A count of one is the handle here, from which no reader takes another.
    pub(super) fn free(&mut self) {
        self.served.retain(|served| Arc::strong_count(served) > 1);
        self.catalogs.retain(|catalog| Arc::strong_count(&catalog.contents) > 1);
    }
}
