//! A gateway that holds: what awkward peers, full pipes and closed connections may not do to it.
//!
//! The gateways are asked as their clients ask them, in bytes (`wire`, `frames`), and stand before an upstream
//! that answers in bytes (`upstream`). Three tables say what must come of it: of awkward answers (`awkward`),
//! of awkward requests (`smuggling`, `http2`), and beside nginx (`nginx`). The rest is one promise a test. One
//! that does not hold yet is ignored, and names the point of the issue that it waits for.

mod awkward;
mod bodies;
mod certificates;
mod configuration;
mod content;
mod cut;
mod forwarded;
mod frames;
mod framing;
mod grafana;
mod held;
mod http2;
mod log;
mod nginx;
mod openresty;
mod process;
mod retry;
mod smuggling;
mod start;
mod systemd;
mod upstream;
mod vectors;
mod wire;

/// Of code 400142, as an upstream says it, and as a reader of Chinese gets it.
const ERROR: &str = r#"{"code":400142,"info":"too many: x"}"#;
const LOCALIZED: &str = r#"{"code":400142,"info":"心跳超限, 实例仅支持每秒1次心跳: x"}"#;
