//! [`Connector`]: makes a [`Connection`] to the upstream, on which requests are sent.

use std::time::Duration;

use http::header::{HOST, HeaderValue};
use http::uri::{Parts, PathAndQuery};
use http::{Request, Response, Uri, Version};
use hyper::body::Incoming;
use hyper::client::conn::{TrySendError, http1, http2};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::{Connection as _, HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::ClientConfig;
use tokio::net::TcpStream;
use tower_service::Service;

use super::body::RequestBody;
use super::failure::{Failure, reasons};
use super::silence::{LastHeard, Listened, Silence};
use super::upstream::Upstream;

/// After how long a silence an upstream is asked whether it is still there, and how often then.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(10);
const KEEP_ALIVE_RETRIES: u32 = 3;

/// How large the head of an answer may be, in bytes, and how many headers it may have by HTTP/1.1: hyper makes
/// room for them with each answer.
const HEAD_LIMIT: usize = 64 * 1024;
const HEADERS: usize = 1024;

/// The version of HTTP that an upstream is spoken to in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Protocol {
    Http1,
    /// From the start (RFC 9113 §3.3).
    Http2,
    /// Whichever is agreed on with TLS (RFC 7301).
    Negotiated,
}

/// Makes connections to the upstream.
#[derive(Clone)]
pub(super) struct Connector {
    https: HttpsConnector<HttpConnector>,
    pub(super) protocol: Protocol,
    timeout: Duration,
    /// Where the connections go.
    origin: Uri,
    /// What an upstream is called that is not called otherwise.
    host: HeaderValue,
}

impl Connector {
    /// Makes connections, each within one time that includes the look-up of the upstream's name and its TLS.
    pub(super) fn new(
        upstream: &Upstream,
        timeout: Duration,
        protocol: Protocol,
        tls: ClientConfig,
    ) -> Connector {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEP_ALIVE));
        tcp.set_keepalive_interval(Some(KEEP_ALIVE_INTERVAL));
        tcp.set_keepalive_retries(Some(KEEP_ALIVE_RETRIES));
        // Divided among the addresses of a name, so that a silent one does not use it up.
        tcp.set_connect_timeout(Some(timeout));
        let https = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http();
        let https = match protocol {
            Protocol::Http1 => https.enable_http1().wrap_connector(tcp),
            Protocol::Http2 | Protocol::Negotiated => {
                https.enable_all_versions().wrap_connector(tcp)
            }
        };
        Connector { https, protocol, timeout, origin: upstream.origin(), host: upstream.host() }
    }

    pub(super) async fn connect(&self) -> Result<Connection, Failure> {
        let unreachable = |reason: String| Failure::Unreachable(reason);
        let stream = self.https.clone().call(self.origin.clone());
        let stream = tokio::time::timeout(self.timeout, stream).await;
        let stream = stream
            .map_err(|_| unreachable("it has taken too long to connect".to_owned()))?
            .map_err(|error| unreachable(reasons(&*error)))?;
        let is_http2 = self.protocol == Protocol::Http2 || stream.connected().is_negotiated_h2();
        let heard = LastHeard::default();
        let stream = Listened { stream: TokioIo::new(stream), heard: heard.clone() };
        let made = match is_http2 {
            true => by_http2(stream).await.map(Connection::Http2),
            false => by_http1(stream)
                .await
                .map(|sender| Connection::Http1(Http1 { sender, heard, host: self.host.clone() })),
        };
        made.map_err(|error| unreachable(reasons(&error)))
    }
}

type Stream = Listened<TokioIo<MaybeHttpsStream<TokioIo<TcpStream>>>>;

async fn by_http1(stream: Stream) -> hyper::Result<http1::SendRequest<RequestBody>> {
    let (sender, connection) = http1::Builder::new()
        .max_headers(HEADERS)
        .max_buf_size(HEAD_LIMIT)
        // A proxy takes the spaces out (RFC 9112 §5.1).
        .allow_spaces_after_header_name_in_responses(true)
        .handshake(TokioIo::new(stream))
        .await?;
    tokio::spawn(async move {
        if let Err(error) = connection.with_upgrades().await {
            tracing::debug!(%error, "a connection to the upstream broke off");
        }
    });
    Ok(sender)
}

