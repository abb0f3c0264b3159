//! [`Refusals`]: what hyper refuses before it is a request, told from what a service answers, and given a
//! body.
//!
//! hyper answers a head that it does not understand, or that is too large, with a status and
//! `Content-Length: 0`, and then ends the connection. No service is asked. Its answer is recognized here by
//! what it is, by the bytes that came since the last answer of the service was ready, and by being all that is
//! written at once. Where an answer before it is still being written, it passes without a body.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering::Relaxed};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::StatusCode;
use hyper::service::Service;
use pin_project_lite::pin_project;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Sleep, sleep};

/// How long the rest of what was refused is read, so that the connection is not reset before the client has
/// read its answer (RFC 9112 §9.6).
pub(super) const LINGER: Duration = Duration::from_secs(2);

/// What has happened on a connection.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    /// The service is making an answer.
    is_answering: AtomicBool,
    /// Bytes have come since, which are not part of a request that the service knows.
    has_news: AtomicBool,
    /// There is the end of a line among them: the target of a request is whole.
    has_line: AtomicBool,
    /// The status of what hyper has refused, 0 if it has refused nothing.
    status: AtomicU16,
}

impl Refusals {
    /// With which status the connection was refused, if that is what this error is.
    pub(super) fn status(&self, error: &(dyn std::error::Error + 'static)) -> Option<StatusCode> {
        let error = error.downcast_ref::<hyper::Error>().filter(|error| error.is_parse())?;
        let seen = StatusCode::from_u16(self.status.load(Relaxed)).ok();
        Some(seen.unwrap_or(match error.is_parse_too_large() {
            true => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            false => StatusCode::BAD_REQUEST,
        }))
    }
}

/// A service whose answers are told from refusals.
pub(super) struct Answering<S> {
    pub(super) service: S,
    pub(super) refusals: Arc<Refusals>,
}

impl<R, S: Service<R>> Service<R> for Answering<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = AnsweringFuture<S::Future>;

    fn call(&self, request: R) -> Self::Future {
        self.refusals.is_answering.store(true, Relaxed);
        self.refusals.has_news.store(false, Relaxed);
        self.refusals.has_line.store(false, Relaxed);
        let refusals = Arc::clone(&self.refusals);
        AnsweringFuture { answer: self.service.call(request), refusals }
    }
}

pin_project! {
    /// An answer that is being made.
    pub(super) struct AnsweringFuture<F> {
        #[pin]
        answer: F,
        refusals: Arc<Refusals>,
    }
}

impl<F: Future> Future for AnsweringFuture<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let answer = ready!(this.answer.poll(context));
        this.refusals.is_answering.store(false, Relaxed);
        Poll::Ready(answer)
    }
}

/// A connection on which a refusal gets a body.
pub(super) struct Explained<C> {
    connection: C,
    /// Its place among those that may be open, which it keeps as long as its descriptor, also once it is
    /// upgraded.
    _place: Option<OwnedSemaphorePermit>,
    refusals: Arc<Refusals>,
    /// What is sent instead of hyper's refusal, and is not sent yet.
    unsent: Vec<u8>,
    /// The end of waiting for the client to end, once the connection was refused.
    end: Option<Pin<Box<Sleep>>>,
}

impl<C: AsyncRead + AsyncWrite + Unpin> Explained<C> {
    pub(super) fn new(
        connection: C,
        place: Option<OwnedSemaphorePermit>,
        refusals: Arc<Refusals>,
    ) -> Explained<C> {
        Explained { connection, _place: place, refusals, unsent: Vec::new(), end: None }
    }

    /// Whether hyper refuses with these bytes. If it does, more are sent instead.
    fn refuses(&mut self, bytes: &[u8]) -> bool {
        if !self.refusals.has_news.load(Relaxed) {
            return false;
        }
        let has_target = self.refusals.has_line.load(Relaxed);
        let Some((status, answer)) = explained(bytes, has_target) else { return false };
        self.refusals.status.store(status.as_u16(), Relaxed);
        self.unsent = answer;
        true
    }

