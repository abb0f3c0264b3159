//! [`Forward`]: the service that sends a request on to the upstream.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use tower_service::Service;

use super::client::Client;
use super::failure::Failure;
use super::rewrite::Rewrite;
use super::{hop, tunnel};

/// The body of an answer: the upstream's, or the proxy's own.
pub(super) type ForwardBody = Either<Incoming, Full<Bytes>>;

/// Sends the requests of one client on.
#[derive(Clone)]
pub(super) struct Forward {
    pub(super) route: Arc<Route>,
    pub(super) client: SocketAddr,
}

/// The way to the upstream.
pub(super) struct Route {
    pub(super) rewrite: Rewrite,
    pub(super) connections: Client,
    /// How long the upstream may take for the head of its answer.
    pub(super) timeout: Duration,
}

impl Service<Request<Incoming>> for Forward {
    type Response = Response<ForwardBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Incoming>) -> Self::Future {
        let Forward { route, client } = self.clone();
        Box::pin(async move {
            Ok(match route.send(request, client).await {
                Ok(response) => response.map(Either::Left),
                Err(failure) => failure.response().map(Either::Right),
            })
        })
    }
}

impl Route {
    async fn send(
        &self,
        mut request: Request<Incoming>,
        client: SocketAddr,
    ) -> Result<Response<Incoming>, Failure> {
        let upgrade = hyper::upgrade::on(&mut request);
        let request = self.rewrite.request(request, client)?;
        let answer = tokio::time::timeout(self.timeout, self.connections.request(request));
        let mut response = answer.await.map_err(|_| Failure::TimedOut)?.map_err(Failure::of)?;
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            tunnel::join(upgrade, hyper::upgrade::on(&mut response));
        }
        hop::go_on(response.headers_mut());
        Ok(response)
    }
}
