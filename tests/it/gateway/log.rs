//! The log, the figures, and what a gateway says of requests that never came to be.

use super::LOCALIZED;
use super::framing::error;
use super::process::{Gateway, Output};
use super::upstream::{Step, Upstream};
use super::wire::{Connection, End, get};
use crate::envoy::stand::{Stand, eventually};
use crate::proxy::run;

/// More lines than a pipe holds, which is 64 KiB of them.
const LINES: usize = 2_000;

#[test]
fn a_stalled_log_reader_stops_nothing() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let mut gateway = Gateway::logging(&upstream.url(), &[], Output::Unread);
        let mut client = Connection::open(gateway.address).await;
        for number in 0..LINES {
            client.send(get("/")).await;
            assert_eq!(client.answer(false).await.end, End::Whole, "request {number}");
        }
        for path in ["/healthz", "/readyz", "/metrics"] {
            assert_eq!(gateway.operator(path).await.status, 200, "{path}");
        }
        assert!(gateway.figure("codeword_log_dropped_total").await > 0.0);
        drop(client);
        gateway.signal("TERM");
        assert!(gateway.ended().await.is_some_and(|status| status.success()));
    });
}

#[test]
fn a_stalled_log_reader_stops_no_processor() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let Some(stand) = Stand::unread(upstream.address).await else { return };
        let mut client = Connection::open(stand.gateway).await;
        for number in 0..LINES {
            client.send(get("/")).await;
            assert_eq!(client.answer(false).await.text(), LOCALIZED, "request {number}");
        }
        stand.signal_processor("TERM");
        eventually("the processor stops", async || (!stand.is_listening().await).then_some(()))
            .await;
    });
}

#[test]
fn a_log_that_is_closed_loses_no_answer() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let mut gateway = Gateway::logging(&upstream.url(), &[], Output::Lost);
        for number in 0..20 {
            let answer = gateway.get("/").await;
            assert_eq!((answer.status, answer.end), (400, End::Whole), "request {number}");
        }
        gateway.signal("HUP");
        gateway.signal("TERM");
        assert!(gateway.ended().await.is_some_and(|status| status.success()));
    });
}

/// Requests that are answered before any service is asked.
fn refused() -> [(&'static str, String, u16); 4] {
    let head = "Host: a\r\nConnection: close\r\n";
    [
        ("a control in the target", format!("GET /\u{1} HTTP/1.1\r\n{head}\r\n"), 400),
        ("no HTTP", "HELLO\r\n\r\n".to_owned(), 400),
        (
            "a header without end",
            format!("GET / HTTP/1.1\r\n{head}X: {}\r\n\r\n", "x".repeat(1 << 20)),
            431,
        ),
        (
            "a target without end",
            format!("GET /{} HTTP/1.1\r\n{head}\r\n", "x".repeat(1 << 20)),
            414,
        ),
    ]
}

#[test]
fn refused_requests_have_a_body() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        for (name, request, status) in refused() {
            let answer = super::wire::ask(gateway.address, request).await;
            assert_eq!(answer.status, status, "{name}: {answer:?}");
            assert!(!answer.body.is_empty(), "{name}: {answer:?}");
        }
    });
}

#[test]
fn refused_requests_are_logged_and_counted() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        for (number, (name, request, _)) in refused().into_iter().enumerate() {
            let after = format!("/after-{number}");
            let counted = requests(&gateway).await;
            let logged = gateway.log().matches("codeword::access").count();
            super::wire::ask(gateway.address, request).await;
            gateway.get(&after).await;
            let log = gateway.log_with(&after).await;
            assert_eq!(log.matches("codeword::access").count(), logged + 2, "{name}: {log}");
            assert!((requests(&gateway).await - counted - 2.0).abs() < 0.1, "{name}");
        }
        assert_eq!(upstream.seen().len(), refused().len());
    });
}

/// How many requests were counted, of whichever status.
async fn requests(gateway: &Gateway) -> f64 {
    let metrics = gateway.operator("/metrics").await.text();
    let lines = metrics.lines().filter(|line| line.starts_with("codeword_requests_total{"));
    lines.map(|line| line.rsplit(' ').next().unwrap().parse::<f64>().unwrap()).sum()
}

/// 499 is what nginx calls it, and what operators look for.
#[test]
fn a_client_that_gives_up_is_logged_and_counted() {
    run(async {
        let upstream = Upstream::start(|_| vec![Step::Stall]).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        let mut client = Connection::open(gateway.address).await;
        client.send(get("/given-up")).await;
        eventually("the upstream is asked", async || upstream.seen().pop()).await;
        drop(client);
        let log = gateway.log_with("/given-up").await;
        assert!(log.contains("499"), "{log}");
        assert!(gateway.figure("codeword_requests_total{status=\"499\"}").await > 0.0);
    });
}

#[test]
fn figures_tell_statuses_errors_the_build_and_the_process() {
    run(async {
        let upstream = Upstream::start(|request| match request.path() {
            "/closes" => vec![Step::Close],
            "/stalls" => vec![Step::Stall],
            _ => vec![Step::Send(error(""))],
        })
        .await;
        let gateway = Gateway::start(&upstream.url(), &["--timeout", "0.2"]);
        for path in ["/", "/closes", "/stalls"] {
            gateway.get(path).await;
        }
        let metrics = gateway.operator("/metrics").await.text();
        for start in [
            "codeword_requests_total{status=\"400\"} 1",
            "codeword_requests_total{status=\"502\"} 1",
            "codeword_requests_total{status=\"504\"} 1",
            "codeword_upstream_errors_total{kind=",
            "codeword_build_info{",
            "process_cpu_seconds_total ",
            "process_resident_memory_bytes ",
            "process_open_fds ",
        ] {
            assert!(metrics.contains(start), "{start} is missing in\n{metrics}");
        }
    });
}
