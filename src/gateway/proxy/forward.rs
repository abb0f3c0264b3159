//! [`Forward`]: the service that sends a request on to the upstream.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use tower_service::Service;

use super::route::Route;
use super::tunnel::Opener;

/// The body of an answer: the upstream's, or the proxy's own.
pub(super) type ForwardBody = Either<Incoming, Full<Bytes>>;

/// Sends the requests of one client on.
#[derive(Clone)]
pub(super) struct Forward {
    pub(super) route: Arc<Route>,
    pub(super) tunnels: Opener,
    pub(super) client: SocketAddr,
}

impl Service<Request<Incoming>> for Forward {
    type Response = Response<ForwardBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Incoming>) -> Self::Future {
        let Forward { route, tunnels, client } = self.clone();
        Box::pin(async move {
            Ok(match route.send(request, client, tunnels).await {
                Ok(response) => response.map(Either::Left),
                Err(failure) => failure.response().map(Either::Right),
            })
        })
    }
}