    fn poll_send(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.unsent.is_empty() {
            let written = Pin::new(&mut self.connection).poll_write(context, &self.unsent);
            match ready!(written)? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                length => drop(self.unsent.drain(..length)),
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Reads what the client still sends, until it has ended or takes too long.
    fn poll_linger(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let end = self.end.get_or_insert_with(|| Box::pin(sleep(LINGER)));
        let mut piece = [0; 8192];
        while end.as_mut().poll(context).is_pending() {
            let mut piece = ReadBuf::new(&mut piece);
            match ready!(Pin::new(&mut self.connection).poll_read(context, &mut piece)) {
                Ok(()) if !piece.filled().is_empty() => {}
                _ => break,
            }
        }
        Poll::Ready(())
    }
}

impl<C: AsyncRead + Unpin> AsyncRead for Explained<C> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = ready!(Pin::new(&mut self.connection).poll_read(context, into));
        let news = &into.filled()[before..];
        if !news.is_empty() && !self.refusals.is_answering.load(Relaxed) {
            self.refusals.has_news.store(true, Relaxed);
            if memchr::memchr(b'\n', news).is_some() {
                self.refusals.has_line.store(true, Relaxed);
            }
        }
        Poll::Ready(read)
    }
}

impl<C: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Explained<C> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.refuses(bytes) {
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.connection).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let [bytes] = pieces
            && self.refuses(bytes)
        {
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.connection).poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.connection.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_send(context))?;
        Pin::new(&mut self.connection).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_send(context))?;
        if self.end.is_none() {
            ready!(Pin::new(&mut self.connection).poll_shutdown(context))?;
        }
        if self.refusals.status.load(Relaxed) != 0 {
            ready!(self.poll_linger(context));
        }
        Poll::Ready(Ok(()))
    }
}

/// The same refusal with a body, if these bytes are one of hyper's.
///
/// hyper counts the target with the headers; where it is not whole, it is what is too long (RFC 9112 §3).
fn explained(bytes: &[u8], has_target: bool) -> Option<(StatusCode, Vec<u8>)> {
    let head = std::str::from_utf8(bytes.strip_suffix(b"\r\n\r\n")?).ok()?;
    let (first, headers) = head.split_once("\r\n")?;
    let (version, refused) =
        first.split_once(' ').filter(|(name, _)| name.starts_with("HTTP/1."))?;
    let (status, detail) = match refused {
        "400 Bad Request" => (StatusCode::BAD_REQUEST, "the request is not valid HTTP"),
        "431 Request Header Fields Too Large" if has_target => (
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "the headers of the request are too large or too many",
        ),
        "414 URI Too Long" | "431 Request Header Fields Too Large" => {
            (StatusCode::URI_TOO_LONG, "the target of the request is too long")
        }
        _ => return None,
    };
    let mut date = None;
    for header in headers.split("\r\n") {
        match header.split_once(": ")? {
            ("connection", "close") | ("content-length", "0") => {}
            ("date", value) => date = Some(value),
            _ => return None,
        }
    }
    let body = problem(status, detail);
    let answer = format!(
        "{version} {status}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n\
         content-length: {}\r\ndate: {}\r\n\r\n{body}",
        body.len(),
        date?,
    );
    Some((status, answer.into_bytes()))
}

/// A problem (RFC 9457).
pub(super) fn problem(status: StatusCode, detail: &str) -> String {
    let title = status.canonical_reason().unwrap_or_default();
    serde_json::json!({ "title": title, "status": status.as_u16(), "detail": detail }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFUSAL: &str = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\
                           date: Sat, 28 Nov 2026 20:00:00 GMT\r\n\r\n";

    #[test]
    fn a_refusal_is_told_from_other_answers() {
        let (status, answer) = explained(REFUSAL.as_bytes(), true).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{answer}");
        for (from, to) in [
            ("400 Bad Request", "400 Worse Request"),
            ("400 Bad Request", "404 Not Found"),
            ("content-length: 0", "content-length: 1"),
            ("date: ", "server: a\r\ndate: "),
            ("\r\n\r\n", "\r\n"),
            ("\r\n\r\n", "\r\n\r\nbody"),
        ] {
            assert_eq!(explained(REFUSAL.replacen(from, to, 1).as_bytes(), true), None, "{to}");
        }
    }

    #[test]
    fn a_target_that_is_not_whole_is_what_is_too_long() {
        for (refused, has_target, expected) in [
            ("431 Request Header Fields Too Large", true, "431 Request Header Fields Too Large"),
            ("431 Request Header Fields Too Large", false, "414 URI Too Long"),
            ("414 URI Too Long", true, "414 URI Too Long"),
            ("400 Bad Request", false, "400 Bad Request"),
        ] {
            let refusal = REFUSAL.replacen("400 Bad Request", refused, 1);
            let (status, answer) = explained(refusal.as_bytes(), has_target).unwrap();
            let expected = format!("HTTP/1.1 {expected}\r\n");
            assert!(answer.starts_with(expected.as_bytes()), "{refused} {has_target}");
            assert!(expected.contains(status.as_str()), "{refused} {has_target}");
        }
    }
}
