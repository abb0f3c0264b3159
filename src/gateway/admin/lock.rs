//! [`lock`]: a lock that outlives a panic.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whoever panicked while it held the lock has left nothing half done that matters.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
