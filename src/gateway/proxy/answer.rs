//! [`Answerer`]: answers the requests of a client, counts them and logs them.

use std::convert::Infallible;
use std::net::SocketAddr;

use http::{Request, Response};
use http_body_util::Either;
use hyper::body::Incoming;
use tower_layer::Layer;
use tower_service::Service;

use super::access::Access;
use super::failure::Failure;
use super::forward::{Forward, ForwardBody};
use crate::gateway::admin::Metrics;
use crate::response::layer::{Always, Localize, LocalizeBody, LocalizeLayer};

/// Answers the requests of one client.
#[derive(Clone)]
pub(super) struct Answerer {
    client: SocketAddr,
    forwarding: Forwarding,
    metrics: Option<Metrics>,
}

/// What becomes of the upstream's answers.
#[derive(Clone)]
enum Forwarding {
    Localized(Localize<Forward, Always>),
    Unchanged(Forward),
}

type AnswerBody = Either<LocalizeBody<ForwardBody>, ForwardBody>;

/// An answer; or that of a failure, if its body broke off before anything of it was sent.
fn unless_broken(response: Response<LocalizeBody<ForwardBody>>) -> Response<AnswerBody> {
    let Some(error) = response.body().error() else {
        return response.map(Either::Left);
    };
    let mut failed = Failure::of_body(error.as_ref()).response();
    failed.extensions_mut().extend(response.into_parts().0.extensions);
    failed.map(|body| Either::Right(Either::Right(body)))
}

impl Answerer {
    pub(super) fn new(
        client: SocketAddr,
        forward: Forward,
        layer: Option<&LocalizeLayer>,
        metrics: Option<Metrics>,
    ) -> Answerer {
        let forwarding = match layer {
            Some(layer) => Forwarding::Localized(layer.layer(forward)),
            None => Forwarding::Unchanged(forward),
        };
        Answerer { client, forwarding, metrics }
    }

    pub(super) async fn answer(
        mut self,
        request: Request<Incoming>,
    ) -> Result<Response<AnswerBody>, Infallible> {
        let access = Access::begin(self.client, self.metrics.take(), &request);
        let response = match &mut self.forwarding {
            Forwarding::Localized(service) => unless_broken(service.call(request).await?),
            Forwarding::Unchanged(service) => service.call(request).await?.map(Either::Right),
        };
        access.answered(&response);
        Ok(response)
    }
}
