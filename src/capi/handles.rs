//! The handles: numbers, each of which stands for a localizer as long as that is open, and for nothing after.
//!
//! A number can be checked, where a pointer cannot: that of a closed localizer is in no slot any more, and is never
//! given again. Nothing here locks, so that a process may fork at any time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use arc_swap::{ArcSwapOption, Guard};

use super::border::Fault;
use super::library::Library;

/// How many localizers may be open: a handle has this many slots in its lower bits, and above them how often its slot
/// has been used.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 10;

/// How often a slot can be used. After that it stays empty, so that no handle ever comes again.
const USES: u32 = (1 << (u32::BITS - SLOT_BITS)) - 1;

struct Slot {
    open: ArcSwapOption<Opened>,
    uses: AtomicU32,
}

static TABLE: [Slot; SLOTS] = [const { Slot::empty() }; SLOTS];

impl Slot {
    const fn empty() -> Slot {
        Slot { open: ArcSwapOption::const_empty(), uses: AtomicU32::new(0) }
    }
}

struct Opened {
    handle: u32,
    library: Library,
}

/// A localizer that is in use, and lives as long as this.
pub(super) struct Held(Guard<Option<Arc<Opened>>>);

/// The localizer of a handle.
pub(super) fn get(handle: u32) -> Result<Held, Fault> {
    let held = Held(slot(handle).open.load());
    match held.0.as_ref() {
        Some(opened) if opened.handle == handle => Ok(held),
        _ => Err(Fault::InvalidHandle),
    }
}

impl Held {
    /// [`get`] gives none without one.
    pub(super) fn library(&self) -> Result<&Library, Fault> {
        self.0.as_ref().map(|opened| &opened.library).ok_or(Fault::InvalidHandle)
    }
}

/// Opens a localizer in the first slot that is free.
pub(super) fn open(mut library: Library) -> Result<u32, Fault> {
    for (index, slot) in TABLE.iter().enumerate() {
        if slot.open.load().is_some() {
            continue;
        }
        let next = |uses: u32| (uses < USES).then_some(uses + 1);
        let used = slot.uses.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        let Ok(used) = used else { continue };
        let handle = ((used + 1) << SLOT_BITS) | index as u32;
        let opened = Arc::new(Opened { handle, library });
        let before = slot.open.compare_and_swap(&None::<Arc<Opened>>, Some(Arc::clone(&opened)));
        match (before.is_none(), Arc::try_unwrap(opened)) {
            (true, _) => return Ok(handle),
            // Another thread was faster.
            (false, Ok(opened)) => library = opened.library,
            (false, Err(_)) => return Err(Fault::TooMany),
        }
    }
    Err(Fault::TooMany)
}

/// Closes a localizer. Who still uses it lets it end well.
pub(super) fn close(handle: u32) -> Result<(), Fault> {
    let Held(opened) = get(handle)?;
    let before = slot(handle).open.compare_and_swap(&*opened, None);
    // Of two threads that close it at once, one comes too late.
    match before.as_ref() {
        Some(before) if before.handle == handle => Ok(()),
        _ => Err(Fault::InvalidHandle),
    }
}

fn slot(handle: u32) -> &'static Slot {
    &TABLE[handle as usize % SLOTS]
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::capi::caller::Caller;

    #[test]
    fn a_handle_ends_with_its_localizer_and_never_comes_again() {
        let first = Caller::open("").unwrap();
        let ended = first.handle;
        assert!(get(ended).is_ok());
        drop(first);
        let again = Caller::open("").unwrap();
        assert_ne!(again.handle, ended);
        for never in [ended, 0, 1, u32::MAX, again.handle ^ (1 << SLOT_BITS), again.handle ^ 1] {
            assert!(matches!(get(never), Err(Fault::InvalidHandle)), "{never}");
            assert_eq!(close(never), Err(Fault::InvalidHandle), "{never}");
        }
        assert!(get(again.handle).is_ok());
    }

    #[test]
    fn of_many_threads_one_closes() {
        let caller = Caller::open("").unwrap();
        let handle = caller.handle;
        let closed = thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| close(handle).is_ok())).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .filter(|closed| *closed)
                .count()
        });
        assert_eq!(closed, 1);
    }

    #[test]
    fn a_localizer_in_use_outlives_its_handle() {
        let caller = Caller::open("").unwrap();
        let held = get(caller.handle).unwrap();
        assert_eq!(close(caller.handle), Ok(()));
        let library = held.library().unwrap();
        assert!(library.live.load().message(400142, "en").is_some());
    }
}
