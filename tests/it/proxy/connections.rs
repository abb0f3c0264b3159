//! How the proxy speaks to both sides.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::routing::any;
use bytes::Bytes;
use http::{HeaderMap, Response, Uri};
use http_body_util::channel::Channel;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use super::{ERROR, LOCALIZED, bytes, head, localizing, proxy, run, send, start, upstream};

/// Answers with what it was asked.
async fn mirror(uri: Uri, headers: HeaderMap) -> String {
    let mut lines: Vec<String> = headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    format!("{uri}\n{}", lines.join("\n"))
}

#[test]
fn the_upstream_is_told_for_whom_it_works() {
    run(async {
        let url = upstream(Router::new().fallback(mirror)).await;
        let host = url.strip_prefix("http://").unwrap();
        let proxy = proxy(&format!("{url}/base/")).await;
        let request = proxy
            .request("/a%20b/../c?lang=zh-CN&x=1")
            .header("connection", "close, x-secret")
            .header("x-secret", "1")
            .header("keep-alive", "timeout=5")
            .header("x-forwarded-for", "10.0.0.1")
            .header("accept-encoding", "br, gzip");
        let response = send(request.body(Full::default()).unwrap()).await;
        let address = proxy.address;
        assert_eq!(
            bytes(response).await,
            format!(
                "/base/a%20b/../c?lang=zh-CN&x=1\n\
                 accept-encoding: gzip\n\
                 accept-language: zh-CN\n\
                 host: {host}\n\
                 via: 1.1 codeword\n\
                 x-forwarded-for: 127.0.0.1\n\
                 x-forwarded-host: {address}\n\
                 x-forwarded-proto: http"
            ),
        );
    });
}

#[test]
fn http2_is_spoken_to_both_sides_with_trailers() {
    async fn with_trailers() -> Response<Body> {
        let (mut sender, body) = Channel::<Bytes>::new(2);
        tokio::spawn(async move {
            let _ = sender.send_data(Bytes::from_static(ERROR.as_bytes())).await;
            let trailers = HeaderMap::from_iter([(
                http::HeaderName::from_static("x-sum"),
                http::HeaderValue::from_static("7"),
            )]);
            let _ = sender.send_trailers(trailers).await;
        });
        let response = Response::builder().status(400).header("content-type", "application/json");
        response.body(Body::new(body)).unwrap()
    }
    run(async {
        let url = upstream(Router::new().fallback(any(with_trailers))).await;
        let proxy = start(localizing(&url).upstream_http2(true)).await;
        let client = Client::builder(TokioExecutor::new()).http2_only(true).build_http();
        let request = proxy.request("/").body(Full::<Bytes>::default()).unwrap();
        let response = client.request(request).await.unwrap();
        assert_eq!(response.version(), http::Version::HTTP_2);
        let body = response.into_body().collect().await.unwrap();
        assert_eq!(body.trailers().unwrap()["x-sum"], "7");
        assert_eq!(body.to_bytes(), LOCALIZED);
    });
}

#[test]
fn events_arrive_one_by_one() {
    run(async {
        let (events, receiver) = mpsc::channel::<&'static str>(1);
        let receiver = std::sync::Arc::new(tokio::sync::Mutex::new(receiver));
        let app = Router::new().fallback(move || async move {
            let (mut sender, body) = Channel::<Bytes, Infallible>::new(1);
            tokio::spawn(async move {
                while let Some(event) = receiver.lock().await.recv().await {
                    sender.send_data(Bytes::from_static(event.as_bytes())).await.unwrap();
                }
            });
            Response::builder()
                .header("content-type", "text/event-stream")
                .body(Body::new(body))
                .unwrap()
        });
        let proxy = proxy(&upstream(app).await).await;
        let mut stream = proxy.get("/").await.into_body();
        // The second is sent only when the first has arrived.
        for event in ["data: {\"code\":1,\"info\":\"first\"}\n\n", "data: 2\n\n"] {
            events.send(event).await.unwrap();
            let frame = stream.frame().await.unwrap().unwrap();
            assert_eq!(frame.into_data().unwrap(), event);
        }
        drop(events);
        assert!(stream.frame().await.is_none());
    });
}

#[test]
fn nobody_is_reached_through_the_proxy_but_the_upstream() {
    run(async {
        let url = upstream(Router::new().fallback(mirror)).await;
        let proxy = proxy(&url).await;
        let mut stream = TcpStream::connect(proxy.address).await.unwrap();
        stream
            .write_all(b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n")
            .await
            .unwrap();
        let head = head(&mut stream).await;
        assert!(head.starts_with("HTTP/1.1 501 "), "{head}");

        // The form for proxies (RFC 9112 §3.2.2) names another host, and still the upstream is asked.
        let mut stream = TcpStream::connect(proxy.address).await.unwrap();
        let request =
            b"GET http://user:secret@example.org/x HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n";
        stream.write_all(request).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.contains("\r\n\r\n/x\n"), "{answer}");
        assert!(answer.contains("x-forwarded-host: example.org\n"), "{answer}");
        assert!(!answer.contains("secret"), "{answer}");
    });
}

#[test]
fn connections_to_the_upstream_are_used_again() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (opened, connections) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                opened.send(()).unwrap();
                tokio::spawn(async move {
                    loop {
                        head(&mut stream).await;
                        stream
                            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                            .await
                            .unwrap();
                    }
                });
            }
        });
        let proxy = proxy(&url).await;
        // Here and there an answer has not come to its end yet when the next request comes.
        for requests in 1.. {
            assert_eq!(bytes(proxy.get("/").await).await, "");
            if connections.len() < requests {
                break;
            }
        }
    });
}

#[test]
fn an_upstream_of_http_1_0_does_not_change_the_version() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            head(&mut stream).await;
            stream.write_all(b"HTTP/1.0 200 OK\r\n\r\nold").await.unwrap();
        });
        let response = proxy(&url).await.get("/").await;
        assert_eq!(response.version(), http::Version::HTTP_11);
        assert_eq!(bytes(response).await, "old");
    });
}
