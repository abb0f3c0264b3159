//! A real Envoy whose errors say no code: of a server before the application, and of its own.

use std::fs;
use std::net::SocketAddr;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use tokio::net::TcpListener;

use super::modes::Setting;
use super::stand::{Stand, send};

const PAGE: &str = "<h1>Bad Gateway</h1>";

/// What a reader of Chinese gets instead of a page, and of nothing.
const BAD_GATEWAY: &str = r#"{"code":500000,"status":502,"title":"执行异常","type":"about:blank"}"#;
const NOT_FOUND: &str = r#"{"code":400202,"status":404,"title":"未找到资源","type":"about:blank"}"#;

/// A server that answers `/page` with a page, and all else with a 404 of no content.
async fn upstream() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let page = get(async || (StatusCode::BAD_GATEWAY, Html(PAGE)));
    let app = Router::new().route("/page", page);
    tokio::spawn(async { axum::serve(listener, app).await });
    address
}

/// Envoy and a processor that makes problems of pages.
async fn stand(upstream: SocketAddr, edit: impl FnOnce(String) -> String) -> Option<Stand> {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("codeword.toml");
    let policy = "status-codes = { 404 = 400202, 502 = 500000, 503 = 500000 }\npages = \"problem\"";
    fs::write(&config, format!("[response]\n{policy}\n")).unwrap();
    let config = ["--config", config.to_str().unwrap()];
    Stand::configured(upstream, &config, edit).await
}

fn patient(printed: &str) -> String {
    printed.replace("message_timeout: 0.2s", "message_timeout: 60s")
}

async fn ask(gateway: SocketAddr, method: Method, path: &str, accept: &str) -> Response<Bytes> {
    let request = Request::builder().method(method).uri(path).header("accept", accept);
    let request = request.header("accept-language", "zh-CN").body(());
    send(gateway, request).await.unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn errors_without_a_code_become_problems() {
    let Some(stand) = stand(upstream().await, |printed| patient(&printed)).await else { return };
    for (path, status, expected) in [("/page", 502, BAD_GATEWAY), ("/nowhere", 404, NOT_FOUND)] {
        let response = ask(stand.gateway, Method::GET, path, "*/*").await;
        assert_eq!(response.status(), status, "{path}");
        assert_eq!(response.body(), expected, "{path}");
        let headers = response.headers();
        assert_eq!(header(headers, "content-type"), Some("application/problem+json"), "{path}");
        assert_eq!(header(headers, "content-language"), Some("zh-CN"), "{path}");
        // Envoy itself takes the length of an empty one away.
        let length = (path == "/page").then(|| expected.len().to_string());
        assert_eq!(header(headers, "content-length"), length.as_deref(), "{path}");
        assert_eq!(header(headers, "vary"), Some("accept-language, accept"), "{path}");
    }
    for (method, path, accept, expected) in [
        (Method::GET, "/page", "text/html,*/*;q=0.8", PAGE),
        (Method::GET, "/nowhere", "text/html,*/*;q=0.8", ""),
        (Method::HEAD, "/page", "*/*", ""),
        (Method::HEAD, "/nowhere", "*/*", ""),
    ] {
        let response = ask(stand.gateway, method.clone(), path, accept).await;
        assert_eq!(response.body(), expected, "{method} {path}");
        let headers = response.headers();
        assert_eq!(header(headers, "content-language"), None, "{method} {path}");
        assert_eq!(header(headers, "vary"), Some("accept-language, accept"), "{method} {path}");
    }
    assert_eq!(stand.counted("streams_failed").await, 0);
    assert_eq!(stand.counted("spurious_msgs_received").await, 0);
}

#[tokio::test]
async fn an_error_of_envoy_itself_becomes_a_problem() {
    // Nothing listens there. Without the printed `local_reply_config`, Envoy says so in plain text.
    let dead = SocketAddr::from(([127, 0, 0, 1], 9));
    let plain = |printed: String| {
        let printed = patient(&printed);
        let (before, rest) = printed.split_once("          local_reply_config:\n").unwrap();
        let (_, after) = rest.split_once("          http_filters:\n").unwrap();
        format!("{before}          http_filters:\n{after}")
    };
    let Some(stand) = stand(dead, plain).await else { return };
    let response = ask(stand.gateway, Method::GET, "/", "*/*").await;
    assert_eq!(response.status(), 503);
    assert_eq!(response.body(), &BAD_GATEWAY.replace("502", "503"));
    let content_type = header(response.headers(), "content-type");
    assert_eq!(content_type, Some("application/problem+json"));
    let response = ask(stand.gateway, Method::GET, "/", "text/html,*/*;q=0.8").await;
    assert!(response.body().starts_with(b"upstream connect error"), "{response:?}");
}

/// An error that ends with its head gets a body, except where Envoy sends on only what it is sent back; a page
/// gets another body where its head waits with it.
#[tokio::test]
async fn every_mode_has_its_problems() {
    let settings = Setting::all();
    let edit = |printed: String| Setting::configuration(&printed, &settings);
    let Some(stand) = stand(upstream().await, edit).await else { return };
    for setting in settings {
        let gateway = stand.listeners[&setting.name()];
        let empty = if setting.mode == "FULL_DUPLEX_STREAMED" { "" } else { NOT_FOUND };
        let page = if setting.localizes(true) { BAD_GATEWAY } else { PAGE };
        for (path, status, expected) in [("/nowhere", 404, empty), ("/page", 502, page)] {
            let response = ask(gateway, Method::GET, path, "application/json").await;
            assert_eq!(response.status(), status, "{setting:?} {path}");
            assert_eq!(response.body(), expected, "{setting:?} {path}: {:?}", response.headers());
        }
    }
    for name in ["streams_failed", "spurious_msgs_received", "message_timeouts"] {
        assert_eq!(stand.counted(name).await, 0, "{name}");
    }
}
