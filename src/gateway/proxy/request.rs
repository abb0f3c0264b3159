//! [`Rewrite`]: what becomes of a request on its way to the upstream.

use http::header::{
    ACCEPT_ENCODING, CONTENT_LOCATION, HOST, HeaderMap, HeaderValue, LOCATION, MAX_FORWARDS,
    UPGRADE,
};
use http::uri::Authority;
use http::{Method, Request, Version};
use http_body::Body;

use super::body::announce;
use super::failure::Failure;
use super::headers::{
    add_forwarded, add_via, end_hop, forget_forwarded, is_coded, join_cookies, name_te,
};
use super::upstream::Upstream;
use crate::response::semantics::{accepts_identity, asks_for_gzip};

/// What becomes of a request on its way to the upstream.
pub(super) struct Rewrite {
    pub(super) upstream: Upstream,
    /// Whether the upstream certainly speaks HTTP/1.1.
    pub(super) http1: bool,
    /// Whether the upstream is called by the name by which the client calls the proxy.
    pub(super) keep_host: bool,
    /// The scheme by which clients ask the proxy.
    pub(super) scheme: &'static str,
    /// Whether what requests say of earlier proxies is believed.
    pub(super) trust_forwarded: bool,
    /// Whether the upstream is asked only for codings that can be read here.
    pub(super) readable: bool,
}

impl Rewrite {
    /// The request as it is sent on.
    pub(super) fn request<B: Body>(
        &self,
        mut request: Request<B>,
        client: &HeaderValue,
    ) -> Result<Request<B>, Failure> {
        if request.method() == Method::CONNECT {
            return Err(Failure::Connect);
        }
        if is_coded(request.headers()) {
            return Err(Failure::Coded);
        }
        if request.method() == Method::TRACE {
            return Err(Failure::Trace);
        }
        if request.method() == Method::OPTIONS {
            count_down(request.headers_mut())?;
        }
        let target = self.upstream.target(request.uri()).ok_or(Failure::BadTarget)?;
        let came_by = request.version();
        let host = named_host(&request)?;
        let headers = request.headers_mut();
        if came_by != Version::HTTP_11 {
            // HTTP/1.0 cannot ask for an upgrade (RFC 9110 §7.8), and HTTP/2 has none.
            headers.remove(UPGRADE);
        }
        end_hop(headers);
        if came_by == Version::HTTP_2 {
            join_cookies(headers);
        }
        if self.http1 {
            name_te(headers);
        }
        if !self.trust_forwarded {
            forget_forwarded(headers);
        }
        add_forwarded(headers, client, host.clone(), self.scheme);
        add_via(headers, came_by);
        match host.filter(|_| self.keep_host) {
            Some(host) => headers.insert(HOST, host),
            None => headers.remove(HOST),
        };
        if self.readable && accepts_identity(headers) {
            let codings = if asks_for_gzip(headers) { "gzip" } else { "identity" };
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(codings));
        }
        *request.uri_mut() = target;
        *request.version_mut() = Version::HTTP_11;
        announce(&mut request);
        Ok(request)
    }

    /// Names in an answer what the client can reach: what the upstream has made of its own name, in `Location`
    /// and `Content-Location` (RFC 9110 §10.2.2, §8.7).
    pub(super) fn answer(&self, headers: &mut HeaderMap) {
        for name in [LOCATION, CONTENT_LOCATION] {
            let place = headers.get(&name).and_then(|place| place.to_str().ok());
            let path = place.and_then(|place| self.upstream.path_of(place));
            if let Some(Ok(path)) = path.map(HeaderValue::try_from) {
                headers.insert(name, path);
            }
        }
    }
}

/// Counts the proxies that a request may still pass (RFC 9110 §7.6.2).
fn count_down(headers: &mut HeaderMap) -> Result<(), Failure> {
    let Some(left) = headers.get(MAX_FORWARDS).and_then(|left| left.to_str().ok()) else {
        return Ok(());
    };
    match left.parse::<u64>() {
        Ok(0) => Err(Failure::LastForward),
        Ok(left) => {
            headers.insert(MAX_FORWARDS, HeaderValue::from(left - 1));
            Ok(())
        }
        // It is not a number, and says nothing.
        Err(_) => Ok(()),
    }
}

