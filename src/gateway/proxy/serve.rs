//! [`Proxy`]: answers the clients that connect.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::service::service_fn;
use tokio::net::TcpListener;

use super::answer::Answerer;
use super::forward::Forward;
use super::route::Route;
use super::tunnel::Tunnels;
use crate::gateway::admin::Metrics;
use crate::gateway::server;
use crate::response::layer::LocalizeLayer;

/// A reverse proxy; see [the module](super).
#[derive(Clone)]
pub struct Proxy {
    pub(super) route: Arc<Route>,
    pub(super) layer: Option<LocalizeLayer>,
    pub(super) metrics: Option<Metrics>,
}

impl Proxy {
    /// Answers requests until `stop`; then accepts no more connections, and returns when the requests in
    /// flight have come to their end, or after `grace`. What was upgraded, such as a WebSocket, is no
    /// request any more: it ends when this returns.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
        grace: Duration,
    ) {
        let tunnels = Tunnels::new();
        let service_for = |client: &SocketAddr| {
            let (route, tunnels) = (Arc::clone(&self.route), tunnels.opener());
            let forward = Forward { route, tunnels, client: *client };
            let answerer = Answerer::new(forward, self.layer.as_ref(), self.metrics.clone());
            service_fn(move |request| answerer.clone().answer(request))
        };
        server::serve(listener, service_for, server::STREAMS, stop, grace).await;
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Proxy")
            .field("upstream", &self.route.rewrite.upstream)
            .field("layer", &self.layer)
            .finish_non_exhaustive()
    }
}
