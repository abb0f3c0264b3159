//! An axum application whose errors are in the reader's language.
//!
//! ```console
//! $ cargo run --features tower --example axum
//! $ curl localhost:3000/v1/heartbeat -H 'accept-language: zh-CN'
//! {"code":400142,"info":"心跳超限, 实例仅支持每秒1次心跳: instance i-1"}
//! ```

use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use codeword::Catalog;
use codeword::response::layer::LocalizeLayer;
use codeword::response::{Localizer, Policy};
use serde::Serialize;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let localizer = Localizer::new(Catalog::embedded(), Policy::default());
    let app =
        Router::new().route("/v1/heartbeat", get(heartbeat)).layer(LocalizeLayer::new(localizer));

    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}

#[derive(Serialize)]
struct Answer {
    code: u32,
    info: &'static str,
}

/// The application knows one language; the layer knows the others.
async fn heartbeat() -> (StatusCode, Json<Answer>) {
    let answer = Answer { code: 400142, info: "too many heartbeats: instance i-1" };
    (StatusCode::BAD_REQUEST, Json(answer))
}
