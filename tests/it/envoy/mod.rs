//! The external processor: what it answers.

mod client;
mod protocol;
