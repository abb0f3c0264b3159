//! Bodies that wait until they are whole: which may, for how long, and what becomes of those that never are.

use super::framing::unframed;
use super::process::Gateway;
use super::upstream::{Step, Upstream};
use super::wire::{Connection, End, get};
use super::{ERROR, LOCALIZED};
use crate::proxy::run;

/// An answer whose body never ends: the head and a first piece, and then silence.
async fn endless(head: &str, piece: &str) -> Upstream {
    let sent = format!("HTTP/1.1 {head}\r\n\r\n{piece}").into_bytes();
    Upstream::start(move |_| vec![Step::Send(sent.clone()), Step::Stall]).await
}

/// Whether a piece of an answer comes through before any more is sent.
async fn flows(upstream: &Upstream, piece: &str) -> bool {
    let gateway = Gateway::start(&upstream.url(), &[]);
    let mut client = Connection::open(gateway.address).await;
    client.send(get("/watch")).await;
    client.until(piece).await
}

/// A Kubernetes watch is a 200 of chunked `application/json` that never ends.
#[test]
fn a_watch_of_chunked_json_is_not_held() {
    const EVENT: &str = r#"{"type":"ADDED"}"#;
    run(async {
        for (head, piece) in [
            (
                "200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked",
                format!("10\r\n{EVENT}\r\n"),
            ),
            (
                "200 OK\r\nContent-Type: application/json; stream=watch\r\nTransfer-Encoding: chunked",
                format!("10\r\n{EVENT}\r\n"),
            ),
            ("200 OK\r\nContent-Type: application/json\r\nConnection: close", EVENT.to_owned()),
            (
                "206 Partial Content\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked",
                format!("10\r\n{EVENT}\r\n"),
            ),
        ] {
            assert!(flows(&endless(head, &piece).await, EVENT).await, "{head}");
        }
    });
}

