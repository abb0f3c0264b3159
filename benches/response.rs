//! What it costs to localize a body, beside what one would write with serde_json instead.
//!
//! `cargo bench --features json --bench response`
//!
//! The three do the same work on the same bodies, and are checked to give the same JSON:
//!
//! * `codeword`: `Localizer::localize`;
//! * `raw-value`: a derived struct that borrows `info` as `&RawValue`, whose bytes are then replaced;
//! * `value`: parse to `serde_json::Value`, change it, print it.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "criterion's macros have no docs, and a benchmark that cannot run should stop"
)]

use std::hint::black_box;

use bytes::Bytes;
use codeword::response::{Localizer, MediaType, Policy, Scope};
use codeword::{Catalog, Source};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

const READER: &str = "zh-CN,zh;q=0.9,en;q=0.8";

fn bodies(criterion: &mut Criterion) {
    let catalog = catalog();
    let localizer = Localizer::new(catalog.clone(), Policy::default());
    for (name, body) in
        [("error-70B", error()), ("batch-72KB", batch()), ("success-5MB", success())]
    {
        let ours = localizer.localize(body.clone(), MediaType::Json, READER).into_body();
        assert_eq!(ours, raw_value(&catalog, &body));
        assert_eq!(json(&ours), json(&value(&catalog, &body)));

        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function("codeword", |bencher| {
            bencher.iter(|| localizer.localize(black_box(&body).clone(), MediaType::Json, READER))
        });
        group.bench_function("raw-value", |bencher| {
            bencher.iter(|| raw_value(&catalog, black_box(&body)))
        });
        group.bench_function("value", |bencher| bencher.iter(|| value(&catalog, black_box(&body))));
        group.bench_function("memcpy", |bencher| bencher.iter(|| black_box(&body).to_vec()));
        group.finish();
    }
}

/// The policy that reads no further than the first pair.
fn first_pair(criterion: &mut Criterion) {
    let policy = Policy::default().scope(Scope::FirstPair);
    let localizer = Localizer::new(catalog(), policy);
    let body = success();
    let mut group = criterion.benchmark_group("success-5MB-first-pair");
    group.bench_function("codeword", |bencher| {
        bencher.iter(|| localizer.localize(black_box(&body).clone(), MediaType::Json, READER))
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30);
    targets = bodies, first_pair
}
criterion_main!(benches);

fn catalog() -> Catalog {
    Catalog::builder()
        .source(Source::files([
            (
                "en-US/errors.ftl",
                "code-200000 = Done\ncode-400142 = Too many heartbeats\ncode-400202 = Not found\n",
            ),
            (
                "zh-CN/errors.ftl",
                "code-200000 = 执行成功\ncode-400142 = 心跳超限\ncode-400202 = 未找到资源\n",
            ),
        ]))
        .build()
        .expect("the texts are sound")
}

/// An error, as most are.
fn error() -> Bytes {
    let body = r#"{"code":400142,"info":"too many heartbeats: instance 7f0e-11c9-b2a4-55"}"#;
    assert!((66..=74).contains(&body.len()));
    body.into()
}

/// A batch of a hundred answers.
fn batch() -> Bytes {
    let items: Vec<String> = (0..100).map(instance).collect();
    let items = items.join(",");
    let body = format!(
        r#"{{"code":400142,"info":"too many heartbeats","size":100,"responses":[{items}]}}"#
    );
    assert!((70_000..=74_000).contains(&body.len()), "{}", body.len());
    body.into()
}

fn instance(index: usize) -> String {
    let code = if index.is_multiple_of(3) { 400202 } else { 400142 };
    format!(
        r#"{{"code":{code},"info":"not found resource","instance":{{"id":"b1946ac92492d2347c6235b4d2611184{index:04}","service":"orders.checkout.v{index}","namespace":"Production","vpc_id":"vpc-2k3j4h5","host":"10.24.{index}.17","port":8080,"protocol":"grpc","version":"1.14.{index}","priority":0,"weight":100,"enableHealthCheck":true,"healthCheck":{{"type":"HEARTBEAT","heartbeat":{{"ttl":5}}}},"healthy":true,"isolate":false,"metadata":{{"region":"ap-guangzhou","zone":"ap-guangzhou-3","campus":"a","build-commit":"9fceb02d0ae598e95dc970b74767f19372d61af8","owner":"团队甲","pod":"orders-checkout-5d8c7b9f4-x2x7q"}},"logic_set":"default","ctime":"2024-11-02 10:15:{index:02}","mtime":"2024-11-05 18:42:{index:02}","revision":"6f5902ac237024bdd0c176cb93063dc4"}}}}"#
    )
}

/// A long answer that is no error.
fn success() -> Bytes {
    let items: Vec<String> =
        (0..8000).map(|index| instance(index).replacen(r#""code""#, r#""id""#, 1)).collect();
    let items = items.join(",");
    format!(r#"{{"code":200000,"info":"execute success","instances":[{items}]}}"#).into()
}

fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).expect("JSON")
}

fn text(catalog: &Catalog, code: u32, original: &str) -> Option<String> {
    let message = catalog.message(code, READER)?;
    let detail = original.find(": ").map_or("", |at| &original[at..]);
    Some(format!("{message}{detail}"))
}

#[derive(Deserialize)]
struct Answer<'b> {
    code: u32,
    #[serde(borrow)]
    info: &'b RawValue,
    #[serde(borrow, default)]
    responses: Vec<Answer<'b>>,
}

fn raw_value(catalog: &Catalog, body: &[u8]) -> Vec<u8> {
    let answer: Answer<'_> = serde_json::from_slice(body).expect("JSON");
    let mut out = Vec::with_capacity(body.len() + 1024);
    let mut done = 0;
    for answer in std::iter::once(&answer).chain(&answer.responses) {
        let info: String = serde_json::from_str(answer.info.get()).expect("a string");
        let Some(text) = text(catalog, answer.code, &info) else {
            continue;
        };
        let start = answer.info.get().as_ptr() as usize - body.as_ptr() as usize;
        out.extend_from_slice(&body[done..start]);
        serde_json::to_writer(&mut out, &text).expect("memory");
        done = start + answer.info.get().len();
    }
    out.extend_from_slice(&body[done..]);
    out
}

fn value(catalog: &Catalog, body: &[u8]) -> Vec<u8> {
    let mut answer = json(body);
    localize_value(catalog, &mut answer);
    serde_json::to_vec(&answer).expect("memory")
}

fn localize_value(catalog: &Catalog, answer: &mut Value) {
    let code = answer["code"].as_u64().and_then(|code| u32::try_from(code).ok());
    let new = code.and_then(|code| text(catalog, code, answer["info"].as_str()?));
    if let Some(new) = new {
        answer["info"] = Value::String(new);
    }
    if let Some(responses) = answer.get_mut("responses").and_then(Value::as_array_mut) {
        responses.iter_mut().for_each(|answer| localize_value(catalog, answer));
    }
}
