//! [`Bell`]: wakes the thread that follows the files.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A bell that anyone can ring and one thread listens to. Rung twice before it is heard, it counts
/// once: a thousand events are one reason to look.
#[derive(Default)]
pub(super) struct Bell {
    state: Mutex<State>,
    heard: Condvar,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Silent,
    Rung,
    Stopped,
}

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wake {
    Rung,
    TimeOut,
    Stopped,
}

impl Bell {
    /// Says that something may have changed.
    pub(super) fn ring(&self) {
        self.set(State::Rung);
    }

    /// Ends every wait, now and from now on.
    pub(super) fn stop(&self) {
        self.set(State::Stopped);
    }

    /// Waits until the bell is rung or stopped, or the time is over.
    pub(super) fn wait(&self, time: Duration) -> Wake {
        let state = lock(&self.state);
        let (mut state, _) = self
            .heard
            .wait_timeout_while(state, time, |state| *state == State::Silent)
            .unwrap_or_else(PoisonError::into_inner);
        match *state {
            State::Silent => Wake::TimeOut,
            State::Stopped => Wake::Stopped,
            State::Rung => {
                *state = State::Silent;
                Wake::Rung
            }
        }
    }

    /// Waits until the bell has been silent for a time, but no longer than the limit. Whether the
    /// listener should go on.
    pub(super) fn settle(&self, silence: Duration, limit: Duration) -> bool {
        let start = Instant::now();
        loop {
            match self.wait(silence) {
                Wake::TimeOut => return true,
                Wake::Stopped => return false,
                Wake::Rung if start.elapsed() >= limit => return true,
                Wake::Rung => {}
            }
        }
    }

    fn set(&self, to: State) {
        let mut state = lock(&self.state);
        if *state != State::Stopped {
            *state = to;
            self.heard.notify_one();
        }
    }
}

/// Locks a mutex, also after a thread has panicked with it: nothing here is left half done that matters.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rung_twice_it_is_heard_once() {
        let bell = Bell::default();
        bell.ring();
        bell.ring();
        assert_eq!(bell.wait(Duration::MAX), Wake::Rung);
        assert_eq!(bell.wait(Duration::ZERO), Wake::TimeOut);
    }

    #[test]
    fn stopped_it_stays_stopped() {
        let bell = Bell::default();
        bell.stop();
        bell.ring();
        assert_eq!(bell.wait(Duration::MAX), Wake::Stopped);
        assert!(!bell.settle(Duration::MAX, Duration::MAX));
    }

    #[test]
    fn a_wait_ends_when_another_thread_rings() {
        let bell = Bell::default();
        std::thread::scope(|scope| {
            scope.spawn(|| bell.ring());
            assert_eq!(bell.wait(Duration::MAX), Wake::Rung);
        });
    }
}
