//! [`ListenAddress`]: where clients are answered, and [`Workers`]: the threads that answer there.

use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::str::FromStr;
use std::{fmt, io, thread};

use listenfd::ListenFd;
use tokio::net::TcpSocket;
use tokio::runtime;
use tokio::sync::oneshot;

use super::output::Failure;

/// How many clients may wait to be accepted.
const BACKLOG: u32 = 1024;

/// An address with a port, whose host may be a name.
#[derive(Clone, Debug)]
pub(super) struct ListenAddress(String);

impl FromStr for ListenAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<ListenAddress, String> {
        let is_name = |(host, port): (&str, &str)| {
            !host.is_empty() && !host.contains(':') && port.parse::<u16>().is_ok()
        };
        if text.parse::<SocketAddr>().is_ok() || text.rsplit_once(':').is_some_and(is_name) {
            return Ok(ListenAddress(text.to_owned()));
        }
        Err("write an address with a port, such as 127.0.0.1:8080, [::1]:8080 or localhost:8080"
            .to_owned())
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl ListenAddress {
    /// So many sockets on one port: the socket of systemd if there is one (sd_listen_fds(3)), else one each.
    ///
    /// The system divides clients among them, and lets a process that replaces this one listen too
    /// (SO_REUSEPORT, socket(7)). No other program can: the port is an error then.
    pub(super) fn listen(&self, count: usize) -> Result<Vec<TcpListener>, Failure> {
        let refuse = |error| Failure::Listen(self.0.clone(), error);
        if let Some(socket) = ListenFd::from_env().take_tcp_listener(0).map_err(refuse)? {
            socket.set_nonblocking(true).map_err(refuse)?;
            let copies = (1..count).map(|_| socket.try_clone());
            let mut sockets = copies.collect::<io::Result<Vec<_>>>().map_err(refuse)?;
            sockets.push(socket);
            return Ok(sockets);
        }
        let first = self.first().map_err(refuse)?;
        let address = first.local_addr().map_err(refuse)?;
        let others = (1..count).map(|_| socket(address));
        let mut sockets = others.collect::<io::Result<Vec<_>>>().map_err(refuse)?;
        sockets.push(first);
        Ok(sockets)
    }

    /// A socket at the first address of the name that is this machine's.
    fn first(&self) -> io::Result<TcpListener> {
        let mut error = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for address in self.0.to_socket_addrs()? {
            match socket(address) {
                Ok(socket) => return Ok(socket),
                Err(failed) => error = failed,
            }
        }
        Err(error)
    }
}

fn socket(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    #[cfg(unix)]
    {
        socket.set_reuseaddr(true)?;
        socket.set_reuseport(true)?;
    }
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

/// Threads, each with a runtime of its own, so that what one has begun no other goes on with.
pub(super) struct Workers(Vec<oneshot::Receiver<io::Result<()>>>);

impl Workers {
    /// Starts a worker for each socket, with work of its own.
    pub(super) fn start<F, W>(
        sockets: Vec<TcpListener>,
        work: impl Fn() -> F,
    ) -> Result<Workers, Failure>
    where
        F: FnOnce(tokio::net::TcpListener) -> W + Send + 'static,
        W: Future<Output = ()>,
    {
        let start = |(number, socket)| {
            let work = work();
            let (ended, end) = oneshot::channel();
            let worker = move || {
                // Nobody waits for it if the process is about to end.
                let _ = ended.send(run(socket, work));
            };
            thread::Builder::new().name(format!("worker {number}")).spawn(worker)?;
            Ok(end)
        };
        let workers: io::Result<Vec<_>> = sockets.into_iter().enumerate().map(start).collect();
        workers.map(Workers).map_err(Failure::Runtime)
    }

    /// Waits until all have ended.
    pub(super) async fn ended(self) -> Result<(), Failure> {
        for worker in self.0 {
            let lost = io::Error::other("a worker has panicked");
            worker.await.unwrap_or(Err(lost)).map_err(Failure::Runtime)?;
        }
        Ok(())
    }
}

fn run<W>(socket: TcpListener, work: impl FnOnce(tokio::net::TcpListener) -> W) -> io::Result<()>
where
    W: Future<Output = ()>,
{
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        work(tokio::net::TcpListener::from_std(socket)?).await;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_a_port() {
        for (text, expected) in [
            ("127.0.0.1:80", true),
            ("[::1]:80", true),
            ("localhost:0", true),
            ("localhost", false),
            (":80", false),
            ("::1:80", false),
            ("localhost:http", false),
            ("localhost:65536", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<ListenAddress>().is_ok(), expected, "{text}");
        }
    }
}
