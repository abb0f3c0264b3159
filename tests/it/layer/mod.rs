//! The tower layer: what it changes, what it leaves alone, and what the headers say of it.

mod admission;
mod bodies;
mod body;
mod content;
mod frames;
mod headers;
mod limit;
mod pages;
mod socket;

use std::convert::Infallible;

use bytes::Bytes;
use codeword::response::layer::{LocalizeBody, LocalizeLayer};
use codeword::response::{Localizer, Outcome, Policy};
use http::{HeaderMap, Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Full};
use tower::{Layer, ServiceExt, service_fn};

use crate::response::catalog;

const ERROR: &str = r#"{"code":1,"info":"first: x"}"#;
const LOCALIZED: &str = r#"{"code":1,"info":"一: x"}"#;

fn layer() -> LocalizeLayer {
    LocalizeLayer::new(Localizer::new(catalog(), Policy::default()))
}

/// A layer that looks into successes, too.
fn wide_layer() -> LocalizeLayer {
    let policy = Policy::default().statuses("200,400-599".parse().unwrap());
    LocalizeLayer::new(Localizer::new(catalog(), policy))
}

fn request() -> Request<()> {
    Request::get("/").header("accept-language", "zh-CN, en;q=0.5").body(()).unwrap()
}

/// Sends one request through the layer, to a service that answers with this response.
fn send<B>(
    layer: LocalizeLayer,
    request: Request<()>,
    response: Response<B>,
) -> Response<LocalizeBody<B>>
where
    B: Body + Send + 'static,
    B::Error: Send,
{
    let mut response = Some(response);
    let service = service_fn(move |_: Request<()>| {
        let response = response.take().unwrap();
        async { Ok::<_, Infallible>(response) }
    });
    block_on(layer.layer(service).oneshot(request)).unwrap()
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn response(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &'static str,
) -> Response<Full<Bytes>> {
    let builder = Response::builder().status(status);
    let builder =
        headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Full::from(body)).unwrap()
}

/// The headers, one a line, in the order of their names.
fn headers(map: &HeaderMap) -> Vec<String> {
    let mut lines: Vec<String> =
        map.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    lines.sort();
    lines
}

fn text<B: Body>(body: B) -> String
where
    B::Error: std::fmt::Debug,
{
    String::from_utf8(block_on(body.collect()).unwrap().to_bytes().to_vec()).unwrap()
}

fn outcome<B>(response: &Response<B>) -> Outcome {
    *response.extensions().get::<Outcome>().unwrap()
}
