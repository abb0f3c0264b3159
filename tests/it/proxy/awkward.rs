//! An upstream whose answers are awkward, each in its own way.

use std::sync::LazyLock;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::routing::any;
use bytes::Bytes;
use http::header::{HeaderMap, IF_NONE_MATCH};
use http::{Response, StatusCode};
use http_body_util::channel::Channel;

use super::ERROR;
use crate::gzip::gzip;

pub(super) const SUCCESS: &str =
    "{ \"size\" : 1.0e+2 ,\r\n \"code\":200000, \"info\":\"execute success\" }";

pub(super) const BATCH: &str = r#"{"code":9,"info":"mixed","responses":[{"code":1,"info":"a","instance":{"id":7}},{"code":2,"info":"b: c"}]}"#;

/// Five megabytes, in which there is nothing to do.
pub(super) static LARGE: LazyLock<String> = LazyLock::new(|| {
    format!(r#"{{"instances":[{}0]}}"#, "{\"host\":\"10.0.0.1\",\"port\":8080},".repeat(170_000))
});

/// Brackets, ten thousand deep.
pub(super) static DEEP: LazyLock<String> =
    LazyLock::new(|| format!("{}{ERROR}{}", "[".repeat(10_000), "]".repeat(10_000)));

/// Answers a path by its name.
pub(super) fn app() -> Router {
    Router::new().route("/{name}", any(answer))
}

async fn answer(Path(name): Path<String>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let json = Response::builder().header("content-type", "application/json");
    let error = Response::builder().header("content-type", "application/json").status(400);
    let response = match &*name {
        "plain" => error.body(ERROR.into()),
        "error-with-200" => json.header("x-polaris-code", "1").body(ERROR.into()),
        "batch" => error.body(BATCH.into()),
        "pieces" => error.body(pieces(&[&ERROR[..3], &ERROR[3..20], &ERROR[20..]])),
        "gzip" => error.header("content-encoding", "gzip").body(gzip(ERROR).into()),

        "success" => json.body(SUCCESS.into()),
        "gzip-success" => json.header("content-encoding", "gzip").body(gzip(SUCCESS).into()),
        "validated" if headers.contains_key(IF_NONE_MATCH) => {
            Response::builder().status(304).header("etag", "\"1\"").body(Body::empty())
        }
        "validated" => json.header("etag", "\"1\"").body(SUCCESS.into()),
        "large" => json.body(LARGE.as_str().into()),
        "large-in-pieces" => json.body(pieces(&[&LARGE[..1 << 20], &LARGE[1 << 20..]])),

        "cut" => error.body(ERROR[..20].into()),
        "trailing-bytes" => error.body(format!("{ERROR}}}").into()),
        "twice" => error.body(r#"{"code":1,"code":2,"info":"first"}"#.into()),
        "byte-order-mark" => error.body(format!("\u{feff}{ERROR}").into()),
        "deep" => error.body(DEEP.as_str().into()),
        "empty" => error.body(Body::empty()),

        "silent" => {
            tokio::time::sleep(Duration::from_secs(3600)).await;
            error.body(Body::empty())
        }
        "breaks-off" => error.header("content-length", "1000").body(pieces(&[ERROR])),
        "echo" => json.body(body.into()),
        _ => error.status(StatusCode::NOT_FOUND).body(Body::empty()),
    };
    response.unwrap()
}

/// A body that comes in pieces, with a while between them, and without a Content-Length.
fn pieces(pieces: &[&'static str]) -> Body {
    let (mut sender, body) = Channel::<Bytes>::new(1);
    let pieces = pieces.to_vec();
    tokio::spawn(async move {
        for piece in pieces {
            tokio::time::sleep(Duration::from_millis(5)).await;
            // If nobody wants the rest, nobody gets it.
            let _ = sender.send_data(Bytes::from_static(piece.as_bytes())).await;
        }
    });
    Body::new(body)
}
