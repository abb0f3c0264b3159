//! [`serve`]: answers connections until it is told to stop, and then lets the requests in flight end.

use std::error::Error;
use std::fmt::Debug;
use std::future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::{Request, Response, StatusCode};
use http_body::Body;
use hyper::body::Incoming;
use hyper::service::Service;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::refusal::{Answering, Explained, Refusals};

/// How long a client may take for the head of a request; with HTTP/1.1, also how long a connection may be
/// idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60);

/// How long a request that was sent before the end may take to arrive.
const LINGER: Duration = Duration::from_millis(100);

/// How often a silent client of HTTP/2 is asked whether it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// How many requests a client that is not known may have in flight on a connection of HTTP/2.
pub(super) const STREAMS: Option<u32> = Some(200);

/// How many headers a request may have by HTTP/1.1: as many as nginx takes.
const HEADERS: usize = 1024;

/// How large the head of a request may be, in bytes: as large as nginx takes it (four buffers of 8 KiB).
const HEAD_LIMIT: usize = 32 * 1024;

/// The same by HTTP/2, where each header counts for 32 bytes more (RFC 9113 §6.5.2).
const HEAD_LIMIT_HTTP2: u32 = 64 * 1024;

pub(super) type BoxError = Box<dyn Error + Send + Sync>;

/// Answers HTTP/1.1 and HTTP/2 (by prior knowledge, RFC 9113 §3.3), until `stop`; then accepts
/// no more connections, and waits for the requests in flight, but not longer than `grace`.
///
/// Each connection has a service of its own, made for the address of its client. One of HTTP/2 may have up
/// to `streams` requests in flight; `None` is any number. What hyper refuses before it is a request gets a
/// body, and `refused` is told.
pub(super) async fn serve<L, S, B>(
    listener: L,
    service_for: impl Fn(&L::Client) -> S,
    refused: impl Fn(&L::Client, StatusCode) + Clone + Send + 'static,
    streams: Option<u32>,
    stop: impl Future<Output = ()>,
    grace: Duration,
) where
    L: Accept,
    S: Service<Request<Incoming>, Response = Response<B>> + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    let server = server(streams);
    let connections = GracefulShutdown::new();
    let open = |(stream, client): (L::Connection, L::Client), place| {
        let first = Arc::new(FirstRequest::default());
        let refusals = Arc::new(Refusals::default());
        let service = Noticed { service: service_for(&client), first: Arc::clone(&first) };
        let service = Answering { service, refusals: Arc::clone(&refusals) };
        let stream = TokioIo::new(Explained::new(stream, place, Arc::clone(&refusals)));
        let connection = server.serve_connection_with_upgrades(stream, service);
        let connection = connections.watch(connection.into_owned());
        let refused = refused.clone();
        tokio::spawn(async move {
            tokio::select! {
                ended = connection => if let Err(error) = ended {
                    if let Some(status) = refusals.status(&*error) {
                        refused(&client, status);
                    }
                    tracing::debug!(?client, error, "the connection broke off");
                },
                () = first.is_overdue() => tracing::debug!(?client, "the client sent no request"),
            }
        });
    };
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            (accepted, place) = accept(&listener) => match accepted {
                Ok(accepted) => open(accepted, place),
                Err(error) => pause(error).await,
            },
            () = &mut stop => break,
        }
    }
    // A client that has connected already has sent a request, or is about to.
    while let Some((Ok(accepted), place)) = now(accept(&listener)).await {
        open(accepted, place);
    }
    listener.close().await;
    tokio::time::sleep(LINGER).await;
    if tokio::time::timeout(grace, connections.shutdown()).await.is_err() {
        tracing::warn!(
            seconds = grace.as_secs_f64(),
            "some requests were still in flight at the end"
        );
    }
}

/// A socket that accepts connections.
pub(super) trait Accept {
    type Connection: AsyncRead + AsyncWrite + Send + Unpin + 'static;
    /// The address of a client.
    type Client: Debug + Send + 'static;

