//! The headers that say for whom a proxy works (RFC 7239, and those that were there before it).

use std::fmt::Write;
use std::net::SocketAddr;

use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::response::semantics::members;

const FORWARDED: HeaderName = HeaderName::from_static("forwarded");
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const X_REAL_IP: HeaderName = HeaderName::from_static("x-real-ip");

/// Takes out all that a request says of earlier proxies.
pub(super) fn forget(headers: &mut HeaderMap) {
    let named = headers.keys().filter(|name| name.as_str().starts_with("x-forwarded-"));
    let named: Vec<HeaderName> = named.cloned().collect();
    for name in named.into_iter().chain([FORWARDED, X_REAL_IP]) {
        headers.remove(name);
    }
}

/// Says who has asked, and by which name and scheme, beside what the request says of that already.
pub(super) fn say(headers: &mut HeaderMap, client: SocketAddr, host: Option<HeaderValue>) {
    let mut passed = String::new();
    for address in members(headers, X_FORWARDED_FOR) {
        // Writing to a string cannot fail.
        let _ = write!(passed, "{address}, ");
    }
    let _ = write!(passed, "{}", client.ip().to_canonical());
    if let Ok(value) = HeaderValue::try_from(passed) {
        headers.insert(X_FORWARDED_FOR, value);
    }
    headers.entry(X_FORWARDED_PROTO).or_insert(HeaderValue::from_static("http"));
    if let Some(host) = host {
        headers.entry(X_FORWARDED_HOST).or_insert(host);
    }
}
