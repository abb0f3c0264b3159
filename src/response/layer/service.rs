//! [`Localize`]: the service around a service.

use std::task::{Context, Poll};

use http::{Request, Response};
use http_body::Body;
use tower_service::Service;

use super::future::Rules;
use super::{LocalizeBody, Predicate, ResponseFuture};
use crate::response::Localizer;
use crate::response::semantics::Reader;

/// Localizes the responses of a service; made by [`LocalizeLayer`](super::LocalizeLayer).
#[derive(Clone, Debug)]
pub struct Localize<S, P> {
    inner: S,
    localizer: Localizer,
    predicate: P,
    body_limit: usize,
}

impl<S, P> Localize<S, P> {
    pub(super) fn new(inner: S, localizer: Localizer, predicate: P, body_limit: usize) -> Self {
        Localize { inner, localizer, predicate, body_limit }
    }
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
        let rules = Rules {
            localizer: self.localizer.clone(),
            predicate: self.predicate.clone(),
            body_limit: self.body_limit,
            reader: Reader::of(
                request.method(),
                request.uri().query(),
                request.headers(),
                &self.localizer,
            ),
        };
        ResponseFuture::new(self.inner.call(request), rules)
    }
}
