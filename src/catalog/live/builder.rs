//! [`LiveCatalogBuilder`]: how a live catalog follows its folders.

use std::sync::Arc;
use std::time::Duration;

use super::bell::Bell;
use super::follow::{Follower, Pace};
use super::look::{Looker, News};
use super::watch::Watch;
use super::{LiveCatalog, Served, Shared};
use crate::{Catalog, CatalogBuilder, Error};

/// Starts a [`LiveCatalog`]; begin with [`LiveCatalog::builder`].
#[derive(Clone, Debug)]
pub struct LiveCatalogBuilder {
    sources: CatalogBuilder,
    stand_in: Option<Catalog>,
    pace: Pace,
}

/// The shortest time between two looks.
const SHORTEST: Duration = Duration::from_millis(10);

impl LiveCatalogBuilder {
    pub(super) fn new(sources: CatalogBuilder) -> LiveCatalogBuilder {
        let pace =
            Pace { poll_interval: Duration::from_secs(5), debounce: Duration::from_millis(50) };
        LiveCatalogBuilder { sources, stand_in: None, pace }
    }

    /// How long it takes at most until the files are looked at although no event came: file systems
    /// of a network send none, and neither does a file behind a link. 5 seconds, if it is not set;
    /// at least 10 milliseconds.
    ///
    /// A look reads every file, and builds a catalog only if their contents have changed.
    pub fn poll_interval(mut self, interval: Duration) -> LiveCatalogBuilder {
        self.pace.poll_interval = interval.max(SHORTEST);
        self
    }

    /// How long nothing must happen after a change before the files are looked at, so that a whole
    /// `git checkout` is one change and a file is not read while it is written. 50 milliseconds, if
    /// it is not set; at least 10. Changes that do not end are looked at after 20 times as long.
    pub fn debounce(mut self, silence: Duration) -> LiveCatalogBuilder {
        self.pace.debounce = silence.max(SHORTEST);
        self
    }

    /// A catalog that answers if something is wrong with the files at the start, until it is mended:
    /// a gateway then starts with the texts that it was built with, and not at all without this.
    ///
    /// ```
    /// use codeword::{Catalog, LiveCatalog, Source};
    ///
    /// let broken = Source::files([("en-US/errors.ftl", "code-400142 Too fast")]);
    /// let live = LiveCatalog::builder(Catalog::builder().source(broken))
    ///     .stand_in(Catalog::embedded())
    ///     .start()?;
    ///
    /// assert!(live.load().message(400142, "en-US").is_some());
    /// assert_eq!(live.newest().diagnostics()[0].to_string(), "en-US/errors.ftl:1:13: `=` is expected here");
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn stand_in(mut self, catalog: Catalog) -> LiveCatalogBuilder {
        self.stand_in = Some(catalog);
        self
    }

    /// Reads the files and begins to follow them.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`] if something is wrong with the files and there is no stand-in;
    /// [`Error::is_thread`] if the thread that follows them cannot be started.
    pub fn start(self) -> Result<LiveCatalog, Error> {
        let bell = Arc::new(Bell::default());
        let mut watch = Watch::new(self.sources.folders(), Arc::clone(&bell));
        // First watch, then look: what changes in between rings.
        let watch_problem = watch.renew();
        let (looker, News { generation, catalog }) = Looker::new(self.sources);
        let served = match (catalog, self.stand_in) {
            (Some(catalog), _) => Served { catalog, generation: Some(generation.clone()) },
            (None, Some(catalog)) => Served { catalog, generation: None },
            (None, None) => return Err(Error::catalog(generation.diagnostics().to_vec())),
        };
        let shared = Arc::new(Shared::new(served, generation, looker, watch_problem));
        let follower =
            Follower::start(Arc::clone(&shared), watch, bell, self.pace).map_err(Error::thread)?;
        Ok(LiveCatalog { shared, _follower: Arc::new(follower) })
    }
}
