//! A cache in front of the layer never gives a reader another language's body.

use std::collections::BTreeMap;
use std::convert::Infallible;

use bytes::Bytes;
use codeword::response::layer::LocalizeLayer;
use codeword::response::{Localizer, Policy};
use http::{HeaderMap, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Full};
use tower::{Layer, ServiceExt, service_fn};

use crate::response::catalog;

/// A cache that keeps every response, and asks whether it is still good before each use of it.
#[derive(Default)]
struct Cache {
    stored: Vec<Stored>,
}

struct Stored {
    path: &'static str,
    /// The request's values of the headers that `Vary` names (RFC 9111 §4.1).
    selecting: BTreeMap<String, String>,
    etag: Option<String>,
    body: Bytes,
}

impl Cache {
    /// Answers a reader, with the validators of every variant (RFC 9111 §4.3.1) and, if the origin says
    /// that one of them is still good, with that one (§4.3.3).
    async fn answer(&mut self, path: &'static str, language: &'static str) -> Bytes {
        let etags: Vec<&str> = (self.stored.iter())
            .filter(|stored| stored.path == path)
            .filter_map(|stored| stored.etag.as_deref())
            .collect();
        let mut request = Request::get(path).header(header::ACCEPT_LANGUAGE, language);
        if !etags.is_empty() {
            request = request.header(header::IF_NONE_MATCH, etags.join(", "));
        }
        let response = origin(request.body(()).unwrap()).await;
        let (parts, body) = response.into_parts();
        let text = |name| Some(parts.headers.get(name)?.to_str().unwrap().to_owned());
        let etag = text(header::ETAG);
        if parts.status == StatusCode::NOT_MODIFIED {
            let good = |stored: &&Stored| stored.path == path && stored.etag == etag;
            return self.stored.iter().find(good).expect("a stored variant").body.clone();
        }
        let vary = text(header::VARY).expect("every answer varies");
        let selecting = BTreeMap::from_iter([(vary, language.to_owned())]);
        let body = body.collect().await.unwrap().to_bytes();
        self.stored.retain(|stored| (stored.path, &stored.selecting) != (path, &selecting));
        self.stored.push(Stored { path, selecting, etag, body: body.clone() });
        body
    }
}

/// An upstream that knows one language and one entity tag, behind the layer.
async fn origin(
    request: Request<()>,
) -> Response<impl http_body::Body<Data = Bytes, Error = Infallible>> {
    const TAG: &str = "\"v1\"";
    async fn upstream(request: Request<()>) -> Result<Response<Full<Bytes>>, Infallible> {
        let known =
            request.headers().get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
        let response = Response::builder().header(header::ETAG, TAG);
        if known.is_some_and(|tags| tags.contains(TAG)) {
            return Ok(response.status(304).body(Full::default()).unwrap());
        }
        let body = match request.uri().path() {
            "/error" => r#"{"code":1,"info":"one: x"}"#,
            "/english" => r#"{"code":1,"info":"One"}"#,

            _ => r#"{"size":1}"#,
        };
        let response = response.header(header::CONTENT_TYPE, "application/json");
        Ok(response.body(Full::from(body)).unwrap())
    }
    let policy = Policy::default().statuses("200,400-599".parse().unwrap());
    let localizer = Localizer::new(catalog(), policy);
    let service = LocalizeLayer::new(localizer).layer(service_fn(upstream));
    service.oneshot(request).await.unwrap()
}

#[test]
fn a_conditional_request_never_gets_another_languages_body() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let mut cache = Cache::default();
        for _ in 0..3 {
            for (path, language, expected) in [
                ("/error", "zh-CN", r#"{"code":1,"info":"一: x"}"#),
                ("/error", "en-US", r#"{"code":1,"info":"One: x"}"#),
                // What English readers get is the upstream's own body; its tag must not leak.
                ("/english", "en-US", r#"{"code":1,"info":"One"}"#),
                ("/english", "zh-CN", r#"{"code":1,"info":"一"}"#),
                ("/neutral", "en-US", r#"{"size":1}"#),
                ("/neutral", "zh-CN", r#"{"size":1}"#),
            ] {
                assert_eq!(cache.answer(path, language).await, expected, "{path} {language}");
            }
        }
        // What is the same for every reader is asked for with its tag, and saved a transfer.
        let tagged = cache.stored.iter().filter(|stored| stored.etag.is_some());
        assert_eq!(tagged.map(|stored| stored.path).collect::<Vec<_>>(), ["/neutral"]);
    });
}

#[test]
fn a_304_says_what_its_response_varied_by() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let request =
        Request::get("/neutral").header(header::IF_NONE_MATCH, "\"v1\"").body(()).unwrap();
    let response = runtime.block_on(origin(request));
    let headers: &HeaderMap = response.headers();
    assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(
        (&headers[header::VARY], &headers[header::ETAG]),
        (&"accept-language".parse().unwrap(), &"\"v1\"".parse().unwrap())
    );
}
