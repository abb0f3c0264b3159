//! nginx's cache before the proxy: nobody gets another language's body.
//!
//! Without nginx the test says so and passes, unless `CODEWORD_REQUIRE_NGINX` is set; `scripts/test`
//! installs it.

use std::fs;
use std::process::{Child, Command};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use http::header::{HeaderMap, IF_NONE_MATCH};
use http::{Request, Response};
use http_body_util::Full;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};

use super::{ERROR, bytes, run, send, upstream, wide_proxy};

const CONFIGURATION: &str = include_str!("nginx.conf");

/// nginx at work, and where it answers.
pub(crate) struct Nginx {
    process: Child,
    pub(crate) port: u16,
    _folder: TempDir,
}

impl Nginx {
    /// Starts nginx before a proxy, or another server; `None` if it is not installed.
    pub(crate) async fn start(configuration: &str, proxy: std::net::SocketAddr) -> Option<Nginx> {
        if Command::new("nginx").arg("-v").output().is_err() {
            let is_required = std::env::var_os("CODEWORD_REQUIRE_NGINX").is_some();
            assert!(!is_required, "nginx is not installed");
            eprintln!("nginx is not installed: nothing was tested with it");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let configuration = configuration
            .replace("FOLDER", folder.path().to_str().unwrap())
            .replace("PORT", &port.to_string())
            .replace("PROXY", &proxy.to_string());
        let file = folder.path().join("nginx.conf");
        fs::write(&file, configuration).unwrap();
        let process = Command::new("nginx").arg("-c").arg(file).spawn().unwrap();
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::task::yield_now().await;
        }
        Some(Nginx { process, port, _folder: folder })
    }

    async fn get(&self, path: &str, language: &str) -> Response<hyper::body::Incoming> {
        let request = Request::get(format!("http://127.0.0.1:{}{path}", self.port))
            .header("accept-language", language);
        send(request.body(Full::default()).unwrap()).await
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // It may have ended already, with a test that fails.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An upstream with one entity tag for all. What it calls `stale` may be kept for a second, which is the
/// least that nginx keeps anything.
async fn answer(Path(name): Path<String>, headers: HeaderMap) -> Response<Body> {
    let response = Response::builder().header("etag", "\"v1\"");
    if headers.get(IF_NONE_MATCH).is_some_and(|tag| tag == "\"v1\"") {
        return response.status(304).body(Body::empty()).unwrap();
    }
    let (status, kept, body) = match &*name {
        "error" => (400, "max-age=600", ERROR),
        "not-found" => (404, "max-age=600", ERROR),
        "stale-error" => (400, "max-age=1", ERROR),
        "stale-neutral" => (200, "max-age=1", r#"{"size":1}"#),
        _ => (200, "max-age=600", r#"{"size":1}"#),
    };
    let response = response.status(status).header("cache-control", kept);
    response.header("content-type", "application/json").body(body.into()).unwrap()
}

#[test]
fn a_cache_gives_nobody_another_languages_body() {
    run(async {
        let app = Router::new().route("/{name}", axum::routing::get(answer));
        let proxy = wide_proxy(&upstream(app).await).await;
        let Some(nginx) = Nginx::start(CONFIGURATION, proxy.address).await else { return };
        let mut from_cache = Vec::new();
        for round in 0..2 {
            if round > 0 {
                tokio::time::sleep(Duration::from_millis(2100)).await;
            }
            for path in ["/error", "/not-found", "/stale-error", "/stale-neutral", "/neutral"] {
                for (language, word) in
                    [("zh-CN", "一"), ("en-US", "One"), ("zh-CN, en;q=0.5", "一")]
                {
                    let response = nginx.get(path, language).await;
                    let cached = response.headers()["x-cache"].to_str().unwrap().to_owned();
                    let localized = format!(r#"{{"code":1,"info":"{word}: x"}}"#);
                    let expected =
                        if path.ends_with("neutral") { r#"{"size":1}"# } else { &localized };
                    assert_eq!(bytes(response).await, expected, "{path} {language}, {cached}");
                    if round > 0 {
                        from_cache.push((path, cached));
                    }
                }
            }
        }
        // The cache has done its work: what it may keep, it keeps for each language, and what is the same
        // for all is not sent anew.
        for (path, cached) in from_cache {
            let expected = match path {
                "/stale-error" => "EXPIRED",
                "/stale-neutral" => "REVALIDATED",
                _ => "HIT",
            };
            assert_eq!(cached, expected, "{path}");
        }
    });
}
