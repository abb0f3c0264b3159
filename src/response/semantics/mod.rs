//! What HTTP lets be done with a response, and what its headers say afterwards (RFC 9110).
//!
//! The rules are the same wherever a response passes: [`Admission`] judges its head, [`Content`] is the
//! way of its body, and a [`Reader`] is the request that both depend on.

mod accept_encoding;
mod admission;
mod coding;
mod content;
mod headers;
mod list;
mod reader;

#[cfg(feature = "proxy")]
pub(crate) use accept_encoding::{accepts_identity, asks_for_gzip};
pub(crate) use admission::Admission;
pub(crate) use content::{BODY_LIMIT, Content};
#[cfg(feature = "proxy")]
pub(crate) use list::{has_directive, members};
pub(crate) use reader::Reader;
