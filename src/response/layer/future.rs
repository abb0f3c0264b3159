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
use super::headers::Content;
use super::reader::Reader;
use super::{LocalizeBody, Predicate, headers};
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
    frames: VecDeque<Frame<Bytes>>,
    size: usize,
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
        let content = match self.content(&parts) {
            Ok(content) => content,
            Err(exemption) => {
                if headers::is_not_modified(&parts) {
                    self.vary(&mut parts);
                }
                return Met::Passed(self.exempt(parts, LocalizeBody::original(body), exemption));
            }
        };
        self.vary(&mut parts);
        if self.reader.is_head {
            headers::describe_head(&mut parts.headers);
            let body = LocalizeBody::of_unknown_size(body);
            return Met::Passed(self.exempt(parts, body, Exemption::NoContent));
        }
        if body.size_hint().lower() > self.body_limit as u64 {
            let body = LocalizeBody::original(body);
            return Met::Passed(self.exempt(parts, body, Exemption::TooLarge));
        }
        Met::Held(Held { parts, content, body: Box::pin(body), frames: VecDeque::new(), size: 0 })
    }

    fn content(&self, parts: &Parts) -> Result<Content, Exemption> {
        let content = headers::content(parts, &self.reader)?;
        if self.predicate.should_localize(parts) { Ok(content) } else { Err(Exemption::Predicate) }
    }

    fn release<B: Body>(&self, held: Held<B>, stop: Stop<B::Error>) -> Response<LocalizeBody<B>> {
        let Held { parts, content, body, frames, .. } = held;
        match stop {
            Stop::Complete if frames.iter().all(Frame::is_trailers) => {
                let body = LocalizeBody::held(frames, End::Complete);
                self.exempt(parts, body, Exemption::NoContent)
            }
            Stop::Complete => self.localize(parts, content, frames),
            Stop::TooLarge => {
                let body = LocalizeBody::held(frames, End::Rest(body));
                self.exempt(parts, body, Exemption::TooLarge)
            }
            Stop::Broken(error) => {
                let body = LocalizeBody::held(frames, End::Broken(Some(error)));
                self.exempt(parts, body, Exemption::Broken)
            }
        }
    }

    fn localize<B: Body>(
        &self,
        mut parts: Parts,
        content: Content,
        frames: VecDeque<Frame<Bytes>>,
    ) -> Response<LocalizeBody<B>> {
        let (original, trailers) = join(frames);
        let Some(body) = content.coding.decode(&original, self.body_limit) else {
            let body = LocalizeBody::held(whole(original, trailers), End::Complete);
            return self.exempt(parts, body, Exemption::Coded);
        };
        let localization =
            self.localizer.localize(body, content.media_type, &self.reader.preference);
        headers::describe(&mut parts.headers, &localization);
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

    fn vary(&self, parts: &mut Parts) {
        headers::vary_by(&mut parts.headers, self.localizer.policy().header_names());
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
            self.size += frame.data_ref().map_or(0, Bytes::len);
            self.frames.push_back(frame);
            if self.size > limit {
                return Poll::Ready(Stop::TooLarge);
            }
        }
        Poll::Ready(Stop::Complete)
    }
}

/// The data of all frames in one piece, which is copied only if there were several, and the trailers.
fn join(frames: VecDeque<Frame<Bytes>>) -> (Bytes, Option<Frame<Bytes>>) {
    let mut pieces = Vec::new();
    let mut trailers = None;
    for frame in frames {
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

/// A body in one piece, and its trailers.
fn whole(body: Bytes, trailers: Option<Frame<Bytes>>) -> VecDeque<Frame<Bytes>> {
    [Frame::data(body)].into_iter().chain(trailers).collect()
}
