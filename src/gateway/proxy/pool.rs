//! [`Connections`]: those to the upstream, which are kept and used again.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use http::{Method, Request, Response};
use hyper::client::conn::http2;
use tokio::time::Instant;

use super::body::{RequestBody, Upload};
use super::client::{Connection, Connector, Fate, Protocol, Unanswered, send_by_http2};
use super::failure::Failure;
use super::silence::Silence;
use super::unused::Unused;
use super::upstream_body::UpstreamBody;
use crate::catalog::lock;

/// The connections of one kind to the upstream.
pub(super) struct Connections {
    connector: Connector,
    /// How long an unused connection is kept.
    idle: Duration,
    /// How long the upstream may be silent in the middle of an answer.
    timeout: Duration,
    unused: Unused,
    shared: Mutex<Option<Shared>>,
    /// Held while a connection is made that others may share.
    connecting: tokio::sync::Mutex<()>,
    /// Whether an upstream that could choose has chosen HTTP/1.1, so that no connection is shared.
    chose_http1: AtomicBool,
    /// How many connections were made that are shared.
    made: AtomicU64,
}

/// A connection of HTTP/2, which takes many requests at once.
#[derive(Clone)]
struct Shared {
    sender: http2::SendRequest<RequestBody>,
    number: u64,
    used: Instant,
}

/// A connection for a request.
struct Taken {
    connection: Connection,
    /// Whether another request has made it.
    is_known: bool,
    /// Of one that is shared.
    number: u64,
}

impl Connections {
    /// Connections, none of which is made yet.
    pub(super) fn new(connector: Connector, idle: Duration, timeout: Duration) -> Connections {
        Connections {
            connector,
            idle,
            timeout,
            unused: Unused::default(),
            shared: Mutex::default(),
            connecting: tokio::sync::Mutex::default(),
            chose_http1: AtomicBool::new(false),
            made: AtomicU64::new(0),
        }
    }

    /// Sends a request, and waits for the head of its answer.
    ///
    /// A connection that was used before may end in the very moment in which the request is sent. Then the
    /// request is sent once more, on another connection, if it was not processed, or if nothing of an answer
    /// has come and it may be done twice as well as once (RFC 9110 §9.2.2).
    pub(super) async fn send(
        &self,
        request: Request<RequestBody>,
        upload: Option<&Upload>,
        silence: &Silence,
    ) -> Result<Response<UpstreamBody>, Failure> {
        let taken = match self.known(0) {
            Some(taken) => taken,
            None => self.make(0).await?,
        };
        if !taken.is_known {
            return self.ask(taken.connection, request, silence).await.map_err(Failure::from);
        }
        let copy = copy_of(&request);
        let unanswered = match self.ask(taken.connection, request, silence).await {
            Ok(response) => return Ok(response),
            Err(unanswered) => unanswered,
        };
        let Some(body) = body_again(&unanswered, copy.method(), upload) else {
            return Err(unanswered.into());
        };
        tracing::debug!(reason = unanswered.reason, "a request is sent once more");
        let taken = self.make(taken.number + 1).await?;
        self.ask(taken.connection, copy.map(|()| body), silence).await.map_err(Failure::from)
    }

    /// A connection that others have made; one that is shared has at least this number.
    fn known(&self, number: u64) -> Option<Taken> {
        if self.connector.protocol != Protocol::Http1
            && let Some(Shared { sender, number, .. }) = self.shared(number)
        {
            return Some(Taken { connection: Connection::Http2(sender), is_known: true, number });
        }
        let connection = Connection::Http1(self.unused.take(self.idle)?);
        Some(Taken { connection, is_known: true, number: 0 })
    }

    /// A new connection, or one that is shared and has at least this number.
    async fn make(&self, number: u64) -> Result<Taken, Failure> {
        let may_share = || {
            self.connector.protocol != Protocol::Http1 && !self.chose_http1.load(Ordering::Relaxed)
        };
        let mut connecting = None;
        if may_share() {
            connecting = Some(self.connecting.lock().await);
            if let Some(Shared { sender, number, .. }) = self.shared(number) {
                return Ok(Taken { connection: Connection::Http2(sender), is_known: true, number });
            }
            if !may_share() {
                connecting = None;
            }
        }
        let connection = self.connector.connect().await?;
        let mut number = 0;
        match &connection {
            Connection::Http1(_) => self.chose_http1.store(true, Ordering::Relaxed),
            Connection::Http2(sender) => {
                self.chose_http1.store(false, Ordering::Relaxed);
                number = self.made.fetch_add(1, Ordering::Relaxed) + 1;
                let shared = Shared { sender: sender.clone(), number, used: Instant::now() };
                *lock(&self.shared) = Some(shared);
            }
        }
        drop(connecting);
        Ok(Taken { connection, is_known: false, number })
    }

    fn shared(&self, number: u64) -> Option<Shared> {
        let mut known = lock(&self.shared);
        let shared = known.as_mut()?;
        if shared.sender.is_closed() || shared.number < number {
            return None;
        }
        shared.used = Instant::now();
        Some(shared.clone())
    }

    async fn ask(
        &self,
        connection: Connection,
        request: Request<RequestBody>,
        silence: &Silence,
    ) -> Result<Response<UpstreamBody>, Unanswered> {
        let (response, lease) = match connection {
            Connection::Http1(mut connection) => {
                let response = connection.send(request, silence).await?;
                (response, Some(self.unused.lease(connection)))
            }
            Connection::Http2(mut sender) => (send_by_http2(&mut sender, request).await?, None),
        };
        Ok(response.map(|incoming| UpstreamBody::new(incoming, lease, self.timeout)))
    }

    /// Closes the connections that nobody has used for long, for as long as it is waited for.
    pub(super) async fn close_unused(&self) {
        let pause = (self.idle / 4).clamp(Duration::from_millis(10), Duration::from_secs(1));
        loop {
            tokio::time::sleep(pause).await;
            self.unused.close(self.idle);
            lock(&self.shared)
                .take_if(|shared| shared.sender.is_closed() || shared.used.elapsed() >= self.idle);
        }
    }
}

/// What is needed to send a request again, but for its body.
fn copy_of(request: &Request<RequestBody>) -> Request<()> {
    let mut copy = Request::new(());
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}

/// The body of a request that may be sent again.
fn body_again(
    unanswered: &Unanswered,
    method: &Method,
    upload: Option<&Upload>,
) -> Option<RequestBody> {
    let is_allowed = match unanswered.fate {
        Fate::NotProcessed => true,
        Fate::Unknown => method.is_idempotent() || upload.is_some_and(Upload::is_unbegun),
        Fate::Answered => false,
    };
    match upload {
        _ if !is_allowed => None,
        Some(upload) if upload.is_broken() => None,
        Some(upload) => upload.again(),
        None => Some(RequestBody::empty()),
    }
}
