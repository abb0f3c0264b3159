//! [`RequestBody`]: the body of a request on its way to the upstream; [`Upload`]: how far it is, and whether
//! it can be sent again.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Request;
use http::header::{HeaderValue, TRANSFER_ENCODING};
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::sync::watch;

use crate::catalog::lock;

/// How much memory a body may take that is kept until it is known whether it has to be sent again, in bytes.
const KEPT: usize = 64 * 1024;

/// The body of a request, as it is sent once.
pub(super) struct RequestBody(Option<Sending>);

/// A body that is not empty.
struct Sending {
    source: Arc<Source>,
    /// The how-manieth time it is sent.
    round: u32,
    /// How many of the pieces that are kept were sent in this round.
    sent: usize,
}

/// Where the body of a request comes from.
#[derive(Clone)]
pub(super) struct Upload {
    source: Arc<Source>,
    stage: watch::Receiver<Stage>,
}

struct Source {
    state: Mutex<State>,
    stage: watch::Sender<Stage>,
}

struct State {
    incoming: Incoming,
    round: u32,
    /// What has come; `None` once that cannot be sent again.
    kept: Option<Kept>,
}

/// The pieces of a body that has come so far.
#[derive(Default)]
struct Kept {
    pieces: Vec<Bytes>,
    /// What they take of memory, in bytes.
    size: usize,
}

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

/// Watches the body of a request; `None` if it has none.
pub(super) fn watch_body(incoming: Incoming) -> (RequestBody, Option<Upload>) {
    if incoming.is_end_stream() {
        return (RequestBody(None), None);
    }
    let (sender, stage) = watch::channel(Stage::Sent);
    let state = State { incoming, round: 0, kept: Some(Kept::default()) };
    let source = Arc::new(Source { state: Mutex::new(state), stage: sender });
    let body = RequestBody(Some(Sending { source: Arc::clone(&source), round: 0, sent: 0 }));
    (body, Some(Upload { source, stage }))
}

/// Says how a body of unknown length ends (RFC 9112 §6.1). Without that, hyper sends none with a GET or a
/// HEAD; where the upstream speaks HTTP/2, hyper removes the header.
pub(super) fn announce<B: Body>(request: &mut Request<B>) {
    let body = request.body();
    if !body.is_end_stream() && body.size_hint().exact().is_none() {
        request.headers_mut().insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
    }
}

impl RequestBody {
    pub(super) fn empty() -> RequestBody {
        RequestBody(None)
    }
}

impl Upload {
    /// The same body from its beginning, if all that has come of it is kept. The one before ends.
    pub(super) fn again(&self) -> Option<RequestBody> {
        let mut state = lock(&self.source.state);
        state.kept.as_ref()?;
        state.round += 1;
        let source = Arc::clone(&self.source);
        Some(RequestBody(Some(Sending { source, round: state.round, sent: 0 })))
    }

    /// It is not sent again.
    pub(super) fn settle(&self) {
        lock(&self.source.state).kept = None;
    }

    /// Whether nothing has come of it yet.
    pub(super) fn is_unbegun(&self) -> bool {
        lock(&self.source.state).kept.as_ref().is_some_and(|kept| kept.pieces.is_empty())
    }

    /// Waits until the stage changes.
    pub(super) async fn made_progress(&mut self) {
        if self.stage.changed().await.is_err() {
            // The body is gone, after its end or before.
            std::future::pending().await
        }
    }

    /// Whether the client is waited for.
    pub(super) fn is_awaited(&self) -> bool {
        *self.stage.borrow() == Stage::Awaited
    }

    /// Whether the client has broken off.
    pub(super) fn is_broken(&self) -> bool {
        *self.stage.borrow() == Stage::Broken
    }
}

impl State {
    /// Keeps a frame, in case that it has to be sent again.
    fn keep(&mut self, frame: &Frame<Bytes>) {
        let kept = self.kept.take().zip(frame.data_ref());
        self.kept = kept.and_then(|(kept, piece)| kept.and(piece));
    }

    /// The pieces that are kept, after so many of them.
    fn kept_after(&self, sent: usize) -> &[Bytes] {
        self.kept.as_ref().and_then(|kept| kept.pieces.get(sent..)).unwrap_or_default()
    }
}

impl Kept {
    /// These pieces and the next one, unless that is too much to keep.
    fn and(mut self, piece: &Bytes) -> Option<Kept> {
        // A body that comes byte by byte takes more memory than it has bytes.
        self.size += size_of_val(piece) + piece.len();
        self.pieces.push(piece.clone());
        (self.size <= KEPT).then_some(self)
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let Some(Sending { source, round, sent }) = &mut self.0 else {
            return Poll::Ready(None);
        };
        let mut state = lock(&source.state);
        if state.round != *round {
            return Poll::Ready(None);
        }
        if let Some(piece) = state.kept_after(*sent).first() {
            *sent += 1;
            return Poll::Ready(Some(Ok(Frame::data(piece.clone()))));
        }
        let polled = Pin::new(&mut state.incoming).poll_frame(context);
        match &polled {
            Poll::Pending => {
                source.stage.send_if_modified(|stage| {
                    std::mem::replace(stage, Stage::Awaited) != Stage::Awaited
                });
            }
            Poll::Ready(Some(Err(_))) => drop(source.stage.send_replace(Stage::Broken)),
            Poll::Ready(frame) => {
                if let Some(Ok(frame)) = frame {
                    state.keep(frame);
                    *sent += 1;
                }
                source.stage.send_replace(Stage::Sent);
            }
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(|sending| {
            let state = lock(&sending.source.state);
            state.incoming.is_end_stream() && state.kept_after(sending.sent).is_empty()
        })
    }

    fn size_hint(&self) -> SizeHint {
        let Some(Sending { source, sent, .. }) = &self.0 else {
            return SizeHint::with_exact(0);
        };
        let state = lock(&source.state);
        let kept = state.kept_after(*sent).iter().map(|piece| piece.len() as u64);
        let kept: u64 = kept.sum();
        let rest = state.incoming.size_hint();
        let mut hint = SizeHint::new();
        hint.set_lower(rest.lower() + kept);
        if let Some(upper) = rest.upper() {
            hint.set_upper(upper + kept);
        }
        hint
    }
}

impl Drop for RequestBody {
    /// Whoever drops the body no longer waits for the client.
    fn drop(&mut self) {
        let Some(Sending { source, .. }) = &self.0 else {
            return;
        };
        source.stage.send_if_modified(|stage| match stage {
            Stage::Awaited => {
                *stage = Stage::Sent;
                true
            }
            Stage::Sent | Stage::Broken => false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many pieces of this length are kept before there are too many.
    fn most(length: usize) -> usize {
        let piece = Bytes::from(vec![b'x'; length]);
        let mut kept = Some(Kept::default());
        let mut most = 0;
        while let Some(pieces) = kept.take() {
            assert_eq!(pieces.size, pieces.pieces.len() * (size_of::<Bytes>() + length));
            most = pieces.pieces.len();
            kept = pieces.and(&piece);
        }
        most
    }

    #[test]
    fn pieces_are_kept_until_they_take_too_much_memory() {
        let overhead = size_of::<Bytes>();
        for length in [1, 10, 1000, KEPT / 2, KEPT - overhead] {
            assert_eq!(most(length), KEPT / (overhead + length), "{length}");
        }
        assert_eq!(most(KEPT), 0);
    }
}
