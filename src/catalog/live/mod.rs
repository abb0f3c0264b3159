//! [`LiveCatalog`]: a catalog that follows its files. It swaps the whole, or keeps what it has.
//!
//! `watch` rings a bell when something happens in the folders; `follow` is the thread that waits for
//! it; [`look`] reads the files and judges what they say, beside what they said before. A [`generation`]
//! is the verdict, and a [`snapshot`] what a reader gets.

#[cfg(feature = "live")]
mod builder;
#[cfg(feature = "live")]
mod follow;
mod generation;
mod look;
mod shared;
mod snapshot;
#[cfg(feature = "live")]
mod watch;

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use arc_swap::{ArcSwap, Cache};

use crate::{Catalog, CatalogBuilder, Error};

#[cfg(feature = "live")]
pub use builder::LiveCatalogBuilder;
pub use generation::{ContentHash, Generation};
#[cfg(feature = "admin")]
pub(crate) use shared::lock;
pub use snapshot::Snapshot;

#[cfg(feature = "live")]
use follow::Follower;
use look::{Looker, News};
use shared::Shared;
use snapshot::Served;

/// A catalog that follows its folders while the program runs.
///
/// Editors that save by renaming, `git checkout`, and the volumes in which Kubernetes mounts a
/// ConfigMap are followed. Each new state of the files is read and checked as a whole, and then it
/// answers as a whole: a reader never waits, and never sees half a change. A state in which something is
/// wrong, or in which a locale no longer has a message, is refused: the catalog goes on as it was, and
/// the [`Generation`] says why. What counts is what the files say; their times are not looked at.
///
/// One thread follows the files, and it ends when the last clone is dropped; without the feature `live` there
/// is none, but [`LiveCatalog::unattended`].
///
/// # Example
///
/// ```
/// use codeword::{Catalog, LiveCatalog, Source};
/// # let folder = tempfile::tempdir()?;
/// # let file = folder.path().join("errors.en-US.ftl");
/// # std::fs::write(&file, "code-404001 = The order was not found")?;
/// # let folder = folder.path();
///
/// let live = LiveCatalog::follow(Catalog::builder().source(Source::folder(folder)))?;
/// assert_eq!(live.load().message(404001, "en").unwrap().text(), "The order was not found");
///
/// std::fs::write(&file, "code-404001 = There is no such order")?;
/// live.look_now(); // or wait a moment
/// assert_eq!(live.load().message(404001, "en").unwrap().text(), "There is no such order");
///
/// std::fs::write(&file, "code-404001 There is no such order")?;
/// let refused = live.look_now().expect("the file has changed");
/// assert!(refused.diagnostics()[0].to_string().contains("errors.en-US.ftl:1:13: `=` is expected here"));
/// assert_eq!(live.load().message(404001, "en").unwrap().text(), "There is no such order");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc = include_str!("live.md")]
///
/// # Locales
///
/// A [`Locale`](crate::Locale) that was negotiated with one snapshot is good for every other with the
/// same locales. With another list it counts as the default locale: a program that keeps handles for
/// long has to negotiate again when a generation adds a locale.
#[derive(Clone)]
pub struct LiveCatalog {
    shared: Arc<Shared>,
    /// Follows the files until the last clone is dropped, if they are attended to.
    #[cfg(feature = "live")]
    _follower: Option<Arc<Follower>>,
}

impl LiveCatalog {
    /// Reads the files of a catalog's sources and starts no thread: they are looked at by
    /// [`LiveCatalog::look_now`] alone. It is for a program that has a timer of its own, or that forks, as a
    /// thread does not survive that.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`] if something is wrong with the files.
    ///
    /// ```
    /// use codeword::{Catalog, LiveCatalog, Source};
    ///
    /// let live = LiveCatalog::unattended(Catalog::builder().source(Source::embedded()))?;
    /// assert!(live.look_now().is_none());
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn unattended(sources: CatalogBuilder) -> Result<LiveCatalog, Error> {
        let (looker, News { generation, catalog }) = Looker::new(sources);
        let Some(catalog) = catalog else {
            return Err(Error::catalog(generation.diagnostics().to_vec()));
        };
        let served = Served { catalog, generation: Some(generation.clone()) };
        Ok(LiveCatalog {
            shared: Arc::new(Shared::new(served, generation, looker, None)),
            #[cfg(feature = "live")]
            _follower: None,
        })
    }

