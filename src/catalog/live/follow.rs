//! [`Follower`]: the thread that swaps the catalog when the files have changed.

use std::io;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::shared::Shared;
use super::watch::{Bell, Wake, Watch};

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
