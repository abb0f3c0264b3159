//! [`Watch`]: rings a [`Bell`] when something happens in the folders.

use std::fs;
use std::path::{Path, PathBuf, absolute};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::shared::lock;
use crate::fluent::folder::FOLDER_DEPTH;
use crate::fluent::volume::VOLUME_LINK;

/// A watch on folders. Any event means "look again", and nothing else is read from it.
pub(super) struct Watch {
    roots: Vec<PathBuf>,
    bell: Arc<Bell>,
    watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// A watch on these folders, which need not exist. It begins with [`Watch::renew`].
    pub(super) fn new<'a>(roots: impl Iterator<Item = &'a Path>, bell: Arc<Bell>) -> Watch {
        // Only an empty path has no absolute form.
        let roots = roots.map(|root| absolute(root).unwrap_or_else(|_| root.to_path_buf()));
        Watch { roots: roots.collect(), bell, watcher: None }
    }

    /// Watches the folders that exist now. A watch is on a folder itself, not on its name, so a folder
    /// that was replaced needs another one; a new watcher for all of them forgets none.
    ///
    /// Returns what cannot be watched, and why.
    pub(super) fn renew(&mut self) -> Option<String> {
        self.watcher = None;
        let bell = Arc::clone(&self.bell);
        let names = self.names();
        let handler = move |event: notify::Result<Event>| {
            if event.map_or(true, |event| is_change(&event.kind) && is_about(&event, &names)) {
                bell.ring();
            }
        };
        let mut watcher = match notify::recommended_watcher(handler) {
            Ok(watcher) => watcher,
            Err(error) => return Some(error.to_string()),
        };
        let mut paths = watcher.paths_mut();
        let mut problem = None;
        for folder in self.folders() {
            if let Err(error) = paths.add(&folder, RecursiveMode::NonRecursive) {
                // The folder above sees what went away meanwhile.
                if !matches!(error.kind, ErrorKind::PathNotFound) {
                    problem = Some(error.to_string());
                }
            }
        }
        if let Err(error) = paths.commit() {
            problem = Some(error.to_string());
        }
        self.watcher = Some(watcher);
        problem
    }

    /// The names under which events may speak of the folders: some systems follow links first.
    fn names(&self) -> Vec<PathBuf> {
        let real = self.roots.iter().filter_map(|root| root.canonicalize().ok());
        self.roots.iter().cloned().chain(real).collect()
    }

    /// The folders to watch: each root with its sub-folders, and the folder above it, which sees it
    /// come, go, and be swapped for another.
    fn folders(&self) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        for root in &self.roots {
            folders.extend(root.parent().filter(|above| above.is_dir()).map(Path::to_path_buf));
            // In a Kubernetes volume, the mounted folder alone sees every update: the link in it leads
            // to another folder each time.
            let depth = if root.join(VOLUME_LINK).is_symlink() { 0 } else { FOLDER_DEPTH };
            collect(root, depth, &mut folders);
        }
        folders.sort();
        folders.dedup();
        folders
    }
}

/// Collects a folder, if it is one, and those below it whose files are read.
fn collect(folder: &Path, depth: usize, folders: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    folders.push(folder.to_path_buf());
    if depth == 0 {
        return;
    }
    for entry in entries.flatten() {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !hidden && entry.path().is_dir() {
            collect(&entry.path(), depth - 1, folders);
        }
    }
}

/// Whether a file may have changed with an event. Reading is an event too, and if our own reading were
/// a reason to look again, looking would never end.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => *kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// Whether an event is about one of the folders, and not about something beside them.
fn is_about(event: &Event, names: &[PathBuf]) -> bool {
    let paths = &event.paths;
    paths.is_empty() || paths.iter().any(|path| names.iter().any(|name| path.starts_with(name)))
}

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

    /// Waits until the bell has been silent for a time, but no longer than the limit. Returns whether
    /// the listener should go on.
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

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, ModifyKind};

    use super::*;

    /// A look opens, reads and closes every file: if that were a change, looking would never end.
    #[test]
    fn reading_is_not_a_change() {
        for kind in [
            AccessKind::Any,
            AccessKind::Read,
            AccessKind::Open(AccessMode::Any),
            AccessKind::Close(AccessMode::Read),
        ] {
            assert!(!is_change(&EventKind::Access(kind)), "{kind:?}");
        }
        for kind in [
            EventKind::Any,
            EventKind::Access(AccessKind::Close(AccessMode::Write)),
            EventKind::Create(CreateKind::File),
            EventKind::Modify(ModifyKind::Data(DataChange::Any)),
            EventKind::Other,
        ] {
            assert!(is_change(&kind), "{kind:?}");
        }
    }

    #[test]
    fn events_beside_a_folder_are_ignored() {
        let names = [PathBuf::from("/etc/words"), PathBuf::from("/srv/words")];
        for (path, expected) in [
            ("/etc/words", true),
            ("/etc/words/en-US/errors.ftl", true),
            ("/srv/words/..data", true),
            ("/etc/words.bak/en-US/errors.ftl", false),
            ("/etc/hosts", false),
            ("/etc", false),
        ] {
            let event = Event::new(EventKind::Any).add_path(PathBuf::from(path));
            assert_eq!(is_about(&event, &names), expected, "{path}");
        }
        // An overflow of the queue tells no path: something was missed.
        assert!(is_about(&Event::new(EventKind::Other), &names));
    }

    #[test]
    fn a_bell_rung_twice_is_heard_once() {
        let bell = Bell::default();
        bell.ring();
        bell.ring();
        assert_eq!(bell.wait(Duration::MAX), Wake::Rung);
        assert_eq!(bell.wait(Duration::ZERO), Wake::TimeOut);
    }

    #[test]
    fn a_stopped_bell_stays_stopped() {
        let bell = Bell::default();
        bell.stop();
        bell.ring();
        assert_eq!(bell.wait(Duration::MAX), Wake::Stopped);
        assert!(!bell.settle(Duration::MAX, Duration::MAX));
    }

    #[test]
    fn a_wait_for_the_bell_ends_when_another_thread_rings() {
        let bell = Bell::default();
        std::thread::scope(|scope| {
            scope.spawn(|| bell.ring());
            assert_eq!(bell.wait(Duration::MAX), Wake::Rung);
        });
    }
}
