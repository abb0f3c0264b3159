//! The external processor: what it answers, and what a real Envoy makes of that.

mod client;
#[cfg(feature = "cli")]
mod configuration;
#[cfg(feature = "cli")]
mod gateway;
#[cfg(feature = "cli")]
mod kubernetes;
#[cfg(feature = "cli")]
mod process;
mod protocol;
#[cfg(feature = "cli")]
mod restart;
#[cfg(feature = "cli")]
pub(crate) mod stand;
#[cfg(feature = "cli")]
mod upstream;
