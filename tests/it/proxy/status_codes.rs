//! Errors that say no code: the proxy's own, and those of a server before the application.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use codeword::gateway::proxy::Proxy;
use codeword::response::layer::LocalizeLayer;
use codeword::response::{Localizer, Pages, Policy};
use http::StatusCode;

use super::{Running, bytes, run, start, upstream};
use crate::response::catalog;

async fn proxy(upstream: &str) -> Running {
    let policy = Policy::default().status_codes([(404, 1), (502, 2)]).unwrap();
    let layer = LocalizeLayer::new(Localizer::new(catalog(), policy.pages(Pages::Problem)));
    start(Proxy::builder(upstream.parse().unwrap()).localize(layer)).await
}

#[test]
fn the_proxy_speaks_the_language_of_its_reader() {
    run(async {
        // Nothing listens there.
        let response = proxy("http://127.0.0.1:9").await.get("/").await;
        assert_eq!(response.status(), StatusCode::BAD_GATEWAY);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        assert_eq!(response.headers()["content-language"], "zh-CN");
        let expected = r#"{"code":2,"detail":"二","status":502,"title":"二"}"#;
        assert_eq!(bytes(response).await, expected);
    });
}

#[test]
fn a_page_and_an_empty_answer_become_problems() {
    run(async {
        let page = || async { (StatusCode::NOT_FOUND, Html("<h1>Not Found</h1>")) };
        // The application answers what it does not know with nothing.
        let proxy = proxy(&upstream(Router::new().route("/page", get(page))).await).await;
        for path in ["/page", "/nowhere"] {
            let response = proxy.get(path).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(response.headers()["content-type"], "application/problem+json", "{path}");
            let expected = r#"{"code":1,"status":404,"title":"一","type":"about:blank"}"#;
            assert_eq!(response.headers()["content-length"], expected.len().to_string(), "{path}");
            assert_eq!(bytes(response).await, expected, "{path}");
        }
    });
}
