//! [`Snapshot`] and [`LiveReader`]: the catalog that answers at one moment.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use arc_swap::{ArcSwap, Cache, Guard};

use super::Generation;
use crate::{Catalog, LiveCatalog};

/// The catalog that a [`LiveCatalog`] answers from at one moment; from [`LiveCatalog::load`].
///
/// It is a [`Catalog`] to all intents, and stays the same however the files change. Taking one
/// neither waits nor counts anything that other threads count. It is meant to be held for one answer;
/// what is held longer, across an `.await` say, should be [`LiveCatalog::catalog`].
pub struct Snapshot {
    served: Guard<Arc<Served>>,
}

/// A catalog, and the state of the files that it was made of; none if it is the stand-in.
pub(super) struct Served {
    pub(super) catalog: Catalog,
    pub(super) generation: Option<Generation>,
}

impl Snapshot {
    #[inline]
    pub(super) fn of(current: &ArcSwap<Served>) -> Snapshot {
        Snapshot { served: current.load() }
    }

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

/// A thread's own view of a [`LiveCatalog`], for threads that ask all the time; from
/// [`LiveCatalog::reader`].
///
/// It remembers the catalog and only checks, at each call, whether there is another one by now: one
/// read of memory that changes when the files do. A reader that is not asked any more keeps its catalog
/// in memory until it is dropped.
#[derive(Clone)]
pub struct LiveReader {
    cache: Cache<Current, Arc<Served>>,
}

impl LiveReader {
    pub(super) fn new(live: LiveCatalog) -> LiveReader {
        LiveReader { cache: Cache::new(Current(live)) }
    }

    /// The catalog at this moment, for one answer.
    #[inline]
    pub fn catalog(&mut self) -> &Catalog {
        &self.cache.load().catalog
    }
}

impl fmt::Debug for LiveReader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("LiveReader").field(&self.cache.arc_swap().load().catalog).finish()
    }
}

/// Where a reader finds the catalog that answers now.
#[derive(Clone)]
struct Current(LiveCatalog);

impl Deref for Current {
    type Target = ArcSwap<Served>;

    #[inline]
    fn deref(&self) -> &ArcSwap<Served> {
        &self.0.shared.current
    }
}

/// What answers no more, kept until no reader holds it: whoever drops the last handle frees all the
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
