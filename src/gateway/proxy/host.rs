//! The host that a request is for (RFC 9112 §3.2, RFC 9113 §8.3.1).

use http::header::{HOST, HeaderValue};
use http::uri::Authority;
use http::{Request, Version};

use super::failure::Failure;

/// The host that a request names, with its port, in its target before its headers. `None` if it need not
/// name one, and does not.
pub(super) fn named<B>(request: &Request<B>) -> Result<Option<HeaderValue>, Failure> {
    let mut hosts = request.headers().get_all(HOST).iter();
    let host = hosts.next();
    let is_missing = host.is_none() && request.version() == Version::HTTP_11;
    if is_missing || hosts.next().is_some() || !host.is_none_or(is_valid) {
        return Err(Failure::BadHost);
    }
    Ok(match request.uri().authority() {
        Some(authority) => HeaderValue::from_str(without_user(authority)).ok(),
        None => host.filter(|host| !host.is_empty()).cloned(),
    })
}

/// A target without an authority has an empty host.
fn is_valid(host: &HeaderValue) -> bool {
    let authority = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
    host.is_empty() || authority.is_some_and(|authority| !authority.as_str().contains('@'))
}

/// What stands before the `@` may be secret, and is no part of a host (RFC 9110 §4.2.4).
fn without_user(authority: &Authority) -> &str {
    let text = authority.as_str();
    text.rsplit_once('@').map_or(text, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let named = named(&request.body(()).unwrap()).ok();
            let expected = expected.map(|host| host.map(HeaderValue::from_static));
            assert_eq!(named, expected, "{version:?} {target} {hosts:?}");
        }
    }
}
