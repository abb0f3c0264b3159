//! The reverse proxy, between a real client and a real upstream.

mod answers;
mod awkward;
#[cfg(all(feature = "cli", unix))]
mod command;
mod connections;
mod end;
mod front;
pub(crate) mod nginx;
mod requests;
mod routes;
mod status_codes;
pub(crate) mod tls;
mod upgrades;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use bytes::Bytes;
use codeword::gateway::proxy::{Proxy, ProxyBuilder};
use codeword::response::layer::LocalizeLayer;
use codeword::response::{Localizer, Policy};
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::response::catalog;

const ERROR: &str = r#"{"code":1,"info":"first: x"}"#;
const LOCALIZED: &str = r#"{"code":1,"info":"一: x"}"#;

/// Runs a test that may wait for what never comes: then it fails, and does not hang.
pub(crate) fn run<F: Future>(test: F) -> F::Output {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let limited = async { tokio::time::timeout(Duration::from_secs(60), test).await };
    runtime.block_on(limited).expect("the test hangs")
}

/// Serves an application on a port of its own.
async fn upstream(app: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}")
}

/// A proxy at work.
struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

/// Starts a proxy that localizes, before an upstream.
async fn proxy(upstream: &str) -> Running {
    start(localizing(upstream)).await
}

fn localizing(upstream: &str) -> ProxyBuilder {
    let localizer = Localizer::new(catalog(), Policy::default());
    Proxy::builder(upstream.parse().unwrap()).localize(LocalizeLayer::new(localizer))
}

/// Starts a proxy that localizes successes, too, before an upstream.
async fn wide_proxy(upstream: &str) -> Running {
    let policy = Policy::default().statuses("200,400-599".parse().unwrap());
    let layer = LocalizeLayer::new(Localizer::new(catalog(), policy));
    start(Proxy::builder(upstream.parse().unwrap()).localize(layer)).await
}

async fn start(proxy: ProxyBuilder) -> Running {
    let proxy = proxy.build().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let until = async { stopped.await.unwrap_or_default() };
    let ended = tokio::spawn(proxy.serve(listener, until, Duration::from_secs(30)));
    Running { address, stop, ended }
}

impl Running {
    /// A request for a path, of a reader of Chinese.
    fn request(&self, path: &str) -> http::request::Builder {
        let uri = format!("http://{}{path}", self.address);
        Request::get(uri).header("accept-language", "zh-CN")
    }

    async fn get(&self, path: &str) -> Response<Incoming> {
        send(self.request(path).body(Full::default()).unwrap()).await
    }
}

/// Sends a request by HTTP/1.1, on a connection of its own.
async fn send(request: Request<Full<Bytes>>) -> Response<Incoming> {
    let client = Client::builder(TokioExecutor::new()).build_http();
    client.request(request).await.unwrap()
}

async fn bytes(response: Response<Incoming>) -> Bytes {
    response.into_body().collect().await.unwrap().to_bytes()
}

/// Reads as far as the empty line after the headers.
async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap()
}
