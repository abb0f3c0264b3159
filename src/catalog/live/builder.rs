//! [`LiveCatalogBuilder`]: how a live catalog follows its folders.

use std::sync::Arc;
use std::time::Duration;

use super::LiveCatalog;
use super::follow::{Follower, Pace};
use super::look::{Looker, News};
use super::shared::Shared;
use super::snapshot::Served;
use super::watch::{Bell, Watch};
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

impl LiveCatalog {
    /// Reads the files of a catalog's sources and begins to follow its folders.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`] if something is wrong with the files; [`Error::is_thread`] if the thread
    /// that follows them cannot be started.
    pub fn follow(sources: CatalogBuilder) -> Result<LiveCatalog, Error> {
        LiveCatalog::builder(sources).start()
    }

    /// A builder, which says how the folders are followed and what answers if something is wrong with
    /// them at the start.
    pub fn builder(sources: CatalogBuilder) -> LiveCatalogBuilder {
        let pace =
            Pace { poll_interval: Duration::from_secs(5), debounce: Duration::from_millis(50) };
        LiveCatalogBuilder { sources, stand_in: None, pace }
    }
}

impl LiveCatalogBuilder {
    /// The longest time from one look at the files to the next where no event arrives: network file
    /// systems send none, and neither does a file that a link leads to. 5 seconds unless it is set, and
    /// at least 10 milliseconds.
    ///
    /// A look reads every file, and builds a catalog only if their contents have changed.
    pub fn poll_interval(mut self, interval: Duration) -> LiveCatalogBuilder {
        self.pace.poll_interval = interval.max(SHORTEST);
        self
    }

    /// How long nothing must happen after a change before the files are looked at, so that a whole
    /// `git checkout` is one change and no file is read while it is being written. 50 milliseconds
    /// unless it is set, and at least 10. Changes that do not end are looked at after 20 times as long.
    pub fn debounce(mut self, silence: Duration) -> LiveCatalogBuilder {
        self.pace.debounce = silence.max(SHORTEST);
        self
    }

    /// A catalog that answers if something is wrong with the files at the start, until they are mended:
    /// a gateway then starts with the texts that it was built with. Without one it does not start.
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
    /// let refused = live.newest().diagnostics()[0].to_string();
    /// assert!(refused.starts_with("en-US/errors.ftl:1:13: `=` is expected here"), "{refused}");
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
        Ok(LiveCatalog { shared, _follower: Some(Arc::new(follower)) })
    }
}
