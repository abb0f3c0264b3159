//! A reverse proxy that localizes the answers of the server behind it.
//!
//! It stands where a gateway has no way to add the [`layer`](super::layer), and is what the command
//! `codeword proxy` runs.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use codeword::Catalog;
//! use codeword::response::layer::LocalizeLayer;
//! use codeword::response::proxy::Proxy;
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
//!   To its clients it speaks without TLS: that is the ingress's.
//! * Bodies flow through as they come, in both directions, with their trailers; only a JSON answer within
//!   the layer's limit waits until it is whole. WebSocket and other upgrades of HTTP/1.1 pass.
//! * Headers of the connection go no further (RFC 9110 §7.6.1). The upstream is told for whom it works by
//!   `X-Forwarded-For`, `X-Forwarded-Host`, `X-Forwarded-Proto` and `Via`.
//! * Of the codings that a reader accepts, the upstream is offered gzip alone, which can be read here.
//! * An upstream that cannot be reached is a 502, one that takes too long a 504, both as problems
//!   (RFC 9457).
//!
//! # What it does not
//!
//! It has one upstream, does not balance load, caches nothing, and asks no second time: what a request
//! has begun cannot be known. WebSocket over HTTP/2 (RFC 8441) is not spoken.

mod answer;
mod builder;
mod client;
mod failure;
mod forward;
mod hop;
mod rewrite;
mod tunnel;
mod upstream;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::service::service_fn;
use tokio::net::TcpListener;

use super::admin::Metrics;
use super::layer::LocalizeLayer;
use super::server;

pub use builder::ProxyBuilder;
pub use upstream::Upstream;

use answer::Answerer;
use forward::{Forward, Route};

/// A reverse proxy; see [the module](self).
#[derive(Clone)]
pub struct Proxy {
    route: Arc<Route>,
    layer: Option<LocalizeLayer>,
    metrics: Option<Metrics>,
}

impl Proxy {
    /// A proxy before this upstream.
    pub fn builder(upstream: Upstream) -> ProxyBuilder {
        ProxyBuilder::new(upstream)
    }

    /// Answers requests until `stop`; then accepts no more connections, and returns when the requests in
    /// flight have come to their end, or after `grace`.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
        grace: Duration,
    ) {
        let service_for = |client: &SocketAddr| {
            let forward = Forward { route: Arc::clone(&self.route), client: *client };
            let answerer = Answerer::new(forward, self.layer.as_ref(), self.metrics.clone());
            service_fn(move |request| answerer.clone().answer(request))
        };
        server::serve(listener, service_for, server::STREAMS, stop, grace).await;
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Proxy")
            .field("upstream", &self.route.rewrite.upstream)
            .field("layer", &self.layer)
            .finish_non_exhaustive()
    }
}
