//! What the upstream is told of a request, and what the client is told of its answer.

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use super::ERROR;
use super::frames::{self, Frame};
use super::framing::{error, unframed};
use super::process::Gateway;
use super::upstream::{Seen, Step, Upstream};
use super::wire::{Connection, ask, get};
use crate::proxy::run;

/// Sends a request by HTTP/2 for a host, and returns the status.
async fn by_http2(gateway: &Gateway, host: &str, headers: &[(&str, &str)]) -> u16 {
    let stream = TokioIo::new(TcpStream::connect(gateway.address).await.unwrap());
    let (mut sender, connection) = http2::handshake(TokioExecutor::new(), stream).await.unwrap();
    tokio::spawn(connection);
    let mut request = Request::get(format!("http://{host}/"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Empty::<Bytes>::new()).unwrap();
    let (head, body) = sender.send_request(request).await.unwrap().into_parts();
    body.collect().await.unwrap();
    head.status.as_u16()
}

/// The request as the upstream has seen it, sent in bytes.
async fn seen_of(request: &str) -> Option<Seen> {
    let upstream = Upstream::always(error("")).await;
    let gateway = Gateway::start(&upstream.url(), &[]);
    ask(gateway.address, request).await;
    upstream.seen().pop()
}

/// RFC 9113 §8.2.3: HTTP/2 splits the field, and HTTP/1.1 has one.
#[test]
fn cookies_are_joined_for_http_1() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        by_http2(&gateway, "a", &[("cookie", "a=1"), ("accept", "*/*"), ("cookie", "b=2; c=3")])
            .await;
        assert_eq!(upstream.seen()[0].all("cookie"), ["a=1; b=2; c=3"]);
    });
}

/// What the proxy asked for is named as the client named it.
#[test]
fn location_is_mapped_back() {
    run(async {
        for name in ["Location", "Content-Location"] {
            for (base, location, expected) in [
                ("", "http://UPSTREAM/next?a=b#c", "http://shop.example:8080/next?a=b#c"),
                ("", "http://UPSTREAM", "http://shop.example:8080/"),
                ("/base/", "http://UPSTREAM/base/next", "http://shop.example:8080/next"),
                // What is not below the upstream's path is not below the proxy either.
                ("/base/", "http://UPSTREAM/other", "http://UPSTREAM/other"),
                ("", "http://UPSTREAM.example/next", "http://UPSTREAM.example/next"),
                ("", "http://other.example/next", "http://other.example/next"),
                ("", "/next", "/next"),
                ("", "next", "next"),
                ("", "//UPSTREAM/next", "//shop.example:8080/next"),
            ] {
                let upstream = Upstream::start(move |request| {
                    let host = request.all("host")[0].to_owned();
                    let location = location.replace("UPSTREAM", &host);
                    let head = format!("HTTP/1.1 302 Found\r\n{name}: {location}\r\n");
                    vec![Step::Send(format!("{head}Content-Length: 0\r\n\r\n").into())]
                })
                .await;
                let gateway = Gateway::start(&format!("{}{base}", upstream.url()), &[]);
                let request = "GET /x HTTP/1.1\r\nHost: shop.example:8080\r\n\r\n";
                let answer = ask(gateway.address, request).await;
                let expected = expected.replace("UPSTREAM", &upstream.address.to_string());
                let found = answer.header(&name.to_lowercase()).unwrap_or_default();
                // A path alone names the same host.
                let path = expected.trim_start_matches("http:");
                let path = path.trim_start_matches("//shop.example:8080");
                assert!(found == expected || found == path, "{base} {location}: {found}");
            }
        }
    });
}

#[test]
fn a_host_that_is_kept_keeps_its_port() {
    run(async {
        for host in ["shop.example:8443", "shop.example", "[::1]:8443", "shop.example:80"] {
            let upstream = Upstream::always(error("")).await;
            let gateway = Gateway::start(&upstream.url(), &["--keep-host"]);
            let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
            ask(gateway.address, request).await;
            by_http2(&gateway, host, &[]).await;
            for seen in upstream.seen() {
                assert_eq!(seen.all("host"), [host]);
                assert_eq!(seen.all("x-forwarded-host"), [host]);
            }
        }
    });
}

/// Limits are about size: nginx takes four lines of 8 KiB, however many headers are on them.
#[test]
fn many_headers_pass() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        for count in [90, 101, 200, 1000] {
            let headers: String = (0..count).map(|number| format!("X-{number}: v\r\n")).collect();
            let request = format!("GET / HTTP/1.1\r\nHost: a\r\n{headers}\r\n");
            assert_eq!(ask(gateway.address, request).await.status, 400, "{count}");
        }
        assert_eq!(upstream.seen().len(), 4);
    });
}

#[test]
fn large_headers_pass_by_http_2() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        let value = "x".repeat(7000);
        let headers = [("x-a", &*value), ("x-b", &value), ("x-c", &value), ("x-d", &value)];
        assert_eq!(by_http2(&gateway, "a", &headers).await, 400);
    });
}

#[test]
fn large_headers_of_an_http_2_upstream_pass() {
    run(async {
        let value = "x".repeat(7000);
        let lines = ["x-a", "x-b", "x-c"].map(|name| frames::header(name, &value));
        // 200, and what does not fit into one frame.
        let block = [&b"\x88"[..], &lines.concat()].concat();
        let upstream = frames::upstream(move |frame: &Frame| match frame.kind {
            frames::HEADERS => vec![
                Frame::new(frames::HEADERS, frames::END_STREAM, frame.stream, &block[..16_000]),
                Frame::new(
                    frames::CONTINUATION,
                    frames::END_HEADERS,
                    frame.stream,
                    &block[16_000..],
                ),
            ],
            _ => vec![],
        })
        .await;
        let gateway = Gateway::start(&format!("http://{upstream}"), &["--upstream-http2"]);
        assert_eq!(gateway.get("/").await.status, 200);
    });
}