/// The host that a request is for (RFC 9112 §3.2, RFC 9113 §8.3.1), with its port: that of its target goes
/// before that of its header. `None` if it need not name one, and does not.
fn named_host<B>(request: &Request<B>) -> Result<Option<HeaderValue>, Failure> {
    let mut hosts = request.headers().get_all(HOST).iter();
    let host = hosts.next();
    let is_missing = host.is_none() && request.version() == Version::HTTP_11;
    if is_missing || hosts.next().is_some() || !host.is_none_or(is_valid_host) {
        return Err(Failure::BadHost);
    }
    Ok(match request.uri().authority() {
        Some(authority) => HeaderValue::from_str(without_user(authority)).ok(),
        None => host.filter(|host| !host.is_empty()).cloned(),
    })
}

/// A host may be empty, as that of a target without an authority.
fn is_valid_host(host: &HeaderValue) -> bool {
    let authority = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
    host.is_empty() || authority.is_some_and(|authority| !authority.as_str().contains('@'))
}

/// The part before the `@` may be secret, and does not belong to a host (RFC 9110 §4.2.4).
fn without_user(authority: &Authority) -> &str {
    let text = authority.as_str();
    text.rsplit_once('@').map_or(text, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http_body_util::Empty;

    use super::*;

    const CLIENT: HeaderValue = HeaderValue::from_static("192.0.2.7");

    fn rewritten(
        change: impl FnOnce(&mut Rewrite),
        request: http::request::Builder,
    ) -> Vec<String> {
        let upstream = "http://upstream:1/base".parse().unwrap();
        let mut rewrite = Rewrite {
            upstream,
            http1: true,
            keep_host: false,
            scheme: "http",
            trust_forwarded: false,
            readable: true,
        };
        change(&mut rewrite);
        let request = request.body(Empty::<Bytes>::new()).unwrap();
        let request = rewrite.request(request, &CLIENT).unwrap();
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
    fn a_request_says_who_made_it() {
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
    fn a_trusted_client_keeps_what_it_says() {
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
            // A reader that refuses content without a coding gets one, and the upstream's own words.
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
    fn trailers_are_accepted_on_this_connection_too() {
        for (http1, expected) in [
            (true, &["connection: te", "te: trailers"][..]),
            // Otherwise it would be removed, if the upstream turns out to speak HTTP/2.
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

    #[test]
    fn a_request_is_for_one_host() {
        use Version as V;
        for (version, target, hosts, expected) in [
            (V::HTTP_11, "/", &["a:1"][..], Some(Some("a:1"))),
            (V::HTTP_11, "/", &[""], Some(None)),
            (V::HTTP_11, "/", &[], None),
            (V::HTTP_11, "/", &["a", "a"], None),
            (V::HTTP_11, "/", &["user@a"], None),
            (V::HTTP_11, "/", &["a/b"], None),
            (V::HTTP_11, "/", &["[::1]:1"], Some(Some("[::1]:1"))),
            // The target goes before the header, which has to be there all the same.
            (V::HTTP_11, "http://a:1/", &["b"], Some(Some("a:1"))),
            (V::HTTP_11, "http://a:1/", &[], None),
            (V::HTTP_11, "http://user:secret@a:1/", &["a:1"], Some(Some("a:1"))),
            (V::HTTP_10, "/", &[], Some(None)),
            (V::HTTP_2, "http://a/", &[], Some(Some("a"))),
            (V::HTTP_2, "/", &["a"], Some(Some("a"))),
        ] {
            let mut request = Request::get(target).version(version);
            for host in hosts {
                request = request.header("host", *host);
            }
            let named = named_host(&request.body(()).unwrap()).ok();
            let expected = expected.map(|host| host.map(HeaderValue::from_static));
            assert_eq!(named, expected, "{version:?} {target} {hosts:?}");
        }
    }
}
