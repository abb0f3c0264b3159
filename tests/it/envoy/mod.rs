//! The external processor: what it answers, and what a real Envoy makes of that.

mod client;
mod collecting;
#[cfg(feature = "cli")]
mod configuration;
#[cfg(feature = "cli")]
mod container;
#[cfg(feature = "cli")]
mod gateway;
#[cfg(feature = "cli")]
mod kubernetes;
#[cfg(feature = "cli")]
mod manifest;
#[cfg(feature = "cli")]
mod manifest_applied;
#[cfg(feature = "cli")]
mod modes;
#[cfg(feature = "cli")]
mod pages;
#[cfg(feature = "cli")]
mod process;
mod protocol;
#[cfg(feature = "cli")]
mod restart;
#[cfg(feature = "cli")]
pub(crate) mod stand;
#[cfg(feature = "cli")]
mod upstream;
