//! [`LocalizeBody`]: the body of a response that passed a [`Localize`](super::Localize), and [`Frames`]:
//! what is held back of one.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
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
    Broken {
        error: Option<B::Error>,
        /// Whether what came before it had the time to be sent.
        is_flushed: bool,
    },
}

impl<B: Body> fmt::Debug for LocalizeBody<B> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.kind {
            Kind::Original { .. } => "Original",
            Kind::Unsized { .. } => "Unsized",
            Kind::Held { .. } => "Held",
        };
        out.debug_struct("LocalizeBody").field("kind", &kind).finish_non_exhaustive()
    }
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

    /// The error that the body broke off with while it was held back, before anything of the response was sent.
    #[cfg(feature = "proxy")]
    pub(crate) fn error(&self) -> Option<&B::Error> {
        match &self.kind {
            Kind::Held { end: End::Broken { error, .. }, .. } => error.as_ref(),
            _ => None,
        }
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
                    End::Broken { error, is_flushed: true } => {
                        return Poll::Ready(error.take().map(Err));
                    }
                    End::Broken { is_flushed, .. } => {
                        // A server ends the connection at once, and forgets what it has not sent by then.
                        *is_flushed = true;
                        context.waker().wake_by_ref();
                        return Poll::Pending;
                    }
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
                        End::Broken { error, .. } => error.is_none(),
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
        // An exact size would become a Content-Length, which rules out trailers in HTTP/1.1.
        let has_trailers = frames.iter().any(Frame::is_trailers);
        let mut hint = SizeHint::new();
        match end {
            End::Complete if !has_trailers => hint.set_exact(held),
            End::Complete | End::Broken { .. } => hint.set_lower(held),
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

/// The frame with its data as `Bytes`, without a copy if they are that already.
pub(super) fn into_bytes<D: Buf>(frame: Frame<D>) -> Frame<Bytes> {
    frame.map_data(|mut data| data.copy_to_bytes(data.remaining()))
}

/// Data of this length, in bytes, stays in its frame; shorter data is appended to the data before it.
///
/// A frame takes about a hundred bytes, and may keep alive the buffer that it was read into: a body that
/// comes byte by byte would take many times its size.
const KEPT: usize = 1024;

/// The frames of a body that is held back, in little more memory than their bytes.
#[derive(Debug, Default)]
pub(super) struct Frames {
    frames: VecDeque<Frame<Bytes>>,
    /// What follows the frames.
    copied: BytesMut,
    size: usize,
}

impl Frames {
    /// Adds a frame after the others. The first is never copied: mostly, it is the whole body.
    pub(super) fn push(&mut self, frame: Frame<Bytes>) {
        match frame.data_ref() {
            Some(data) if data.is_empty() => {}
            Some(data) if data.len() < KEPT && self.size > 0 => {
                self.size += data.len();
                self.copied.extend_from_slice(data);
            }
            data => {
                self.size += data.map_or(0, Bytes::len);
                self.flush();
                self.frames.push_back(frame);
            }
        }
    }

    /// How many bytes of data there are.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// The frames; short ones that followed each other are joined.
    pub(super) fn into_frames(mut self) -> VecDeque<Frame<Bytes>> {
        self.flush();
        self.frames
    }

    /// The data in one piece, which is copied only if there were several, and the trailers.
    pub(super) fn join(self) -> (Bytes, Option<Frame<Bytes>>) {
        let mut pieces = Vec::new();
        let mut trailers = None;
        for frame in self.into_frames() {
            match frame.into_data() {
                Ok(data) => pieces.push(data),
                Err(frame) => trailers = Some(frame),
            }
        }
        let body = match &pieces[..] {
            [body] => body.clone(),
            pieces => pieces.concat().into(),
        };
        (body, trailers)
    }

    fn flush(&mut self) {
        if !self.copied.is_empty() {
            self.frames.push_back(Frame::data(self.copied.split().freeze()));
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    fn held(frames: impl IntoIterator<Item = Frame<Bytes>>) -> Frames {
        let mut found = Frames::default();
        frames.into_iter().for_each(|frame| found.push(frame));
        found
    }

    fn data(length: usize) -> Frame<Bytes> {
        Frame::data(vec![b'x'; length].into())
    }

    #[test]
    fn short_frames_become_one_in_their_order() {
        let trailers = || Frame::trailers(HeaderMap::new());
        for (lengths, expected) in [
            (&[][..], &[][..]),
            (&[0, 0], &[]),
            (&[0, 1], &[1]),
            (&[1, 1, 1], &[1, 2]),
            (&[KEPT, KEPT], &[KEPT, KEPT]),
            (&[1, KEPT - 1, 0, KEPT, 1, 1], &[1, KEPT - 1, KEPT, 2]),
        ] {
            let frames = lengths.iter().map(|length| data(*length)).chain([trailers()]);
            let held = held(frames);
            assert_eq!(held.size(), lengths.iter().sum::<usize>());
            let mut frames = held.into_frames();
            assert!(frames.pop_back().is_some_and(|frame| frame.is_trailers()), "{lengths:?}");
            let found: Vec<usize> =
                frames.iter().filter_map(Frame::data_ref).map(Bytes::len).collect();
            assert_eq!(found, expected, "{lengths:?}");
        }
    }

    #[test]
    fn bytes_stay_in_their_order() {
        let numbered = |index: usize| Bytes::from(vec![index as u8; index * 37 % (2 * KEPT)]);
        let expected: Vec<u8> = (0..300).flat_map(numbered).collect();
        let (body, trailers) = held((0..300).map(numbered).map(Frame::data)).join();
        assert!(body == expected);
        assert!(trailers.is_none());
    }

    #[test]
    fn a_body_in_one_frame_is_not_copied() {
        for length in [1, KEPT, 10 * KEPT] {
            let body = Bytes::from(vec![b'x'; length]);
            let address = body.as_ptr();
            let (joined, _) = held([Frame::data(body), data(0)]).join();
            assert_eq!(joined.as_ptr(), address, "{length}");
        }
    }

    #[test]
    fn many_short_frames_are_few() {
        let held = held((0..100_000).map(|_| data(1)));
        assert_eq!(held.into_frames().len(), 2);
    }
}