#[test]
fn a_held_body_is_let_go_when_nothing_more_comes() {
    run(async {
        for head in [
            "400 Bad Request\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked",
            "503 Unavailable\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked",
        ] {
            let upstream = endless(head, "a\r\n{\"code\":1,\r\n").await;
            assert!(flows(&upstream, r#"{"code":1,"#).await, "{head}");
        }
    });
}

/// A success is localized only where somebody says that it should be.
#[test]
fn errors_alone_are_localized_unless_told_otherwise() {
    run(async {
        let upstream = Upstream::start(|request| {
            let (status, header) = match request.path() {
                "/error" => ("404 Not Found", ""),
                "/header" => ("200 OK", "X-Polaris-Code: 400142\r\n"),
                _ => ("200 OK", ""),
            };
            let length = ERROR.len();
            let head = format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{header}");
            vec![Step::Send(format!("{head}Content-Length: {length}\r\n\r\n{ERROR}").into())]
        })
        .await;
        for (arguments, table) in [
            (&[][..], [("/error", LOCALIZED), ("/header", LOCALIZED), ("/success", ERROR)]),
            (
                &["--statuses", "200,400-599"],
                [("/error", LOCALIZED), ("/header", LOCALIZED), ("/success", LOCALIZED)],
            ),
        ] {
            let gateway = Gateway::start(&upstream.url(), arguments);
            for (path, expected) in table {
                assert_eq!(gateway.get(path).await.text(), expected, "{arguments:?} {path}");
            }
        }
    });
}

#[test]
fn a_body_that_stalls_is_given_up() {
    run(async {
        for (content_type, statuses) in [
            // The head is still in hand, and may become another; or it has gone out, with what came.
            ("application/json", &[400, 504][..]),
            ("text/plain", &[400]),
        ] {
            let head = format!("400 Bad\r\nContent-Type: {content_type}\r\nContent-Length: 100");
            let upstream = endless(&head, ERROR).await;
            let gateway = Gateway::start(&upstream.url(), &["--timeout", "1"]);
            let answer = gateway.get("/").await;
            assert!(statuses.contains(&answer.status), "{content_type}: {answer:?}");
            assert_ne!(answer.end, End::Silent, "{content_type}: {answer:?}");
        }
    });
}

/// As long as some comes, there is no hurry.
#[test]
fn a_body_that_is_slow_is_waited_for() {
    run(async {
        let upstream = Upstream::start(|_| {
            let body = unframed(&format!("Content-Length: {}\r\n", ERROR.len()), ERROR);
            let pieces = body.chunks(body.len() / 5).map(<[u8]>::to_vec).map(Step::Send);
            pieces.flat_map(|piece| [piece, Step::Second]).collect()
        })
        .await;
        let gateway = Gateway::start(&upstream.url(), &["--timeout", "5"]);
        assert_eq!(gateway.get("/").await.text(), LOCALIZED);
    });
}

/// The head, too, is waited for as long as something comes, in pieces or as a 102, for longer than the time-out.
#[test]
fn a_head_that_is_slow_is_waited_for() {
    run(async {
        let answer = unframed(&format!("Content-Length: {}\r\n", ERROR.len()), ERROR);
        let (head, rest) = answer.split_at(60);
        let in_pieces: Vec<&[u8]> = head.chunks(12).collect();
        let processing = [&b"HTTP/1.1 102 Processing\r\n\r\n"[..]; 5];
        for (slow, last) in [(&in_pieces[..], rest), (&processing, &answer)] {
            let steps = slow.iter().flat_map(|piece| [Step::Send(piece.to_vec()), Step::Second]);
            let steps: Vec<Step> = steps.chain([Step::Send(last.to_vec())]).collect();
            let upstream = Upstream::start(move |_| steps.clone()).await;
            let gateway = Gateway::start(&upstream.url(), &["--timeout", "3"]);
            assert_eq!(gateway.get("/").await.text(), LOCALIZED);
        }
    });
}

#[test]
fn a_head_that_stalls_is_given_up() {
    run(async {
        for head in ["", "HTTP/1.1 400 Bad\r\nContent-Ty", "HTTP/1.1 103 Early Hints\r\n\r\n"] {
            let steps = vec![Step::Send(head.as_bytes().to_vec()), Step::Stall];
            let upstream = Upstream::start(move |_| steps.clone()).await;
            let gateway = Gateway::start(&upstream.url(), &["--timeout", "1"]);
            assert_eq!(gateway.get("/").await.status, 504, "{head:?}");
        }
    });
}

/// The ways in which a body breaks off that had begun.
fn broken() -> [(&'static str, Vec<Step>); 4] {
    let with = |headers: &str, body: &str| Step::Send(unframed(headers, body));
    let chunk = format!("{:x}\r\n{ERROR}\r\n", ERROR.len());
    [
        ("short", vec![with("Content-Length: 100\r\n", ERROR), Step::Close]),
        ("reset", vec![with("Content-Length: 100\r\n", ERROR), Step::Pause, Step::Reset]),
        ("no last chunk", vec![with("Transfer-Encoding: chunked\r\n", &chunk), Step::Close]),
        ("a bad chunk", vec![with("Transfer-Encoding: chunked\r\n", "zz\r\n"), Step::Close]),
    ]
}

#[test]
fn a_held_body_that_breaks_is_not_nothing() {
    run(async {
        for (name, steps) in broken() {
            let upstream = Upstream::start(move |_| steps.clone()).await;
            let gateway = Gateway::start(&upstream.url(), &[]);
            let answer = gateway.get("/").await;
            match answer.status {
                502 => assert_eq!(answer.end, End::Whole, "{name}: {answer:?}"),
                400 => assert_eq!(answer.end, End::Cut, "{name}: {answer:?}"),
                _ => panic!("{name}: {answer:?}"),
            }
        }
    });
}

#[test]
fn the_log_says_what_the_client_got() {
    run(async {
        for (name, steps) in broken() {
            let upstream = Upstream::start(move |_| steps.clone()).await;
            let gateway = Gateway::start(&upstream.url(), &[]);
            let answer = gateway.get("/broken").await;
            let log = gateway.log_with("/broken").await;
            let line = log.lines().find(|line| line.contains("/broken")).unwrap_or_default();
            let is_whole = answer.end == End::Whole;
            assert!(line.contains(&format!("\"status\":{}", answer.status)), "{name}: {line}");
            // One that was cut does not look like one that was sent.
            assert!(is_whole || !line.contains("\"localized\""), "{name}: {line}");
            assert_ne!(answer.status, 0, "{name}");
        }
    });
}
