//! [`UpstreamBody`]: the body of the upstream's answer, which may not keep its client waiting for ever.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep};

use super::failure::BodyError;
use super::unused::Lease;

/// The body of an answer, which ends with an error if nothing of it comes for too long, and keeps its
/// connection from other requests until it is read.
///
/// Only the upstream's silence is counted: a client that reads slowly keeps nobody waiting but itself.
pub(super) struct UpstreamBody {
    incoming: Incoming,
    /// The connection, if that takes one request at a time.
    lease: Option<Lease>,
    limit: Duration,
    /// The time for which the upstream is waited for; kept to be used again.
    silence: Option<Pin<Box<Sleep>>>,
    is_awaited: bool,
}

impl UpstreamBody {
    pub(super) fn new(incoming: Incoming, lease: Option<Lease>, limit: Duration) -> UpstreamBody {
        // Nobody has to read what has no content.
        let lease = lease.filter(|_| !incoming.is_end_stream());
        UpstreamBody { incoming, lease, limit, silence: None, is_awaited: false }
    }

    /// Is ready once the upstream has been silent for too long.
    fn poll_silence(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let limit = self.limit;
        let silence = self.silence.get_or_insert_with(|| Box::pin(sleep(limit)));
        if !self.is_awaited {
            self.is_awaited = true;
            // A limit that no clock reaches does not limit anything.
            if let Some(end) = Instant::now().checked_add(limit) {
                silence.as_mut().reset(end);
            }
        }
        silence.as_mut().poll(context)
    }
}

impl Body for UpstreamBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.incoming).poll_frame(context) {
            self.is_awaited = false;
            if frame.is_none() {
                self.lease = None;
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(BodyError::Broken)));
        }
        ready!(self.poll_silence(context));
        Poll::Ready(Some(Err(BodyError::TimedOut)))
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}
