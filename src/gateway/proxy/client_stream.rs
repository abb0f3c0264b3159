//! [`ClientStream`]: a connection of a client, with TLS or without.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf, copy, sink};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::server_certificates::{HandshakeFailure, ServerCertificates};
use crate::gateway::refusal::{LINGER, problem};

/// How long a client may take to agree on TLS.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(30);

/// A connection of a client.
pub(super) enum ClientStream {
    Plain(TcpStream),
    /// TLS is agreed on by whoever reads or writes, so that nobody waits for it to accept the next client.
    Opening(Pin<Box<dyn Future<Output = io::Result<TlsStream<TcpStream>>> + Send>>),
    Tls(Box<TlsStream<TcpStream>>),
    /// No TLS was agreed on.
    Failed,
}

impl ClientStream {
    /// A connection with TLS. As long as that is not agreed on, `pending` is held.
    pub(super) fn with_tls(
        stream: TcpStream,
        certificates: ServerCertificates,
        pending: watch::Receiver<()>,
    ) -> ClientStream {
        ClientStream::Opening(Box::pin(async move {
            let opened = timeout(HANDSHAKE_TIMEOUT, open(stream, &certificates)).await;
            drop(pending);
            opened.unwrap_or_else(|_| {
                certificates.count(HandshakeFailure::TimedOut);
                Err(io::ErrorKind::TimedOut.into())
            })
        }))
    }

    /// The stream that carries HTTP, once there is one.
    fn poll_open(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Pin<&mut dyn Duplex>>> {
        if let ClientStream::Opening(opening) = self {
            *self = match ready!(opening.as_mut().poll(context)) {
                Ok(stream) => ClientStream::Tls(Box::new(stream)),
                Err(error) => {
                    *self = ClientStream::Failed;
                    return Poll::Ready(Err(error));
                }
            };
        }
        match self {
            ClientStream::Plain(stream) => Poll::Ready(Ok(Pin::new(stream))),
            ClientStream::Tls(stream) => Poll::Ready(Ok(Pin::new(&mut **stream))),
            ClientStream::Opening(_) | ClientStream::Failed => {
                Poll::Ready(Err(io::ErrorKind::NotConnected.into()))
            }
        }
    }
}

trait Duplex: AsyncRead + AsyncWrite + Unpin {}
impl<S: AsyncRead + AsyncWrite + Unpin> Duplex for S {}

/// Agrees on TLS with a client, or tells one that speaks plain HTTP that it must.
async fn open(
    mut stream: TcpStream,
    certificates: &ServerCertificates,
) -> io::Result<TlsStream<TcpStream>> {
    let mut first = [0];
    if stream.peek(&mut first).await? == 0 {
        // It has only looked whether anybody is here.
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    // TLS begins with 22 (RFC 8446 §5.1), HTTP with a method.
    if first[0].is_ascii_alphabetic() {
        certificates.count(HandshakeFailure::PlainHttp);
        stream.write_all(plain_http().as_bytes()).await?;
        stream.shutdown().await?;
        // The rest of its request is read, so that the connection is not reset before it has read this.
        let _ = timeout(LINGER, copy(&mut stream, &mut sink())).await;
        return Err(io::Error::other("the client speaks plain HTTP"));
    }
    let accepted = TlsAcceptor::from(certificates.config.clone()).accept(stream).await;
    accepted.inspect_err(|error| {
        certificates.count(match error.kind() {
            io::ErrorKind::InvalidData => HandshakeFailure::Refused,
            _ => HandshakeFailure::Cut,
        });
    })
}

/// What a client is told that speaks HTTP without TLS.
fn plain_http() -> String {
    let body = problem(StatusCode::BAD_REQUEST, "HTTPS is spoken here: ask by https://");
    let length = body.len();
    format!(
        "HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\ncontent-length: {length}\r\n\
         connection: close\r\n\r\n{body}"
    )
}

impl AsyncRead for ClientStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.poll_open(context))?.poll_read(context, into)
    }
}

impl AsyncWrite for ClientStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_open(context))?.poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_open(context))?.poll_write_vectored(context, pieces)
    }

    /// Both kinds can.
    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &*self {
            // Nothing was written.
            ClientStream::Opening(_) | ClientStream::Failed => Poll::Ready(Ok(())),
            _ => ready!(self.poll_open(context))?.poll_flush(context),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &*self {
            ClientStream::Opening(_) | ClientStream::Failed => Poll::Ready(Ok(())),
            _ => ready!(self.poll_open(context))?.poll_shutdown(context),
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_client_that_takes_too_long_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let files = (folder.path().join("pem"), folder.path().join("key"));
        let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(&files.0, own.cert.pem()).unwrap();
        std::fs::write(&files.1, own.signing_key.serialize_pem()).unwrap();
        let certificates = ServerCertificates::follow([files]).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        for said in [&b""[..], &[22], &[22, 3, 1, 0, 200]] {
            let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
            client.write_all(said).await.unwrap();
            let (stream, _) = listener.accept().await.unwrap();
            let pending = watch::Sender::new(());
            let mut stream =
                ClientStream::with_tls(stream, certificates.clone(), pending.subscribe());
            assert_eq!(pending.receiver_count(), 1);
            let error = stream.read_u8().await.unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::TimedOut, "{said:?}");
            assert_eq!(pending.receiver_count(), 0);
            // It is asked again by whoever has not heard.
            assert_eq!(stream.read_u8().await.unwrap_err().kind(), io::ErrorKind::NotConnected);
        }
    }
}
