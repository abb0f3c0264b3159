//! [`Follower`]: the thread that swaps the catalog when the files have changed, and what it shares with the
//! handles of the catalog.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use arc_swap::ArcSwap;

use super::generation::Generation;
use super::look::{Looker, News};
use super::snapshot::{Retired, Served};
use super::watch::{Bell, Wake, Watch, lock};

/// When the follower looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// The longest time from one look to the next.
    pub(super) poll_interval: Duration,
    /// How long nothing must happen after a change before it is looked at.
    pub(super) debounce: Duration,
}

/// While changes do not end, the follower looks after this many times the debounce.
const PATIENCE: u32 = 20;

/// Follows the files until it is dropped.
pub(super) struct Follower {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

impl Follower {
    /// Starts the thread. The watch rings the bell.
    pub(super) fn start(
        shared: Arc<Shared>,
        mut watch: Watch,
        bell: Arc<Bell>,
        pace: Pace,
    ) -> io::Result<Follower> {
        let heard = Arc::clone(&bell);
        let thread = thread::Builder::new()
            .name("codeword-live".to_owned())
            .spawn(move || follow(&shared, &mut watch, &heard, pace))?;
        Ok(Follower { bell, thread: Some(thread) })
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.bell.stop();
        // If it panicked, it has said so itself, and it has ended all the same.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn follow(shared: &Shared, watch: &mut Watch, bell: &Bell, pace: Pace) {
    loop {
        match bell.wait(pace.poll_interval) {
            Wake::Stopped => return,
            Wake::TimeOut if !shared.has_news() => continue,
            Wake::TimeOut | Wake::Rung => {}
        }
        // A file that is being written is half a file for a moment.
        if !bell.settle(pace.debounce, pace.debounce.saturating_mul(PATIENCE)) {
            return;
        }
        // First watch, then look: what changes in between rings again.
        let problem = watch.renew();
        shared.bulletin().watch_problem = problem;
        shared.look();
    }
}

/// What the handles and the thread have in common.
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
        let mut writer = lock(&self.writer);
        writer.retired.free();
        let News { generation, catalog } = writer.looker.look()?;
        if let Some(catalog) = catalog {
            let served = Served { catalog, generation: Some(generation.clone()) };
            let before = self.current.swap(Arc::new(served));
            writer.retired.add(before);
        }
        self.bulletin().publish(&generation);
        Some(generation)
    }

    /// Whether a look would find something new.
    fn has_news(&self) -> bool {
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
