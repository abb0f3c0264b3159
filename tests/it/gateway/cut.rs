//! Answers that have begun, and are cut before their end: the log and the figures say so, and by whom.

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use super::framing::error;
use super::process::Gateway;
use super::upstream::{Seen, Step, Upstream};
use super::wire::{Connection, End, get};
use crate::proxy::run;

/// Text of a hundred bytes, of which five come.
fn text() -> Step {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n";
    Step::Send(format!("{head}hello").into())
}

fn chunks(last: &str) -> Step {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n";
    Step::Send(format!("{head}5\r\nhello\r\n{last}").into())
}

/// The line of the only request for this path.
async fn line(gateway: &Gateway, path: &str) -> String {
    let log = gateway.log_with(path).await;
    let lines: Vec<&str> = log.lines().filter(|line| line.contains(path)).collect();
    let [line] = lines[..] else { panic!("{path}: {log}") };
    line.to_owned()
}

async fn counted(gateway: &Gateway, by: &str) -> f64 {
    gateway.figure(&format!("codeword_answers_cut_total{{by=\"{by}\"}}")).await
}

#[test]
fn an_answer_that_the_upstream_cuts_is_logged_and_counted() {
    run(async {
        let upstream = Upstream::start(|request: &Seen| match request.path() {
            "/closes" => vec![text(), Step::Pause, Step::Close],
            "/resets" => vec![text(), Step::Pause, Step::Reset],
            "/chunks" => vec![chunks("zz\r\n"), Step::Pause, Step::Close],
            _ => vec![text(), Step::Stall],
        })
        .await;
        let gateway = Gateway::start(&upstream.url(), &["--timeout", "2"]);
        for (number, (path, kind, count)) in [
            ("/closes", "broken", 1.0),
            ("/resets", "broken", 2.0),
            ("/chunks", "broken", 3.0),
            ("/stalls", "timed-out", 1.0),
        ]
        .into_iter()
        .enumerate()
        {
            assert_eq!(gateway.get(path).await.end, End::Cut, "{path}");
            let line = line(&gateway, path).await;
            assert!(line.contains(r#""status":200"#), "{line}");
            assert!(line.contains(r#""cut_by":"upstream""#), "{line}");
            let error = format!("codeword_upstream_errors_total{{kind=\"{kind}\"}}");
            assert!((gateway.figure(&error).await - count).abs() < 0.1, "{path}");
            let cut = counted(&gateway, "upstream").await;
            assert!((cut - number as f64 - 1.0).abs() < 0.1, "{path}");
        }
        // Why it was cut, in lines of their own.
        assert_eq!(gateway.log().matches(r#""message":"the upstream has broken off""#).count(), 3);
        assert!(counted(&gateway, "client").await < 0.1);
    });
}

#[test]
fn an_answer_that_its_client_cuts_is_logged_and_counted() {
    run(async {
        let upstream = Upstream::start(|_| vec![text(), Step::Stall]).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        let mut client = Connection::open(gateway.address).await;
        client.send(get("/left")).await;
        assert!(client.until("hello").await);
        drop(client);
        let line = line(&gateway, "/left").await;
        assert!(line.contains(r#""status":200"#), "{line}");
        assert!(line.contains(r#""cut_by":"client""#), "{line}");
        assert!((counted(&gateway, "client").await - 1.0).abs() < 0.1);
        assert!(counted(&gateway, "upstream").await < 0.1);
    });
}

/// However it is framed, by both versions of HTTP, and where there is no content.
#[test]
fn an_answer_that_is_whole_was_not_cut() {
    run(async {
        let upstream = Upstream::start(|request: &Seen| {
            let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";
            match request.path() {
                _ if request.head.starts_with("HEAD ") => vec![Step::Send(head.into())],
                "/204" => vec![Step::Send("HTTP/1.1 204 No Content\r\n\r\n".into())],
                "/304" => {
                    let head = "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n";
                    vec![Step::Send(head.into())]
                }
                "/empty" => vec![Step::Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".into())],
                "/chunks" => vec![chunks("0\r\n\r\n")],
                "/trailers" => vec![chunks("0\r\nX-Sum: 1\r\n\r\n")],
                "/to-the-end" => {
                    vec![Step::Send("HTTP/1.1 200 OK\r\n\r\nhello".into()), Step::Close]
                }
                "/fails" => vec![Step::Close],
                _ => vec![Step::Send(error(""))],
            }
        })
        .await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        let stream = TokioIo::new(TcpStream::connect(gateway.address).await.unwrap());
        let (mut http2, connection) = http2::handshake(TokioExecutor::new(), stream).await.unwrap();
        tokio::spawn(connection);
        let mut http1 = Connection::open(gateway.address).await;
        for method in ["GET", "HEAD"] {
            for case in
                ["204", "304", "empty", "chunks", "trailers", "to-the-end", "fails", "localized"]
            {
                let path = format!("/{case}");
                http1.send(get(&path).replacen("GET", method, 1)).await;
                assert_eq!(http1.answer(method == "HEAD").await.end, End::Whole, "{method} {path}");
                let request = Request::builder().method(method).uri(format!("http://a{path}"));
                let request = request.body(Full::<Bytes>::default()).unwrap();
                let response = http2.send_request(request).await.unwrap();
                response.into_body().collect().await.unwrap();
            }
        }
        gateway.get("/last").await;
        let log = gateway.log_with("/last").await;
        assert_eq!(log.matches("codeword::access").count(), 33, "{log}");
        assert!(!log.contains("cut_by"), "{log}");
        for by in ["client", "upstream"] {
            assert!(counted(&gateway, by).await < 0.1, "{by}");
        }
    });
}
