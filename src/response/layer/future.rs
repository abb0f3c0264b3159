//! [`ResponseFuture`]: waits for a response, and for its body if that is to be looked into.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::Response;
use http::response::Parts;
use http_body::{Body, Frame};
use pin_project_lite::pin_project;

use super::body::{End, into_bytes};
use super::frames::Frames;
use super::{LocalizeBody, Predicate};
use crate::response::semantics::{Admission, Content, Reader};
use crate::response::{Exemption, Localizer, Outcome};

pin_project! {
    /// The future of [`Localize`](super::Localize).
    pub struct ResponseFuture<F, B, P>
    where
        B: Body,
    {
        #[pin]
        inner: F,
        rules: Rules<P>,
        held: Option<Held<B>>,
    }
}

impl<F, B: Body, P> ResponseFuture<F, B, P> {
    pub(super) fn new(inner: F, rules: Rules<P>) -> ResponseFuture<F, B, P> {
        ResponseFuture { inner, rules, held: None }
    }
}

impl<F, B, P, E> Future for ResponseFuture<F, B, P>
where
    F: Future<Output = Result<Response<B>, E>>,
    B: Body,
    P: Predicate,
{
    type Output = Result<Response<LocalizeBody<B>>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut held = match this.held.take() {
            Some(held) => held,
            None => match this.rules.meet(ready!(this.inner.poll(context))?) {
                Met::Passed(response) => return Poll::Ready(Ok(response)),
                Met::Held(held) => held,
            },
        };
        match held.poll(this.rules.body_limit, context) {
            Poll::Ready(stop) => Poll::Ready(Ok(this.rules.release(held, stop))),
            Poll::Pending => {
                *this.held = Some(held);
                Poll::Pending
            }
        }
    }
}

/// How a response is treated.
pub(super) struct Rules<P> {
    pub(super) localizer: Localizer,
    pub(super) predicate: P,
    pub(super) body_limit: usize,
    pub(super) reader: Reader,
}

/// What comes of a response whose headers are there.
enum Met<B: Body> {
    /// It is sent on.
    Passed(Response<LocalizeBody<B>>),
    /// It waits for its body.
    Held(Held<B>),
}

/// A response that waits for its body.
struct Held<B> {
    parts: Parts,
    content: Content,
    body: Pin<Box<B>>,
    frames: Frames,
}

/// Why a response waits no longer.
enum Stop<E> {
    Complete,
    TooLarge,
    Broken(E),
}

impl<P: Predicate> Rules<P> {
    fn meet<B: Body>(&self, response: Response<B>) -> Met<B> {
        let (mut parts, body) = response.into_parts();
        let is_wanted = |parts: &Parts| self.predicate.should_localize(parts);
        let policy = self.localizer.policy();
        let content = match Admission::of(&mut parts, &self.reader, policy, is_wanted) {
            Admission::Granted(content) => content,
            Admission::Head => {
                let body = LocalizeBody::of_unknown_size(body);
                return Met::Passed(self.exempt(parts, body, Exemption::NoContent));
            }
            Admission::Refused(exemption) => {
                return Met::Passed(self.exempt(parts, LocalizeBody::original(body), exemption));
            }
        };
        if body.size_hint().lower() > self.body_limit as u64 {
            let body = LocalizeBody::original(body);
            return Met::Passed(self.exempt(parts, body, Exemption::TooLarge));
        }
        Met::Held(Held { parts, content, body: Box::pin(body), frames: Frames::default() })
    }

    fn release<B: Body>(&self, held: Held<B>, stop: Stop<B::Error>) -> Response<LocalizeBody<B>> {
        let Held { parts, content, body, frames } = held;
        match stop {
            Stop::Complete if frames.size() == 0 => {
                let body = LocalizeBody::held(frames.into_frames(), End::Complete);
                self.exempt(parts, body, Exemption::NoContent)
            }
            Stop::Complete => self.localize(parts, content, frames),
            Stop::TooLarge => {
                let body = LocalizeBody::held(frames.into_frames(), End::Rest(body));
                self.exempt(parts, body, Exemption::TooLarge)
            }
            Stop::Broken(error) => {
                let body = LocalizeBody::held(frames.into_frames(), End::Broken(Some(error)));
                self.exempt(parts, body, Exemption::Broken)
            }
        }
    }

    fn localize<B: Body>(
        &self,
        mut parts: Parts,
        content: Content,
        frames: Frames,
    ) -> Response<LocalizeBody<B>> {
        let (original, trailers) = frames.join();
        let (localizer, limit) = (&self.localizer, self.body_limit);
        let headers = &mut parts.headers;
        let localization =
            match content.localize(&original, headers, &self.reader, localizer, limit) {
                Ok(localization) => localization,
                Err(exemption) => {
                    let body = LocalizeBody::held(whole(original, trailers), End::Complete);
                    return self.exempt(parts, body, exemption);
                }
            };
        parts.extensions.insert(localization.outcome());
        let frames = match localization.is_changed() {
            true => localization.into_pieces().map(Frame::data).chain(trailers).collect(),
            // The same bytes, in their coding if they have one.
            false => whole(original, trailers),
        };
        Response::from_parts(parts, LocalizeBody::held(frames, End::Complete))
    }

    fn exempt<B: Body>(
        &self,
        mut parts: Parts,
        body: LocalizeBody<B>,
        exemption: Exemption,
    ) -> Response<LocalizeBody<B>> {
        let outcome = Outcome::Exempt(exemption);
        self.localizer.count(outcome);
        parts.extensions.insert(outcome);
        Response::from_parts(parts, body)
    }
}

impl<B: Body> Held<B> {
    /// Holds frames back until there are no more, or too many.
    fn poll(&mut self, limit: usize, context: &mut Context<'_>) -> Poll<Stop<B::Error>> {
        while let Some(frame) = ready!(self.body.as_mut().poll_frame(context)) {
            let frame = match frame {
                Ok(frame) => into_bytes(frame),
                Err(error) => return Poll::Ready(Stop::Broken(error)),
            };
            self.frames.push(frame);
            if self.frames.size() > limit {
                return Poll::Ready(Stop::TooLarge);
            }
        }
        Poll::Ready(Stop::Complete)
    }
}

/// A body in one piece, and its trailers.
fn whole(body: Bytes, trailers: Option<Frame<Bytes>>) -> VecDeque<Frame<Bytes>> {
    [Frame::data(body)].into_iter().chain(trailers).collect()
}
