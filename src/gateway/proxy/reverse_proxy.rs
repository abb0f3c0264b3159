//! [`Proxy`]: answers clients with what upstreams answer, and [`ProxyBuilder`]: how it reaches them.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use hyper::service::service_fn;
use tokio::net::TcpListener;

use super::access;
use super::answer::{Answerer, Ways};
use super::clients::Clients;
use super::forward::Tunnels;
use super::path_prefix::PathPrefix;
use super::routes::{Destination, Reach, Route};
use super::server_certificates::ServerCertificates;
use super::upstream::Upstream;
use crate::Error;
use crate::gateway::admin::Metrics;
use crate::gateway::server;
use crate::response::layer::LocalizeLayer;

/// A reverse proxy; see [the module](super).
#[derive(Clone)]
pub struct Proxy {
    routes: Vec<Arc<Route>>,
    tls: Option<ServerCertificates>,
    layer: Option<LocalizeLayer>,
    metrics: Option<Metrics>,
}

impl Proxy {
    /// Begins a proxy for an upstream, which answers every path that no [route](ProxyBuilder::route) is for.
    pub fn builder(upstream: Upstream) -> ProxyBuilder {
        Proxy::by_path().route(PathPrefix::all(), upstream)
    }

    /// Begins a proxy without an upstream: a path that no [route](ProxyBuilder::route) is for is answered with 404.
    pub fn by_path() -> ProxyBuilder {
        ProxyBuilder::new()
    }

    /// Answers requests until `stop`; then accepts no more connections, and returns when the requests in
    /// flight have ended, or after `grace`. A WebSocket is no longer a request: it ends when this returns.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
        grace: Duration,
    ) {
        let tunnels = Tunnels::new();
        let ways = Ways::new(&self.routes, self.layer, self.metrics.clone());
        let ways = Arc::new(ways);
        let service_for = |client: &SocketAddr| {
            let answerer = Answerer::new(*client, tunnels.opener(), Arc::clone(&ways));
            service_fn(move |request| answerer.clone().answer(request))
        };
        let metrics = self.metrics;
        let refused = move |client: &SocketAddr, status| {
            access::refused(*client, metrics.as_ref(), status);
        };
        let listener = Clients::new(listener, self.tls);
        tokio::select! {
            () = server::serve(listener, service_for, refused, server::STREAMS, stop, grace) => {}
            () = ways.close_unused() => {}
        }
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Proxy")
            .field(
                "upstreams",
                &self.routes.iter().map(|it| &it.rewrite.upstream).collect::<Vec<_>>(),
            )
            .field("layer", &self.layer)
            .finish_non_exhaustive()
    }
}

/// Builds a [`Proxy`]: how it reaches its upstream, and what it does with the answers. Made by
/// [`Proxy::builder`].
#[derive(Debug)]
pub struct ProxyBuilder {
    destinations: Vec<Destination>,
    reach: Reach,
    tls: Option<ServerCertificates>,
    layer: Option<LocalizeLayer>,
    metrics: Option<Metrics>,
}

impl ProxyBuilder {
    pub(super) fn new() -> ProxyBuilder {
        ProxyBuilder {
            destinations: Vec::new(),
            reach: Reach {
                timeout: Duration::from_secs(60),
                connect_timeout: Duration::from_secs(5),
                idle: Duration::from_secs(4),
                http2: false,
                certificates: None,
                keep_host: false,
                trust_forwarded: false,
            },
            tls: None,
            layer: None,
            metrics: None,
        }
    }

    /// Sends the requests for the paths with this prefix to an upstream of their own, unless a longer prefix is
    /// theirs too. Its answers are localized as the others are.
    ///
    /// The path goes to the upstream as it is written, with its prefix, and after the path of the upstream's URL if
    /// that has one. A path that leads to different upstreams depending on how it is read, such as
    /// `/orders/%2e%2e/users`, is answered with 400, since nobody knows how the upstream reads it.
    ///
    /// ```no_run
    /// # use codeword::Catalog;
    /// # use codeword::gateway::proxy::Proxy;
    /// # use codeword::response::layer::LocalizeLayer;
    /// # use codeword::response::{Localizer, Policy};
    /// # fn layer(policy: Policy) -> LocalizeLayer {
    /// #     LocalizeLayer::new(Localizer::new(Catalog::embedded(), policy))
    /// # }
    /// let orders = Policy::from_file("orders.toml")?;
    /// let proxy = Proxy::by_path()
    ///     .localize(layer(Policy::default()))
    ///     .route("/naming".parse()?, "http://127.0.0.1:8090".parse()?)
    ///     .localized_route("/orders".parse()?, "http://127.0.0.1:9001".parse()?, layer(orders))
    ///     .build()?;
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn route(self, prefix: PathPrefix, upstream: Upstream) -> ProxyBuilder {
        self.to(Destination { prefix, upstream, layer: None })
    }

    /// The same with a layer of its own, as for another policy.
    pub fn localized_route(
        self,
        prefix: PathPrefix,
        upstream: Upstream,
        layer: LocalizeLayer,
    ) -> ProxyBuilder {
        self.to(Destination { prefix, upstream, layer: Some(timed(layer)) })
    }

