//! [`Clients`]: a socket for clients, who leave descriptors for the upstream and for operators.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

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

/// A socket for clients.
pub(super) struct Clients(pub(super) TcpListener);

impl Accept for Clients {
    type Connection = TcpStream;
    type Client = SocketAddr;

    async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        Accept::accept(&self.0).await
    }

    fn room(&self) -> Option<&Arc<Semaphore>> {
        ROOM.as_ref()
    }
}
