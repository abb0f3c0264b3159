//! What HTTP allows to be done with a response, and what its headers say afterwards (RFC 9110).
//!
//! The rules are the same wherever a response passes: [`Admission`] judges its head, [`Content`] is the
//! way of its body, and a [`Reader`] is the request that both depend on.

mod admission;
mod charset;
mod coding;
mod headers;
mod reader;

pub(crate) use admission::{Admission, BODY_LIMIT, Content};
#[cfg(feature = "proxy")]
pub(crate) use coding::{accepts_identity, asks_for_gzip};
#[cfg(feature = "proxy")]
pub(crate) use headers::{has_directive, members};
pub(crate) use reader::Reader;
