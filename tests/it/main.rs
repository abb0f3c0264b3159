//! The integration tests: one binary, one module for each thing that is promised.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails should say so by a panic"
)]

mod allocation;
#[cfg(feature = "tower")]
mod cache;
mod catalog;
#[cfg(feature = "cli")]
mod check;
#[cfg(feature = "cli")]
mod check_fix;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod compare_locales;
#[cfg(feature = "icu")]
mod differential;
mod document;
#[cfg(feature = "envoy")]
mod envoy;
#[cfg(feature = "cli")]
mod exchange;
mod format;
#[cfg(all(feature = "cli", feature = "envoy", feature = "proxy", unix))]
mod gateway;
#[cfg(feature = "tower")]
mod gzip;
#[cfg(feature = "tower")]
mod layer;
#[cfg(feature = "live")]
mod live;
mod negotiate;
mod pages;
#[cfg(feature = "proxy")]
mod proxy;
#[cfg(feature = "cli")]
mod pseudo;
#[cfg(feature = "json")]
mod response;
mod rooms;
#[cfg(feature = "cli")]
mod sync;
mod traps;
#[cfg(all(feature = "cli", unix))]
mod watch;
