//! [`LocalizeLayer`]: wraps a service in [`Localize`], whose [`ResponseFuture`] waits for a response, and
//! for its body if that is looked into.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::response::Parts;
use http::{Request, Response};
use http_body::{Body, Frame};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use super::body::{End, Frames, LocalizeBody, into_bytes};
use super::{Always, Predicate};
use crate::response::semantics::{Admission, BODY_LIMIT, Content, Reader};
use crate::response::{Exemption, Localizer};

/// Wraps a service so that its responses are localized; see [the module](super).
#[derive(Clone, Debug)]
pub struct LocalizeLayer<P = Always> {
    localizer: Localizer,
    predicate: P,
    body_limit: usize,
}

impl LocalizeLayer {
    /// A layer that looks into every response.
    pub fn new(localizer: Localizer) -> LocalizeLayer {
        LocalizeLayer { localizer, predicate: Always, body_limit: BODY_LIMIT }
    }
}

impl<P> LocalizeLayer<P> {
    /// The same layer, which looks only into the responses that the predicate accepts.
    pub fn localize_when<Q>(self, predicate: Q) -> LocalizeLayer<Q> {
        LocalizeLayer { localizer: self.localizer, predicate, body_limit: self.body_limit }
    }

    /// The size in bytes of the largest body that is held back to be looked into, by default 1 MiB. A
    /// larger one flows through as it is, and so does one that would become larger.
    pub fn body_limit(self, bytes: usize) -> LocalizeLayer<P> {
        LocalizeLayer { body_limit: bytes, ..self }
    }
}

impl<S, P: Clone> Layer<S> for LocalizeLayer<P> {
    type Service = Localize<S, P>;

    fn layer(&self, inner: S) -> Localize<S, P> {
        Localize { inner, layer: self.clone() }
    }
}

/// Localizes the responses of a service; made by [`LocalizeLayer`].
#[derive(Clone, Debug)]
pub struct Localize<S, P> {
    inner: S,
    layer: LocalizeLayer<P>,
}

impl<S, P, RequestBody, ResponseBody> Service<Request<RequestBody>> for Localize<S, P>
where
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>>,
    ResponseBody: Body,
    P: Predicate + Clone,
{
    type Response = Response<LocalizeBody<ResponseBody>>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future, ResponseBody, P>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        let (query, headers) = (request.uri().query(), request.headers());
        let reader = Reader::of(request.method(), query, headers, &self.layer.localizer);
        let rules = Rules { layer: self.layer.clone(), reader };
        ResponseFuture { inner: self.inner.call(request), rules, held: None }
    }
}

pin_project! {
    /// The future of [`Localize`].
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
        match held.poll(this.rules.layer.body_limit, context) {
            Poll::Ready(stop) => Poll::Ready(Ok(this.rules.release(held, stop))),
            Poll::Pending => {
                *this.held = Some(held);
                Poll::Pending
            }
        }
    }
}

/// What decides how a response is treated.
struct Rules<P> {
    layer: LocalizeLayer<P>,
    reader: Reader,
}

/// What becomes of a response whose head is there.
enum Met<B: Body> {
    /// It is sent as it is.
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

/// Why a response stops waiting.
enum Stop<E> {
    Complete,
    TooLarge,
    Broken(E),
}

impl<P: Predicate> Rules<P> {
    fn meet<B: Body>(&self, response: Response<B>) -> Met<B> {
        let (mut parts, body) = response.into_parts();
        let LocalizeLayer { localizer, predicate, body_limit } = &self.layer;
        let is_wanted = |parts: &Parts| predicate.should_localize(parts);
        let (body, exemption) =
            match Admission::of(&mut parts, &self.reader, localizer.policy(), is_wanted) {
                Admission::Granted(content) if body.size_hint().lower() <= *body_limit as u64 => {
                    let (body, frames) = (Box::pin(body), Frames::default());
                    return Met::Held(Held { parts, content, body, frames });
                }
                Admission::Granted(_) => (LocalizeBody::original(body), Exemption::TooLarge),
                Admission::Head => (LocalizeBody::of_unknown_size(body), Exemption::NoContent),
                Admission::Refused(exemption) => (LocalizeBody::original(body), exemption),
            };
        Met::Passed(self.exempt(parts, body, exemption))
    }

    fn release<B: Body>(&self, held: Held<B>, stop: Stop<B::Error>) -> Response<LocalizeBody<B>> {
        let Held { parts, content, body, frames } = held;
        let (end, exemption) = match stop {
            Stop::Complete if frames.size() > 0 => return self.localize(parts, content, frames),
            Stop::Complete => (End::Complete, Exemption::NoContent),
            Stop::TooLarge => (End::Rest(body), Exemption::TooLarge),
            Stop::Broken(error) => (End::Broken(Some(error)), Exemption::Broken),
        };
        self.exempt(parts, LocalizeBody::held(frames.into_frames(), end), exemption)
    }

    fn localize<B: Body>(
        &self,
        mut parts: Parts,
        content: Content,
        frames: Frames,
    ) -> Response<LocalizeBody<B>> {
        let (original, trailers) = frames.join();
        let LocalizeLayer { localizer, body_limit, .. } = &self.layer;
        let headers = &mut parts.headers;
        let localized = content.localize(&original, headers, &self.reader, localizer, *body_limit);
        let localization = match localized {
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
        parts.extensions.insert(self.layer.localizer.exempt(exemption));
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
