//! [`StatusLayer`]: wraps a gRPC service in [`LocalizeStatus`], whose responses say their status to the reader.

use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use ::tonic::metadata::{BinaryMetadataValue, MetadataMap};
use http::{HeaderMap, Request, Response};
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use super::details;
use crate::response::semantics::Requester;
use crate::response::{Localizer, Outcome};

/// Wraps a gRPC service so that its statuses have the words of the reader; see [the module](super).
///
/// The languages are read as the localizer's policy says, by default from `accept-language`.
#[derive(Clone, Debug)]
pub struct StatusLayer {
    localizer: Localizer,
}

impl StatusLayer {
    /// A layer with the catalog and the policy of a localizer.
    pub fn new(localizer: Localizer) -> StatusLayer {
        StatusLayer { localizer }
    }
}

impl<S> Layer<S> for StatusLayer {
    type Service = LocalizeStatus<S>;

    fn layer(&self, inner: S) -> LocalizeStatus<S> {
        LocalizeStatus { inner, localizer: self.localizer.clone() }
    }
}

/// Adds the words of the reader to the statuses of a service; made by [`StatusLayer`].
#[derive(Clone, Debug)]
pub struct LocalizeStatus<S> {
    inner: S,
    localizer: Localizer,
}

impl<S, RequestBody, ResponseBody> Service<Request<RequestBody>> for LocalizeStatus<S>
where
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>>,
{
    type Response = Response<StatusBody<ResponseBody>>;
    type Error = S::Error;
    type Future = StatusFuture<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        let (query, headers) = (request.uri().query(), request.headers());
        let requester = Requester::of(request.method(), query, headers, &self.localizer);
        let words = Words { localizer: self.localizer.clone(), list: requester.preference.into() };
        StatusFuture { inner: self.inner.call(request), words }
    }
}

impl<S: ::tonic::server::NamedService> ::tonic::server::NamedService for LocalizeStatus<S> {
    const NAME: &'static str = S::NAME;
}

/// Whose words a status gets, and in which language.
#[derive(Clone, Debug)]
struct Words {
    localizer: Localizer,
    /// Written like Accept-Language.
    list: Arc<str>,
}

impl Words {
    /// Adds the words to the status in trailers, or in a head that stands for them; most have no details.
    fn add_to(&self, headers: &mut HeaderMap) {
        const DETAILS: &str = "grpc-status-details-bin";
        if !headers.contains_key(DETAILS) {
            return;
        }
        let mut metadata = MetadataMap::from_headers(mem::take(headers));
        // One that is not Base64 is the peer's mistake, and stays.
        let old = metadata.get_bin(DETAILS).and_then(|value| value.to_bytes().ok());
        if let Some(old) = old {
            match details::localize(&old, &self.localizer, &self.list) {
                Ok(new) => {
                    metadata.insert_bin(DETAILS, BinaryMetadataValue::from_bytes(&new));
                    self.localizer.count(Outcome::Localized);
                }
                Err(outcome) => self.localizer.count(outcome),
            }
        }
        *headers = metadata.into_headers();
    }
}

pin_project! {
    /// The future of [`LocalizeStatus`].
    #[derive(Debug)]
    pub struct StatusFuture<F> {
        #[pin]
        inner: F,
        words: Words,
    }
}

impl<F, B, E> Future for StatusFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    type Output = Result<Response<StatusBody<B>>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let (mut parts, inner) = ready!(this.inner.poll(context))?.into_parts();
        this.words.add_to(&mut parts.headers);
        let body = StatusBody { inner, words: this.words.clone() };
        Poll::Ready(Ok(Response::from_parts(parts, body)))
    }
}

pin_project! {
    /// The body of a response that passed a [`LocalizeStatus`]: its messages as they flow, and its status at the end.
    #[derive(Debug)]
    pub struct StatusBody<B> {
        #[pin]
        inner: B,
        words: Words,
    }
}

impl<B: Body> Body for StatusBody<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        let this = self.project();
        let mut frame = ready!(this.inner.poll_frame(context));
        if let Some(trailers) = frame.as_mut().and_then(|frame| frame.as_mut().ok()?.trailers_mut())
        {
            this.words.add_to(trailers);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
