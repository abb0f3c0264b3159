//! [`Address`] and [`Endpoint`]: where something listens, and [`Listener`]: what listens there.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::str::FromStr;

use tokio::net::TcpListener;

#[cfg(unix)]
use super::socket::UnixSocket;
use crate::Error;

/// A host and a port, such as `127.0.0.1:50051`, `[::1]:50051` or `upstream:8090`.
///
/// ```
/// use codeword::gateway::envoy::Address;
///
/// let address: Address = "upstream:8090".parse()?;
/// assert_eq!((address.host(), address.port()), ("upstream", 8090));
/// assert_eq!(address.to_string(), "upstream:8090");
/// assert!("upstream".parse::<Address>().is_err());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    host: String,
    port: u16,
}

impl Address {
    pub(super) fn new(host: String, port: u16) -> Address {
        Address { host, port }
    }

    /// The host's name or number, without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address at which a neighbour reaches whatever listens here.
    pub(super) fn reachable(&self) -> Address {
        let host = match &*self.host {
            "0.0.0.0" => "127.0.0.1",
            "::" => "::1",
            host => host,
        };
        Address::new(host.to_owned(), self.port)
    }
}

impl From<SocketAddr> for Address {
    fn from(address: SocketAddr) -> Address {
        Address::new(address.ip().to_string(), address.port())
    }
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Address, Error> {
        parse(text).ok_or_else(|| {
            Error::invalid_address(format!(
                "`{text}` is not an address: write a host and a port, such as 127.0.0.1:50051"
            ))
        })
    }
}

/// A host is a name (RFC 1123 §2.1), an IPv4 number, or an IPv6 number in brackets.
fn parse(text: &str) -> Option<Address> {
    let (host, port) = text.rsplit_once(':')?;
    let host = match host.strip_prefix('[') {
        Some(number) => {
            let number = number.strip_suffix(']')?;
            number.parse::<std::net::Ipv6Addr>().ok()?;
            number
        }
        None => {
            let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
            (!host.is_empty() && host.bytes().all(is_letter)).then_some(host)?
        }
    };
    Some(Address::new(host.to_owned(), port.parse().ok()?))
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.host.contains(':') {
            true => write!(out, "[{}]:{}", self.host, self.port),
            false => write!(out, "{}:{}", self.host, self.port),
        }
    }
}

/// Where a processor listens: an [`Address`], or a Unix socket such as `unix:/run/codeword.sock`.
///
/// ```
/// use codeword::gateway::envoy::Endpoint;
///
/// let endpoint: Endpoint = "unix:/run/codeword.sock".parse()?;
/// assert_eq!(endpoint, Endpoint::Unix("/run/codeword.sock".into()));
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// A TCP port.
    Tcp(Address),
    /// The path of a Unix socket, which is text because Envoy is told it in its configuration.
    Unix(String),
}

impl Endpoint {
    /// Listens there. The file of a Unix socket on which no one listens any more is replaced.
    ///
    /// # Errors
    ///
    /// If the system does not allow it, mostly because another process listens there.
    pub async fn bind(&self) -> io::Result<Listener> {
        match self {
            Endpoint::Tcp(address) => {
                TcpListener::bind((address.host(), address.port())).await.map(Listener::Tcp)
            }
            #[cfg(unix)]
            Endpoint::Unix(path) => UnixSocket::bind(path.as_ref()).await.map(Listener::Unix),
            #[cfg(not(unix))]
            Endpoint::Unix(_) => Err(ErrorKind::Unsupported.into()),
        }
    }
}

impl FromStr for Endpoint {
    type Err = Error;

    fn from_str(text: &str) -> Result<Endpoint, Error> {
        match text.strip_prefix("unix:") {
            Some("") => Err(Error::invalid_address(
                "`unix:` names no socket: write a path, such as unix:/run/codeword.sock",
            )),
            Some(path) => Ok(Endpoint::Unix(path.into())),
            None => text.parse().map(Endpoint::Tcp),
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Endpoint::Tcp(address) => address.fmt(out),
            Endpoint::Unix(path) => write!(out, "unix:{path}"),
        }
    }
}

/// A socket that is listened on.
#[derive(Debug)]
pub enum Listener {
    /// A TCP port.
    Tcp(TcpListener),
    /// A Unix socket.
    #[cfg(unix)]
    Unix(UnixSocket),
}

impl Listener {
    /// Where it listens; instead of port 0, the port that the system has chosen.
    ///
    /// # Errors
    ///
    /// If the system does not know, as for a Unix socket whose path is not UTF-8.
    pub fn endpoint(&self) -> io::Result<Endpoint> {
        match self {
            Listener::Tcp(listener) => Ok(Endpoint::Tcp(listener.local_addr()?.into())),
            #[cfg(unix)]
            Listener::Unix(listener) => {
                let path = listener.path().to_str().ok_or(ErrorKind::AddrNotAvailable)?;
                Ok(Endpoint::Unix(path.to_owned()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_port() {
        for text in ["127.0.0.1:0", "localhost:50051", "[::1]:80", "a-b.c_d:65535"] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), text);
        }
        for text in
            ["", ":1", "a", "a:", "a:65536", "a:-1", "::1:80", "[::1]", "[a]:1", "a b:1", "x\n:1"]
        {
            let error = text.parse::<Address>().unwrap_err();
            assert!(error.is_invalid_address(), "{text}");
            assert!(
                error.to_string().starts_with(&format!("`{text}` is not an address")),
                "{error}"
            );
        }
    }

    #[test]
    fn an_endpoint_is_an_address_or_a_socket() {
        for text in ["127.0.0.1:50051", "unix:/run/codeword.sock", "unix:relative"] {
            assert_eq!(text.parse::<Endpoint>().unwrap().to_string(), text);
        }
        assert!("unix:".parse::<Endpoint>().unwrap_err().is_invalid_address());
        assert!("/run/codeword.sock".parse::<Endpoint>().is_err());
    }
}