    /// The catalog at this moment, for one answer. [`LiveCatalog::view`] is for a thread that gives many, and
    /// [`LiveCatalog::catalog`] is one to keep.
    ///
    /// ```
    /// # use codeword::{Catalog, LiveCatalog, Source};
    /// # let live = LiveCatalog::follow(Catalog::builder().source(Source::embedded()))?;
    /// let catalog = live.load();
    /// let message = catalog.message(400142, "zh-CN").expect("a known code");
    /// assert_eq!(message.text(), "心跳超限, 实例仅支持每秒1次心跳");
    /// # Ok::<(), codeword::Error>(())
    /// ```
    #[inline]
    pub fn load(&self) -> Snapshot {
        Snapshot { served: self.shared.current.load() }
    }

    /// A view of this catalog for one thread that asks all the time and has a place to keep it: it is
    /// faster still than [`LiveCatalog::load`].
    ///
    /// ```
    /// # use codeword::{Catalog, LiveCatalog, Source};
    /// # let live = LiveCatalog::follow(Catalog::builder().source(Source::embedded()))?;
    /// let mut view = live.view();
    /// for code in [400142, 404001] {
    ///     assert!(view.catalog().message(code, "zh-CN").is_some());
    /// }
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn view(&self) -> LiveView {
        LiveView { cache: Cache::new(Current(self.clone())) }
    }

    /// The catalog at this moment, to keep: for a request that takes its time, or for good.
    ///
    /// All threads count its clones in one place, so [`LiveCatalog::load`] is faster where many threads
    /// ask.
    pub fn catalog(&self) -> Catalog {
        self.load().clone()
    }

    /// The newest state of the files, accepted or refused.
    ///
    /// The one that answers is [`Snapshot::generation`].
    pub fn newest(&self) -> Generation {
        self.shared.bulletin().newest.clone()
    }

    /// The last state of the files that was refused, however long ago; [`Generation::diagnostics`] says
    /// why.
    pub fn last_refused(&self) -> Option<Generation> {
        self.shared.bulletin().last_refused.clone()
    }

    /// Looks at the files now, on this thread, and returns their state if it is a new one. It reads
    /// every file, so an asynchronous program should call it where it may block.
    ///
    /// Files that are being written at this moment are taken as they are.
    pub fn look_now(&self) -> Option<Generation> {
        self.shared.look()
    }

    /// The same for one who looks often: the files are read only if the system says that one of them may have changed
    /// since, and now and then all the same.
    #[cfg(feature = "capi")]
    pub(crate) fn look_if_touched(&self) -> Option<Generation> {
        self.shared.look_if_touched()
    }

    /// Every generation from now on, accepted or refused, beginning with the newest that there is.
    ///
    /// The receiver ends when the last clone of this catalog is dropped. Up to 64 generations wait to
    /// be received; one that comes when so many are waiting is left out, as its number shows.
    ///
    /// ```
    /// # use codeword::{Catalog, LiveCatalog, Source};
    /// # let live = LiveCatalog::follow(Catalog::builder().source(Source::embedded()))?;
    /// let generations = live.subscribe();
    /// assert_eq!(generations.recv()?.number(), 1);
    ///
    /// std::thread::spawn(move || {
    ///     for refused in generations.iter().filter(|generation| !generation.is_accepted()) {
    ///         eprintln!("the texts stay as they were: {:?}", refused.diagnostics());
    ///     }
    /// });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn subscribe(&self) -> Receiver<Generation> {
        self.shared.bulletin().subscribe()
    }

    /// Which of the folders cannot be watched, and why; those are looked at in intervals only.
    pub fn watch_problem(&self) -> Option<String> {
        self.shared.bulletin().watch_problem.clone()
    }
}

impl fmt::Debug for LiveCatalog {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("LiveCatalog")
            .field("current", &self.load())
            .field("newest", &self.newest().number())
            .finish()
    }
}

/// A thread's own view of a [`LiveCatalog`], for threads that ask all the time; from
/// [`LiveCatalog::view`].
///
/// It remembers the catalog and only checks, at each call, whether there is another one by now: one
/// read of memory that changes when the files do. A view that is no longer asked keeps its catalog
/// in memory until it is dropped.
#[derive(Clone)]
pub struct LiveView {
    cache: Cache<Current, Arc<Served>>,
}

impl LiveView {
    /// The catalog at this moment, for one answer.
    #[inline]
    pub fn catalog(&mut self) -> &Catalog {
        &self.cache.load().catalog
    }
}

impl fmt::Debug for LiveView {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("LiveView").field(&self.cache.arc_swap().load().catalog).finish()
    }
}

/// Where a view finds the catalog that answers now.
#[derive(Clone)]
struct Current(LiveCatalog);

impl Deref for Current {
    type Target = ArcSwap<Served>;

    #[inline]
    fn deref(&self) -> &ArcSwap<Served> {
        &self.0.shared.current
    }
}
