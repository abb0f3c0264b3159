//! [`Processor`]: the service that Envoy asks.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use tokio_stream::Stream;
use tonic::codegen::BoxStream;
use tonic::{Request, Response, Status, Streaming, async_trait};

use super::exchange::{Answer, Exchange};
use super::proto::external_processor_server::ExternalProcessor;
use super::proto::{ProcessingRequest, ProcessingResponse};
use crate::gateway::admin::Metrics;
use crate::response::semantics::BODY_LIMIT;
use crate::response::{Localizer, Outcome, Policy};

/// A message of gRPC and a buffer of Envoy count their bytes in 32 bits, and hold more than a body.
const LARGEST_LIMIT: usize = 1 << 31;

/// An external processor for Envoy, which localizes the responses that Envoy asks it about; see
/// [the module](super).
#[derive(Clone, Debug)]
pub struct Processor {
    localizer: Localizer,
    metrics: Option<Metrics>,
    body_limit: usize,
}

impl Processor {
    /// A processor for bodies up to 1 MiB.
    pub fn new(localizer: Localizer) -> Processor {
        Processor { localizer, metrics: None, body_limit: BODY_LIMIT }
    }

    /// The size in bytes of the largest body that is looked into, by default 1 MiB, at most 2 GiB. A
    /// larger one passes as it is, and so does one that would become larger.
    ///
    /// Envoy's own buffer must not be smaller, or Envoy answers with an error of its own: see
    /// [`Processor::configuration`].
    pub fn body_limit(self, bytes: usize) -> Processor {
        Processor { body_limit: bytes.min(LARGEST_LIMIT), ..self }
    }

    /// Counts how long each response is with the processor, while Envoy waits for its body too.
    pub fn metrics(self, metrics: Metrics) -> Processor {
        Processor { metrics: Some(metrics), ..self }
    }

    pub(super) fn limit(&self) -> usize {
        self.body_limit
    }

    pub(super) fn policy(&self) -> &Policy {
        self.localizer.policy()
    }
}

#[async_trait]
impl ExternalProcessor for Processor {
    type ProcessStream = BoxStream<ProcessingResponse>;

    async fn process(
        &self,
        messages: Request<Streaming<ProcessingRequest>>,
    ) -> Result<Response<Self::ProcessStream>, Status> {
        let answers = Answers {
            messages: messages.into_inner(),
            exchange: Some(Exchange::new(self.localizer.clone(), self.body_limit)),
            start: Instant::now(),
            metrics: self.metrics.clone(),
        };
        Ok(Response::new(Box::pin(answers)))
    }
}

/// The answers to Envoy's messages about one response.
struct Answers {
    messages: Streaming<ProcessingRequest>,
    /// `None` when it is over.
    exchange: Option<Exchange>,
    start: Instant,
    metrics: Option<Metrics>,
}

impl Answers {
    /// Answers the next message; where there is none, the exchange is over.
    fn answer(
        &mut self,
        message: Option<Result<ProcessingRequest, Status>>,
    ) -> Option<Result<ProcessingResponse, Status>> {
        let exchange = self.exchange.as_mut()?;
        let answer = match message? {
            Ok(message) => exchange.answer(message).inspect_err(|status| {
                tracing::warn!(status = status.message(), "a message cannot be answered");
            }),
            // Envoy has given up, mostly because its client has.
            Err(status) => Err(status),
        };
        match answer {
            Ok(Answer::More(response)) => Some(Ok(response)),
            Ok(Answer::Last(response, outcome)) => {
                self.end(outcome);
                response.map(Ok)
            }
            Err(status) => {
                self.exchange = None;
                Some(Err(status))
            }
        }
    }

    fn end(&mut self, outcome: Outcome) {
        self.exchange = None;
        let duration = self.start.elapsed();
        if let Some(metrics) = &self.metrics {
            metrics.request(duration);
        }
        tracing::info!(
            target: "codeword::access",
            outcome = outcome.name(),
            milliseconds = duration.as_secs_f64() * 1000.0,
        );
    }
}

impl Stream for Answers {
    type Item = Result<ProcessingResponse, Status>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.exchange.is_none() {
            return Poll::Ready(None);
        }
        let message = ready!(Pin::new(&mut this.messages).poll_next(context));
        Poll::Ready(this.answer(message))
    }
}
