//! The headers that a proxy changes: hop-by-hop ones (RFC 9110 §7.6.1), X-Forwarded-For and its like (RFC
//! 7239), and `Via`.

use std::net::SocketAddr;

use http::Version;
use http::header::{
    CONNECTION, HeaderMap, HeaderName, HeaderValue, TE, TRANSFER_ENCODING, UPGRADE, VIA,
};

use crate::response::semantics::{has_directive, members};

const KEEP_ALIVE: HeaderName = HeaderName::from_static("keep-alive");
const PROXY_CONNECTION: HeaderName = HeaderName::from_static("proxy-connection");
const HTTP2_SETTINGS: HeaderName = HeaderName::from_static("http2-settings");

const FORWARDED: HeaderName = HeaderName::from_static("forwarded");
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const X_REAL_IP: HeaderName = HeaderName::from_static("x-real-ip");

/// Removes the headers of the connection on which a message came, and adds again what holds on the next
/// connection too: that trailers are accepted (RFC 9110 §10.1.4), and that it becomes a WebSocket (§7.8). No
/// other protocol passes: with HTTP/2, a client could ask the upstream for things that no one here reads.
pub(super) fn end_hop(headers: &mut HeaderMap) {
    let takes_trailers = has_directive(headers, TE, "trailers");
    let upgrades = has_directive(headers, CONNECTION, "upgrade")
        && has_directive(headers, UPGRADE, "websocket");

    let named: Vec<HeaderName> =
        members(headers, CONNECTION).filter_map(|name| name.parse().ok()).collect();
    let always =
        [CONNECTION, HTTP2_SETTINGS, KEEP_ALIVE, PROXY_CONNECTION, TE, TRANSFER_ENCODING, UPGRADE];
    for name in named.into_iter().chain(always) {
        headers.remove(name);
    }

    if takes_trailers {
        headers.insert(TE, HeaderValue::from_static("trailers"));
    }
    if upgrades {
        headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    }
}

/// Says that `TE` is about the connection, as HTTP/1.1 demands (RFC 9110 §10.1.4). In HTTP/2 nothing may say
/// so, and hyper would remove both.
pub(super) fn name_te(headers: &mut HeaderMap) {
    if headers.contains_key(TE) {
        headers.append(CONNECTION, HeaderValue::from_static("te"));
    }
}

/// Removes all that a request says of earlier proxies.
pub(super) fn forget_forwarded(headers: &mut HeaderMap) {
    let named = headers.keys().filter(|name| name.as_str().starts_with("x-forwarded-"));
    let named: Vec<HeaderName> = named.cloned().collect();
    for name in named.into_iter().chain([FORWARDED, X_REAL_IP]) {
        headers.remove(name);
    }
}

/// Says who has asked, and by which name and scheme, in addition to what the request says of that already.
pub(super) fn add_forwarded(
    headers: &mut HeaderMap,
    client: SocketAddr,
    host: Option<HeaderValue>,
) {
    add_member(headers, X_FORWARDED_FOR, &client.ip().to_canonical().to_string());
    headers.entry(X_FORWARDED_PROTO).or_insert(HeaderValue::from_static("http"));
    if let Some(host) = host {
        headers.entry(X_FORWARDED_HOST).or_insert(host);
    }
}

/// Adds this proxy to those that the request has passed (RFC 9110 §7.6.3).
pub(super) fn add_via(headers: &mut HeaderMap, came_by: Version) {
    let version = match came_by {
        Version::HTTP_2 => "2.0",
        Version::HTTP_10 => "1.0",
        _ => "1.1",
    };
    add_member(headers, VIA, &format!("{version} codeword"));
}

/// Adds a member to a list, in one line.
fn add_member(headers: &mut HeaderMap, name: HeaderName, member: &str) {
    let list: Vec<&str> = members(headers, &name).chain([member]).collect();
    if let Ok(value) = HeaderValue::try_from(list.join(", ")) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_the_connection_go_no_further() {
        type Lines = &'static [(&'static str, &'static str)];
        let table: [(Lines, Lines); 6] = [
            (
                &[
                    ("connection", "close, X-Secret"),
                    ("connection", "keep-alive"),
                    ("keep-alive", "timeout=5"),
                    ("proxy-connection", "close"),
                    ("x-secret", "1"),
                    ("x-other", "2"),
                ],
                &[("x-other", "2")],
            ),
            (&[("te", "trailers, deflate;q=0.5")], &[("te", "trailers")]),
            (
                &[("connection", "Upgrade"), ("upgrade", "h2c, WebSocket")],
                &[("connection", "upgrade"), ("upgrade", "websocket")],
            ),
            (&[("connection", "upgrade"), ("upgrade", "h2c")], &[]),
            // Whether the connection names it or not.
            (&[("http2-settings", "AAMAAABk")], &[]),
            // An upgrade that the connection does not name does not count.
            (&[("upgrade", "websocket"), ("transfer-encoding", "chunked")], &[]),
        ];
        for (lines, expected) in table {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.append(*name, value.parse().unwrap());
            }
            end_hop(&mut headers);
            let left: Vec<_> = headers
                .iter()
                .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
                .collect();
            assert_eq!(left, expected);
        }
    }
}
