//! [`Unused`]: the connections of HTTP/1.1 that have no request, and [`Lease`]: one that has.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

use super::client::Http1;
use crate::catalog::lock;

/// The connections of HTTP/1.1 that have no request, with the time since which they have none; the last one
/// to be used is the first one to be used again. A clone has the same connections.
#[derive(Clone, Default)]
pub(super) struct Unused(Arc<Mutex<Vec<(Http1, Instant)>>>);

impl Unused {
    /// Takes one that has been unused for less than this.
    pub(super) fn take(&self, idle: Duration) -> Option<Http1> {
        let mut unused = lock(&self.0);
        let now = Instant::now();
        // One whose answer was read a moment ago may not be ready.
        let index = unused.iter().rposition(|(connection, _)| connection.is_ready())?;
        let (connection, since) = unused.remove(index);
        if now.duration_since(since) < idle {
            return Some(connection);
        }
        // Those before it are unused for longer.
        unused.drain(..index);
        None
    }

    /// Closes those that have been unused for this long.
    pub(super) fn close(&self, idle: Duration) {
        let now = Instant::now();
        lock(&self.0).retain(|(connection, since)| {
            now.duration_since(*since) < idle && !connection.is_closed()
        });
    }

    /// A connection that will be one of these.
    pub(super) fn lease(&self, connection: Http1) -> Lease {
        Lease { connection: Some(connection), unused: self.clone() }
    }
}

/// A connection that has a request. When this is dropped, it goes to those that have none.
pub(super) struct Lease {
    connection: Option<Http1>,
    unused: Unused,
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take().filter(|it| !it.is_closed()) {
            lock(&self.unused.0).push((connection, Instant::now()));
        }
    }
}
