//! Is it well? The port at which operators and Prometheus ask about a gateway.
//!
//! | path | answer |
//! | --- | --- |
//! | `/healthz` | 200 as long as the process runs |
//! | `/readyz` | 200 while requests are welcome; 503 before that, and once the gateway is told to stop |
//! | `/metrics` | the [`Metrics`], in Prometheus' text format 0.0.4 |

mod metrics;
mod process;
mod requests;
mod unknown_codes;

use std::convert::Infallible;
use std::future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::service::service_fn;
use tokio::net::TcpListener;

use super::server;

pub use metrics::Metrics;
#[cfg(feature = "proxy")]
pub(super) use process::descriptor_limit;
pub use requests::{CutBy, UpstreamError};

/// Answers operators.
///
/// ```
/// use codeword::gateway::admin::{Admin, Metrics};
/// use codeword::{Catalog, LiveCatalog, Source};
///
/// let live = LiveCatalog::follow(Catalog::builder().source(Source::embedded()))?;
/// let admin = Admin::new(Metrics::new(live));
/// assert_eq!(admin.answer("/readyz").status(), 503);
///
/// admin.set_ready(true);
/// assert_eq!(admin.answer("/readyz").status(), 200);
/// assert_eq!(admin.answer("/healthz").status(), 200);
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Admin {
    metrics: Metrics,
    ready: Arc<AtomicBool>,
}

impl Admin {
    /// The admin of a gateway with these figures, not ready yet.
    pub fn new(metrics: Metrics) -> Admin {
        Admin { metrics, ready: Arc::default() }
    }

    /// Says from now on whether requests are welcome.
    pub fn set_ready(&self, ready: bool) {
        self.ready.store(ready, Ordering::Relaxed);
    }

    /// Answers requests until `end`, which should come after the gateway has ended, so that its last
    /// requests can be watched too.
    pub async fn serve(self, listener: TcpListener, end: impl Future<Output = ()>) {
        let service = service_fn(move |request: Request<Incoming>| {
            let response = match *request.method() {
                Method::GET | Method::HEAD => self.answer(request.uri().path()),
                _ => not_allowed(),
            };
            future::ready(Ok::<_, Infallible>(response))
        });
        let streams = server::STREAMS;
        server::serve(listener, |_| service.clone(), |_, _| {}, streams, end, Duration::ZERO).await;
    }

    /// The answer to a GET of a path.
    pub fn answer(&self, path: &str) -> Response<Full<Bytes>> {
        match path {
            "/healthz" => text(StatusCode::OK, "healthy\n"),
            "/readyz" if self.ready.load(Ordering::Relaxed) => text(StatusCode::OK, "ready\n"),
            "/readyz" => text(StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
            "/metrics" => {
                let mut response = text(StatusCode::OK, self.metrics.to_string());
                response.headers_mut().insert(CONTENT_TYPE, PROMETHEUS);
                response
            }
            _ => text(StatusCode::NOT_FOUND, "ask for /healthz, /readyz or /metrics\n"),
        }
    }
}

const PROMETHEUS: HeaderValue =
    HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");

fn text(status: StatusCode, text: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(text.into()));
    *response.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, plain);
    response
}

/// RFC 9110 §15.5.6.
fn not_allowed() -> Response<Full<Bytes>> {
    let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "ask with GET\n");
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use hyper_util::client::legacy::Client;
    use hyper_util::rt::TokioExecutor;

    use super::*;
    use crate::{Catalog, LiveCatalog, Source};

    #[test]
    fn operators_are_answered() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let live = LiveCatalog::follow(Catalog::builder().source(Source::embedded())).unwrap();
            let admin = Admin::new(Metrics::new(live));
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            tokio::spawn(admin.serve(listener, future::pending()));
            let client = Client::builder(TokioExecutor::new()).build_http();
            for (method, path, status, content_type, begins) in [
                ("GET", "/healthz", 200, "text/plain; charset=utf-8", "healthy"),
                (
                    "GET",
                    "/metrics",
                    200,
                    "text/plain; version=0.0.4; charset=utf-8",
                    "# HELP codeword_",
                ),
                ("HEAD", "/readyz", 503, "text/plain; charset=utf-8", ""),
                ("GET", "/", 404, "text/plain; charset=utf-8", "ask for /healthz"),
                ("POST", "/metrics", 405, "text/plain; charset=utf-8", "ask with GET"),
            ] {
                let request =
                    Request::builder().method(method).uri(format!("http://{address}{path}"));
                let request = request.body(Full::<Bytes>::default()).unwrap();
                let response = client.request(request).await.unwrap();
                assert_eq!(response.status(), status, "{path}");
                assert_eq!(response.headers()[CONTENT_TYPE], content_type, "{path}");
                let body = response.into_body().collect().await.unwrap().to_bytes();
                assert!(body.starts_with(begins.as_bytes()), "{path}: {body:?}");
                assert_eq!(body.is_empty(), method == "HEAD", "{path}: {body:?}");
            }
        });
    }
}
