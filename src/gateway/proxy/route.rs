//! [`Route`]: the way of a request to the upstream, and of its answer back.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use http::header::UPGRADE;
use http::{Request, Response, StatusCode, Version};
use hyper::body::Incoming;

use super::client::{Client, Connections};
use super::failure::Failure;
use super::rewrite::Rewrite;
use super::tunnel::Opener;
use super::{body, hop};

/// The way to the upstream.
pub(super) struct Route {
    pub(super) rewrite: Rewrite,
    pub(super) connections: Connections,
    /// How long upstream and client may let each other wait, until the head of the answer is there.
    pub(super) timeout: Duration,
}

impl Route {
    pub(super) async fn send(
        &self,
        mut request: Request<Incoming>,
        client: SocketAddr,
        tunnels: Opener,
    ) -> Result<Response<Incoming>, Failure> {
        let upgrade = hyper::upgrade::on(&mut request);
        let request = self.rewrite.request(request, client)?;
        // Rewriting leaves no other protocol but WebSocket's, and that only where it may be asked for.
        let upgrades = request.headers().contains_key(UPGRADE);
        let connections =
            if upgrades { &self.connections.for_upgrades } else { &self.connections.usual };
        let mut response = self.answer(connections, request).await?;
        // A proxy speaks its own version (RFC 9112 §2.3), whatever the upstream's.
        *response.version_mut() = Version::HTTP_11;
        hop::go_on(response.headers_mut());
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            if !upgrades || !response.headers().contains_key(UPGRADE) {
                return Err(Failure::Switched);
            }
            tunnels.join(upgrade, hyper::upgrade::on(&mut response));
        }
        Ok(response)
    }

    /// Waits for the head of the answer, as long as there is progress.
    async fn answer(
        &self,
        connections: &Client,
        request: Request<Incoming>,
    ) -> Result<Response<Incoming>, Failure> {
        let (request, mut progress) = body::watch(request);
        let mut answer = pin!(connections.request(request));
        loop {
            tokio::select! {
                biased;
                answer = &mut answer => return answer.map_err(|error| {
                    if progress.is_broken() {
                        Failure::BrokenRequest
                    } else {
                        Failure::of(error)
                    }
                }),
                () = progress.made() => {}
                () = tokio::time::sleep(self.timeout) => return Err(if progress.is_awaited() {
                    Failure::SlowRequest
                } else {
                    Failure::TimedOut
                }),
            }
        }
    }
}