/// RFC 9110 §7.6.2.
#[test]
fn max_forwards_counts_down() {
    run(async {
        for method in ["TRACE", "OPTIONS"] {
            for (sent, expected) in [("5", Some("4")), ("1", Some("0")), ("0", None)] {
                let upstream = Upstream::always(error("")).await;
                let gateway = Gateway::start(&upstream.url(), &[]);
                let head = format!("{method} / HTTP/1.1\r\nHost: a\r\nCookie: secret=1\r\n");
                let request = format!("{head}Max-Forwards: {sent}\r\n\r\n");
                let answer = ask(gateway.address, request).await;
                let seen = upstream.seen().pop();
                let forwarded = seen.as_ref().map(|seen| seen.all("max-forwards")[0]);
                // Who answers a TRACE itself sends back no secrets (§9.3.8), or refuses it.
                let is_refused = method == "TRACE" && matches!(answer.status, 405 | 501);
                assert!(forwarded == expected || is_refused, "{method} {sent}: {answer:?}");
                assert!(!answer.text().contains("secret"), "{method} {sent}: {answer:?}");
            }
        }
        // Of other methods it says nothing.
        let seen = seen_of("GET / HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n").await;
        assert_eq!(seen.unwrap().all("max-forwards"), ["0"]);
    });
}

/// Frameworks that make variables of headers take `_` and `-` for the same.
#[test]
fn underscore_twins_are_forgotten() {
    run(async {
        for name in [
            "X_Forwarded_For",
            "X-Forwarded_Proto",
            "X_FORWARDED-HOST",
            "X_Real_IP",
            "X_Forwarded_Client_Cert",
        ] {
            let request = format!("GET / HTTP/1.1\r\nHost: a\r\n{name}: 6.6.6.6\r\n\r\n");
            assert_eq!(seen_of(&request).await.unwrap().all(name), [""; 0], "{name}");
        }
    });
}

/// No URI has them (RFC 3986 §2), and clients send them.
#[test]
#[ignore = "issue 12, raw signs"]
fn raw_signs_in_a_url_pass() {
    run(async {
        for (target, encoded) in [
            ("/a<b>", "/a%3Cb%3E"),
            ("/a\"b", "/a%22b"),
            ("/a`b", "/a%60b"),
            ("/a?q=<b>&`", "/a?q=%3Cb%3E&%60"),
            ("/a|b{c}^", "/a%7Cb%7Bc%7D%5E"),
            ("/a\\b", "/a%5Cb"),
            ("/\u{e9}", "/%C3%A9"),
        ] {
            let seen = seen_of(&format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n")).await;
            let found = seen.map(|seen| {
                let path: Vec<u8> = seen.path().chars().map(|sign| sign as u8).collect();
                String::from_utf8(path).unwrap()
            });
            let found = found.unwrap_or_else(|| panic!("{target} is not forwarded"));
            assert!(found == target || found == encoded, "{target}: {found}");
        }
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        let latin = b"GET /\xE9 HTTP/1.1\r\nHost: a\r\n\r\n";
        assert_eq!(ask(gateway.address, latin).await.status, 400);
        assert_eq!(upstream.seen().len(), 1);
    });
}

/// RFC 9110 §15.2, RFC 8297.
#[test]
#[ignore = "issue 12, 1xx"]
fn early_hints_go_on() {
    run(async {
        let hints = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";
        let hints = hints.as_bytes().to_vec();
        let upstream = Upstream::start(move |_| vec![Step::Send(hints.clone()), Step::Stall]).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        let mut client = Connection::open(gateway.address).await;
        client.send(get("/")).await;
        // Before the answer, which never comes.
        assert!(client.until("</a.css>; rel=preload").await);
    });
}

/// Of a request (RFC 9112 §6.1); whoever wants to forward them has to decode them first.
#[test]
fn a_transfer_coding_that_is_not_read_is_refused() {
    run(async {
        for coding in
            ["gzip, chunked", "identity, chunked", "chunked, chunked", "xchunked", "chunked, gzip"]
        {
            let upstream = Upstream::always(error("")).await;
            let gateway = Gateway::start(&upstream.url(), &[]);
            let head = format!("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: {coding}\r\n");
            let answer = ask(gateway.address, format!("{head}\r\n3\r\nabc\r\n0\r\n\r\n")).await;
            assert_eq!(upstream.seen().len(), 0, "{coding}");
            let is_refusal = matches!(answer.status, 400 | 501) && !answer.text().contains(ERROR);
            assert!(is_refusal, "{coding}: {answer:?}");
        }
    });
}

/// What comes after an answer, unasked, belongs to nobody.
#[test]
fn an_answer_that_nobody_asked_for_is_given_to_nobody() {
    run(async {
        let twice = [error(""), error("X-Poison: 1\r\n")].concat();
        let upstream = Upstream::always(twice).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        for _ in 0..20 {
            assert_eq!(gateway.get("/").await.header("x-poison"), None);
        }
        assert_eq!(upstream.seen().len(), 20);
    });
}

/// RFC 9112 §6.3: a length beside chunks is wrong, and is not passed on.
#[test]
fn chunks_go_before_a_length() {
    run(async {
        let chunk = format!("{:x}\r\n{ERROR}\r\n0\r\n\r\n", ERROR.len());
        let headers = "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n";
        let upstream = Upstream::always(unframed(headers, &chunk)).await;
        let gateway = Gateway::start(&upstream.url(), &["--pass-through"]);
        let answer = gateway.get("/").await;
        assert!(answer.status == 502 || answer.text() == ERROR, "{answer:?}");
    });
}
