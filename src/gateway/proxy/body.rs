//! [`RequestBody`]: the body of a request on its way to the upstream, and [`Progress`]: how far it is.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Request;
use http::header::{HeaderValue, TRANSFER_ENCODING};
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::sync::watch;

/// The body of a request, which tells how far it is.
pub(super) struct RequestBody {
    incoming: Incoming,
    stage: watch::Sender<Stage>,
}

/// How far the body of a request is.
pub(super) struct Progress(watch::Receiver<Stage>);

/// Who has to act.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// The upstream: it has been given all that has come.
    Sent,
    /// The client: the upstream would take more.
    Awaited,
    /// Nobody: the client has broken off, or violated HTTP.
    Broken,
}

/// Watches the body of a request.
pub(super) fn watch_body(request: Request<Incoming>) -> (Request<RequestBody>, Progress) {
    let (stage, progress) = watch::channel(Stage::Sent);
    (request.map(|incoming| RequestBody { incoming, stage }), Progress(progress))
}

/// Says how a body of unknown length ends (RFC 9112 §6.1). Without that, hyper sends none with a GET or a
/// HEAD; where the upstream speaks HTTP/2, hyper removes the header.
pub(super) fn announce<B: Body>(request: &mut Request<B>) {
    let body = request.body();
    if !body.is_end_stream() && body.size_hint().exact().is_none() {
        request.headers_mut().insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
    }
}

impl Progress {
    /// Waits until the stage changes.
    pub(super) async fn made(&mut self) {
        if self.0.changed().await.is_err() {
            // The body is gone, after its end or before.
            std::future::pending().await
        }
    }

    /// Whether the client is waited for.
    pub(super) fn is_awaited(&self) -> bool {
        *self.0.borrow() == Stage::Awaited
    }

    /// Whether the client has broken off.
    pub(super) fn is_broken(&self) -> bool {
        *self.0.borrow() == Stage::Broken
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let polled = Pin::new(&mut self.incoming).poll_frame(context);
        match &polled {
            Poll::Pending => {
                self.stage.send_if_modified(|stage| {
                    std::mem::replace(stage, Stage::Awaited) != Stage::Awaited
                });
            }
            Poll::Ready(Some(Err(_))) => drop(self.stage.send_replace(Stage::Broken)),
            Poll::Ready(_) => drop(self.stage.send_replace(Stage::Sent)),
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}

impl Drop for RequestBody {
    /// Whoever drops the body no longer waits for the client.
    fn drop(&mut self) {
        self.stage.send_if_modified(|stage| match stage {
            Stage::Awaited => {
                *stage = Stage::Sent;
                true
            }
            Stage::Sent | Stage::Broken => false,
        });
    }
}
