//! The errors that pass through an Envoy, localized: an external processor (`ext_proc`).
//!
//! Envoy stays the gateway. It asks the processor about each error that passes through it, over gRPC, on the
//! same host or on another; where the processor is gone or slow, readers get the original text.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use codeword::Catalog;
//! use codeword::gateway::envoy::{Endpoint, Processor};
//! use codeword::response::{Localizer, Policy};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let localizer = Localizer::new(Catalog::embedded(), Policy::default());
//! let endpoint: Endpoint = "127.0.0.1:50051".parse()?;
//! let listener = endpoint.bind().await?;
//! let stop = async { tokio::signal::ctrl_c().await.unwrap_or_default() };
//! Processor::new(localizer).serve(listener, stop, Duration::from_secs(30)).await;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![doc = include_str!("envoy.md")]
//!
//! # What Envoy has to be told
//!
//! [`Processor::configuration`] is a whole configuration, to be used or to be copied from. What matters in
//! it, where the filter can be told so; what is done without is [said above](#in-a-filter-that-something-else-configures):
//!
//! * A matcher keeps away from the processor what its policy does not look into: by default, successes.
//! * The request is not sent. What the language depends on comes with the head of the response, as
//!   `response_attributes`: those of the policy that the processor has. A filter may send the head of the
//!   request instead (`request_header_mode: SEND`); one that sends neither gets texts in the default language.
//! * `allow_mode_override`: by the head, the processor decides whether it wants the body. Where
//!   Content-Length says that it fits, Envoy sends it whole and corrects Content-Length; where there is
//!   none, Envoy sends what fits into its buffer, and a body that does not fit passes as it is. Only errors
//!   without a Content-Length are held back; Envoy's own limits end the wait for one that stalls.
//! * Envoy's buffer must not be smaller than the processor's [limit](Processor::body_limit): a body of
//!   known size that does not fit into it, before or after, may become an empty 500 of Envoy.
//!
//! * Besides, it answers `grpc.health.v1`, and Envoy asks: one that hangs costs a few errors the time-out, and
//!   not each for as long as it hangs.
//!
//! # What changes
//!
//! The same as with the [`layer`](crate::response::layer): its rules say which responses are left as they
//! are, and what happens to the headers of the others. But Accept-Encoding is not among the attributes: there,
//! a text that changes is sent without a coding even to one who refuses that, which is rare. Envoy's compressor
//! may add a coding again. Where nothing changes, the stream ends without an answer.

mod address;
mod configuration;
mod exchange;
mod filter;
mod health;
mod manifest;
mod messages;
#[cfg(unix)]
mod socket;
mod template;

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use http::StatusCode;
use hyper_util::service::TowerToHyperService;
use tokio_stream::Stream;
use tonic::{Request, Response, Status, Streaming, async_trait};

use super::admin::Metrics;
use super::server;
use crate::response::semantics::BODY_LIMIT;
use crate::response::{Localizer, Outcome};
use exchange::{Answer, Exchange, Notices, Terms};
use health::Services;
use messages::Attributes;
use messages::proto::external_processor_server::{ExternalProcessor, ExternalProcessorServer};
use messages::proto::{ProcessingRequest, ProcessingResponse};

pub use address::{Address, Endpoint, Listener};
pub use configuration::Addresses;
pub use manifest::{Manifests, ObjectName, Service};
#[cfg(unix)]
pub use socket::UnixSocket;

/// An external processor for Envoy, which localizes the responses that Envoy asks it about; see
/// [the module](self).
#[derive(Clone, Debug)]
pub struct Processor {
    localizer: Localizer,
    attributes: Attributes,
    metrics: Option<Metrics>,
    body_limit: usize,
    notices: Notices,
}

impl Processor {
    /// A processor for bodies up to 1 MiB.
    pub fn new(localizer: Localizer) -> Processor {
        let attributes = Attributes::of(localizer.policy());
        let notices = Notices::default();
        Processor { localizer, attributes, metrics: None, body_limit: BODY_LIMIT, notices }
    }

    /// The size in bytes of the largest body that is looked into, by default 1 MiB, at most 2 GiB. A
    /// larger one passes as it is, and so does one that would become larger.
    ///
    /// Envoy's own buffer must not be smaller, or Envoy answers with an error of its own: see
    /// [`Processor::configuration`].
    pub fn body_limit(self, bytes: usize) -> Processor {
        Processor { body_limit: bytes.min(LARGEST_LIMIT), ..self }
    }

    /// Counts how long each response stays with the processor, including the time in which Envoy waits for
    /// its body.
    pub fn metrics(self, metrics: Metrics) -> Processor {
        Processor { metrics: Some(metrics), ..self }
    }

