//! [`Listener`]: a socket that is listened on.

use std::io::{self, ErrorKind};

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;

use super::Endpoint;
#[cfg(unix)]
use super::unix_socket;

/// A socket that is listened on.
#[derive(Debug)]
pub enum Listener {
    /// A TCP port.
    Tcp(TcpListener),
    /// A Unix socket.
    #[cfg(unix)]
    Unix(UnixListener),
}

impl Listener {
    /// Where it listens. Where port 0 was asked for, the system has chosen one.
    ///
    /// # Errors
    ///
    /// If the system does not know, as of a Unix socket without a path, or with one that is no UTF-8.
    pub fn endpoint(&self) -> io::Result<Endpoint> {
        match self {
            Listener::Tcp(listener) => Ok(Endpoint::Tcp(listener.local_addr()?.into())),
            #[cfg(unix)]
            Listener::Unix(listener) => {
                match listener.local_addr()?.as_pathname().and_then(|path| path.to_str()) {
                    Some(path) => Ok(Endpoint::Unix(path.to_owned())),
                    None => Err(ErrorKind::AddrNotAvailable.into()),
                }
            }
        }
    }
}

impl Endpoint {
    /// Listens there. The file of a Unix socket that nobody listens on any more is taken over.
    ///
    /// # Errors
    ///
    /// If the system does not allow it, mostly because somebody listens there already.
    pub async fn bind(&self) -> io::Result<Listener> {
        match self {
            Endpoint::Tcp(address) => {
                TcpListener::bind((address.host(), address.port())).await.map(Listener::Tcp)
            }
            #[cfg(unix)]
            Endpoint::Unix(path) => unix_socket::bind(path.as_ref()).await.map(Listener::Unix),
            #[cfg(not(unix))]
            Endpoint::Unix(_) => Err(ErrorKind::Unsupported.into()),
        }
    }
}
