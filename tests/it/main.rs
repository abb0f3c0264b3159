//! The integration tests: one binary, one module for each thing that is promised.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails should say so by a panic"
)]

mod allocation;
#[cfg(feature = "axum")]
mod axum;
#[cfg(all(feature = "axum", feature = "build"))]
mod axum_service;
#[cfg(feature = "build")]
mod build;
#[cfg(feature = "tower")]
mod cache;
#[cfg(all(feature = "capi", unix))]
mod capi;
mod catalog;
#[cfg(feature = "cli")]
mod check;
#[cfg(feature = "cli")]
mod check_fix;
#[cfg(feature = "cli")]
mod chromium;
#[cfg(feature = "cli")]
mod cli;
mod codes;
#[cfg(feature = "cli")]
mod compare_locales;
#[cfg(feature = "icu")]
mod differential;
#[cfg(feature = "icu")]
mod display_name;
mod document;
#[cfg(feature = "envoy")]
mod envoy;
#[cfg(feature = "cli")]
mod exchange;
mod format;
#[cfg(all(feature = "cli", feature = "envoy", feature = "proxy", unix))]
mod gateway;
#[cfg(feature = "cli")]
mod generate;
#[cfg(feature = "tower")]
mod gzip;
#[cfg(feature = "tower")]
mod layer;
#[cfg(feature = "live")]
mod live;
#[cfg(feature = "lsp")]
mod lsp;
mod names;
mod negotiate;
mod pages;
#[cfg(feature = "preview")]
mod preview;
#[cfg(feature = "proxy")]
mod proxy;
#[cfg(feature = "cli")]
mod pseudo;
#[cfg(feature = "cli")]
mod reference;
#[cfg(feature = "cli")]
mod registry;
#[cfg(feature = "json")]
mod response;
mod rooms;
#[cfg(feature = "cli")]
mod sync;
#[cfg(feature = "tonic")]
mod tonic;
mod traits;
mod traps;
mod verify;
#[cfg(all(feature = "cli", unix))]
mod watch;
