//! A reverse proxy that localizes the answers of the server behind it.
//!
//! It is for servers and gateways that cannot add the [`layer`](crate::response::layer), and is what the
//! command `codeword proxy` runs.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use codeword::Catalog;
//! use codeword::gateway::proxy::Proxy;
//! use codeword::response::layer::LocalizeLayer;
//! use codeword::response::{Localizer, Policy};
//!
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let localizer = Localizer::new(Catalog::embedded(), Policy::default());
//! let proxy = Proxy::builder("http://127.0.0.1:8090".parse()?)
//!     .localize(LocalizeLayer::new(localizer))
//!     .build()?;
//!
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
//! let stop = async { tokio::signal::ctrl_c().await.unwrap_or_default() };
//! proxy.serve(listener, stop, Duration::from_secs(30)).await;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it does
//!
//! * It speaks HTTP/1.1 and HTTP/2 to both sides; without TLS, HTTP/2 by prior knowledge (RFC 9113 §3.3).
//!   To its clients it speaks without TLS, which is the ingress's task.
//! * Bodies flow through as they come, in both directions, with their trailers; only a JSON error within
//!   the layer's limit is held back until it is whole, or, where it does not say its length, until none of its
//!   bytes has come for a second. WebSocket passes, with HTTP/1.1; no other protocol
//!   does.
//! * Headers of the connection go no further (RFC 9110 §7.6.1). `X-Forwarded-For`, `X-Forwarded-Host`,
//!   `X-Forwarded-Proto` and `Via` tell the upstream for whom the proxy works. What a client itself says of
//!   earlier proxies is removed, unless clients are trusted.
//! * Of the codings that a reader accepts, the upstream is offered gzip alone, which can be read here.
//! * What the upstream calls by its own name in `Location` and `Content-Location` becomes a path.
//! * The head of a request may have 32 KiB (64 KiB by HTTP/2), that of an answer 64 KiB; by HTTP/1.1, each
//!   may have 1024 headers.
//! * A body in a transfer coding other than `chunked` is refused: 501 for a request, 502 for an answer.
//!   `Max-Forwards` of an OPTIONS counts down (RFC 9110 §7.6.2); a TRACE is a 501.
//! * An upstream that cannot be reached, or breaks off, is a 502, one that takes too long a 504, as long as
//!   nothing of its answer was sent: afterwards, its answer breaks off; a request whose body is
//!   broken is a 400, one whose body does not continue in time a 408. All are problems (RFC 9457).
//!
//! # What it does not do
//!
//! It has one upstream, does not balance load, and caches nothing. It repeats a request once, and only where
//! a connection that was kept has ended under it: if the upstream says that it has not processed it
//! (RFC 9113 §8.7), or if nothing of an answer has come and its method is idempotent (RFC 9110 §9.2.2).
//! WebSocket over HTTP/2 (RFC 8441) is not spoken.
//!
//! Two things are as hyper has them. Of the answers that go before one (RFC 9110 §15.2), a client gets none
//! but 100, since its server has no way to send another. And a URL with signs that no URL has, such as `<`
//! (RFC 3986 §2), is a 400, since it is parsed before any service sees it.

mod access;
mod answer;
mod body;
mod client;
mod clients;
mod failure;
mod forward;
mod headers;
mod pool;
mod request;
mod tls;
mod upstream;
mod upstream_body;

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use hyper::service::service_fn;
use tokio::net::TcpListener;

use crate::Error;
use crate::gateway::admin::Metrics;
use crate::gateway::server;
use crate::response::layer::LocalizeLayer;
use answer::Answerer;
use client::{Connector, Protocol};
use clients::Clients;
use forward::{Forward, Route, Tunnels, Ways};
use pool::Connections;
use request::Rewrite;
use tls::Trust;

pub use upstream::Upstream;

/// A reverse proxy; see [the module](self).
#[derive(Clone)]
pub struct Proxy {
    route: Arc<Route>,
    usual: Connector,
    for_upgrades: Connector,
    idle: Duration,
    layer: Option<LocalizeLayer>,
    metrics: Option<Metrics>,
}

impl Proxy {
    /// Begins a proxy for an upstream.
    pub fn builder(upstream: Upstream) -> ProxyBuilder {
        ProxyBuilder {
            upstream,
            layer: None,
            metrics: None,
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(5),
            idle: Duration::from_secs(4),
            http2: false,
            certificates: None,
            keep_host: false,
            trust_forwarded: false,
        }
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
        let ways = Arc::new(Ways {
            usual: Connections::new(self.usual, self.idle),
            for_upgrades: Connections::new(self.for_upgrades, self.idle),
        });
        let service_for = |client: &SocketAddr| {
            let (route, ways) = (Arc::clone(&self.route), Arc::clone(&ways));
            let forward = Forward::new(route, ways, tunnels.opener(), *client);
            let answerer =
                Answerer::new(*client, forward, self.layer.as_ref(), self.metrics.clone());
            service_fn(move |request| answerer.clone().answer(request))
        };
        let metrics = self.metrics.clone();
        let refused = move |client: &SocketAddr, status| {
            access::refused(*client, metrics.as_ref(), status);
        };
        let listener = Clients(listener);
        tokio::select! {
            () = server::serve(listener, service_for, refused, server::STREAMS, stop, grace) => {}
            () = ways.close_unused() => {}
        }
    }
}

/// How long the bytes of a body of unknown length may stay away before it is taken for a stream: longer than the
/// pauses of an answer that is being written, and short for a reader who waits.
const QUIET: Duration = Duration::from_secs(1);