    /// Answers Envoy until `stop`; then accepts no more connections, and returns when the responses in flight
    /// have ended, or after `grace`.
    pub async fn serve(self, listener: Listener, stop: impl Future<Output = ()>, grace: Duration) {
        let message_limit = self.body_limit.saturating_add(MESSAGE_RESERVE);
        let service = ExternalProcessorServer::new(self).max_decoding_message_size(message_limit);
        let service = TowerToHyperService::new(Services::new(service));
        match listener {
            Listener::Tcp(listener) => {
                server::serve(listener, |_| service.clone(), |_, _| {}, STREAMS, stop, grace).await;
            }
            #[cfg(unix)]
            Listener::Unix(listener) => {
                server::serve(listener, |_| service.clone(), |_, _| {}, STREAMS, stop, grace).await;
            }
        }
    }
}

/// The largest limit in bytes: the size of a gRPC message and of Envoy's buffers, which hold more than a
/// body, has 32 bits.
const LARGEST_LIMIT: usize = 1 << 31;

/// How many bytes a message of Envoy may have besides a body of the limit's size: headers, and as much more
/// of a body as Envoy's buffer holds.
const MESSAGE_RESERVE: usize = 4 * 1024 * 1024;

/// Any number of requests in flight: Envoy sends all that it has before it hears of a limit, and does not
/// repeat what is refused. In a wave of errors, readers would get the original text.
const STREAMS: Option<u32> = None;

#[async_trait]
impl ExternalProcessor for Processor {
    type ProcessStream = Answers;

    async fn process(
        &self,
        messages: Request<Streaming<ProcessingRequest>>,
    ) -> Result<Response<Self::ProcessStream>, Status> {
        let terms = Terms {
            localizer: self.localizer.clone(),
            attributes: self.attributes.clone(),
            body_limit: self.body_limit,
            notices: self.notices.clone(),
        };
        Ok(Response::new(Answers {
            messages: messages.into_inner(),
            ready: VecDeque::new(),
            exchange: Some(Exchange::new(terms)),
            start: Instant::now(),
            metrics: self.metrics.clone(),
        }))
    }
}

/// The answers to Envoy's messages about one request and its response.
pub struct Answers {
    messages: Streaming<ProcessingRequest>,
    /// What is to be sent before the next message is read.
    ready: VecDeque<ProcessingResponse>,
    /// `None` after its end.
    exchange: Option<Exchange>,
    start: Instant,
    metrics: Option<Metrics>,
}

impl fmt::Debug for Answers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ready, is_over) = (self.ready.len(), self.exchange.is_none());
        out.debug_struct("Answers")
            .field("ready", &ready)
            .field("is_over", &is_over)
            .finish_non_exhaustive()
    }
}

impl Answers {
    /// Answers a message; the error ends the exchange.
    fn answer(&mut self, message: ProcessingRequest) -> Result<(), Status> {
        // Of an Envoy that only watches, nobody hears an answer.
        if message.observability_mode {
            self.exchange = None;
        }
        let Some(exchange) = &mut self.exchange else { return Ok(()) };
        match exchange.answer(message) {
            Ok(Answer::More(responses)) => self.ready.extend(responses),
            Ok(Answer::Last(responses, outcome)) => {
                self.ready.extend(responses);
                if let Some(exchange) = self.exchange.take() {
                    self.log(exchange.status(), outcome);
                }
            }
            Err(status) => {
                tracing::warn!(status = status.message(), "a message cannot be answered");
                self.exchange = None;
                return Err(status);
            }
        }
        Ok(())
    }

    /// Ends an exchange in which Envoy says no more: mostly because its client has gone.
    fn end(&mut self) {
        if let Some(exchange) = self.exchange.take() {
            let status = exchange.status();
            if let Some(outcome) = exchange.end() {
                self.log(status, outcome);
            }
        }
    }

    fn log(&self, status: Option<StatusCode>, outcome: Outcome) {
        let duration = self.start.elapsed();
        if let (Some(metrics), Some(status)) = (&self.metrics, status) {
            metrics.request(status, duration);
        }
        tracing::info!(
            target: "codeword::access",
            status = status.map(|status| status.as_u16()),
            outcome = outcome.name(),
            milliseconds = duration.as_micros() as f64 / 1000.0,
        );
    }
}

impl Drop for Answers {
    fn drop(&mut self) {
        self.end();
    }
}

impl Stream for Answers {
    type Item = Result<ProcessingResponse, Status>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(response) = this.ready.pop_front() {
                return Poll::Ready(Some(Ok(response)));
            }
            if this.exchange.is_none() {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut this.messages).poll_next(context)) {
                Some(Ok(message)) => {
                    if let Err(status) = this.answer(message) {
                        return Poll::Ready(Some(Err(status)));
                    }
                }
                Some(Err(status)) => {
                    this.end();
                    return Poll::Ready(Some(Err(status)));
                }
                None => this.end(),
            }
        }
    }
}
