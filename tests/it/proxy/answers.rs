//! What comes through the proxy: answers of every awkward kind.

use bytes::Bytes;
use http::{Method, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::awkward::{self, BATCH, DEEP, LARGE, SUCCESS};
use super::{ERROR, LOCALIZED, bytes, localizing, proxy, run, send, start, upstream, wide_proxy};
use crate::gzip::gzip;

#[test]
fn texts_are_localized_and_all_else_passes_to_the_byte() {
    let localized_batch = BATCH.replace("\"a\"", "\"一\"").replace("b: c", "二: c");
    let table: [(&str, &str, &str); 15] = [
        ("/plain", "zh-CN", LOCALIZED),
        ("/error-with-200", "zh-CN", LOCALIZED),
        ("/batch", "zh-CN", &localized_batch),
        ("/pieces", "zh-CN", LOCALIZED),
        ("/gzip", "zh-CN", LOCALIZED),
        ("/success", "", SUCCESS),
        ("/validated", "", SUCCESS),
        ("/large", "", &LARGE),
        ("/large-in-pieces", "", &LARGE),
        ("/cut", "", &ERROR[..20]),
        ("/trailing-bytes", "", &format!("{ERROR}}}")),
        ("/twice", "", r#"{"code":1,"code":2,"info":"first"}"#),
        ("/byte-order-mark", "", &format!("\u{feff}{ERROR}")),
        ("/deep", "", &DEEP),
        ("/empty", "", ""),
    ];
    run(async {
        let proxy = wide_proxy(&upstream(awkward::app()).await).await;
        for (path, language, expected) in table {
            let response = proxy.get(path).await;
            let headers = response.headers().clone();
            assert_eq!(headers["vary"], "accept-language", "{path}");
            let says = headers.get("content-language").map_or("", |value| value.to_str().unwrap());
            assert_eq!(says, language, "{path}");
            let body = bytes(response).await;
            if let Some(length) = headers.get("content-length") {
                assert_eq!(length.to_str().unwrap(), body.len().to_string(), "{path}");
            }
            assert_eq!(body, expected, "{path}");
        }
    });
}

#[test]
fn a_coded_success_stays_coded() {
    run(async {
        let proxy = wide_proxy(&upstream(awkward::app()).await).await;
        let request = proxy.request("/gzip-success").header("accept-encoding", "gzip, br");
        let response = send(request.body(Full::default()).unwrap()).await;
        assert_eq!(response.headers()["content-encoding"], "gzip");
        assert_eq!(bytes(response).await, gzip(SUCCESS));
    });
}

#[test]
fn a_head_has_no_body_and_no_length() {
    run(async {
        let proxy = wide_proxy(&upstream(awkward::app()).await).await;
        for path in ["/plain", "/gzip", "/large"] {
            let request = proxy.request(path).method(Method::HEAD);
            let response = send(request.body(Full::default()).unwrap()).await;
            for name in ["content-length", "content-encoding", "content-language"] {
                assert_eq!(response.headers().get(name), None, "{path} {name}");
            }
            assert_eq!(response.headers()["vary"], "accept-language");

            // A client would not look for a body.
            let mut stream = TcpStream::connect(proxy.address).await.unwrap();
            let request = format!(
                "HEAD {path} HTTP/1.1\r\nHost: a\r\nAccept-Language: zh-CN\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            assert!(answer.ends_with("\r\n\r\n"), "{answer}");
            assert_eq!(answer.matches("\r\n\r\n").count(), 1, "{answer}");
        }
    });
}

#[test]
fn a_conditional_request_is_the_upstreams_to_judge() {
    run(async {
        let proxy = wide_proxy(&upstream(awkward::app()).await).await;
        // What is the same for everybody keeps its validator.
        assert_eq!(proxy.get("/validated").await.headers()["etag"], "\"1\"");
        let request = proxy.request("/validated").header("if-none-match", "\"1\"");
        let response = send(request.body(Full::default()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(response.headers()["vary"], "accept-language");
        assert_eq!(response.headers()["etag"], "\"1\"");
    });
}

#[test]
fn an_answer_that_breaks_off_does_not_look_whole() {
    run(async {
        let proxy = proxy(&upstream(awkward::app()).await).await;
        let client = Client::builder(TokioExecutor::new()).build_http();
        let request = proxy.request("/breaks-off").body(Full::<Bytes>::default()).unwrap();
        let response = client.request(request).await.unwrap();
        // Its head was still in hand.
        assert_eq!(response.status(), StatusCode::BAD_GATEWAY);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        let problem = response.into_body().collect().await.unwrap().to_bytes();
        assert!(problem.ends_with(br#""title":"Bad Gateway"}"#), "{problem:?}");
    });
}

#[test]
fn large_requests_pass() {
    run(async {
        let proxy = proxy(&upstream(awkward::app()).await).await;
        let body = Bytes::from(LARGE.as_bytes()[..2_000_000].to_vec());
        let request = proxy.request("/echo").method(Method::PUT);
        let response = send(request.body(Full::new(body.clone())).unwrap()).await;
        assert_eq!(bytes(response).await, body);
    });
}

#[test]
fn an_upstream_that_does_not_answer_is_a_problem() {
    run(async {
        let url = upstream(awkward::app()).await;
        let impatient = localizing(&url).timeout(std::time::Duration::from_millis(50));
        // Bound, so that nobody else gets the port, but not listening.
        let nobody = tokio::net::TcpSocket::new_v4().unwrap();
        nobody.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let gone = format!("http://{}", nobody.local_addr().unwrap());
        for (proxy, expected) in [
            (
                start(impatient).await,
                r#"{"detail":"the upstream has taken too long","status":504,"title":"Gateway Timeout"}"#,
            ),
            (
                proxy(&gone).await,
                r#"{"detail":"the upstream cannot be reached","status":502,"title":"Bad Gateway"}"#,
            ),
        ] {
            let response = proxy.get("/silent").await;
            assert!(expected.contains(response.status().as_str()));
            assert_eq!(response.headers()["content-type"], "application/problem+json");
            assert_eq!(bytes(response).await, expected);
        }
    });
}
