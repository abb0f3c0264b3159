//! The errors of a tower service, localized: for axum, hyper, tonic's HTTP side and the like.
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//! use codeword::Catalog;
//! use codeword::response::layer::LocalizeLayer;
//! use codeword::response::{Localizer, Policy};
//! # use axum::body::{Body, to_bytes};
//! use axum::http::StatusCode;
//! # use axum::http::{Request, header};
//! # use tower::ServiceExt;
//!
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! async fn register() -> (StatusCode, [(&'static str, &'static str); 1], &'static str) {
//!     let json = [("content-type", "application/json")];
//!     (StatusCode::BAD_REQUEST, json, r#"{"code":400142,"info":"too many heartbeats: instance i-1"}"#)
//! }
//!
//! let localizer = Localizer::new(Catalog::embedded(), Policy::default());
//! let app = Router::new().route("/", get(register)).layer(LocalizeLayer::new(localizer));
//!
//! let request = Request::get("/").header("accept-language", "zh-CN").body(Body::empty())?;
//! let response = app.oneshot(request).await?;
//! assert_eq!(response.headers()[header::CONTENT_LANGUAGE], "zh-CN");
//! assert_eq!(response.headers()[header::VARY], "accept-language");
//! assert_eq!(
//!     to_bytes(response.into_body(), 1000).await?,
//!     r#"{"code":400142,"info":"心跳超限, 实例仅支持每秒1次心跳: instance i-1"}"#,
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A whole service is in the repository; `cargo run --features tower --example axum` starts it, and
//! `curl localhost:3000/v1/heartbeat -H 'accept-language: zh-CN'` asks it.
//!
//! # Where it stands
//!
//! Inside of compression. It reads gzip itself, within the limit: a body that changes is sent without it,
//! any other in the very bytes in which it came. Other codings need a layer for decompression inside of
//! this one.
//!
//! # Codes that a service returns
//!
//! A response with a [`Coded`](crate::Coded) among its extensions gets a new body, whatever the old one is: a problem
//! (RFC 9457) with the response's status and the words of the reader, who is told that it is
//! `application/problem+json`. Where no catalog has the code, or an argument is missing, the old body stays. The
//! feature `axum` makes such responses of a `Coded`.
//!
//! # What is left as it is
//!
//! * A response that is not an error, unless the policy's [statuses](crate::response::Policy::statuses) or the
//!   header `X-Polaris-Code` ask for it, and one that the [`Predicate`] rejects.
//! * One that is not JSON, unless it is an error whose [page](crate::response::Policy::pages) the policy
//!   replaces.
//! * One whose content is coded in another way, partial (206), empty (HEAD, 204, 304), marked `no-transform`,
//!   or larger than the [limit](LocalizeLayer::body_limit).
//! * A stream: one that says so (`X-Accel-Buffering: no`); one that is not an error and does not say its length,
//!   as a watch of events; and an error of unknown length once its bytes stop coming, if the layer
//!   [has a timer](LocalizeLayer::release_after).
//! * A body in another charset than UTF-8, as its Content-Type says, unless all of it is ASCII.
//! * A response that an inner layer, or the service itself, has localized, as the outcome in its extensions says; it gains
//!   `Vary`.
//!
//! The response's extensions hold the [`Outcome`](crate::response::Outcome).
//!
//! # What happens to the headers
//!
//! * `Vary` (RFC 9110 §12.5.5) gains the headers that the language was read from, whether the text
//!   changed or not; also in a 206 or a 304, as in the 200 that it stands for. Where the request forbids
//!   a change, by `no-transform` or by refusing what is not coded, it gains `Cache-Control` or
//!   `Accept-Encoding`; and `Accept` where a page may be replaced. With the feature `axum`, every response of a
//!   handler that takes a [`Reader`](crate::Reader) gains the headers of the language.
//! * `Content-Language` (§8.5) and `Content-Length` (§8.6) say what is sent, and so does the `charset` of
//!   `Content-Type` (§8.3.2) if there is one: a changed body is UTF-8.
//! * `ETag` and `Last-Modified` (§8.8) are removed where another reader could get another body, since a
//!   cache would take one language for another.
//! * `Accept-Ranges` (§14.3), `Content-Digest` and `Repr-Digest` (RFC 9530) are removed where the body
//!   changed.
//! * The response to a HEAD (§9.3.2) keeps none of those, because their values are known only with the
//!   body.

mod body;
mod service;

use http::response::Parts;

pub use body::LocalizeBody;
pub use service::{Localize, LocalizeLayer, ResponseFuture};

/// Says which responses are looked into, by their status and headers, of those that the policy's
/// [statuses](crate::response::Policy::statuses) admit.
///
/// A function of the parts is a predicate. The [rules of HTTP](self) hold whatever it says.
///
/// ```
/// use codeword::Catalog;
/// use codeword::response::layer::LocalizeLayer;
/// use codeword::response::{Localizer, Policy};
/// use http::response::Parts;
///
/// let localizer = Localizer::new(Catalog::embedded(), Policy::default());
///
/// // Only what says that its texts are meant for people.
/// let layer = LocalizeLayer::new(localizer)
///     .localize_when(|response: &Parts| response.headers.contains_key("x-for-people"));
/// ```
pub trait Predicate {
    /// Whether to look into a response.
    fn should_localize(&self, response: &Parts) -> bool;
}

impl<F: Fn(&Parts) -> bool> Predicate for F {
    fn should_localize(&self, response: &Parts) -> bool {
        self(response)
    }
}

/// Every response that the policy admits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Always;

impl Predicate for Always {
    fn should_localize(&self, _: &Parts) -> bool {
        true
    }
}
