//! [`Frames`]: a body of the frames that a test wants.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, Response};
use http_body::{Body, Frame, SizeHint};

/// A frame or an error; `None` is a pause.
pub(super) type Event = Option<Result<Frame<Bytes>, &'static str>>;

/// A body of these frames.
pub(super) struct Frames(pub(super) VecDeque<Event>);

impl Frames {
    pub(super) fn of<const N: usize>(frames: [Event; N]) -> Frames {
        Frames(frames.into())
    }
}

impl Body for Frames {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Event> {
        match self.0.pop_front() {
            None => Poll::Ready(None),
            Some(Some(frame)) => Poll::Ready(Some(frame)),
            Some(None) => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

pub(super) fn data(text: &'static str) -> Event {
    Some(Ok(Frame::data(Bytes::from_static(text.as_bytes()))))
}

pub(super) fn trailers() -> Event {
    Some(Ok(Frame::trailers(HeaderMap::from_iter([(
        http::HeaderName::from_static("grpc-status"),
        http::HeaderValue::from_static("0"),
    )]))))
}

pub(super) fn json_of(frames: Frames) -> Response<Frames> {
    json_with(400, frames)
}

pub(super) fn json_with(status: u16, frames: Frames) -> Response<Frames> {
    let builder = Response::builder().status(status).header("content-type", "application/json");
    builder.body(frames).unwrap()
}