async fn by_http2(stream: Stream) -> hyper::Result<http2::SendRequest<RequestBody>> {
    let (sender, connection) = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .keep_alive_interval(KEEP_ALIVE)
        .max_header_list_size(HEAD_LIMIT as u32)
        .handshake(TokioIo::new(stream))
        .await?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection to the upstream broke off");
        }
    });
    Ok(sender)
}

/// A connection to the upstream.
pub(super) enum Connection {
    Http1(Http1),
    Http2(http2::SendRequest<RequestBody>),
}

/// A connection by HTTP/1.1, which has one request at a time.
pub(super) struct Http1 {
    sender: http1::SendRequest<RequestBody>,
    heard: LastHeard,
    host: HeaderValue,
}

/// Why a request got no answer, and what may have become of it.
pub(super) struct Unanswered {
    pub(super) fate: Fate,
    pub(super) reason: String,
}

/// What became of a request that got no answer.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Fate {
    /// The upstream has not processed it: it was not sent, or the upstream says so (RFC 9113 §8.7).
    NotProcessed,
    /// It was sent on a connection that ended without a word.
    Unknown,
    /// The upstream has begun to answer it, or has refused it.
    Answered,
}

impl From<Unanswered> for Failure {
    fn from(unanswered: Unanswered) -> Failure {
        Failure::Broken(unanswered.reason)
    }
}

impl Http1 {
    pub(super) fn is_ready(&self) -> bool {
        self.sender.is_ready()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }

    pub(super) async fn send(
        &mut self,
        mut request: Request<RequestBody>,
        silence: &Silence,
    ) -> Result<Response<Incoming>, Unanswered> {
        if !request.headers().contains_key(HOST) {
            request.headers_mut().insert(HOST, self.host.clone());
        }
        *request.uri_mut() = without_origin(std::mem::take(request.uri_mut()));
        self.heard.forget();
        silence.listen(&self.heard);
        self.sender.try_send_request(request).await.map_err(|error| {
            let fate = match error.message() {
                Some(_) => Fate::NotProcessed,
                None if self.heard.get().is_some() => Fate::Answered,
                None => Fate::Unknown,
            };
            Unanswered { fate, reason: reasons(&error.into_error()) }
        })
    }
}

pub(super) async fn send_by_http2(
    sender: &mut http2::SendRequest<RequestBody>,
    mut request: Request<RequestBody>,
) -> Result<Response<Incoming>, Unanswered> {
    *request.version_mut() = Version::HTTP_2;
    sender.try_send_request(request).await.map_err(|error| {
        let fate = fate(&error);
        Unanswered { fate, reason: reasons(&error.into_error()) }
    })
}

fn fate(error: &TrySendError<Request<RequestBody>>) -> Fate {
    if error.message().is_some() {
        return Fate::NotProcessed;
    }
    let source = std::error::Error::source(error.error());
    match source.and_then(|source| source.downcast_ref::<h2::Error>()) {
        // That of a stream says that it is above the last one that was processed.
        Some(error) if error.is_go_away() && error.is_remote() => Fate::NotProcessed,
        Some(error) if error.reason() == Some(h2::Reason::REFUSED_STREAM) => Fate::NotProcessed,
        Some(error) if !error.is_io() => Fate::Answered,
        _ => Fate::Unknown,
    }
}

/// The target as HTTP/1.1 has it (RFC 9112 §3.2).
fn without_origin(target: Uri) -> Uri {
    let mut parts = Parts::default();
    let path = target.into_parts().path_and_query;
    parts.path_and_query = path.or(Some(PathAndQuery::from_static("/")));
    Uri::from_parts(parts).unwrap_or_default()
}
