//! A reverse proxy that localizes the answers of an upstream server.
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
//!   To its clients it speaks TLS if it has [certificates](ServerCertificates), which it reads again once they
//!   change.
//! * Each upstream may be for the paths with a [prefix](ProxyBuilder::route); the longest one counts.
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
//!   may have 1024 headers. A request beyond that is a 431, or a 414 where its target alone is too long.
//! * A body in a transfer coding other than `chunked` is refused: 501 for a request, 502 for an answer.
//!   `Max-Forwards` of an OPTIONS counts down (RFC 9110 §7.6.2); a TRACE is a 501.
//! * An upstream that cannot be reached, or breaks off, is a 502, one that takes too long a 504, as long as
//!   nothing of its answer was sent: afterwards, its answer breaks off; a request whose body is
//!   broken is a 400, one whose body does not continue in time a 408. All are problems (RFC 9457).
//!
//! # What it does not do
//!
//! It does not balance load, and caches nothing. It repeats a request once, and only where
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
mod certificates;
mod client;
mod client_stream;
mod clients;
mod failure;
mod forward;
mod headers;
mod identity;
mod path_prefix;
mod pool;
mod request;
mod reverse_proxy;
mod routes;
mod server_certificates;
mod silence;
mod tls;
mod unused;
mod upstream;
mod upstream_body;

pub use path_prefix::PathPrefix;
pub use reverse_proxy::{Proxy, ProxyBuilder};
pub use server_certificates::ServerCertificates;
pub use upstream::Upstream;
