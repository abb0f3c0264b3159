//! [`Shared`]: what the handles of a catalog have in common with who looks at its files.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
#[cfg(feature = "capi")]
use std::time::SystemTime;

use arc_swap::ArcSwap;

use super::generation::Generation;
use super::look::{Looker, News};
use super::snapshot::{Retired, Served};

/// What the handles of a catalog have in common with who looks at its files.
pub(super) struct Shared {
    pub(super) current: ArcSwap<Served>,
    /// Whoever looks holds this. No reader needs it.
    writer: Mutex<Writer>,
    bulletin: Mutex<Bulletin>,
}

/// What it takes to look at the files and to put another catalog in the place of the current one.
struct Writer {
    looker: Looker,
    retired: Retired,
}

/// What there is to know of the files, and who wants to know of the next generation.
pub(super) struct Bulletin {
    pub(super) newest: Generation,
    pub(super) last_refused: Option<Generation>,
    pub(super) watch_problem: Option<String>,
    subscribers: Vec<SyncSender<Generation>>,
}

/// How many generations wait for a subscriber who does not fetch them.
const BACKLOG: usize = 64;

impl Shared {
    pub(super) fn new(
        served: Served,
        newest: Generation,
        looker: Looker,
        watch_problem: Option<String>,
    ) -> Shared {
        let last_refused = (!newest.is_accepted()).then(|| newest.clone());
        let bulletin = Bulletin { newest, last_refused, watch_problem, subscribers: Vec::new() };
        Shared {
            current: ArcSwap::from_pointee(served),
            writer: Mutex::new(Writer { looker, retired: Retired::default() }),
            bulletin: Mutex::new(bulletin),
        }
    }

    pub(super) fn bulletin(&self) -> MutexGuard<'_, Bulletin> {
        lock(&self.bulletin)
    }

    /// Looks at the files and takes what they say, if it is good and new.
    pub(super) fn look(&self) -> Option<Generation> {
        self.take(Looker::look)
    }

    /// The same, but reads the files only if they may have changed.
    #[cfg(feature = "capi")]
    pub(super) fn look_if_touched(&self) -> Option<Generation> {
        self.take(|looker| looker.look_if_touched(SystemTime::now()))
    }

    fn take(&self, look: impl FnOnce(&mut Looker) -> Option<News>) -> Option<Generation> {
        let mut writer = lock(&self.writer);
        writer.retired.free();
        let News { generation, catalog } = look(&mut writer.looker)?;
        if let Some(catalog) = catalog {
            let served = Served { catalog, generation: Some(generation.clone()) };
            let before = self.current.swap(Arc::new(served));
            writer.retired.add(before);
        }
        self.bulletin().publish(&generation);
        Some(generation)
    }

    /// Whether a look would find something new.
    #[cfg(feature = "live")]
    pub(super) fn has_news(&self) -> bool {
        let mut writer = lock(&self.writer);
        writer.retired.free();
        writer.looker.has_news()
    }
}

impl Bulletin {
    /// Every generation from now on, beginning with the newest that there is.
    pub(super) fn subscribe(&mut self) -> Receiver<Generation> {
        let (sender, receiver) = sync_channel(BACKLOG);
        // The channel is empty, and its receiver is here.
        let _ = sender.try_send(self.newest.clone());
        self.subscribers.push(sender);
        receiver
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

/// Locks a mutex. A thread that panicked while it held it has left nothing half done that matters.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
