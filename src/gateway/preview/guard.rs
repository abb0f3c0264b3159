//! [`Guard`]: whose requests are answered.
//!
//! A page on another site can make its reader's browser send requests here, and by DNS rebinding even read the
//! answers: it has its own name resolve to 127.0.0.1. Its requests still say that name in `Host`, and where
//! they come from in `Origin` (RFC 6454 §7), which no script can change.

use std::net::SocketAddr;

use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN};
use http::uri::Authority;
use http::{HeaderMap, Method, StatusCode};

/// What decides whose requests are answered.
#[derive(Debug)]
pub(super) struct Guard {
    address: SocketAddr,
    token: Option<String>,
}

/// Why a request is not answered.
pub(super) type Refused = (StatusCode, &'static str);

impl Guard {
    pub(super) fn new(address: SocketAddr, token: Option<String>) -> Guard {
        Guard { address, token }
    }

    /// Whether a request comes from the page itself, or from a person who opens it.
    pub(super) fn check_origin(&self, headers: &HeaderMap) -> Result<(), Refused> {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return Err((StatusCode::BAD_REQUEST, "send one Host\n"));
        };
        let host = host.to_str().ok().filter(|host| self.is_own(host));
        let Some(host) = host else {
            return Err((StatusCode::MISDIRECTED_REQUEST, "this is not the host of this page\n"));
        };
        let is_own = |origin: &http::HeaderValue| {
            let origin = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
            origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host))
        };
        if headers.get_all(ORIGIN).iter().all(is_own) {
            return Ok(());
        }
        Err((StatusCode::FORBIDDEN, "pages of other sites are not answered\n"))
    }

    /// Whether whoever asks for texts knows the token.
    pub(super) fn check_token(&self, headers: &HeaderMap) -> Result<(), Refused> {
        let Some(token) = &self.token else { return Ok(()) };
        let sent = headers.get(AUTHORIZATION).map(|sent| sent.as_bytes());
        let sent = sent.and_then(|sent| sent.strip_prefix(b"Bearer "));
        if sent.is_some_and(|sent| is_same(sent, token.as_bytes())) {
            return Ok(());
        }
        Err((StatusCode::UNAUTHORIZED, "send the token that the command was given\n"))
    }

    /// Whether a request to change something, or to ask at length, is one that no form of another site sends.
    pub(super) fn check_post(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refused> {
        let is_json = headers.get(CONTENT_TYPE).is_some_and(|it| it == "application/json");
        if *method != Method::POST || is_json {
            return Ok(());
        }
        Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "send application/json\n"))
    }

    /// Whether a host is this machine by an address, and no name that somebody else may have chosen.
    fn is_own(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        if host.contains('@') || authority.port_u16().unwrap_or(80) != self.address.port() {
            return false;
        }
        let name = authority.host();
        let address = name.trim_start_matches('[').trim_end_matches(']').parse();
        match address {
            Ok(address) => {
                let address: std::net::IpAddr = address;
                match self.address.ip() {
                    own if own.is_unspecified() => true,
                    own if own.is_loopback() => address.is_loopback(),
                    own => address == own,
                }
            }
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        }
    }
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let differing = one.iter().zip(other).fold(0, |all, (one, other)| all | (one ^ other));
    one.len() == other.len() && differing == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(listens: &str, headers: &[(&str, &str)]) -> Result<(), u16> {
        let guard = Guard::new(listens.parse().unwrap(), None);
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
            map.append(name, http::HeaderValue::from_str(value).unwrap());
        }
        guard.check_origin(&map).map_err(|(status, _)| status.as_u16())
    }

    #[test]
    fn a_foreign_host_is_refused() {
        for (listens, host, expected) in [
            ("127.0.0.1:7400", "127.0.0.1:7400", Ok(())),
            ("127.0.0.1:7400", "localhost:7400", Ok(())),
            ("127.0.0.1:7400", "LOCALHOST:7400", Ok(())),
            ("[::1]:7400", "[::1]:7400", Ok(())),
            ("127.0.0.1:80", "localhost", Ok(())),
            ("127.0.0.1:7400", "localhost", Err(421)),
            ("127.0.0.1:7400", "localhost:7401", Err(421)),
            ("127.0.0.1:7400", "evil.example:7400", Err(421)),
            ("127.0.0.1:7400", "127.0.0.1.evil.example:7400", Err(421)),
            ("127.0.0.1:7400", "localhost.evil.example:7400", Err(421)),
            ("127.0.0.1:7400", "evil.example@127.0.0.1:7400", Err(421)),
            ("127.0.0.1:7400", "192.0.2.1:7400", Err(421)),
            ("127.0.0.1:7400", "", Err(421)),
            ("0.0.0.0:7400", "192.0.2.1:7400", Ok(())),
            ("0.0.0.0:7400", "evil.example:7400", Err(421)),
            ("192.0.2.1:7400", "192.0.2.1:7400", Ok(())),
            ("192.0.2.1:7400", "192.0.2.2:7400", Err(421)),
        ] {
            assert_eq!(checked(listens, &[("host", host)]), expected, "{listens} {host}");
        }
        assert_eq!(checked("127.0.0.1:7400", &[]), Err(400));
        let twice = [("host", "127.0.0.1:7400"), ("host", "evil.example:7400")];
        assert_eq!(checked("127.0.0.1:7400", &twice), Err(400));
    }

    #[test]
    fn a_foreign_origin_is_refused() {
        for (origin, expected) in [
            ("http://127.0.0.1:7400", Ok(())),
            ("http://127.0.0.1:7401", Err(403)),
            ("http://127.0.0.1", Err(403)),
            ("https://127.0.0.1:7400", Err(403)),
            ("http://localhost:7400", Err(403)),
            ("http://evil.example", Err(403)),
            ("http://127.0.0.1:7400.evil.example", Err(403)),
            ("null", Err(403)),
            ("", Err(403)),
        ] {
            let headers = [("host", "127.0.0.1:7400"), ("origin", origin)];
            assert_eq!(checked("127.0.0.1:7400", &headers), expected, "{origin}");
        }
    }

    #[test]
    fn a_token_is_known_to_the_last_byte() {
        let guard = Guard::new("0.0.0.0:7400".parse().unwrap(), Some("secret".to_owned()));
        for (sent, expected) in [
            (Some("Bearer secret"), true),
            (Some("Bearer secre"), false),
            (Some("Bearer secrets"), false),
            (Some("Bearer "), false),
            (Some("Basic secret"), false),
            (Some("secret"), false),
            (None, false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(sent) = sent {
                headers.insert(AUTHORIZATION, http::HeaderValue::from_str(sent).unwrap());
            }
            assert_eq!(guard.check_token(&headers).is_ok(), expected, "{sent:?}");
        }
    }
}
