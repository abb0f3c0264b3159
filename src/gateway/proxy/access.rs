//! [`Access`]: a request on its way to its line in the log and its place in the figures.

use std::error::Error;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use http::header::{CONTENT_LANGUAGE, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};

use super::failure::Failure;
use super::routes::Route;
use crate::gateway::admin::{CutBy, Metrics, UpstreamError};
use crate::response::Outcome;

/// A request whose line in the log is still to be written: that is done when this is dropped. If it is not
/// answered by then, its client has given up.
pub(super) struct Access {
    client: SocketAddr,
    metrics: Option<Metrics>,
    /// To the upstream whose request it is, if there is one.
    route: Option<Arc<Route>>,
    method: Method,
    path: String,
    start: Instant,
    answer: Option<Answer>,
}

/// What a client gets.
struct Answer {
    status: StatusCode,
    outcome: Option<Outcome>,
    language: Option<HeaderValue>,
    /// From the beginning of the request to the head of its answer.
    duration: Duration,
    /// Who has ended it before its end.
    cut_by: Option<CutBy>,
}

impl Access {
    pub(super) fn begin<B>(
        client: SocketAddr,
        metrics: Option<Metrics>,
        route: Option<Arc<Route>>,
        request: &Request<B>,
    ) -> Access {
        let method = request.method().clone();
        // Without its query, which may hold secrets.
        let path = request.uri().path().to_owned();
        Access { client, metrics, route, method, path, start: Instant::now(), answer: None }
    }

    /// Counts what the client gets, and has it logged when its body has ended.
    pub(super) fn answered<B: Body>(mut self, response: Response<B>) -> Response<AccessBody<B>> {
        let (status, duration) = (response.status(), self.start.elapsed());
        let outcome = response.extensions().get().copied();
        let language = response.headers().get(CONTENT_LANGUAGE).cloned();
        if let Some(metrics) = &self.metrics {
            metrics.request(status, duration);
            if let Some(error) = response.extensions().get::<UpstreamError>() {
                metrics.upstream_error(*error);
            }
        }
        // These have no content that anybody sends (RFC 9110 §6.4.1), so that nobody can cut it.
        let has_content = self.method != Method::HEAD
            && !matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        self.answer = Some(Answer { status, outcome, language, duration, cut_by: None });
        response.map(|body| AccessBody { body, is_watched: has_content, access: self })
    }

    fn cut_by_upstream(&mut self, failure: &Failure) {
        if let Some(route) = &self.route {
            failure.log(&route.rewrite.upstream);
        }
        if let (Some(metrics), Some(error)) = (&self.metrics, failure.upstream_error()) {
            metrics.upstream_error(error);
        }
        self.cut(CutBy::Upstream);
    }

    fn cut(&mut self, by: CutBy) {
        if let Some(metrics) = &self.metrics {
            metrics.answer_cut(by);
        }
        if let Some(answer) = &mut self.answer {
            answer.cut_by = Some(by);
        }
    }
}

impl Drop for Access {
    fn drop(&mut self) {
        let answer = self.answer.take().unwrap_or_else(|| {
            let (status, duration) = (given_up(), self.start.elapsed());
            if let Some(metrics) = &self.metrics {
                metrics.request(status, duration);
            }
            Answer { status, outcome: None, language: None, duration, cut_by: None }
        });
        tracing::info!(
            target: "codeword::access",
            client = %self.client,
            method = self.method.as_str(),
            path = self.path,
            prefix = self.route.as_ref().and_then(|route| route.prefix.named()),
            status = answer.status.as_u16(),
            outcome = answer.outcome.map(Outcome::name),
            language = answer.language.as_ref().and_then(|tag| tag.to_str().ok()),
            cut_by = answer.cut_by.map(CutBy::name),
            milliseconds = answer.duration.as_micros() as f64 / 1000.0,
        );
    }
}

/// What nginx calls a request whose client has given up. No client ever sees it.
fn given_up() -> StatusCode {
    StatusCode::from_u16(499).unwrap_or(StatusCode::BAD_REQUEST)
}

/// The body of an answer, whose request is logged when this is dropped. If it has not ended by then, its client
/// has gone.
pub(super) struct AccessBody<B: Body> {
    body: B,
    /// Whether it can still be cut.
    is_watched: bool,
    access: Access,
}

impl<B> Body for AccessBody<B>
where
    B: Body<Error = Box<dyn Error + Send + Sync>> + Unpin,
{
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        match &polled {
            Poll::Ready(Some(Err(error))) => {
                self.is_watched = false;
                self.access.cut_by_upstream(&Failure::of_body(error.as_ref()));
            }
            Poll::Ready(None) => self.is_watched = false,
            // Nobody asks for more after trailers.
            Poll::Ready(Some(Ok(frame))) if frame.is_trailers() => self.is_watched = false,
            Poll::Ready(Some(Ok(_))) | Poll::Pending => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<B: Body> Drop for AccessBody<B> {
    fn drop(&mut self) {
        if self.is_watched && !self.body.is_end_stream() {
            self.access.cut(CutBy::Client);
        }
    }
}

/// Logs and counts what was not understood as a request, and was refused with this status.
pub(super) fn refused(client: SocketAddr, metrics: Option<&Metrics>, status: StatusCode) {
    if let Some(metrics) = metrics {
        metrics.refused(status);
    }
    tracing::info!(target: "codeword::access", %client, status = status.as_u16(), refused = true);
}
