//! A reverse proxy that localizes the answers of the server behind it.
//!
//! It is for servers and gateways that cannot add the [`layer`](crate::response::layer), and is what the
//! command `codeword proxy` runs.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use codeword::Catalog;
//! use codeword::response::layer::LocalizeLayer;
//! use codeword::gateway::proxy::Proxy;
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
//!   the layer's limit waits until it is whole. WebSocket passes, by HTTP/1.1; no other protocol does.
//! * Headers of the connection go no further (RFC 9110 §7.6.1). The upstream is told for whom it works by
//!   `X-Forwarded-For`, `X-Forwarded-Host`, `X-Forwarded-Proto` and `Via`. What a client says itself of
//!   earlier proxies is taken out, unless it is believed.
//! * Of the codings that a reader accepts, the upstream is offered gzip alone, which can be read here.
//! * An upstream that cannot be reached is a 502, one that takes too long a 504; a request whose body is
//!   broken is a 400, one whose body does not go on a 408. All are problems (RFC 9457).
//!
//! # What it does not
//!
//! It has one upstream, does not balance load, caches nothing, and asks no second time: what a request
//! has begun cannot be known. An answer that has begun may take as long as it will; that its upstream is
//! still there is asked by keep-alives of TCP and HTTP/2. WebSocket over HTTP/2 (RFC 8441) is not spoken.

mod answer;
mod body;
mod builder;
mod client;
mod connector;
mod failure;
mod forward;
mod forwarded;
mod hop;
mod host;
mod rewrite;
mod route;
mod serve;
mod tunnel;
mod upstream;

pub use builder::ProxyBuilder;
pub use serve::Proxy;
pub use upstream::Upstream;
