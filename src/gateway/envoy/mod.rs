//! Every response that passes through an Envoy, localized: an external processor (`ext_proc`).
//!
//! Envoy stays the gateway. Of each error that passes through it, it asks the processor over gRPC, on
//! the same host or on another; where the processor is gone or slow, readers get the original text.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use codeword::Catalog;
//! use codeword::gateway::envoy::{Endpoint, Processor};
//! use codeword::response::{Localizer, Policy};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let localizer = Localizer::new(Catalog::embedded(), Policy::default());
//! let endpoint: Endpoint = "127.0.0.1:50051".parse()?;
//! let listener = endpoint.bind().await?;
//! let stop = async { tokio::signal::ctrl_c().await.unwrap_or_default() };
//! Processor::new(localizer).serve(listener, stop, Duration::from_secs(30)).await;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![doc = include_str!("envoy.md")]
//!
//! # What Envoy has to be told
//!
//! [`Processor::configuration`] is a whole configuration, to be started or to be copied from. What
//! matters in it:
//!
//! * A matcher keeps successes away from the processor; they cost nothing.
//! * The request is not sent. What the language depends on comes with the head of the response, as
//!   `response_attributes`: those of the policy that the processor has. Where they are missing, the
//!   processor ends the stream with the status FAILED_PRECONDITION and says what to send.
//! * `allow_mode_override`: by the head, the processor decides whether it wants the body. Where
//!   Content-Length says that it fits, Envoy sends it whole and corrects Content-Length; where there is
//!   none, Envoy sends what fits into its buffer, and a body that does not fit passes as it is.
//! * Envoy's buffer must not be smaller than the processor's [limit](Processor::body_limit): a body of
//!   known size that does not fit into it, before or after, may become an empty 500 of Envoy.
//!
//! # What changes
//!
//! The same as with the [`layer`](crate::response::layer): its rules say which responses are left as they
//! are, and what happens to the headers of the others. But Accept-Encoding is not among the attributes: a
//! text that changes is sent without a coding, which Envoy's compressor may add again. Where nothing changes,
//! the stream ends without an answer.

mod address;
mod attributes;
mod configuration;
mod exchange;
mod head;
mod listener;
mod processor;
mod proto;
mod server;
#[cfg(unix)]
mod unix_socket;

pub use address::{Address, Endpoint};
pub use configuration::Addresses;
pub use listener::Listener;
pub use processor::Processor;