    async fn accept(&self) -> io::Result<(Self::Connection, Self::Client)>;

    /// How many connections may be open at once; `None` is any number.
    fn room(&self) -> Option<&Arc<Semaphore>> {
        None
    }

    /// Accepts no more, and waits until a request can come on every connection that was accepted.
    fn close(self) -> impl Future<Output = ()>
    where
        Self: Sized,
    {
        drop(self);
        future::ready(())
    }
}

/// Accepts a connection once there is room for it.
async fn accept<L: Accept>(
    listener: &L,
) -> (io::Result<(L::Connection, L::Client)>, Option<OwnedSemaphorePermit>) {
    let place = match listener.room() {
        // The semaphore is never closed.
        Some(room) => Arc::clone(room).acquire_owned().await.ok(),
        None => None,
    };
    (listener.accept().await, place)
}

impl Accept for TcpListener {
    type Connection = TcpStream;
    type Client = SocketAddr;

    async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let (stream, client) = TcpListener::accept(self).await?;
        // Answers are small, and are sent at once; a system that cannot do that sends them later.
        let _ = stream.set_nodelay(true);
        Ok((stream, client))
    }
}

fn server(streams: Option<u32>) -> Builder<TokioExecutor> {
    let mut server = Builder::new(TokioExecutor::new());
    server
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_LIMIT);
    server
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(KEEP_ALIVE)
        .max_header_list_size(HEAD_LIMIT_HTTP2)
        .max_concurrent_streams(streams);
    server
}

/// Whether a connection has brought any request.
///
/// hyper's own time-outs begin with the first bytes of a known version of HTTP; a client may send none.
#[derive(Default)]
struct FirstRequest(AtomicBool);

impl FirstRequest {
    /// Ends if no request comes in time.
    async fn is_overdue(&self) {
        tokio::time::sleep(HEAD_TIMEOUT).await;
        if self.0.load(Ordering::Relaxed) {
            future::pending().await
        }
    }
}

/// A service that notes that it was called.
struct Noticed<S> {
    service: S,
    first: Arc<FirstRequest>,
}

impl<R, S: Service<R>> Service<R> for Noticed<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn call(&self, request: R) -> S::Future {
        self.first.0.store(true, Ordering::Relaxed);
        self.service.call(request)
    }
}

/// The output of a future if it is ready.
async fn now<F: Future>(future: F) -> Option<F::Output> {
    tokio::select! {
        biased;
        output = future => Some(output),
        () = future::ready(()) => None,
    }
}

/// Waits a moment after a failure to accept, such as a lack of descriptors. A client that is gone already is
/// no such failure.
async fn pause(error: io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection can be accepted");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use bytes::Bytes;
    use http_body_util::Full;
    use hyper::service::service_fn;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    async fn answer(stop: impl Future<Output = ()>, listener: TcpListener) {
        let service = || {
            service_fn(|_| {
                future::ready(Ok::<_, Infallible>(Response::new(Full::<Bytes>::from("answer"))))
            })
        };
        serve(listener, |_| service(), |_, _| {}, STREAMS, stop, Duration::from_secs(60)).await;
    }

    #[tokio::test]
    async fn a_request_sent_before_the_end_is_answered() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut clients = Vec::new();
        for _ in 0..10 {
            let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
            client.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
            clients.push(client);
        }
        answer(future::ready(()), listener).await;
        for mut client in clients {
            let mut text = String::new();
            client.read_to_string(&mut text).await.unwrap();
            assert!(text.ends_with("\r\n\r\nanswer"), "{text}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_sends_no_request_is_disconnected() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(answer(future::pending(), listener));
        for sent in [&b""[..], b"P", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/1.1\r\n"] {
            let mut client = TcpStream::connect(address).await.unwrap();
            client.write_all(sent).await.unwrap();
            // HTTP/2 and HTTP/1.1 may say something first.
            let ended = client.read_to_end(&mut Vec::new()).await;
            assert!(ended.is_ok(), "{}: {ended:?}", sent.escape_ascii());
        }
    }
}
