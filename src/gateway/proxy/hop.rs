//! The headers that are about one connection, and go no further (RFC 9110 §7.6.1).

use http::header::{
    CONNECTION, HeaderMap, HeaderName, HeaderValue, TE, TRANSFER_ENCODING, UPGRADE,
};

use crate::response::semantics::{has_directive, members};

const KEEP_ALIVE: HeaderName = HeaderName::from_static("keep-alive");
const PROXY_CONNECTION: HeaderName = HeaderName::from_static("proxy-connection");

const HTTP2_SETTINGS: HeaderName = HeaderName::from_static("http2-settings");

/// Takes out the headers of the connection on which a message came, and says anew what holds on the
/// next one too: that trailers are welcome (§10.1.4), and that it goes on as a WebSocket (§7.8). No other
/// protocol goes on: by HTTP/2, a client could ask the upstream for what nobody here would read.
pub(super) fn go_on(headers: &mut HeaderMap) {
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

/// Says that `TE` is about the connection, as HTTP/1.1 asks for (§10.1.4). In HTTP/2 nothing may say so,
/// and hyper would take out both.
pub(super) fn name_te(headers: &mut HeaderMap) {
    if headers.contains_key(TE) {
        headers.append(CONNECTION, HeaderValue::from_static("te"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_about_the_connection_goes_no_further() {
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
            // An upgrade that the connection does not name is none.
            (&[("upgrade", "websocket"), ("transfer-encoding", "chunked")], &[]),
        ];
        for (lines, expected) in table {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.append(*name, value.parse().unwrap());
            }
            go_on(&mut headers);
            let left: Vec<_> = headers
                .iter()
                .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
                .collect();
            assert_eq!(left, expected);
        }
    }
}
