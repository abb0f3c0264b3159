//! nginx and the proxy, asked the same: the bodies are the same, and a table holds where the heads differ.

use std::collections::BTreeSet;
use std::fs;
use std::net::SocketAddr;

use super::super::nginx::assert_differences;
use super::super::process::Gateway;
use super::super::upstream::Upstream;
use super::super::wire::{Answer, End, ask};
use super::cases::{Case, cases};
use super::nginx::{Nginx, Setup};
use crate::proxy::run;

const TABLE: &str = include_str!("../../../fixtures/gateway/openresty.txt");

/// Of both.
pub(super) const POLICY: &str = r#"
[response]
statuses = ["200", "400-599"]
status-codes = { 404 = 404001 }
pages = "json"
"#;

/// What each server says of itself and of its connections, and not of the answer.
const OWN: [&str; 6] = ["server", "date", "connection", "via", "keep-alive", "x-accel-buffering"];

/// The lines of a head.
fn lines(answer: &Answer) -> BTreeSet<String> {
    let lines = answer.headers.iter().filter(|(name, _)| !OWN.contains(&&**name));
    lines.map(|(name, value)| format!("{name}: {value}")).collect()
}

/// Whether nginx has sent the head before the body was known: of a body that is looked into.
fn went_ahead(nginx: &Answer) -> bool {
    nginx.header("transfer-encoding").is_some()
}

/// Where two answers differ: what only the proxy says, and what only nginx.
fn difference(case: &Case, proxy: &Answer, nginx: &Answer) -> Option<String> {
    let name = case.name;
    let mut only = [proxy, nginx].map(lines);
    if went_ahead(nginx) {
        // What can be said of a body only once it is there.
        const LATE: [&str; 3] = ["content-length: ", "content-language: ", "transfer-encoding: "];
        only[0].retain(|line| !LATE.iter().any(|name| line.starts_with(name)));
        only[1].remove("transfer-encoding: chunked");
    }
    let common: Vec<String> = only[0].intersection(&only[1]).cloned().collect();
    common.iter().for_each(|line| only.iter_mut().for_each(|only| _ = only.remove(line)));
    if (proxy.status, &proxy.body) != (nginx.status, &nginx.body) {
        for (only, answer) in only.iter_mut().zip([proxy, nginx]) {
            let is_coded = answer.header("content-encoding").is_some();
            let text = if is_coded { "coded".to_owned() } else { answer.text() };
            let start: String = text.chars().take(60).collect();
            only.insert(format!("{} {start}", answer.status).trim_end().to_owned());
        }
    }
    let told = |only: &BTreeSet<String>| match only.len() {
        0 => "-".to_owned(),
        _ => only.iter().map(String::as_str).collect::<Vec<_>>().join("; "),
    };
    let is_same = only.iter().all(BTreeSet::is_empty);
    (!is_same).then(|| format!("{name} | {} | {}", told(&only[0]), told(&only[1])))
}

/// An upstream that answers the path `/N` as case N says.
pub(super) async fn upstream() -> Upstream {
    let answers: Vec<_> = cases().into_iter().map(|case| case.answer).collect();
    Upstream::start(move |seen| {
        let path = seen.path().trim_start_matches('/');
        let number = path.split(['?', '/']).next().and_then(|number| number.parse().ok());
        answers[number.unwrap_or(0_usize)].clone()
    })
    .await
}

async fn differences(proxy: SocketAddr, nginx: SocketAddr) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (number, case) in cases().iter().enumerate() {
        let request = case.request(number);
        let (proxy, nginx) = tokio::join!(ask(proxy, &request), ask(nginx, &request));
        assert_eq!((proxy.end, nginx.end), (End::Whole, End::Whole), "{}", case.name);
        found.extend(difference(case, &proxy, &nginx));
    }
    found
}

#[test]
fn nginx_answers_as_the_proxy_does() {
    run(async {
        let upstream = upstream().await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("codeword.toml");
        fs::write(&file, POLICY).unwrap();
        let setup = Setup { upstream: upstream.address, configuration: POLICY, places: "" };
        let Some(nginx) = Nginx::start(setup).await else { return };
        let proxy = Gateway::start(&upstream.url(), &["--config", file.to_str().unwrap()]);
        assert!(cases().len() >= 60);
        let found = differences(proxy.address, nginx.address).await;

        assert_differences(TABLE, &found);
        assert_eq!(nginx.log(), "");
    });
}
