//! nginx and the proxy, asked the same: a table holds where they differ, and why.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::awkward::{awkward, cases, describe};
use super::process::Gateway;
use super::smuggling::{PROBE, mirror, summary};
use super::upstream::{Seen, Upstream};
use super::vectors::{self, Vector};
use super::wire::{Answer, Connection, End, ask, get};
use crate::proxy::nginx::Nginx;
use crate::proxy::run;

const TABLE: &str = include_str!("../../fixtures/gateway/nginx.txt");
const CONFIGURATION: &str = include_str!("nginx.conf");

/// Holds what was found against a table whose rows have three cells and a reason.
pub(super) fn assert_differences(table: &str, found: &BTreeSet<String>) {
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let expected: BTreeSet<String> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split(" | ").map(str::trim).collect();
            let [cells @ .., reason] = &cells[..] else { panic!("{row}") };
            assert!(cells.len() == 3 && !reason.is_empty(), "{row}");
            cells.join(" | ")
        })
        .collect();
    let new: Vec<&String> = found.difference(&expected).collect();
    let gone: Vec<&String> = expected.difference(found).collect();
    assert!(new.is_empty() && gone.is_empty(), "new: {new:#?}\ngone: {gone:#?}");
}

/// One of the two, and the server that it stands before.
struct Contestant {
    address: SocketAddr,
    upstream: Upstream,
    seen: usize,
}

impl Contestant {
    /// What comes of a request: the status of the first answer, what the upstream saw, and whether the
    /// connection goes on.
    async fn ask(&mut self, vector: &Vector) -> [String; 3] {
        let mut client = Connection::open(self.address).await;
        client.send([&vector.bytes, PROBE.as_bytes()].concat()).await;
        let answer = client.answer(vector.bytes.starts_with(b"HEAD ")).await;
        let goes_on = client.until("X-Target: /probe").await;
        let seen = self.upstream.seen().split_off(self.seen);
        self.seen += seen.len();
        let seen: Vec<String> =
            seen.iter().filter(|request| request.path() != "/probe").map(described).collect();
        let seen = if seen.is_empty() { "not forwarded".to_owned() } else { seen.join(" + ") };
        [told(&answer), seen, if goes_on { "open" } else { "closed" }.to_owned()]
    }
}

/// A request as the upstream saw it, without what each of the two says of itself and of its connections.
fn described(request: &Seen) -> String {
    const OWN: [&str; 10] = [
        "host",
        "via",
        "connection",
        "te",
        "accept-encoding",
        "content-length",
        "transfer-encoding",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
    ];
    let lines = request.head.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
    let mut headers: Vec<String> = lines
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .filter(|(name, _)| !OWN.contains(&&**name))
        .map(|(name, value)| format!("{name}: {}", value.chars().take(20).collect::<String>()))
        .collect();
    headers.sort();
    let headers = match headers.len() {
        0..10 => headers.join(", "),
        count => format!("{count} headers"),
    };
    let text = format!("{} {headers}", summary(request).trim_end());
    text.trim_end().replace('|', "¦").escape_default().to_string().replace("\\u{a6}", "¦")
}

/// An answer in a few words, without what each of the two writes into its own, and without what goes lost
/// where one is cut.
fn told(answer: &Answer) -> String {
    let text = describe(answer);
    let is_own = answer.text().starts_with("<html>")
        || answer.header("content-type") == Some("application/problem+json")
        || answer.status == 400 && answer.body.is_empty();
    match (answer.end, is_own) {
        (End::Cut, _) if answer.status > 0 => format!("{}, cut", answer.status),
        (End::Whole, true) => format!("{} of its own", answer.status),
        _ => text,
    }
}

/// Where the two differ: the case, and in as many respects as needed, what the proxy and what nginx does.
async fn differences(nginx: &mut Contestant, proxy: &mut Contestant) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for vector in vectors::all() {
        let (by_proxy, by_nginx) = (proxy.ask(&vector).await, nginx.ask(&vector).await);
        let differ: Vec<usize> =
            (0..3).filter(|index| by_proxy[*index] != by_nginx[*index]).collect();
        if !differ.is_empty() {
            let of = |by: [String; 3]| {
                differ.iter().map(|index| &*by[*index]).collect::<Vec<_>>().join("; ")
            };
            found.insert(format!("{} | {} | {}", vector.name, of(by_proxy), of(by_nginx)));
        }
    }
    found
}

/// The same of answers, which nobody localizes.
async fn different_answers(nginx: SocketAddr, proxy: SocketAddr) -> BTreeSet<String> {
    let mut asked = Vec::new();
    // Not all at once: on a busy machine the last would wait for longer than the proxy does.
    let places = Arc::new(Semaphore::new(24));
    for (number, (case, _)) in cases().into_iter().enumerate() {
        let places = Arc::clone(&places);
        asked.push(tokio::spawn(async move {
            let _place = places.acquire().await;
            let request = get(&format!("/{number}"));
            let (proxy, nginx) = tokio::join!(ask(proxy, &request), ask(nginx, &request));
            let (proxy, nginx) = (told(&proxy), told(&nginx));
            (proxy != nginx).then(|| format!("upstream: {case} | {proxy} | {nginx}"))
        }));
    }
    let mut found = BTreeSet::new();
    for difference in asked {
        found.extend(difference.await.unwrap());
    }
    found
}

#[test]
fn the_proxy_differs_from_nginx_where_the_table_says() {
    run(async {
        let (upstream, answers) = (mirror().await, awkward().await);
        let Some(nginx) = Nginx::start(CONFIGURATION, upstream.address).await else { return };
        let nginx_of_answers = Nginx::start(CONFIGURATION, answers.address).await.unwrap();
        let mut by_nginx =
            Contestant { address: ([127, 0, 0, 1], nginx.port).into(), upstream, seen: 0 };
        let upstream = mirror().await;
        let gateway = Gateway::start(&upstream.url(), &["--timeout", "1"]);
        let mut by_proxy = Contestant { address: gateway.address, upstream, seen: 0 };
        let passing = Gateway::start(&answers.url(), &["--timeout", "1", "--pass-through"]);
        let nginx_of_answers = ([127, 0, 0, 1], nginx_of_answers.port).into();
        let (mut found, answers) = tokio::join!(
            differences(&mut by_nginx, &mut by_proxy),
            different_answers(nginx_of_answers, passing.address)
        );
        found.extend(answers);
        assert!(vectors::all().len() + cases().len() >= 240);

        assert_differences(TABLE, &found);
    });
}
