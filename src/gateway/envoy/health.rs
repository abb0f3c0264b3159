//! [`Services`]: the processor, and beside it `grpc.health.v1`, by which Envoy and Kubernetes ask how it is.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use tonic::body::Body;
use tonic::codegen::{Body as HttpBody, StdError};
use tonic::server::NamedService;
use tonic::{Status, async_trait};
use tower_service::Service;

use proto::health_check_response::ServingStatus;
use proto::health_server::{Health, HealthServer};
use proto::{HealthCheckRequest, HealthCheckResponse};

/// The messages on the wire, compiled from `health.proto`.
mod proto {
    #![allow(
        missing_docs,
        unreachable_pub,
        clippy::all,
        reason = "generated code has its own style"
    )]

    tonic::include_proto!("grpc.health.v1");
}

/// A gRPC service, and the word that it is well.
#[derive(Clone)]
pub(super) struct Services<S> {
    service: S,
    health: HealthServer<Answering>,
}

impl<S: NamedService> Services<S> {
    pub(super) fn new(service: S) -> Services<S> {
        Services { service, health: HealthServer::new(Answering { service: S::NAME }) }
    }
}

impl<S, B> Service<Request<B>> for Services<S>
where
    S: Service<Request<B>, Response = Response<Body>, Error = Infallible>,
    S::Future: Send + 'static,
    B: HttpBody + Send + 'static,
    B::Error: Into<StdError> + Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let name = request.uri().path().split('/').nth(1);
        match name == Some(HealthServer::<Answering>::NAME) {
            true => self.health.call(request),
            false => Box::pin(self.service.call(request)),
        }
    }
}

/// Whatever answers is well. Of a service that is not here it knows nothing.
struct Answering {
    service: &'static str,
}

#[async_trait]
impl Health for Answering {
    async fn check(
        &self,
        request: tonic::Request<HealthCheckRequest>,
    ) -> Result<tonic::Response<HealthCheckResponse>, Status> {
        let service = &request.get_ref().service;
        if !service.is_empty() && service != self.service {
            return Err(Status::not_found("this service is not here"));
        }
        let status = ServingStatus::Serving.into();
        Ok(tonic::Response::new(HealthCheckResponse { status }))
    }
}
