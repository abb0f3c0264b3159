//! [`Silence`]: how long nothing has come of an answer; [`Listened`]: a connection that notes when something does.

use std::future::pending;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, sleep_until};

use crate::catalog::lock;

/// The silence of an upstream, from which an answer is awaited.
pub(super) struct Silence(Mutex<Since>);

/// What ended the silence before.
struct Since {
    /// The beginning, or a piece of the request that was sent.
    sent: Instant,
    /// The connection on which the answer is to come, if that has no others.
    heard: Option<LastHeard>,
}

impl Silence {
    pub(super) fn new() -> Silence {
        Silence(Mutex::new(Since { sent: Instant::now(), heard: None }))
    }

    /// Begins anew: a piece of the request was sent.
    pub(super) fn restart(&self) {
        lock(&self.0).sent = Instant::now();
    }

    /// Ends with whatever comes on a connection.
    pub(super) fn listen(&self, heard: &LastHeard) {
        lock(&self.0).heard = Some(heard.clone());
    }

    /// Waits until it has lasted for so long.
    pub(super) async fn lasts(&self, limit: Duration) {
        // A limit that no clock reaches does not limit anything.
        while let Some(end) = self.since().checked_add(limit) {
            if end <= Instant::now() {
                return;
            }
            sleep_until(end).await;
        }
        pending().await
    }

    fn since(&self) -> Instant {
        let since = lock(&self.0);
        let heard = since.heard.as_ref().and_then(LastHeard::get);
        heard.map_or(since.sent, |heard| heard.max(since.sent))
    }
}

/// When something has last come on a connection since its last request. A clone knows the same.
#[derive(Clone, Default)]
pub(super) struct LastHeard(Arc<Mutex<Option<Instant>>>);

impl LastHeard {
    pub(super) fn get(&self) -> Option<Instant> {
        *lock(&self.0)
    }

    /// What has come belongs to an earlier request.
    pub(super) fn forget(&self) {
        *lock(&self.0) = None;
    }
}

/// A stream that notes when something comes.
pub(super) struct Listened<S> {
    pub(super) stream: S,
    pub(super) heard: LastHeard,
}

impl<S: AsyncRead + Unpin> AsyncRead for Listened<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            *lock(&self.heard.0) = Some(Instant::now());
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Listened<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, data)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
