//! [`Failure`]: why a request was not answered by the upstream, and what its client is told.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use http_body_util::Full;

use super::upstream::Upstream;
use crate::gateway::admin::UpstreamError;
use crate::gateway::refusal::problem;

/// Why a request was not answered by the upstream.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// It is a CONNECT, which asks to reach others through this proxy.
    Connect,
    /// It is a TRACE, whose answer would repeat its secrets (RFC 9110 §9.3.8).
    Trace,
    /// It is an OPTIONS that goes no further (RFC 9110 §7.6.2).
    LastForward,
    /// Its body is in a transfer coding that is not decoded here.
    Coded,
    /// No upstream is for its path.
    NoUpstream,
    /// Its path leads to different upstreams, depending on how it is read.
    TwoWays,
    /// Its target is not a path.
    BadTarget,
    /// It names no host, or more than one.
    BadHost,
    /// Its body breaks off, or violates HTTP.
    BrokenRequest,
    /// Its body does not continue in time.
    SlowRequest,
    /// The upstream cannot be reached.
    Unreachable(String),
    /// The upstream has broken off before the head of its answer was complete, or in a body of which nothing was
    /// sent.
    Broken(String),
    /// The upstream has taken too long.
    TimedOut,
    /// The upstream's answer is in a transfer coding that is not decoded here.
    CodedAnswer,
    /// The upstream switches to a protocol that was not asked for.
    Switched,
}

/// Why the body of an answer broke off.
#[derive(Debug)]
pub(super) enum BodyError {
    /// The upstream has broken it off, or violated HTTP.
    Broken(hyper::Error),
    /// The upstream was silent for too long.
    TimedOut,
}

impl Failure {
    /// Why the body of an answer broke off.
    pub(super) fn of_body(error: &(dyn Error + 'static)) -> Failure {
        match error.downcast_ref() {
            Some(BodyError::TimedOut) => Failure::TimedOut,
            Some(BodyError::Broken(error)) => Failure::Broken(reasons(error)),
            None => Failure::Broken(reasons(error)),
        }
    }

    /// A problem (RFC 9457). It names no addresses: those are for the log.
    pub(super) fn response(self) -> Response<Full<Bytes>> {
        let (status, detail) = self.told();
        if status.is_success() {
            return Response::default();
        }
        let mut response = Response::new(Full::from(problem(status, detail)));
        *response.status_mut() = status;
        let problem = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(CONTENT_TYPE, problem);
        if let Some(error) = self.upstream_error() {
            response.extensions_mut().insert(error);
        }
        response
    }

    /// What a client is told.
    fn told(&self) -> (StatusCode, &'static str) {
        match self {
            Failure::Connect => (StatusCode::NOT_IMPLEMENTED, "CONNECT is not possible here"),
            Failure::Trace => (StatusCode::NOT_IMPLEMENTED, "TRACE is not possible here"),
            Failure::LastForward => (StatusCode::OK, "the request goes no further"),
            Failure::Coded => (
                StatusCode::NOT_IMPLEMENTED,
                "the body is in a transfer coding that is not known here",
            ),
            Failure::NoUpstream => (StatusCode::NOT_FOUND, "no upstream answers this path"),
            Failure::TwoWays => (
                StatusCode::BAD_REQUEST,
                "the path can be read in more than one way: write it without dot segments and needless codes",
            ),
            Failure::BadTarget => {
                (StatusCode::BAD_REQUEST, "the target is not a path of the upstream")
            }
            Failure::BadHost => (StatusCode::BAD_REQUEST, "the request does not name one host"),
            Failure::BrokenRequest => {
                (StatusCode::BAD_REQUEST, "the body of the request is broken")
            }
            Failure::SlowRequest => {
                (StatusCode::REQUEST_TIMEOUT, "the body of the request has taken too long")
            }
            Failure::Unreachable(_) => (StatusCode::BAD_GATEWAY, "the upstream cannot be reached"),
            Failure::Broken(_) => (StatusCode::BAD_GATEWAY, "the upstream has broken off"),
            Failure::TimedOut => (StatusCode::GATEWAY_TIMEOUT, "the upstream has taken too long"),
            Failure::CodedAnswer => (
                StatusCode::BAD_GATEWAY,
                "the upstream answers in a transfer coding that is not known here",
            ),
            Failure::Switched => {
                (StatusCode::BAD_GATEWAY, "the upstream speaks another protocol than was asked for")
            }
        }
    }

    /// Logs what clients are not told.
    pub(super) fn log(&self, upstream: &Upstream) {
        if let Failure::Unreachable(reason) | Failure::Broken(reason) = self {
            let (_, detail) = self.told();
            tracing::warn!(%upstream, reason, "{detail}");
        }
    }

    /// As what it is counted, if it is the upstream's.
    pub(super) fn upstream_error(&self) -> Option<UpstreamError> {
        match self {
            Failure::Unreachable(_) => Some(UpstreamError::Unreachable),
            Failure::Broken(_) | Failure::CodedAnswer | Failure::Switched => {
                Some(UpstreamError::Broken)
            }
            Failure::TimedOut => Some(UpstreamError::TimedOut),
            Failure::Connect
            | Failure::Trace
            | Failure::LastForward
            | Failure::Coded
            | Failure::NoUpstream
            | Failure::TwoWays
            | Failure::BadTarget
            | Failure::BadHost
            | Failure::BrokenRequest
            | Failure::SlowRequest => None,
        }
    }
}

/// What an error says, and its causes.
pub(super) fn reasons(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

impl fmt::Display for BodyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            BodyError::Broken(_) => "the upstream has broken off its answer",
            BodyError::TimedOut => "the upstream has taken too long with its answer",
        })
    }
}

impl Error for BodyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            BodyError::Broken(error) => Some(error),
            BodyError::TimedOut => None,
        }
    }
}
