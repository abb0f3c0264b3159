//! [`LiveCatalog`]: a catalog that follows its files. It swaps the whole, or keeps what it has.
//!
//! `watch` rings the `bell` when something happens in the folders, `follow` waits for it, `look` reads
//! the files and judges them, with the `inventory` of what was there before; a `generation` is its
//! verdict, and a `snapshot` what a reader gets.

mod bell;
mod builder;
mod follow;
mod generation;
mod inventory;
mod look;
mod snapshot;
mod watch;

use std::fmt;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;

use crate::{Catalog, CatalogBuilder, Error};

pub use builder::LiveCatalogBuilder;
pub use generation::{ContentHash, Generation};
pub use snapshot::{LiveReader, Snapshot};

use follow::Follower;
use look::{Looker, News};
use snapshot::{Retired, Served};

/// A catalog that follows its folders while the program runs.
///
/// Editors that save by renaming, `git checkout`, and the volumes in which Kubernetes mounts a
/// ConfigMap are followed. Each new state of the files is read and checked as a whole, and then it
/// answers as a whole: a reader never waits, and never sees half a change. A state in which something is
/// wrong, or in which a locale has no message any more, is refused: the catalog goes on as it was, and
/// the [`Generation`] says why. What counts is what the files say; their times are not looked at.
///
/// Files are followed by one thread, which ends when the last clone is dropped.
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
/// assert!(refused.diagnostics()[0].to_string().ends_with("errors.en-US.ftl:1:13: `=` is expected here"));
/// assert_eq!(live.load().message(404001, "en").unwrap().text(), "There is no such order");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc = include_str!("live.md")]
///
/// # Locales
///
/// A [`Locale`](crate::Locale) that was negotiated with one snapshot is good for every other with the
/// same locales. With another list it counts as the default locale: a program that keeps handles for
/// long negotiates anew when a generation adds a locale.
#[derive(Clone)]
pub struct LiveCatalog {
    shared: Arc<Shared>,
    /// Follows the files until the last clone is dropped.
    _follower: Arc<Follower>,
}

/// What the handles and the following thread have in common.
struct Shared {
    current: ArcSwap<Served>,
    /// Whoever looks holds this. No reader needs it.
    writer: Mutex<Writer>,
    bulletin: Mutex<Bulletin>,
    watch_problem: Mutex<Option<String>>,
}

/// What it takes to look at the files and to put another catalog in the place of the current one.
struct Writer {
    looker: Looker,
    retired: Retired,
}

/// The newest generation, and who wants to know of the next.
struct Bulletin {
    newest: Generation,
    last_refused: Option<Generation>,
    subscribers: Vec<SyncSender<Generation>>,
}

/// How many generations wait for a subscriber who does not fetch them.
const BACKLOG: usize = 64;

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
        LiveCatalogBuilder::new(sources)
    }

    /// The catalog at this moment, for one answer.
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
        Snapshot::of(&self.shared.current)
    }

    /// A view of this catalog for one thread that asks all the time: faster still than
    /// [`LiveCatalog::load`], for a place to keep it.
    ///
    /// ```
    /// # use codeword::{Catalog, LiveCatalog, Source};
    /// # let live = LiveCatalog::follow(Catalog::builder().source(Source::embedded()))?;
    /// let mut reader = live.reader();
    /// for code in [400142, 404001] {
    ///     assert!(reader.catalog().message(code, "zh-CN").is_some());
    /// }
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn reader(&self) -> LiveReader {
        LiveReader::new(self.clone())
    }

    /// The catalog at this moment, to keep: for a request that takes its time, or for good.
    ///
    /// All threads count its clones in one place, so [`LiveCatalog::load`] is the faster one where many
    /// threads ask.
    pub fn catalog(&self) -> Catalog {
        self.load().clone()
    }

    /// The newest state of the files, accepted or refused.
    ///
    /// The one that answers is [`Snapshot::generation`].
    pub fn newest(&self) -> Generation {
        lock(&self.shared.bulletin).newest.clone()
    }

    /// The last state of the files that was refused, however long ago; [`Generation::diagnostics`] says
    /// why.
    pub fn last_refused(&self) -> Option<Generation> {
        lock(&self.shared.bulletin).last_refused.clone()
    }

    /// Looks at the files now, on this thread, and returns their state if it is a new one. It reads
    /// every file, so an asynchronous program should call it where it may block.
    ///
    /// Files that are being written at this moment are taken as they are.
    pub fn look_now(&self) -> Option<Generation> {
        self.shared.look()
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
        let (sender, receiver) = sync_channel(BACKLOG);
        let mut bulletin = lock(&self.shared.bulletin);
        // The channel is empty, and its receiver is here.
        let _ = sender.try_send(bulletin.newest.clone());
        bulletin.subscribers.push(sender);
        receiver
    }

    /// What of the folders cannot be watched, and why; they are then looked at in intervals only.
    pub fn watch_problem(&self) -> Option<String> {
        lock(&self.shared.watch_problem).clone()
    }
}

impl Shared {
    fn new(
        served: Served,
        newest: Generation,
        looker: Looker,
        watch_problem: Option<String>,
    ) -> Shared {
        Shared {
            current: ArcSwap::from_pointee(served),
            writer: Mutex::new(Writer { looker, retired: Retired::default() }),
            bulletin: Mutex::new(Bulletin::new(newest)),
            watch_problem: Mutex::new(watch_problem),
        }
    }

    /// Looks at the files and takes what they say, if it is good and new.
    fn look(&self) -> Option<Generation> {
        let mut writer = lock(&self.writer);
        writer.retired.free();
        let News { generation, catalog } = writer.looker.look()?;
        if let Some(catalog) = catalog {
            let served = Served { catalog, generation: Some(generation.clone()) };
            let before = self.current.swap(Arc::new(served));
            writer.retired.add(before);
        }
        lock(&self.bulletin).publish(&generation);
        Some(generation)
    }

    /// Whether a look would find something new.
    fn has_news(&self) -> bool {
        let mut writer = lock(&self.writer);
        writer.retired.free();
        writer.looker.has_news()
    }

    fn set_watch_problem(&self, problem: Option<String>) {
        *lock(&self.watch_problem) = problem;
    }
}

impl Bulletin {
    fn new(first: Generation) -> Bulletin {
        let last_refused = (!first.is_accepted()).then(|| first.clone());
        Bulletin { newest: first, last_refused, subscribers: Vec::new() }
    }

    fn publish(&mut self, generation: &Generation) {
        self.newest = generation.clone();
        if !generation.is_accepted() {
            self.last_refused = Some(generation.clone());
        }
        self.subscribers.retain(|subscriber| {
            let sent = subscriber.try_send(generation.clone());
            !matches!(sent, Err(TrySendError::Disconnected(_)))
        });
    }
}

/// A thread that panicked while it held the lock has left nothing half done that matters.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for LiveCatalog {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("LiveCatalog")
            .field("current", &self.load())
            .field("newest", &self.newest().number())
            .finish()
    }
}
