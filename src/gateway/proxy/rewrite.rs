//! [`Rewrite`]: what becomes of a request on its way to the upstream.

use std::net::SocketAddr;

use http::header::{ACCEPT_ENCODING, HOST, HeaderMap, HeaderValue, UPGRADE, VIA};
use http::{Method, Request, Version};
use http_body::Body;

use super::failure::Failure;
use super::upstream::Upstream;
use super::{body, forwarded, hop, host};
use crate::response::semantics::{accepts_identity, asks_for_gzip, members};

/// What becomes of a request on its way to the upstream.
pub(super) struct Rewrite {
    pub(super) upstream: Upstream,
    /// Whether it is certain that the upstream is spoken to by HTTP/1.1.
    pub(super) http1: bool,
    /// Whether the upstream is called by the name by which the client calls the proxy.
    pub(super) keep_host: bool,
    /// Whether what requests say of earlier proxies is believed.
    pub(super) trust_forwarded: bool,
    /// Whether the upstream may code its answers only in ways that can be read here.
    pub(super) readable: bool,
}

impl Rewrite {
    /// The request as it is sent on.
    pub(super) fn request<B: Body>(
        &self,
        mut request: Request<B>,
        client: SocketAddr,
    ) -> Result<Request<B>, Failure> {
        if request.method() == Method::CONNECT {
            return Err(Failure::Connect);
        }
        let target = self.upstream.target(request.uri()).ok_or(Failure::BadTarget)?;
        let came_by = request.version();
        let named = host::named(&request)?;
        let headers = request.headers_mut();
        if came_by != Version::HTTP_11 {
            // HTTP/1.0 cannot ask for it (RFC 9110 §7.8), and HTTP/2 has nothing of the kind.
            headers.remove(UPGRADE);
        }
        hop::go_on(headers);
        if self.http1 {
            hop::name_te(headers);
        }
        if !self.trust_forwarded {
            forwarded::forget(headers);
        }
        forwarded::say(headers, client, named.clone());
        pass_via(headers, came_by);
        match named.filter(|_| self.keep_host) {
            Some(host) => headers.insert(HOST, host),
            None => headers.remove(HOST),
        };
        if self.readable && accepts_identity(headers) {
            let codings = if asks_for_gzip(headers) { "gzip" } else { "identity" };
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(codings));
        }
        *request.uri_mut() = target;
        *request.version_mut() = Version::HTTP_11;
        body::announce(&mut request);
        Ok(request)
    }
}

/// Adds this proxy to those that the request has passed (RFC 9110 §7.6.3).
fn pass_via(headers: &mut HeaderMap, came_by: Version) {
    let version = match came_by {
        Version::HTTP_2 => "2.0",
        Version::HTTP_10 => "1.0",
        _ => "1.1",
    };
    let before: Vec<&str> = members(headers, VIA).collect();
    let before = before.join(", ");
    let separator = if before.is_empty() { "" } else { ", " };
    if let Ok(value) = HeaderValue::try_from(format!("{before}{separator}{version} codeword")) {
        headers.insert(VIA, value);
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http_body_util::Empty;

    use super::*;

    const CLIENT: &str = "192.0.2.7:40000";

    fn rewritten(
        change: impl FnOnce(&mut Rewrite),
        request: http::request::Builder,
    ) -> Vec<String> {
        let upstream = "http://upstream:1/base".parse().unwrap();
        let mut rewrite = Rewrite {
            upstream,
            http1: true,
            keep_host: false,
            trust_forwarded: false,
            readable: true,
        };
        change(&mut rewrite);
        let request = request.body(Empty::<Bytes>::new()).unwrap();
        let request = rewrite.request(request, CLIENT.parse().unwrap()).unwrap();
        assert_eq!(request.uri(), "http://upstream:1/base/x?y");
        let headers = request.headers().iter();
        let mut lines: Vec<String> =
            headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
        lines.sort();
        lines
    }

    fn request() -> http::request::Builder {
        Request::get("/x?y").header("host", "shop.example")
    }

    #[test]
    fn a_request_says_for_whom_it_is() {
        let spoofed = request()
            .header("x-forwarded-for", "10.0.0.1")
            .header("x-forwarded-host", "evil")
            .header("x-forwarded-proto", "https")
            .header("x-forwarded-port", "443")
            .header("x-real-ip", "10.0.0.1")
            .header("forwarded", "for=10.0.0.1")
            .header("via", "1.1 other");
        let lines = rewritten(|_| (), spoofed);
        assert_eq!(
            lines,
            [
                "accept-encoding: identity",
                "via: 1.1 other, 1.1 codeword",
                "x-forwarded-for: 192.0.2.7",
                "x-forwarded-host: shop.example",
                "x-forwarded-proto: http",
            ]
        );
    }

    #[test]
    fn who_is_believed_keeps_what_it_says() {
        let proxied = request()
            .header("x-forwarded-for", "203.0.113.9")
            .header("x-forwarded-for", "10.0.0.1")
            .header("x-forwarded-proto", "https")
            .header("forwarded", "for=203.0.113.9");
        let change = |rewrite: &mut Rewrite| {
            rewrite.trust_forwarded = true;
            rewrite.keep_host = true;
        };
        assert_eq!(
            rewritten(change, proxied),
            [
                "accept-encoding: identity",
                "forwarded: for=203.0.113.9",
                "host: shop.example",
                "via: 1.1 codeword",
                "x-forwarded-for: 203.0.113.9, 10.0.0.1, 192.0.2.7",
                "x-forwarded-host: shop.example",
                "x-forwarded-proto: https",
            ]
        );
    }

    #[test]
    fn only_codings_that_can_be_read_are_asked_for() {
        for (accepted, readable, expected) in [
            ("gzip, deflate, br, zstd", true, "gzip"),
            ("br", true, "identity"),
            ("br", false, "br"),
            // A reader that wants no plain text gets what it wants, and the upstream's own words.
            ("br, identity;q=0", true, "br, identity;q=0"),
        ] {
            let request = request().header("accept-encoding", accepted);
            let lines = rewritten(|rewrite| rewrite.readable = readable, request);
            assert!(lines.contains(&format!("accept-encoding: {expected}")), "{lines:?}");
        }
    }

    #[test]
    fn an_authority_goes_before_the_host() {
        let request = Request::get("http://by.authority/x?y").header("host", "by.host");
        let lines = rewritten(|_| (), request);
        assert!(lines.contains(&"x-forwarded-host: by.authority".to_owned()), "{lines:?}");
    }

    #[test]
    fn trailers_are_welcome_on_this_connection_too() {
        for (http1, expected) in [
            (true, &["connection: te", "te: trailers"][..]),
            // Else it would be taken out, if the upstream turns out to speak HTTP/2.
            (false, &["te: trailers"]),
        ] {
            let request = request().header("te", "trailers").header("connection", "te");
            let lines = rewritten(|rewrite| rewrite.http1 = http1, request);
            let lines: Vec<_> = lines
                .iter()
                .filter(|line| line.contains("te: ") || line.contains(": te"))
                .collect();
            assert_eq!(lines, expected);
        }
    }

    #[test]
    fn only_http_1_1_is_upgraded() {
        for (version, expected) in
            [(Version::HTTP_10, false), (Version::HTTP_11, true), (Version::HTTP_2, false)]
        {
            let request = request().version(version);
            let request = request.header("connection", "upgrade").header("upgrade", "websocket");
            let lines = rewritten(|_| (), request);
            assert_eq!(lines.contains(&"upgrade: websocket".to_owned()), expected, "{version:?}");
        }
    }
}
