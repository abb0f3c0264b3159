//! The end: no request in flight is lost.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tokio::sync::Barrier;
use tokio::sync::watch;

use super::{ERROR, LOCALIZED, proxy, run, upstream};

#[test]
fn requests_in_flight_are_answered_and_no_more_are_taken() {
    const REQUESTS: usize = 20;
    run(async {
        // Each request waits at the upstream until the proxy has been told to stop.
        let arrived = Arc::new(Barrier::new(REQUESTS + 1));
        let (go, told) = watch::channel(false);
        let at_upstream = Arc::clone(&arrived);
        let app = Router::new().fallback(move || async move {
            at_upstream.wait().await;
            told.clone().wait_for(|go| *go).await.unwrap();
            (StatusCode::BAD_REQUEST, [(CONTENT_TYPE, "application/json")], ERROR)
        });
        let proxy = proxy(&upstream(app).await).await;
        let requests: Vec<_> = (0..REQUESTS)
            .map(|number| {
                // Half of them by HTTP/2, and each client with a connection that is kept alive.
                let client =
                    Client::builder(TokioExecutor::new()).http2_only(number % 2 == 0).build_http();
                let request = proxy.request("/").body(Full::<Bytes>::default()).unwrap();
                tokio::spawn(async move {
                    let response = client.request(request).await.unwrap();
                    response.into_body().collect().await.unwrap().to_bytes()
                })
            })
            .collect();
        arrived.wait().await;
        let super::Running { address, stop, ended } = proxy;
        stop.send(()).unwrap();
        // It listens no longer.
        while tokio::net::TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
        assert!(!ended.is_finished());
        go.send(true).unwrap();
        for request in requests {
            assert_eq!(request.await.unwrap(), LOCALIZED);
        }
        ended.await.unwrap();
    });
}
