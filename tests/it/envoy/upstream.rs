//! A server like those that Envoy stands before.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use bytes::Bytes;
use http::Response;
use tokio::net::TcpListener;
use tokio::sync::{Barrier, Notify};

use crate::gzip::gzip;

/// Of code 400142, as the server says it, and as a reader of Chinese gets it.
pub(super) const ERROR: &str = r#"{"code":400142,"info":"too many heartbeats: i-1"}"#;
pub(super) const LOCALIZED: &str =
    r#"{"code":400142,"info":"心跳超限, 实例仅支持每秒1次心跳: i-1"}"#;

/// A success whose text would be another in Chinese.
pub(super) const SUCCESS: &str = r#"{"code":200000, "info":"execute success", "size":1.0}"#;

/// How many requests for `/wave` are answered together.
pub(super) const WAVE: usize = 600;

/// What releases the bodies of `/slow`.
pub(super) type Release = Arc<Notify>;

/// Starts the server on a port of its own.
pub(super) async fn start() -> (SocketAddr, Release) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let release = Release::default();
    let slow = Arc::clone(&release);
    let wave = Arc::new(Barrier::new(WAVE));
    let app = Router::new().fallback(move |request: Request| {
        let (slow, wave) = (Arc::clone(&slow), Arc::clone(&wave));
        async move {
            if request.uri().path() == "/wave" {
                wave.wait().await;
            }
            answer(&request, slow)
        }
    });
    tokio::spawn(async { axum::serve(listener, app).await });
    (address, release)
}

fn answer(request: &Request, release: Release) -> Response<Body> {
    let json = Response::builder().header("content-type", "application/json");
    let error = json.status(400);
    let response = match request.uri().path() {
        "/success" => error.status(200).header("etag", "\"1\"").body(Body::from(SUCCESS)),
        "/success-with-code" => {
            error.status(200).header("x-polaris-code", "400142").body(Body::from(ERROR))
        }
        "/batch" => {
            let info = format!(r#"{{"code":400000,"info":"x","responses":[{ERROR},{ERROR}]}}"#);
            error.body(Body::from(info))
        }
        "/described" => error
            .header("vary", "Origin")
            .header("vary", "Cookie")
            .header("etag", "\"1\"")
            .header("content-digest", "sha-256=:x:")
            .body(Body::from(ERROR)),
        "/gzip" => error.header("content-encoding", "gzip").body(Body::from(gzip(ERROR))),
        "/chunked" => error.body(pieces([ERROR[..20].into(), ERROR[20..].into()])),
        "/slow" => {
            let body = tokio_stream::once(());
            let body = tokio_stream::StreamExt::then(body, move |()| {
                let release = Arc::clone(&release);
                async move {
                    release.notified().await;
                    Ok::<_, Infallible>(Bytes::from(ERROR))
                }
            });
            error.header("content-length", ERROR.len()).body(Body::from_stream(body))
        }
        "/accept-encoding" => {
            let says = request.headers().contains_key("accept-encoding");
            error.status(200).body(Body::from(says.to_string()))
        }
        "/no-content" => error.status(204).body(Body::empty()),
        "/html" => error.header("content-type", "text/html").body(Body::from(ERROR)),
        path => match path.strip_prefix("/padded/").and_then(|size| size.parse().ok()) {
            Some(size) if request.uri().query() == Some("chunked") => {
                let mut body = Bytes::from(padded(size));
                let half = body.split_to(size / 2);
                error.body(pieces([half, body]))
            }
            Some(size) => error.body(Body::from(padded(size))),
            None => error.body(Body::from(ERROR)),
        },
    };
    response.unwrap()
}

/// The error with so many bytes. Its last byte ends the JSON text, so that no earlier piece is all of it.
pub(super) fn padded(size: usize) -> String {
    let pad = " ".repeat(size - ERROR.len());
    format!("{{{pad}{}", &ERROR[1..])
}

/// A padded error, as a reader of Chinese gets it.
pub(super) fn padded_localized(size: usize) -> String {
    padded(size).replace(&ERROR[1..], &LOCALIZED[1..])
}

/// A body of unknown size.
fn pieces(pieces: [Bytes; 2]) -> Body {
    Body::from_stream(tokio_stream::iter(pieces.map(Ok::<_, Infallible>)))
}
