//! [`Access`]: a request on its way to its line in the log and its place in the figures.

use std::net::SocketAddr;
use std::time::Instant;

use http::header::CONTENT_LANGUAGE;
use http::{Method, Request, Response, StatusCode};

use crate::gateway::admin::{Metrics, UpstreamError};
use crate::response::Outcome;

/// A request that is not answered yet. If it is dropped before that, its client has given up.
pub(super) struct Access {
    client: SocketAddr,
    metrics: Option<Metrics>,
    method: Method,
    path: String,
    start: Instant,
    is_answered: bool,
}

impl Access {
    pub(super) fn begin<B>(
        client: SocketAddr,
        metrics: Option<Metrics>,
        request: &Request<B>,
    ) -> Access {
        let method = request.method().clone();
        // Without its query, which may hold secrets.
        let path = request.uri().path().to_owned();
        Access { client, metrics, method, path, start: Instant::now(), is_answered: false }
    }

    /// Logs and counts what the client gets.
    pub(super) fn answered<B>(mut self, response: &Response<B>) {
        self.is_answered = true;
        let outcome = response.extensions().get::<Outcome>().map(|outcome| outcome.name());
        let language = response.headers().get(CONTENT_LANGUAGE).and_then(|tag| tag.to_str().ok());
        if let Some(metrics) = &self.metrics
            && let Some(error) = response.extensions().get::<UpstreamError>()
        {
            metrics.upstream_error(*error);
        }
        self.end(response.status(), outcome, language);
    }

    fn end(&self, status: StatusCode, outcome: Option<&str>, language: Option<&str>) {
        let duration = self.start.elapsed();
        if let Some(metrics) = &self.metrics {
            metrics.request(status, duration);
        }
        tracing::info!(
            target: "codeword::access",
            client = %self.client,
            method = self.method.as_str(),
            path = self.path,
            status = status.as_u16(),
            outcome,
            language,
            milliseconds = duration.as_micros() as f64 / 1000.0,
        );
    }
}

impl Drop for Access {
    fn drop(&mut self) {
        if !self.is_answered {
            self.end(given_up(), None, None);
        }
    }
}

/// What nginx calls a request whose client has given up. No client ever sees it.
fn given_up() -> StatusCode {
    StatusCode::from_u16(499).unwrap_or(StatusCode::BAD_REQUEST)
}

/// Logs and counts what was not understood as a request, and was refused with this status.
pub(super) fn refused(client: SocketAddr, metrics: Option<&Metrics>, status: StatusCode) {
    if let Some(metrics) = metrics {
        metrics.refused(status);
    }
    tracing::info!(target: "codeword::access", %client, status = status.as_u16(), refused = true);
}
