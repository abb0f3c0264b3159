//! [`Forward`]: the service that sends requests on to the upstream, and [`Tunnels`]: what becomes of those
//! that go on as a WebSocket (RFC 9110 §7.8).

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

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
use super::client::Connector;
use super::failure::Failure;
use super::headers::{end_hop, is_coded};
use super::pool::Connections;
use super::routes::Route;
use super::silence::Silence;
use super::upstream_body::UpstreamBody;
use crate::gateway::server::BoxError;

/// The body of an answer: the upstream's, or the proxy's own.
pub(super) type ForwardBody = Either<UpstreamBody, Full<Bytes>>;

/// Sends requests of one client on, to one upstream; or answers them itself, if there is none for them.
#[derive(Clone)]
pub(super) struct Forward {
    way: Result<Arc<Way>, Failure>,
    client: Arc<Client>,
}

/// What is known of a client.
pub(super) struct Client {
    /// Its address, as the upstream is told it.
    name: HeaderValue,
    tunnels: TunnelOpener,
}

/// A route, with the connections to its upstream.
pub(super) struct Way {
    pub(super) route: Arc<Route>,
    usual: Connections,
    for_upgrades: Connections,
}

impl Client {
    pub(super) fn new(address: SocketAddr, tunnels: TunnelOpener) -> Client {
        let name = HeaderValue::try_from(address.ip().to_canonical().to_string());
        // What an address is written in can be in a header.
        Client { name: name.unwrap_or(HeaderValue::from_static("unknown")), tunnels }
    }
}

impl Forward {
    pub(super) fn new(way: Result<Arc<Way>, Failure>, client: Arc<Client>) -> Forward {
        Forward { way, client }
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
        let Forward { way, client } = self.clone();
        Box::pin(async move {
            let way = match way {
                Ok(way) => way,
                Err(failure) => return Ok(failure.response().map(Either::Right)),
            };
            Ok(match way.send(request, &client).await {
                Ok(response) => response.map(Either::Left),
                Err(failure) => {
                    failure.log(&way.route.rewrite.upstream);
                    failure.response().map(Either::Right)
                }
            })
        })
    }
}

impl Way {
    /// A route, to which there are no connections yet.
    pub(super) fn new(route: Arc<Route>) -> Way {
        let connections =
            |connector: &Connector| Connections::new(connector.clone(), route.idle, route.timeout);
        let (usual, for_upgrades) = (connections(&route.usual), connections(&route.for_upgrades));
        Way { route, usual, for_upgrades }
    }

    /// Closes the connections that nobody has used for long, for as long as it is waited for.
    pub(super) async fn close_unused(&self) {
        tokio::join!(self.usual.close_unused(), self.for_upgrades.close_unused());
    }

    async fn send(
        &self,
        mut request: Request<Incoming>,
        client: &Client,
    ) -> Result<Response<UpstreamBody>, Failure> {
        let upgrade = hyper::upgrade::on(&mut request);
        let request = self.route.rewrite.request(request, &client.name)?;
        // The rewriting leaves no protocol but WebSocket, and that only where it may be asked for.
        let upgrades = request.headers().contains_key(UPGRADE);
        let connections = match upgrades {
            true => &self.for_upgrades,
            false => &self.usual,
        };
        let mut response = self.answer(connections, request).await?;
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
            client.tunnels.clone().join(upgrade, hyper::upgrade::on(&mut response));
        }
        Ok(response)
    }

    /// Waits for the head of the answer as long as there is progress, in the request or in the head.
    async fn answer(
        &self,
        connections: &Connections,
        request: Request<Incoming>,
    ) -> Result<Response<UpstreamBody>, Failure> {
        let (parts, incoming) = request.into_parts();
        let (body, upload) = watch_body(incoming);
        let request = Request::from_parts(parts, body);
        let (silence, limit) = (Silence::new(), self.route.timeout);
        let Some(mut upload) = upload else {
            return tokio::select! {
                biased;
                answer = connections.send(request, None, &silence) => answer,
                () = silence.lasts(limit) => Err(Failure::TimedOut),
            };
        };
        let again = upload.clone();
        let mut answer = pin!(connections.send(request, Some(&again), &silence));
        let answer = loop {
            tokio::select! {
                biased;
                answer = &mut answer => break answer,
                () = upload.made_progress() => silence.restart(),
                () = silence.lasts(limit) => break Err(if upload.is_awaited() {
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
