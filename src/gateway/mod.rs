//! What runs beside a server? The gateways that localize what others answer, with their end, their log and
//! their figures.
//!
#![cfg_attr(
    feature = "proxy",
    doc = "* [`proxy`] is a reverse proxy with the layer of [`response`](crate::response)."
)]
#![cfg_attr(
    feature = "envoy",
    doc = "* [`envoy`] localizes the errors that pass through an Envoy, as its external processor."
)]
#![cfg_attr(
    feature = "preview",
    doc = "* [`preview`] shows translators the catalog, in their browser."
)]
//! * [`admin`] tells operators how a gateway is: health, readiness and metrics.
//! * [`log`] takes a gateway's lines to an output that may stall.
#![doc = include_str!("gateway.md")]

pub mod admin;
#[cfg(feature = "envoy")]
pub mod envoy;
pub mod log;
#[cfg(feature = "preview")]
pub mod preview;
#[cfg(feature = "proxy")]
pub mod proxy;
mod refusal;
mod server;
