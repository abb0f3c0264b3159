//! Requests of every awkward kind, as raw bytes.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes as Body;
use bytes::Bytes;
use http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use http_body_util::channel::Channel;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{Running, localizing, proxy, run, start, upstream};

/// Answers with the body that it was sent.
async fn echo(method: Method, headers: HeaderMap, body: Body) -> String {
    let body = String::from_utf8_lossy(&body);
    format!("{method} {body} te={:?}", headers.get("te"))
}

/// Sends a request, and reads the answer to its end.
async fn exchange(proxy: &Running, request: &str) -> String {
    let mut stream = TcpStream::connect(proxy.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[test]
fn a_body_of_unknown_length_passes() {
    run(async {
        let url = upstream(Router::new().fallback(echo)).await;
        for http2 in [false, true] {
            let proxy = start(localizing(&url).upstream_http2(http2)).await;
            for method in ["GET", "DELETE", "POST"] {
                let request = format!(
                    "{method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\
                     Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
                );
                let answer = exchange(&proxy, &request).await;
                assert!(answer.contains(&format!("{method} abcde ")), "{http2} {answer}");
            }

            let (mut sender, body) = Channel::<Bytes>::new(1);
            let client = Client::builder(TokioExecutor::new()).http2_only(true).build_http();
            let request = Request::get(format!("http://{}/", proxy.address));
            let request = request.header("te", "trailers").body(body).unwrap();
            let response = tokio::spawn(client.request(request));
            sender.send_data(Bytes::from_static(b"abcde")).await.unwrap();
            drop(sender);
            let response = response.await.unwrap().unwrap();
            let answer = response.into_body().collect().await.unwrap().to_bytes();
            assert_eq!(answer, r#"GET abcde te=Some("trailers")"#, "{http2}");
        }
    });
}

#[test]
fn a_client_that_breaks_its_request_is_told_so() {
    run(async {
        let url = upstream(Router::new().fallback(echo)).await;
        for http2 in [false, true] {
            let proxy = start(localizing(&url).upstream_http2(http2)).await;
            let request = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\
                           3\r\nabc\r\nno length\r\n";
            let answer = exchange(&proxy, request).await;
            assert!(answer.starts_with("HTTP/1.1 400 "), "{http2} {answer}");
        }
    });
}

#[test]
fn a_request_without_a_host_is_refused() {
    run(async {
        let proxy = proxy(&upstream(Router::new().fallback(echo)).await).await;
        for host in ["", "Host: a\r\nHost: b\r\n"] {
            let request = format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
            let answer = exchange(&proxy, &request).await;
            assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
        }
    });
}

/// An upload that takes twice as long as the upstream may take for its answer.
#[test]
fn a_slow_upload_is_waited_for_and_a_client_that_stops_is_not() {
    const PIECES: u32 = 12;
    const TIMEOUT: Duration = Duration::from_secs(3);
    run(async {
        let url = upstream(Router::new().fallback(echo)).await;
        let proxy = start(localizing(&url).timeout(TIMEOUT)).await;
        let head = format!(
            "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {PIECES}\r\n\r\n"
        );

        let mut stream = TcpStream::connect(proxy.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        for _ in 0..PIECES {
            tokio::time::sleep(TIMEOUT / 6).await;
            stream.write_all(b"x").await.unwrap();
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");

        let answer = exchange(&proxy, &format!("{head}x")).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    });
}

#[test]
fn an_upstream_that_takes_no_body_has_taken_too_long() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        // It accepts, and never reads.
        tokio::spawn(async move {
            let _kept = listener.accept().await.unwrap();
            std::future::pending::<()>().await
        });
        let proxy = start(localizing(&url).timeout(Duration::from_millis(300))).await;
        let mut stream = TcpStream::connect(proxy.address).await.unwrap();
        let (mut from, mut to) = stream.split();
        let upload = async {
            let head = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
            to.write_all(head).await?;
            loop {
                to.write_all(format!("10000\r\n{}\r\n", "x".repeat(0x10000)).as_bytes()).await?;
            }
        };
        let mut status = [0; 13];
        let read = tokio::select! {
            read = from.read_exact(&mut status) => read,
            uploaded = upload => { let _: std::io::Result<()> = uploaded; from.read_exact(&mut status).await }
        };
        read.unwrap();
        assert_eq!(&status, b"HTTP/1.1 504 ");
    });
}
