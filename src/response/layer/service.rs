//! [`LocalizeLayer`]: wraps a service in [`Localize`], whose [`ResponseFuture`] waits for a response, and
//! for its body if that is looked into.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::response::Parts;
use http::{Request, Response};
use http_body::{Body, Frame};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use super::body::{End, Frames, LocalizeBody, into_bytes};
use super::{Always, Predicate};
#[cfg(feature = "axum")]
use crate::response::semantics::Asked;
use crate::response::semantics::{Admission, BODY_LIMIT, Content, Requester, Said};
use crate::response::{Exemption, Localizer};

/// Wraps a service so that its responses are localized; see [the module](super).
#[derive(Clone, Debug)]
pub struct LocalizeLayer<P = Always> {
    localizer: Localizer,
    predicate: P,
    body_limit: usize,
    patience: Option<Patience>,
}

impl LocalizeLayer {
    /// A layer that looks into every response that the policy admits.
    pub fn new(localizer: Localizer) -> LocalizeLayer {
        LocalizeLayer { localizer, predicate: Always, body_limit: BODY_LIMIT, patience: None }
    }
}

impl<P> LocalizeLayer<P> {
    /// The same layer, which looks only into the responses that the predicate accepts.
    pub fn localize_when<Q>(self, predicate: Q) -> LocalizeLayer<Q> {
        let LocalizeLayer { localizer, body_limit, patience, .. } = self;
        LocalizeLayer { localizer, predicate, body_limit, patience }
    }

    /// The size in bytes of the largest body that is held back to be looked into, by default 1 MiB. A
    /// larger one flows through as it is, and so does one that would become larger.
    pub fn body_limit(self, bytes: usize) -> LocalizeLayer<P> {
        LocalizeLayer { body_limit: bytes, ..self }
    }

    /// Lets an error of unknown length go, as it is, once none of its bytes has come for this long: it may be a
    /// stream. By default it is waited for, since the layer has no clock of its own.
    ///
    /// `sleep` is that of the runtime. A body of known length is always waited for: whoever sends it limits the
    /// time, as the proxy does.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use codeword::Catalog;
    /// use codeword::response::layer::LocalizeLayer;
    /// use codeword::response::{Localizer, Policy};
    ///
    /// let localizer = Localizer::new(Catalog::embedded(), Policy::default());
    /// let layer = LocalizeLayer::new(localizer).release_after(Duration::from_secs(1), tokio::time::sleep);
    /// ```
    pub fn release_after<F>(
        self,
        limit: Duration,
        sleep: impl Fn(Duration) -> F + Send + Sync + 'static,
    ) -> LocalizeLayer<P>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let patience = Patience(Arc::new(move || Box::pin(sleep(limit))));
        LocalizeLayer { patience: Some(patience), ..self }
    }

    /// Whether bodies are let go after some time.
    #[cfg(feature = "proxy")]
    pub(crate) fn has_timer(&self) -> bool {
        self.patience.is_some()
    }
}

/// How long a body may keep the layer waiting: begins such a time.
#[derive(Clone)]
struct Patience(Arc<dyn Fn() -> Pause + Send + Sync>);

/// A time that passes.
type Pause = Pin<Box<dyn Future<Output = ()> + Send>>;

impl fmt::Debug for Patience {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Patience")
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

