//! The messages on the wire, compiled from `ext_proc.proto`.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::all,
    reason = "what is generated has its own style"
)]

tonic::include_proto!("envoy.service.ext_proc.v3");
