//! What a gateway is told by signals.

use codeword::LiveCatalog;

use crate::cli::Failure;

/// Waits for SIGTERM or Ctrl-C. Until then, SIGHUP means: look at the catalog's files now.
#[cfg(unix)]
pub(super) fn end(live: LiveCatalog) -> Result<impl Future<Output = ()> + Send, Failure> {
    use tokio::signal::unix::{SignalKind, signal};

    let listen = |kind| signal(kind).map_err(Failure::Signals);
    let mut terminate = listen(SignalKind::terminate())?;
    let mut interrupt = listen(SignalKind::interrupt())?;
    let mut hang_up = listen(SignalKind::hangup())?;
    Ok(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => break,
                _ = hang_up.recv() => {
                    let live = live.clone();
                    // It reads files, for which a thread that answers must not wait.
                    tokio::task::spawn_blocking(move || live.look_now());
                }
            }
        }
    })
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
pub(super) fn end(_: LiveCatalog) -> Result<impl Future<Output = ()> + Send, Failure> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Then the system ends the process.
            std::future::pending().await
        }
    })
}
