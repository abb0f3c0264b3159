//! codeword in nginx, by `examples/openresty`: one Lua file, and the plugins for APISIX and Kong.
//!
//! nginx is real, with a master and two workers. A table (`cases`) is asked of it and of `codeword proxy`
//! (`beside_proxy`), and of the plugins, whose servers are stubs (`plugins`); the rest is one promise a test.

mod beside_proxy;
mod cache;
mod cases;
mod live;
mod nginx;
mod pages;
mod plugins;
