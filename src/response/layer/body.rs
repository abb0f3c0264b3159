//! [`LocalizeBody`]: the body of a response that passed a [`Localize`](super::Localize).

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

pin_project! {
    /// The body of a response that passed a [`Localize`](super::Localize): the original as it flows, or
    /// what was held back of it.
    pub struct LocalizeBody<B>
    where
        B: Body,
    {
        #[pin]
        kind: Kind<B>,
    }
}

pin_project! {
    #[project = KindProjection]
    enum Kind<B>
    where
        B: Body,
    {
        /// Flows through.
        Original { #[pin] body: B },
        /// Flows through, but its size says nothing of the content (the response to a HEAD).
        Unsized { #[pin] body: B },
        /// Was held back.
        Held { frames: VecDeque<Frame<Bytes>>, end: End<B> },
    }
}

/// What follows the frames that were held back.
pub(super) enum End<B: Body> {
    /// Nothing.
    Complete,
    /// The rest of the body, which flows through.
    Rest(Pin<Box<B>>),
    /// The error that the body broke off with.
    Broken(Option<B::Error>),
}

impl<B: Body> LocalizeBody<B> {
    pub(super) fn original(body: B) -> LocalizeBody<B> {
        LocalizeBody { kind: Kind::Original { body } }
    }

    pub(super) fn of_unknown_size(body: B) -> LocalizeBody<B> {
        LocalizeBody { kind: Kind::Unsized { body } }
    }

    pub(super) fn held(frames: VecDeque<Frame<Bytes>>, end: End<B>) -> LocalizeBody<B> {
        LocalizeBody { kind: Kind::Held { frames, end } }
    }
}

impl<B: Body> Body for LocalizeBody<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let frame = match self.project().kind.project() {
            KindProjection::Original { body } | KindProjection::Unsized { body } => {
                ready!(body.poll_frame(context))
            }
            KindProjection::Held { frames, end } => {
                if let Some(frame) = frames.pop_front() {
                    return Poll::Ready(Some(Ok(frame)));
                }
                match end {
                    End::Complete => None,
                    End::Rest(body) => ready!(body.as_mut().poll_frame(context)),
                    End::Broken(error) => return Poll::Ready(error.take().map(Err)),
                }
            }
        };
        Poll::Ready(frame.map(|result| result.map(into_bytes)))
    }

    fn is_end_stream(&self) -> bool {
        match &self.kind {
            Kind::Original { body } | Kind::Unsized { body } => body.is_end_stream(),
            Kind::Held { frames, end } => {
                frames.is_empty()
                    && match end {
                        End::Complete => true,
                        End::Rest(body) => body.is_end_stream(),
                        End::Broken(error) => error.is_none(),
                    }
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        let (frames, end) = match &self.kind {
            Kind::Original { body } => return body.size_hint(),
            Kind::Unsized { .. } => return SizeHint::new(),
            Kind::Held { frames, end } => (frames, end),
        };
        let held: usize = frames.iter().filter_map(Frame::data_ref).map(Bytes::len).sum();
        let held = held as u64;
        // An exact size would become a Content-Length, which leaves no room for trailers in HTTP/1.1.
        let has_trailers = frames.iter().any(Frame::is_trailers);
        let mut hint = SizeHint::new();
        match end {
            End::Complete if !has_trailers => hint.set_exact(held),
            End::Complete | End::Broken(_) => hint.set_lower(held),
            End::Rest(body) => {
                let rest = body.size_hint();
                hint.set_lower(held.saturating_add(rest.lower()));
                if let Some(upper) = rest.upper().and_then(|upper| upper.checked_add(held)) {
                    hint.set_upper(upper);
                }
            }
        }
        hint
    }
}

/// The frame with its data as bytes: nothing is copied if they are bytes already.
pub(super) fn into_bytes<D: Buf>(frame: Frame<D>) -> Frame<Bytes> {
    frame.map_data(|mut data| data.copy_to_bytes(data.remaining()))
}
