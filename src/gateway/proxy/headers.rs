//! The headers that a proxy changes: hop-by-hop ones (RFC 9110 §7.6.1), X-Forwarded-For and its like (RFC
//! 7239), and `Via`.

use http::Version;
use http::header::{
    CONNECTION, CONTENT_LENGTH, COOKIE, HeaderMap, HeaderName, HeaderValue, TE, TRANSFER_ENCODING,
    UPGRADE, VIA,
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

    // Mostly, `keep-alive` alone, which is removed anyway.
    let named =
        members(headers, CONNECTION).filter(|name| !name.eq_ignore_ascii_case("keep-alive"));
    let named: Vec<HeaderName> = named.filter_map(|name| name.parse().ok()).collect();
    for name in named {
        headers.remove(name);
    }
    if headers.remove(TRANSFER_ENCODING).is_some() {
        // A length beside chunks does not hold (RFC 9112 §6.3).
        headers.remove(CONTENT_LENGTH);
    }
    for name in [&CONNECTION, &HTTP2_SETTINGS, &KEEP_ALIVE, &PROXY_CONNECTION, &TE, &UPGRADE] {
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

/// Removes all that a request says of earlier proxies; `_` counts as `-`, as where variables are made of
/// headers.
pub(super) fn forget_forwarded(headers: &mut HeaderMap) {
    let named = headers.keys().filter(|name| tells_of_proxies(name.as_str()));
    let named: Vec<HeaderName> = named.cloned().collect();
    for name in named {
        headers.remove(name);
    }
}

fn tells_of_proxies(name: &str) -> bool {
    let is_dashed = |name: &str| {
        name.starts_with("x-forwarded-") || name == FORWARDED.as_str() || name == X_REAL_IP.as_str()
    };
    is_dashed(name) || (name.contains('_') && is_dashed(&name.replace('_', "-")))
}

/// Joins what HTTP/2 has split, since HTTP/1.1 has one line of cookies (RFC 9113 §8.2.3).
pub(super) fn join_cookies(headers: &mut HeaderMap) {
    let mut cookies = headers.get_all(COOKIE).iter();
    if cookies.next().is_some() && cookies.next().is_some() {
        let cookies: Vec<&[u8]> =
            headers.get_all(COOKIE).iter().map(HeaderValue::as_bytes).collect();
        if let Ok(joined) = HeaderValue::from_bytes(&cookies.join(&b"; "[..])) {
            headers.insert(COOKIE, joined);
        }
    }
}

/// Whether a message comes in a transfer coding that is not decoded here: any but `chunked`, once
/// (RFC 9112 §6.1, §7).
pub(super) fn is_coded(headers: &HeaderMap) -> bool {
    if !headers.contains_key(TRANSFER_ENCODING) {
        return false;
    }
    let mut codings = headers.get_all(TRANSFER_ENCODING).iter();
    let is_chunked = codings
        .next()
        .is_some_and(|coding| coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"chunked"));
    !is_chunked || codings.next().is_some()
}

/// Says who has asked, and by which name and scheme, in addition to what the request says of that already.
pub(super) fn add_forwarded(
    headers: &mut HeaderMap,
    client: &HeaderValue,
    host: Option<HeaderValue>,
    scheme: &'static str,
) {
    add_member(headers, X_FORWARDED_FOR, client);
    headers.entry(X_FORWARDED_PROTO).or_insert(HeaderValue::from_static(scheme));
    if let Some(host) = host {
        headers.entry(X_FORWARDED_HOST).or_insert(host);
    }
}

/// Adds this proxy to those that the request has passed (RFC 9110 §7.6.3).
pub(super) fn add_via(headers: &mut HeaderMap, came_by: Version) {
    let via = match came_by {
        Version::HTTP_2 => "2.0 codeword",
        Version::HTTP_10 => "1.0 codeword",
        _ => "1.1 codeword",
    };
    add_member(headers, VIA, &HeaderValue::from_static(via));
}

/// Adds a member to a list, in one line.
fn add_member(headers: &mut HeaderMap, name: HeaderName, member: &HeaderValue) {
    let list = match headers.contains_key(&name) {
        false => Ok(member.clone()),
        true => {
            let last = member.to_str().ok();
            let list: Vec<&str> = members(headers, &name).chain(last).collect();
            HeaderValue::try_from(list.join(", "))
        }
    };
    if let Ok(list) = list {
        headers.insert(name, list);
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