impl fmt::Debug for Proxy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Proxy")
            .field("upstream", &self.route.rewrite.upstream)
            .field("layer", &self.layer)
            .finish_non_exhaustive()
    }
}

/// Builds a [`Proxy`]: how it reaches its upstream, and what it does with the answers. Made by
/// [`Proxy::builder`].
#[derive(Debug)]
pub struct ProxyBuilder {
    upstream: Upstream,
    layer: Option<LocalizeLayer>,
    metrics: Option<Metrics>,
    timeout: Duration,
    connect_timeout: Duration,
    idle: Duration,
    http2: bool,
    certificates: Option<PathBuf>,
    keep_host: bool,
    trust_forwarded: bool,
}

impl ProxyBuilder {
    /// Localizes the answers. Without it, the proxy passes them as they are.
    ///
    /// A layer without a timer lets errors of unknown length go after a second without new bytes.
    pub fn localize(self, layer: LocalizeLayer) -> ProxyBuilder {
        let layer = match layer.has_timer() {
            true => layer,
            false => layer.release_after(QUIET, tokio::time::sleep),
        };
        ProxyBuilder { layer: Some(layer), ..self }
    }

    /// Counts how long each request takes, until the head of its answer is sent.
    pub fn metrics(self, metrics: Metrics) -> ProxyBuilder {
        ProxyBuilder { metrics: Some(metrics), ..self }
    }

    /// How long the upstream may take for the head of its answer, by default 60 seconds: counted from the
    /// last piece of the request that it was sent. A client may be silent for as long in the middle of its
    /// request.
    ///
    /// Once the head is there, it is counted anew from each piece of the answer: a download or a stream of events
    /// may take as long as it will, but may not be silent for longer. A WebSocket may.
    pub fn timeout(self, timeout: Duration) -> ProxyBuilder {
        ProxyBuilder { timeout, ..self }
    }

    /// How long it may take to connect to the upstream, including the look-up of its name and TLS, by
    /// default 5 seconds.
    pub fn connect_timeout(self, connect_timeout: Duration) -> ProxyBuilder {
        ProxyBuilder { connect_timeout, ..self }
    }

    /// How long a connection to the upstream is kept that no request uses, by default 4 seconds: less than
    /// the upstream keeps it, which with servers such as Node.js and Apache is 5 seconds, so that no request
    /// is sent on a connection that is about to be closed.
    pub fn upstream_idle(self, idle: Duration) -> ProxyBuilder {
        ProxyBuilder { idle, ..self }
    }

    /// Whether to speak HTTP/2 to an upstream without TLS, by prior knowledge (RFC 9113 §3.3). One with TLS
    /// says itself what it speaks (ALPN, RFC 7301). A WebSocket uses HTTP/1.1 all the same.
    pub fn upstream_http2(self, http2: bool) -> ProxyBuilder {
        ProxyBuilder { http2, ..self }
    }

    /// A file of certificates, in PEM, by which an upstream with TLS is trusted, instead of those that the
    /// system trusts.
    pub fn upstream_certificates(self, file: impl Into<PathBuf>) -> ProxyBuilder {
        ProxyBuilder { certificates: Some(file.into()), ..self }
    }

    /// Whether the upstream gets the `Host` that clients send to the proxy, instead of its own name. It is
    /// then spoken to in HTTP/1.1, since in HTTP/2 the host stands in the target (RFC 9113 §8.3.1).
    pub fn keep_host(self, keep_host: bool) -> ProxyBuilder {
        ProxyBuilder { keep_host, ..self }
    }

    /// Whether to trust what requests say of earlier proxies in `Forwarded` and `X-Forwarded-…`: only where
    /// every client is a proxy of one's own.
    pub fn trust_forwarded(self, trust_forwarded: bool) -> ProxyBuilder {
        ProxyBuilder { trust_forwarded, ..self }
    }

    /// The proxy, which has not connected to its upstream yet.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_upstream`] if the certificates cannot be read, if there is no TLS to use them for,
    /// or if both the clients' host and HTTP/2 are asked for.
    pub fn build(self) -> Result<Proxy, Error> {
        let has_tls = self.upstream.has_tls();
        if self.keep_host && self.http2 {
            let text = "the host of clients cannot be kept by HTTP/2: choose one of the two";
            return Err(Error::invalid_upstream(text));
        }
        let trust = match &self.certificates {
            Some(file) if has_tls => Trust::File(file),
            Some(file) => {
                let (file, upstream) = (file.display(), &self.upstream);
                return Err(Error::invalid_upstream(format!(
                    "{file}: {upstream} has no TLS to use certificates for: write https:// or leave them out"
                )));
            }
            None if has_tls => Trust::System,
            None => Trust::Unneeded,
        };
        let protocol = match (has_tls, self.http2) {
            _ if self.keep_host => Protocol::Http1,
            (true, _) => Protocol::Negotiated,
            (false, true) => Protocol::Http2,
            (false, false) => Protocol::Http1,
        };
        let tls = tls::client_config(trust)?;
        let connector =
            |protocol| Connector::new(&self.upstream, self.connect_timeout, protocol, tls.clone());
        let (usual, for_upgrades) = (connector(protocol), connector(Protocol::Http1));
        let rewrite = Rewrite {
            upstream: self.upstream,
            http1: protocol == Protocol::Http1,
            keep_host: self.keep_host,
            trust_forwarded: self.trust_forwarded,
            readable: self.layer.is_some(),
        };
        let route = Arc::new(Route { rewrite, timeout: self.timeout });
        let ProxyBuilder { idle, layer, metrics, .. } = self;
        Ok(Proxy { route, usual, for_upgrades, idle, layer, metrics })
    }
}
