//! A gateway that holds: what awkward peers, full pipes and closed connections may not do to it.
//!
//! The gateways are asked as their clients ask them, in bytes, and stand before an upstream that answers in
//! bytes. A test that does not hold yet is ignored, and says by which point of the issue it will.

mod awkward;
mod bodies;
mod configuration;
mod content;
mod forwarded;
mod frames;
mod framing;
mod held;
mod http2;
mod log;
mod nginx;
mod process;
mod retry;
mod smuggling;
mod start;
mod upstream;
mod vectors;
mod wire;

/// Of code 400142, as an upstream says it, and as a reader of Chinese gets it.
const ERROR: &str = r#"{"code":400142,"info":"too many: x"}"#;
const LOCALIZED: &str = r#"{"code":400142,"info":"心跳超限, 实例仅支持每秒1次心跳: x"}"#;
