//! [`Upstream`]: where requests go.

use std::fmt;
use std::str::FromStr;

use http::header::HeaderValue;
use http::uri::{Authority, Parts, PathAndQuery, Scheme, Uri};

use crate::Error;

/// The server whose answers are localized: a scheme, an authority and, if there is one, a path.
///
/// ```
/// use codeword::gateway::proxy::Upstream;
///
/// let upstream: Upstream = "https://registry.example:8443/naming/".parse()?;
/// assert_eq!(upstream.target(&"/v1/instances?page=2".parse().unwrap()),
///     Some("https://registry.example:8443/naming/v1/instances?page=2".parse().unwrap()));
///
/// assert!("registry.example:8443".parse::<Upstream>().unwrap_err().is_invalid_upstream());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Upstream {
    scheme: Scheme,
    authority: Authority,
    /// Without its last slash.
    path: String,
}

impl Upstream {
    /// The target at the upstream for that of a request (RFC 9112 §3.2), whose authority does not matter.
    /// `None` if that is not a path, or if it is too long after the upstream's own.
    pub fn target(&self, target: &Uri) -> Option<Uri> {
        let wanted = target.path_and_query()?;
        let path = match self.path.as_str() {
            "" => wanted.clone(),
            _ if !wanted.as_str().starts_with('/') => return None,
            path => PathAndQuery::try_from(format!("{path}{wanted}")).ok()?,
        };
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(path);
        Uri::from_parts(parts).ok()
    }

    /// The path by which the clients of a proxy reach a URL of this upstream; `None` if it is not below the
    /// upstream, or names no host.
    ///
    /// A path holds by whatever name and scheme a client has come.
    pub(super) fn path_of(&self, url: &str) -> Option<String> {
        let (scheme, rest) = url.split_once("//")?;
        if !scheme.is_empty() && scheme.strip_suffix(':') != Some(self.scheme.as_str()) {
            return None;
        }
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let is_upstream = |name: &str| authority.eq_ignore_ascii_case(name);
        if !is_upstream(self.authority.as_str()) && !self.host().to_str().is_ok_and(is_upstream) {
            return None;
        }
        let path = path.strip_prefix(self.path.as_str())?;
        match path.as_bytes().first() {
            // A path that began with two slashes would name a host.
            Some(b'/') if path.starts_with("//") => Some(format!("/.{path}")),
            Some(b'/') => Some(path.to_owned()),
            None | Some(b'?' | b'#') => Some(format!("/{path}")),
            Some(_) => None,
        }
    }

    /// Where it is, without its path.
    pub(super) fn origin(&self) -> Uri {
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_static("/"));
        Uri::from_parts(parts).unwrap_or_default()
    }

    /// What it is called in `Host`: without the port that its scheme has (RFC 9110 §7.2).
    pub(super) fn host(&self) -> HeaderValue {
        let host = match (self.authority.port_u16(), self.has_tls()) {
            (Some(443), true) | (Some(80), false) => self.authority.host(),
            _ => self.authority.as_str(),
        };
        // What is an authority can be in a header.
        HeaderValue::from_str(host).unwrap_or(HeaderValue::from_static(""))
    }

    pub(super) fn has_tls(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }
}

impl fmt::Display for Upstream {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

impl FromStr for Upstream {
    type Err = Error;

    /// Reads a URL such as `http://127.0.0.1:8090`.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_upstream`] if it has another scheme than `http` or `https`, no host, or a user,
    /// a query or a fragment.
    fn from_str(text: &str) -> Result<Upstream, Error> {
        let refuse = |what: &str| {
            let text = format!("`{text}` {what}: write one such as http://127.0.0.1:8090");
            Err(Error::invalid_upstream(text))
        };
        let Ok(uri) = text.parse::<Uri>() else {
            return refuse("is not a URL");
        };
        let Parts { scheme, authority, path_and_query, .. } = uri.into_parts();
        let Some(scheme) = scheme.filter(|s| *s == Scheme::HTTP || *s == Scheme::HTTPS) else {
            return refuse("is not a URL that begins with http:// or https://");
        };
        let Some(authority) = authority.filter(|authority| !authority.host().is_empty()) else {
            return refuse("is a URL without a host");
        };
        if authority.as_str().contains('@') {
            return refuse("is a URL with a user, which is not sent anywhere");
        }
        if authority.as_str() != authority.host() && authority.port_u16().is_none() {
            return refuse("is a URL with a colon but no port");
        }
        let path = path_and_query.as_ref().map_or("/", PathAndQuery::as_str);
        // The parser drops what follows `#`.
        if path.contains('?') || text.contains('#') {
            return refuse("is a URL with a query or a fragment, which a request brings itself");
        }
        let path = path.trim_end_matches('/').to_owned();
        Ok(Upstream { scheme, authority, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_keeps_its_path_and_its_query() {
        for (upstream, wanted, expected) in [
            ("http://a", "/", Some("http://a/")),
            ("http://a:1/", "/x?y=/z", Some("http://a:1/x?y=/z")),
            ("https://[::1]:1/", "/x", Some("https://[::1]:1/x")),
            ("http://a/b/c/", "/x//y/../z?", Some("http://a/b/c/x//y/../z?")),
            ("http://a/b", "/", Some("http://a/b/")),
            // What a client sends to a proxy (RFC 9112 §3.2.2) is a path here too.
            ("http://a/b", "http://other/x", Some("http://a/b/x")),
            ("http://a", "http://other", Some("http://a/")),
            // The server as a whole, which is forwarded as `*`.
            ("http://a", "*", Some("http://a*")),
            ("http://a/b", "*", None),
            // An authority alone is for CONNECT.
            ("http://a", "other:80", None),
        ] {
            let upstream: Upstream = upstream.parse().unwrap();
            let target = upstream.target(&wanted.parse().unwrap());
            assert_eq!(target.map(|uri| uri.to_string()).as_deref(), expected, "{wanted}");
        }
    }

    #[test]
    fn a_url_of_the_upstream_is_a_path_of_the_proxy() {
        for (upstream, url, expected) in [
            ("http://a:80", "http://a/x?y#z", Some("/x?y#z")),
            ("http://a", "http://A:80/x", None),
            ("http://a/b", "//a/b?x", Some("/?x")),
            ("http://a/b", "http://a/bc", None),
            ("http://a", "http://a//evil.example/", Some("/.//evil.example/")),
            ("http://a", "https://a/x", None),
            ("http://a", "http://a@evil.example/", None),
            ("http://a", "/x//a/", None),
        ] {
            let upstream: Upstream = upstream.parse().unwrap();
            assert_eq!(upstream.path_of(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn a_url_that_cannot_be_an_upstream_says_why() {
        for (text, expected) in [
            ("", "is not a URL"),
            ("a b", "is not a URL"),
            ("localhost:8090", "begins with http://"),
            ("/path", "begins with http://"),
            ("ftp://a", "begins with http://"),
            ("http://", "is not a URL"),
            ("http://u:p@a", "with a user"),
            ("http://a:", "no port"),
            ("http://a:99999", "no port"),
            ("http://a/?x", "with a query"),
            ("http://a/#x", "a fragment"),
        ] {
            let error = text.parse::<Upstream>().unwrap_err();
            assert!(error.is_invalid_upstream());
            assert!(error.to_string().contains(expected), "{text}: {error}");
        }
    }
}
