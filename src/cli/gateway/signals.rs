//! What a gateway is told by signals.

use codeword::LiveCatalog;

use crate::cli::Failure;

/// Listens to the signals of this process.
#[cfg(unix)]
pub(super) struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
    live: LiveCatalog,
}

#[cfg(unix)]
impl Signals {
    pub(super) fn listen(live: LiveCatalog) -> Result<Signals, Failure> {
        use tokio::signal::unix::{SignalKind, signal};

        let listen = |kind| signal(kind).map_err(Failure::Signals);
        Ok(Signals {
            terminate: listen(SignalKind::terminate())?,
            interrupt: listen(SignalKind::interrupt())?,
            hang_up: listen(SignalKind::hangup())?,
            live,
        })
    }

    /// Waits for SIGTERM or Ctrl-C. Until then, SIGHUP means: look at the catalog's files now.
    pub(super) async fn end(&mut self) {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => break,
                _ = self.interrupt.recv() => break,
                _ = self.hang_up.recv() => {
                    let live = self.live.clone();
                    // It reads files, for which a thread that answers must not wait.
                    tokio::task::spawn_blocking(move || live.look_now());
                }
            }
        }
    }
}

/// Listens to Ctrl-C.
#[cfg(not(unix))]
pub(super) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(super) fn listen(_: LiveCatalog) -> Result<Signals, Failure> {
        Ok(Signals)
    }

    /// Waits for Ctrl-C.
    pub(super) async fn end(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Then the system ends the process.
            std::future::pending().await
        }
    }
}
