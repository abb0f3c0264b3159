//! [`Clients`]: a socket for clients, who leave descriptors for the upstream and for operators.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use super::client_stream::ClientStream;
use super::server_certificates::ServerCertificates;
use crate::gateway::admin::descriptor_limit;
use crate::gateway::server::Accept;

/// How many descriptors are kept for operators, the catalog's files, and what else a process needs; fewer
/// where there are hardly more.
const RESERVE: u64 = 64;

/// How many clients may be connected to this process: each may need a connection to the upstream too. The
/// others wait, as long as the system lets them, until one has gone.
static ROOM: LazyLock<Option<Arc<Semaphore>>> = LazyLock::new(|| {
    let limit = descriptor_limit()?;
    let clients = (limit - RESERVE.min(limit / 2)) / 2;
    let clients = usize::try_from(clients).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS);
    Some(Arc::new(Semaphore::new(clients)))
});

/// How long clients that have connected before the end may take to agree on TLS.
const LAST_HANDSHAKES: Duration = Duration::from_secs(2);

/// A socket for clients.
pub(super) struct Clients {
    listener: TcpListener,
    certificates: Option<ServerCertificates>,
    /// Each connection on which TLS is not agreed on yet has a receiver.
    handshakes: watch::Sender<()>,
}

impl Clients {
    /// Clients speak TLS if there are certificates for it.
    pub(super) fn new(listener: TcpListener, certificates: Option<ServerCertificates>) -> Clients {
        Clients { listener, certificates, handshakes: watch::Sender::new(()) }
    }
}

impl Accept for Clients {
    type Connection = ClientStream;
    type Client = SocketAddr;

    async fn accept(&self) -> io::Result<(ClientStream, SocketAddr)> {
        let (stream, client) = Accept::accept(&self.listener).await?;
        let stream = match &self.certificates {
            None => ClientStream::Plain(stream),
            Some(certificates) => {
                let pending = self.handshakes.subscribe();
                ClientStream::with_tls(stream, certificates.clone(), pending)
            }
        };
        Ok((stream, client))
    }

    fn room(&self) -> Option<&Arc<Semaphore>> {
        ROOM.as_ref()
    }

    async fn close(self) {
        drop(self.listener);
        // Those who take longer have not sent a request either.
        let _ = tokio::time::timeout(LAST_HANDSHAKES, self.handshakes.closed()).await;
    }
}