    fn to(mut self, destination: Destination) -> ProxyBuilder {
        self.destinations.push(destination);
        self
    }

    /// Localizes the answers. Without it, the proxy passes them as they are.
    ///
    /// A layer without a timer lets errors of unknown length go after a second without new bytes.
    pub fn localize(self, layer: LocalizeLayer) -> ProxyBuilder {
        ProxyBuilder { layer: Some(timed(layer)), ..self }
    }

    /// Counts how long each request takes, until the head of its answer is sent.
    pub fn metrics(self, metrics: Metrics) -> ProxyBuilder {
        ProxyBuilder { metrics: Some(metrics), ..self }
    }

    /// How long the upstream may be silent before the head of its answer is there, by default 60 seconds: counted
    /// from the last piece of the request that it was sent, and by HTTP/1.1 anew from each piece of the head and
    /// each interim answer, such as a 102. A client may be silent for as long in the middle of its request.
    ///
    /// Once the head is there, it is counted anew from each piece of the answer: a download or a stream of events
    /// may take as long as it will, but may not be silent for longer. A WebSocket may.
    pub fn timeout(self, timeout: Duration) -> ProxyBuilder {
        self.reaching(|reach| reach.timeout = timeout)
    }

    /// How long it may take to connect to the upstream, including the look-up of its name and TLS, by
    /// default 5 seconds.
    pub fn connect_timeout(self, connect_timeout: Duration) -> ProxyBuilder {
        self.reaching(|reach| reach.connect_timeout = connect_timeout)
    }

    /// How long a connection to the upstream is kept that no request uses, by default 4 seconds: less than
    /// the upstream keeps it, which with servers such as Node.js and Apache is 5 seconds, so that no request
    /// is sent on a connection that is about to be closed.
    pub fn upstream_idle(self, idle: Duration) -> ProxyBuilder {
        self.reaching(|reach| reach.idle = idle)
    }

    /// Whether to speak HTTP/2 to an upstream without TLS, by prior knowledge (RFC 9113 §3.3). One with TLS
    /// says itself what it speaks (ALPN, RFC 7301). A WebSocket uses HTTP/1.1 all the same.
    pub fn upstream_http2(self, http2: bool) -> ProxyBuilder {
        self.reaching(|reach| reach.http2 = http2)
    }

    /// A file of certificates, in PEM, by which an upstream with TLS is trusted, instead of those that the
    /// system trusts: of authorities, whatever server they vouch for, and of servers, which are then trusted as long as
    /// they show the very same. Names and validity count either way.
    ///
    /// What may surprise is logged when the proxy is built: that no certificate is an authority's, so that the
    /// upstream's next one will be refused, or that none is valid today.
    pub fn upstream_certificates(self, file: impl Into<PathBuf>) -> ProxyBuilder {
        self.reaching(|reach| reach.certificates = Some(file.into()))
    }

    /// Speaks TLS to clients, with these certificates. Without them, the proxy speaks without.
    ///
    /// A client that speaks HTTP without TLS nevertheless is answered with 400. With
    /// [`metrics`](ProxyBuilder::metrics), these tell when each certificate expires.
    pub fn tls(self, certificates: ServerCertificates) -> ProxyBuilder {
        ProxyBuilder { tls: Some(certificates), ..self }
    }

    /// Whether the upstream gets the `Host` that clients send to the proxy, instead of its own name. It is
    /// then spoken to in HTTP/1.1, since in HTTP/2 the host stands in the target (RFC 9113 §8.3.1).
    pub fn keep_host(self, keep_host: bool) -> ProxyBuilder {
        self.reaching(|reach| reach.keep_host = keep_host)
    }

    /// Whether to trust what requests say of earlier proxies in `Forwarded` and `X-Forwarded-…`: only where
    /// every client is a proxy of one's own.
    pub fn trust_forwarded(self, trust_forwarded: bool) -> ProxyBuilder {
        self.reaching(|reach| reach.trust_forwarded = trust_forwarded)
    }

    fn reaching(mut self, change: impl FnOnce(&mut Reach)) -> ProxyBuilder {
        change(&mut self.reach);
        self
    }

    /// The proxy, which has not connected to its upstreams yet.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_upstream`] if there is no upstream, or two are for the same prefix, if the certificates
    /// cannot be read, if there is no TLS to use them for, or if both the clients' host and HTTP/2 are asked for.
    pub fn build(self) -> Result<Proxy, Error> {
        let ProxyBuilder { destinations, reach, tls, layer, metrics } = self;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let routes = reach.routes(destinations, layer.as_ref(), scheme)?;
        if let (Some(certificates), Some(metrics)) = (&tls, &metrics) {
            metrics.add(certificates.clone());
        }
        Ok(Proxy { routes, tls, layer, metrics })
    }
}

/// A layer that lets go what never ends.
fn timed(layer: LocalizeLayer) -> LocalizeLayer {
    match layer.has_timer() {
        true => layer,
        false => layer.release_after(QUIET, tokio::time::sleep),
    }
}

/// How long the bytes of a body of unknown length may stay away before it is taken for a stream: longer than the
/// pauses of an answer that is being written, and short for a reader who waits.
const QUIET: Duration = Duration::from_secs(1);
