//! Connections to the upstream that end in the very moment in which they are needed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::frames::{self, Frame};
use super::framing::error;
use super::process::Gateway;
use super::upstream::{Seen, Step, Upstream};
use super::wire::{Connection, ask, get};
use crate::proxy::run;

/// How often a client asks.
const REQUESTS: usize = 20;

/// An upstream that answers one request on each connection, and hangs up at the next without a word, as a
/// server does whose keep-alive has ended meanwhile.
async fn forgetful() -> Upstream {
    let answered = Arc::new(std::sync::Mutex::new(std::collections::HashSet::new()));
    Upstream::start(move |request: &Seen| {
        if answered.lock().unwrap().insert(request.connection) {
            vec![Step::Send(error(""))]
        } else {
            vec![Step::Close]
        }
    })
    .await
}

#[test]
fn a_request_is_retried_when_an_idle_connection_closes() {
    run(async {
        let upstream = forgetful().await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        // PUT and DELETE are idempotent too (RFC 9110 §9.2.2).
        for method in ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"] {
            for number in 0..REQUESTS {
                let head = format!("{method} / HTTP/1.1\r\nHost: a\r\nAccept-Language: zh-CN\r\n");
                let answer = ask(gateway.address, format!("{head}\r\n")).await;
                assert_eq!(answer.status, 400, "{method} {number}: {answer:?}");
            }
        }
    });
}

/// It may have been done (RFC 9110 §9.2.2).
#[test]
fn a_post_is_not_sent_twice() {
    run(async {
        let upstream = forgetful().await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        for number in 0..REQUESTS {
            let head = "HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
            ask(gateway.address, format!("POST /{number} {head}")).await;
        }
        let mut paths: Vec<String> =
            upstream.seen().iter().map(|seen| seen.path().to_owned()).collect();
        let sent = paths.len();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), sent);
    });
}

/// An upstream that is broken gets no more work than one that is not, but for one.
#[test]
fn a_request_is_retried_once_at_most() {
    run(async {
        let upstream = Upstream::start(|_| vec![Step::Close]).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        assert_eq!(gateway.get("/").await.status, 502);
        assert!(upstream.seen().len() <= 2);
    });
}

/// What has begun to be answered is answered once.
#[test]
fn an_answer_that_breaks_off_is_not_asked_for_again() {
    run(async {
        let half = b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec();
        let upstream = Upstream::start(move |_| vec![Step::Send(half.clone()), Step::Close]).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        assert_eq!(gateway.get("/").await.status, 502);
        assert_eq!(upstream.seen().len(), 1);
    });
}

#[test]
fn a_connection_idles_no_longer_than_is_said() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &["--upstream-idle", "0.5"]);
        for _ in 0..2 {
            assert_eq!(gateway.get("/").await.status, 400);
            tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        }
        let connections: Vec<usize> = upstream.seen().iter().map(|seen| seen.connection).collect();
        assert_eq!(connections, [0, 1]);
    });
}

/// RFC 9113 §8.7: what is above the last stream of a GOAWAY was not processed, whatever its method.
#[test]
fn goaway_is_retried() {
    run(async {
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        // Each connection answers its first request, and goes away at the second, as nginx does after
        // `keepalive_requests`.
        let upstream = frames::upstream(move |frame: &Frame| match (frame.kind, frame.stream) {
            (frames::HEADERS, 1) => {
                counted.fetch_add(1, Ordering::Relaxed);
                vec![Frame::new(
                    frames::HEADERS,
                    frames::END_HEADERS | frames::END_STREAM,
                    1,
                    b"\x88",
                )]
            }
            (frames::HEADERS, _) => vec![frames::goaway(1)],
            _ => vec![],
        })
        .await;
        let gateway = Gateway::start(&format!("http://{upstream}"), &["--upstream-http2"]);
        let mut client = Connection::open(gateway.address).await;
        for number in 0..REQUESTS {
            let request = if number % 2 == 0 {
                get("/")
            } else {
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc".to_owned()
            };
            client.send(request).await;
            let answer = client.answer(false).await;
            assert_eq!(answer.status, 200, "request {number}: {answer:?}");
        }
        assert!(connections.load(Ordering::Relaxed) >= REQUESTS);
    });
}