    #[cfg_attr(not(feature = "axum"), expect(unused_mut, reason = "an extractor needs it"))]
    fn call(&mut self, mut request: Request<RequestBody>) -> Self::Future {
        #[cfg(feature = "axum")]
        let asked = Asked::beside(request.extensions_mut(), &self.layer.localizer);
        let (query, headers) = (request.uri().query(), request.headers());
        let requester = Requester::of(request.method(), query, headers, &self.layer.localizer);
        let rules = Rules {
            layer: self.layer.clone(),
            requester,
            #[cfg(feature = "axum")]
            asked,
        };
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

impl<F, B: Body, P> fmt::Debug for ResponseFuture<F, B, P> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ResponseFuture").finish_non_exhaustive()
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
        let LocalizeLayer { body_limit, patience, .. } = &this.rules.layer;
        match held.poll(*body_limit, patience.as_ref(), context) {
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
    requester: Requester,
    #[cfg(feature = "axum")]
    asked: Asked,
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
    has_length: bool,
    /// The time since the last frame.
    pause: Option<Pause>,
}

/// Why a response stops waiting.
enum Stop<E> {
    Complete,
    TooLarge,
    Quiet,
    Broken(E),
}

impl<P: Predicate> Rules<P> {
    fn meet<B: Body>(&self, response: Response<B>) -> Met<B> {
        let (mut parts, body) = response.into_parts();
        #[cfg(feature = "axum")]
        self.asked.vary(&mut parts);
        let LocalizeLayer { localizer, predicate, body_limit, .. } = &self.layer;
        match Said::of(&mut parts, &self.requester, localizer) {
            Some(Said::Anew(localization)) => {
                let frames = localization.into_pieces().map(Frame::data).collect();
                let body = LocalizeBody::held(frames, End::Complete);
                return Met::Passed(Response::from_parts(parts, body));
            }
            Some(Said::Already) => {
                return Met::Passed(Response::from_parts(parts, LocalizeBody::original(body)));
            }
            None => {}
        }
        let is_wanted = |parts: &Parts| predicate.should_localize(parts);
        let size = body.size_hint();
        let has_length = size.exact().is_some() || parts.headers.contains_key(CONTENT_LENGTH);
        let policy = localizer.policy();
        let admission = Admission::of(&mut parts, has_length, &self.requester, policy, is_wanted);
        let (body, exemption) = match admission {
            Admission::Granted(content) if size.lower() <= *body_limit as u64 => {
                let (body, frames) = (Box::pin(body), Frames::default());
                let held = Held { parts, content, body, frames, has_length, pause: None };
                return Met::Held(held);
            }
            Admission::Granted(_) => (LocalizeBody::original(body), Exemption::TooLarge),
            Admission::Head => (LocalizeBody::of_unknown_size(body), Exemption::NoContent),
            Admission::Refused(exemption) => (LocalizeBody::original(body), exemption),
        };
        Met::Passed(self.exempt(parts, body, exemption))
    }

    fn release<B: Body>(&self, held: Held<B>, stop: Stop<B::Error>) -> Response<LocalizeBody<B>> {
        let Held { parts, content, body, frames, .. } = held;
        let (end, exemption) = match stop {
            Stop::Complete => return self.localize(parts, content, frames),
            Stop::TooLarge => (End::Rest(body), Exemption::TooLarge),
            Stop::Quiet => (End::Rest(body), Exemption::Streaming),
            Stop::Broken(error) => {
                let end = End::Broken { error: Some(error), is_flushed: false };
                (end, Exemption::Broken)
            }
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
        let localized =
            content.localize(&original, headers, &self.requester, localizer, *body_limit);
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
    /// Holds frames back until there are no more, or too many, or none comes for too long.
    fn poll(
        &mut self,
        limit: usize,
        patience: Option<&Patience>,
        context: &mut Context<'_>,
    ) -> Poll<Stop<B::Error>> {
        loop {
            match self.body.as_mut().poll_frame(context) {
                Poll::Ready(None) => return Poll::Ready(Stop::Complete),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Stop::Broken(error)),
                Poll::Ready(Some(Ok(frame))) => self.frames.push(into_bytes(frame)),
                Poll::Pending => break,
            }
            self.pause = None;
            if self.frames.size() > limit {
                return Poll::Ready(Stop::TooLarge);
            }
        }
        let Some(Patience(begin)) = patience.filter(|_| !self.has_length) else {
            return Poll::Pending;
        };
        let pause = self.pause.get_or_insert_with(|| begin());
        pause.as_mut().poll(context).map(|()| Stop::Quiet)
    }
}

/// A body in one piece, and its trailers.
fn whole(body: Bytes, trailers: Option<Frame<Bytes>>) -> VecDeque<Frame<Bytes>> {
    let data = (!body.is_empty()).then(|| Frame::data(body));
    data.into_iter().chain(trailers).collect()
}
