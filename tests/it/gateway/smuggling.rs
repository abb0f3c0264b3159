//! Request smuggling: the upstream sees the requests that the client has meant, and no others.

use super::process::Gateway;
use super::upstream::{Seen, Step, Upstream};
use super::vectors::{self, Vector};
use super::wire::{Connection, ask, get};
use crate::proxy::run;

/// What is sent after each vector.
pub(super) const PROBE: &str = "GET /probe HTTP/1.1\r\nHost: a\r\n\r\n";

/// An upstream that answers with the target that it was asked for.
pub(super) async fn mirror() -> Upstream {
    Upstream::start(|request: &Seen| {
        let target: String = request.path().chars().take(40).collect();
        let target = target.escape_default();
        let head = format!("HTTP/1.1 200 OK\r\nX-Target: {target}\r\nContent-Length: 2\r\n\r\n");
        let body = if request.head.starts_with("HEAD ") { "" } else { "{}" };
        vec![Step::Send(format!("{head}{body}").into())]
    })
    .await
}

/// A request in the words of the table: its method, its target and its body, which are cut where they are
/// very long.
pub(super) fn summary(request: &Seen) -> String {
    let (method, target) = (request.head.split(' ').next().unwrap(), request.path());
    let body = String::from_utf8_lossy(&request.body);
    let target = if target.len() > 1000 { &target[..5] } else { target };
    format!("{method} {target} {body}")
}

/// What is wrong with a request as it was forwarded.
fn fault(vector: &Vector, request: &Seen) -> Option<String> {
    let lengths = request.all("content-length");
    let codings = request.all("transfer-encoding");
    let is_framed_once = matches!((&lengths[..], &codings[..]), ([], [] | ["chunked"]) | ([_], []))
        && lengths.iter().all(|length| length.bytes().all(|byte| byte.is_ascii_digit()));
    let is_meant = vector.meant.contains(&&*summary(request));
    // No line may end where one ended for the client and for nobody else.
    let is_clean =
        !request.head.contains('\0') && !request.head.replace("\r\n", "").contains(['\r', '\n']);
    let found = format!("{}: {request:?}", vector.name);
    (!(is_framed_once && is_meant && is_clean)).then_some(found)
}

/// Those with transfer codings that nobody here decodes.
const CODED: [&str; 5] = [
    "identity, then chunked",
    "identity, chunked",
    "gzip, chunked",
    "chunked, chunked",
    "chunked twice",
];

#[test]
fn the_upstream_sees_the_requests_that_were_meant() {
    run(judge(|vector| !CODED.contains(&vector.name)));
}

#[test]
fn the_upstream_sees_no_body_that_is_still_coded() {
    run(judge(|vector| CODED.contains(&vector.name)));
}

async fn judge(is_asked: impl Fn(&Vector) -> bool) {
    let upstream = mirror().await;
    let gateway = Gateway::start(&upstream.url(), &[]);
    let mut wrong = Vec::new();
    let mut before = 0;
    for vector in vectors::all().into_iter().filter(is_asked) {
        // A request after it ends what is incomplete, in one way or another.
        let mut client = Connection::open(gateway.address).await;
        client.send([&vector.bytes, PROBE.as_bytes()].concat()).await;
        client.until("x-target: /probe").await;
        // Whoever comes next gets the answer to what it has asked.
        let innocent = ask(gateway.address, get("/innocent")).await;
        assert_eq!(innocent.header("x-target"), Some("/innocent"), "{}", vector.name);

        let seen = upstream.seen().split_off(before);
        before += seen.len();
        let of = |path: &str| seen.iter().filter(|request| request.path() == path).count();
        assert!(of("/innocent") == 1 && of("/probe") <= 1, "{}: {seen:?}", vector.name);
        let own = ["/innocent", "/probe"];
        let seen: Vec<&Seen> = seen.iter().filter(|seen| !own.contains(&seen.path())).collect();
        if seen.len() > vector.requests {
            wrong.push(format!("{}: {} requests", vector.name, seen.len()));
        }
        wrong.extend(seen.iter().filter_map(|request| fault(&vector, request)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
