//! [`Rewrite`]: what becomes of a request on its way to the upstream.

use std::fmt::Write;
use std::net::SocketAddr;

use http::header::{ACCEPT_ENCODING, HOST, HeaderMap, HeaderName, HeaderValue, VIA};
use http::{Method, Request, Version};

use super::failure::Failure;
use super::{Upstream, hop};
use crate::response::semantics::{accepts_identity, asks_for_gzip, members};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED: HeaderName = HeaderName::from_static("forwarded");

/// What becomes of a request on its way to the upstream.
pub(super) struct Rewrite {
    pub(super) upstream: Upstream,
    /// Whether the upstream is called by the name by which the client calls the proxy.
    pub(super) keep_host: bool,
    /// Whether what requests say of earlier proxies is believed.
    pub(super) trust_forwarded: bool,
    /// Whether the upstream may code its answers only in ways that can be read here.
    pub(super) readable: bool,
}

impl Rewrite {
    /// The request as it is sent on.
    pub(super) fn request<B>(
        &self,
        mut request: Request<B>,
        client: SocketAddr,
    ) -> Result<Request<B>, Failure> {
        if request.method() == Method::CONNECT {
            return Err(Failure::Connect);
        }
        let target = self.upstream.target(request.uri()).ok_or(Failure::BadTarget)?;
        let came_by = request.version();
        let named = match request.uri().authority() {
            Some(authority) => HeaderValue::from_str(authority.as_str()).ok(),
            None => request.headers().get(HOST).cloned(),
        };
        let headers = request.headers_mut();
        hop::go_on(headers);
        self.say_for_whom(headers, client, named.clone());
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
        Ok(request)
    }

    /// Says who has asked, and by which name and scheme. What a client says itself of earlier proxies is
    /// not passed on, unless it is one that is believed.
    fn say_for_whom(
        &self,
        headers: &mut HeaderMap,
        client: SocketAddr,
        named: Option<HeaderValue>,
    ) {
        let mut passed = String::new();
        if self.trust_forwarded {
            for address in members(headers, X_FORWARDED_FOR) {
                // Writing to a string cannot fail.
                let _ = write!(passed, "{address}, ");
            }
        } else {
            headers.remove(FORWARDED);
        }
        let _ = write!(passed, "{}", client.ip().to_canonical());
        if let Ok(value) = HeaderValue::try_from(passed) {
            headers.insert(X_FORWARDED_FOR, value);
        }
        self.say(headers, X_FORWARDED_PROTO, Some(HeaderValue::from_static("http")));
        self.say(headers, X_FORWARDED_HOST, named);
    }

    fn say(&self, headers: &mut HeaderMap, name: HeaderName, value: Option<HeaderValue>) {
        if self.trust_forwarded && headers.contains_key(&name) {
            return;
        }
        match value {
            Some(value) => headers.insert(name, value),
            None => headers.remove(name),
        };
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
    use super::*;

    const CLIENT: &str = "192.0.2.7:40000";

    fn rewritten(change: impl FnOnce(&mut Rewrite), request: Request<()>) -> Vec<String> {
        let upstream = "http://upstream:1/base".parse().unwrap();
        let mut rewrite =
            Rewrite { upstream, keep_host: false, trust_forwarded: false, readable: true };
        change(&mut rewrite);
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
            .header("forwarded", "for=10.0.0.1")
            .header("via", "1.1 other");
        let lines = rewritten(|_| (), spoofed.body(()).unwrap());
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
            rewritten(change, proxied.body(()).unwrap()),
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
            let request = request().header("accept-encoding", accepted).body(()).unwrap();
            let lines = rewritten(|rewrite| rewrite.readable = readable, request);
            assert!(lines.contains(&format!("accept-encoding: {expected}")), "{lines:?}");
        }
    }

    #[test]
    fn an_authority_goes_before_the_host() {
        let request = Request::get("http://by.authority/x?y").header("host", "by.host");
        let lines = rewritten(|_| (), request.body(()).unwrap());
        assert!(lines.contains(&"x-forwarded-host: by.authority".to_owned()), "{lines:?}");
    }
}
