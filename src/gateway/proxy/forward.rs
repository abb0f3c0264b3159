//! [`Forward`]: the service that sends requests on to the upstream, and [`Tunnels`]: what becomes of those
//! that go on as a WebSocket (RFC 9110 §7.8).

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderValue, UPGRADE};
use http::{Request, Response, StatusCode, Version};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::sync::watch;
use tower_service::Service;

use super::body::watch_body;
use super::failure::Failure;
use super::headers::{end_hop, is_coded};
use super::pool::{Connections, LeasedBody};
use super::request::Rewrite;
use super::upstream_body::UpstreamBody;
use crate::gateway::server::BoxError;

/// The body of an answer: the upstream's, or the proxy's own.
pub(super) type ForwardBody = Either<UpstreamBody, Full<Bytes>>;

/// Sends the requests of one client on.
#[derive(Clone)]
pub(super) struct Forward(Arc<Way>);

/// The way of a client's requests.
struct Way {
    route: Arc<Route>,
    connections: Arc<Ways>,
    tunnels: TunnelOpener,
    /// The address of the client, as the upstream is told it.
    client: HeaderValue,
}

impl Forward {
    pub(super) fn new(
        route: Arc<Route>,
        connections: Arc<Ways>,
        tunnels: TunnelOpener,
        client: SocketAddr,
    ) -> Forward {
        let client = HeaderValue::try_from(client.ip().to_canonical().to_string());
        // What an address is written in can be in a header.
        let client = client.unwrap_or(HeaderValue::from_static("unknown"));
        Forward(Arc::new(Way { route, connections, tunnels, client }))
    }
}

impl Service<Request<Incoming>> for Forward {
    type Response = Response<ForwardBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Incoming>) -> Self::Future {
        let way = Arc::clone(&self.0);
        Box::pin(async move {
            Ok(match way.send(request).await {
                Ok(response) => {
                    response.map(|body| Either::Left(UpstreamBody::new(body, way.route.timeout)))
                }
                Err(failure) => failure.response().map(Either::Right),
            })
        })
    }
}

/// The way of a request to the upstream, and of its answer back.
pub(super) struct Route {
    pub(super) rewrite: Rewrite,
    /// How long upstream and client may keep each other waiting before the head of the answer is there, and the
    /// upstream afterwards, before the next piece of it is.
    pub(super) timeout: Duration,
}

/// The connections to the upstream.
pub(super) struct Ways {
    /// For all requests but those in `for_upgrades`.
    pub(super) usual: Connections,
    /// With HTTP/1.1, which alone can be upgraded.
    pub(super) for_upgrades: Connections,
}

impl Ways {
    /// Closes the connections that nobody has used for long, for as long as it is waited for.
    pub(super) async fn close_unused(&self) {
        tokio::join!(self.usual.close_unused(), self.for_upgrades.close_unused());
    }
}

impl Way {
    async fn send(&self, mut request: Request<Incoming>) -> Result<Response<LeasedBody>, Failure> {
        let upgrade = hyper::upgrade::on(&mut request);
        let request = self.route.rewrite.request(request, &self.client)?;
        // The rewriting leaves no protocol but WebSocket, and that only where it may be asked for.
        let upgrades = request.headers().contains_key(UPGRADE);
        let connections = match upgrades {
            true => &self.connections.for_upgrades,
            false => &self.connections.usual,
        };
        let mut response = self.route.answer(connections, request).await?;
        // A proxy answers in its own version (RFC 9112 §2.3), whatever the upstream's is.
        *response.version_mut() = Version::HTTP_11;
        if is_coded(response.headers()) {
            return Err(Failure::CodedAnswer);
        }
        end_hop(response.headers_mut());
        self.route.rewrite.answer(response.headers_mut());
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            if !upgrades || !response.headers().contains_key(UPGRADE) {
                return Err(Failure::Switched);
            }
            self.tunnels.clone().join(upgrade, hyper::upgrade::on(&mut response));
        }
        Ok(response)
    }
}

impl Route {
    /// Waits for the head of the answer as long as there is progress.
    async fn answer(
        &self,
        connections: &Connections,
        request: Request<Incoming>,
    ) -> Result<Response<LeasedBody>, Failure> {
        let (parts, incoming) = request.into_parts();
        let (body, upload) = watch_body(incoming);
        let request = Request::from_parts(parts, body);
        let Some(mut upload) = upload else {
            let answer = connections.send(request, None);
            let answer = tokio::time::timeout(self.timeout, answer).await;
            return answer.unwrap_or(Err(Failure::TimedOut));
        };
        let again = upload.clone();
        let mut answer = pin!(connections.send(request, Some(&again)));
        let answer = loop {
            tokio::select! {
                biased;
                answer = &mut answer => break answer,
                () = upload.made_progress() => {}
                () = tokio::time::sleep(self.timeout) => break Err(if upload.is_awaited() {
                    Failure::SlowRequest
                } else {
                    Failure::TimedOut
                }),
            }
        };
        upload.settle();
        match answer {
            Err(_) if upload.is_broken() => Err(Failure::BrokenRequest),
            answer => answer,
        }
    }
}

/// The WebSockets of a proxy: pairs of connections that are joined. They end when this is dropped.
pub(super) struct Tunnels(watch::Sender<()>);

/// Opens tunnels; a clone opens them in the same place.
#[derive(Clone)]
pub(super) struct TunnelOpener(watch::Receiver<()>);

impl Tunnels {
    pub(super) fn new() -> Tunnels {
        Tunnels(watch::Sender::new(()))
    }

    pub(super) fn opener(&self) -> TunnelOpener {
        TunnelOpener(self.0.subscribe())
    }
}

impl TunnelOpener {
    /// Joins two connections, in a task of its own, until both have ended.
    pub(super) fn join(mut self, client: OnUpgrade, upstream: OnUpgrade) {
        let joined = async {
            let (client, upstream) = tokio::try_join!(client, upstream)?;
            let (mut client, mut upstream) = (TokioIo::new(client), TokioIo::new(upstream));
            tokio::io::copy_bidirectional(&mut client, &mut upstream).await?;
            Ok::<_, BoxError>(())
        };
        tokio::spawn(async move {
            tokio::select! {
                joined = joined => if let Err(error) = joined {
                    tracing::debug!(error, "the tunnel broke off");
                },
                // Nothing is ever sent: this is the end of the proxy.
                _ = self.0.changed() => {}
            }
        });
    }
}
