//! [`Answerer`]: answers the requests of a client, counts them and logs them.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use http::{Request, Response};
use http_body_util::Either;
use hyper::body::Incoming;
use tokio::task::JoinSet;
use tower_layer::Layer;
use tower_service::Service;

use super::access::{Access, AccessBody};
use super::failure::Failure;
use super::forward::{Client, Forward, ForwardBody, TunnelOpener, Way};
use super::routes::{Route, find};
use crate::gateway::admin::Metrics;
use crate::response::layer::{LocalizeBody, LocalizeLayer};

/// Answers the requests of one client.
#[derive(Clone)]
pub(super) struct Answerer {
    address: SocketAddr,
    client: Arc<Client>,
    ways: Arc<Ways>,
}

/// All upstreams, and what counts their answers.
pub(super) struct Ways {
    /// Each on its way, the longest prefix first.
    all: Vec<Arc<Way>>,
    /// What becomes of answers to requests that no upstream is for.
    layer: Option<LocalizeLayer>,
    metrics: Option<Metrics>,
}

type AnswerBody = Either<LocalizeBody<ForwardBody>, ForwardBody>;

impl Ways {
    pub(super) fn new(
        routes: &[Arc<Route>],
        layer: Option<LocalizeLayer>,
        metrics: Option<Metrics>,
    ) -> Ways {
        let all = routes.iter().map(|route| Arc::new(Way::new(Arc::clone(route)))).collect();
        Ways { all, layer, metrics }
    }

    /// The way of a request.
    fn of<B>(&self, request: &Request<B>) -> Result<&Arc<Way>, Failure> {
        let prefixes = self.all.iter().map(|way| &way.route.prefix);
        find(prefixes, request).map(|index| &self.all[index])
    }

    /// Closes the connections that nobody has used for long, for as long as it is waited for.
    pub(super) async fn close_unused(&self) {
        let close = |way: &Arc<Way>| {
            let way = Arc::clone(way);
            async move { way.close_unused().await }
        };
        let mut closing: JoinSet<()> = self.all.iter().map(close).collect();
        while closing.join_next().await.is_some() {}
    }
}

impl Answerer {
    pub(super) fn new(address: SocketAddr, tunnels: TunnelOpener, ways: Arc<Ways>) -> Answerer {
        Answerer { address, client: Arc::new(Client::new(address, tunnels)), ways }
    }

    pub(super) async fn answer(
        self,
        request: Request<Incoming>,
    ) -> Result<Response<AccessBody<AnswerBody>>, Infallible> {
        let Answerer { address, client, ways } = self;
        let way = ways.of(&request);
        let route = way.as_ref().ok().map(|way| Arc::clone(&way.route));
        let layer = match &route {
            Some(route) => &route.layer,
            None => &ways.layer,
        };
        let access = Access::begin(address, ways.metrics.clone(), route.clone(), &request);
        let mut forward = Forward::new(way.cloned(), client);
        let response = match layer {
            Some(layer) => {
                let response = layer.layer(forward).call(request).await?;
                unless_broken(response, route.as_deref())
            }
            None => forward.call(request).await?.map(Either::Right),
        };
        Ok(access.answered(response))
    }
}

/// An answer; or that of a failure, if its body broke off before anything of it was sent.
fn unless_broken(
    response: Response<LocalizeBody<ForwardBody>>,
    route: Option<&Route>,
) -> Response<AnswerBody> {
    let Some(error) = response.body().error() else {
        return response.map(Either::Left);
    };
    let failure = Failure::of_body(error.as_ref());
    if let Some(route) = route {
        failure.log(&route.rewrite.upstream);
    }
    let mut failed = failure.response();
    failed.extensions_mut().extend(response.into_parts().0.extensions);
    failed.map(|body| Either::Right(Either::Right(body)))
}
