//! What HTTP allows to be done with a response, and what its headers say afterwards (RFC 9110).
//!
//! The rules are the same wherever a response passes: [`Admission`] judges its head, [`Content`] is the
//! way of its body, and a [`Requester`] is the request that both depend on.

mod accept;
mod admission;
#[cfg(any(feature = "capi", feature = "envoy"))]
mod ahead;
mod charset;
mod coding;
mod headers;
mod requester;
#[cfg(feature = "tower")]
mod said;

#[cfg(feature = "capi")]
pub(crate) use admission::Concern;
#[cfg(any(feature = "envoy", feature = "tower"))]
pub(crate) use admission::Content;
pub(crate) use admission::{Admission, BODY_LIMIT};
#[cfg(feature = "envoy")]
pub(crate) use ahead::content_length;
#[cfg(feature = "capi")]
pub(crate) use ahead::{Ahead, Aspect, Promise, RESPONSE_HEADERS, length};
#[cfg(feature = "proxy")]
pub(crate) use coding::{accepts_identity, asks_for_gzip};
#[cfg(any(feature = "capi", feature = "envoy"))]
pub(crate) use headers::edits;
#[cfg(feature = "proxy")]
pub(crate) use headers::{has_directive, members};
pub(crate) use requester::Requester;
#[cfg(feature = "axum")]
pub(crate) use said::Asked;
#[cfg(feature = "tower")]
pub(crate) use said::Said;
