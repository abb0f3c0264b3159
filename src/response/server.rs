//! [`serve`]: answers connections until it is told to stop, and then lets every request come to its end.

use std::error::Error;
use std::fmt::Debug;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use http::{Request, Response};
use http_body::Body;
use hyper::body::Incoming;
use hyper::service::Service;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
#[cfg(all(unix, feature = "envoy"))]
use tokio::net::{UnixListener, UnixStream, unix};

/// How long a client may take for the head of a request, and how long a connection may idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60);

/// How often a client of HTTP/2 that is silent is asked whether it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// How many requests a client that nobody knows may have in flight on a connection of HTTP/2.
pub(super) const STREAMS: Option<u32> = Some(200);

type BoxError = Box<dyn Error + Send + Sync>;

/// Answers HTTP/1.1 and HTTP/2 (without TLS, by prior knowledge, RFC 9113 §3.3), until `stop`; then
/// accepts no more, and waits for the requests in flight, but not longer than `grace`.
///
/// Each connection has a service of its own, made for the address of its client. One of HTTP/2 may have
/// so many `streams`, which are requests in flight, or any number.
pub(super) async fn serve<L, S, B>(
    listener: L,
    service_for: impl Fn(&L::Client) -> S,
    streams: Option<u32>,
    stop: impl Future<Output = ()>,
    grace: Duration,
) where
    L: Listener,
    S: Service<Request<Incoming>, Response = Response<B>> + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    let server = server(streams);
    let connections = GracefulShutdown::new();
    let open = |(stream, client): (L::Connection, L::Client)| {
        let (stream, service) = (TokioIo::new(stream), service_for(&client));
        let connection = server.serve_connection_with_upgrades(stream, service);
        let connection = connections.watch(connection.into_owned());
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(?client, error, "the connection broke off");
            }
        });
    };
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => open(accepted),
                Err(error) => pause(error).await,
            },
            () = &mut stop => break,
        }
    }
    // Whoever has connected already has sent a request.
    while let Some(Ok(accepted)) = now(listener.accept()).await {
        open(accepted);
    }
    drop(listener);
    if tokio::time::timeout(grace, connections.shutdown()).await.is_err() {
        tracing::warn!(
            seconds = grace.as_secs_f64(),
            "some requests were still in flight at the end"
        );
    }
}

/// Where connections come from.
pub(super) trait Listener {
    type Connection: AsyncRead + AsyncWrite + Send + Unpin + 'static;
    /// The address of a client.
    type Client: Debug + Send + 'static;

    async fn accept(&self) -> io::Result<(Self::Connection, Self::Client)>;
}

impl Listener for TcpListener {
    type Connection = TcpStream;
    type Client = SocketAddr;

    async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let (stream, client) = TcpListener::accept(self).await?;
        // Answers are small; a system that cannot send them at once sends them later.
        let _ = stream.set_nodelay(true);
        Ok((stream, client))
    }
}

#[cfg(all(unix, feature = "envoy"))]
impl Listener for UnixListener {
    type Connection = UnixStream;
    type Client = unix::SocketAddr;

    async fn accept(&self) -> io::Result<(UnixStream, unix::SocketAddr)> {
        UnixListener::accept(self).await
    }
}

fn server(streams: Option<u32>) -> Builder<TokioExecutor> {
    let mut server = Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    server
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(KEEP_ALIVE)
        .max_concurrent_streams(streams);
    server
}

/// What a future has at hand, without waiting for it.
async fn now<F: Future>(future: F) -> Option<F::Output> {
    tokio::select! {
        biased;
        output = future => Some(output),
        () = std::future::ready(()) => None,
    }
}

/// A client that is gone already is nobody's concern; if the process has no more files to open, it will
/// in a moment.
async fn pause(error: io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection can be accepted");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
