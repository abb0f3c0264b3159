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

/// Catalogs that answer no more, kept until no reader holds them: whoever drops the last handle frees
/// all the messages, and that should not be a reader.
#[derive(Default)]
pub(super) struct Retired(Vec<Catalog>);

impl Retired {
    /// Adds a catalog, which may answer again later.
    pub(super) fn add(&mut self, catalog: Catalog) {
        if !self.0.iter().any(|known| Arc::ptr_eq(&known.contents, &catalog.contents)) {
            self.0.push(catalog);
        }
    }

    /// Frees those that nobody holds.
    pub(super) fn free(&mut self) {
        // A count of one is this handle, and no reader can come to another one from elsewhere.
        self.0.retain(|catalog| Arc::strong_count(&catalog.contents) > 1);
    }
}
