//! The texts in JSON bodies, beside what one would write with serde_json.
//!
//! `RawValue` is a derived struct that borrows each text, whose bytes are then replaced; `Value`
//! parses everything, changes it and prints it; `memcpy` copies the body and changes nothing.

use std::hint::black_box;

use bytes::Bytes;
use codeword::Catalog;
use criterion::{Criterion, SamplingMode, Throughput};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::contestants::ours::CATALOG;

const READER: &str = "zh-CN,zh;q=0.9,en;q=0.8";

pub fn run(criterion: &mut Criterion) {
    for (name, body) in [("error", error()), ("batch", batch()), ("success", success())] {
        assert_eq!(json(&spliced(&CATALOG, &body)), json(&edited(&CATALOG, &body)));

        let mut group = criterion.benchmark_group(format!("body-{name}"));
        group.sampling_mode(SamplingMode::Flat).throughput(Throughput::Bytes(body.len() as u64));
        if body.len() > 1_000_000 {
            group.sample_size(10);
        }
        group.bench_function("memcpy", |bencher| bencher.iter(|| black_box(&body).to_vec()));
        #[cfg(feature = "json")]
        ours::run(&mut group, &body);
        group.bench_function("RawValue", |bencher| {
            bencher.iter(|| spliced(&CATALOG, black_box(&body)));
        });
        group.bench_function("Value", |bencher| {
            bencher.iter(|| edited(&CATALOG, black_box(&body)));
        });
        group.finish();
    }
}

#[cfg(feature = "json")]
mod ours {
    use codeword::response::{Localizer, MediaType, Policy, Scope};
    use criterion::BenchmarkGroup;
    use criterion::measurement::WallTime;

    use super::*;

    pub fn run(group: &mut BenchmarkGroup<'_, WallTime>, body: &Bytes) {
        let everywhere = Localizer::new(CATALOG.clone(), Policy::default());
        let localized = localize(&everywhere, body).into_body();
        assert_eq!(json(&localized), json(&edited(&CATALOG, body)));
        group.bench_function("codeword", |bencher| {
            bencher.iter(|| localize(&everywhere, black_box(body)));
        });

        let top = Localizer::new(CATALOG.clone(), Policy::default().scope(Scope::FirstPair));
        group.bench_function("codeword, first pair", |bencher| {
            bencher.iter(|| localize(&top, black_box(body)));
        });
    }

    fn localize(localizer: &Localizer, body: &Bytes) -> codeword::response::Localization {
        localizer.localize(body.clone(), MediaType::Json, READER)
    }
}

/// 70 bytes.
fn error() -> Bytes {
    let body = r#"{"code":400202,"info":"not found resource: service default/orders-v2"}"#;
    assert_eq!(body.len(), 70);
    Bytes::from_static(body.as_bytes())
}

/// 72 KB, a hundred texts.
fn batch() -> Bytes {
    let answers: Vec<String> = (0..100)
        .map(|index| {
            let code = [400142, 400202, 401002][index % 3];
            let instance = instance(index);
            format!(r#"{{"code":{code},"info":"not found resource","instance":{instance}}}"#)
        })
        .collect();
    let answers = answers.join(",");
    let body = format!(r#"{{"code":400202,"info":"failed","size":100,"responses":[{answers}]}}"#);
    assert!((70_000..74_000).contains(&body.len()), "{}", body.len());
    body.into()
}

/// 5 MB, the one pair at the beginning.
fn success() -> Bytes {
    let instances: Vec<String> = (0..7_700).map(instance).collect();
    let instances = instances.join(",");
    let body = format!(r#"{{"code":200000,"info":"execute success","instances":[{instances}]}}"#);
    assert!((4_900_000..5_300_000).contains(&body.len()), "{}", body.len());
    body.into()
}

/// An instance as the server of the shipped codes describes it.
fn instance(index: usize) -> String {
    format!(
        r#"{{"id":"{:032x}","service":"orders.checkout.v{index}","namespace":"Production","vpc_id":"vpc-2k3j4h5","host":"10.24.{}.17","port":8080,"protocol":"grpc","version":"1.14.{}","priority":0,"weight":100,"enable_health_check":true,"health_check":{{"type":"HEARTBEAT","heartbeat":{{"ttl":5}}}},"healthy":true,"isolate":false,"location":{{"region":"ap-guangzhou","zone":"ap-guangzhou-3","campus":"a"}},"metadata":{{"build":"{:040x}","owner":"团队甲","pod":"orders-checkout-5d8c7b9f4-x2x7q"}},"logic_set":"default","ctime":"2024-11-02 10:15:42","mtime":"2024-11-05 18:42:07","revision":"{:032x}"}}"#,
        index * 7919,
        index % 256,
        index % 100,
        index * 104_729,
        index * 1_299_709,
    )
}

fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).expect("JSON")
}

/// The message in the reader's language, with the detail that the original text has behind `: `.
fn text(catalog: &Catalog, code: u32, original: &str) -> Option<String> {
    let message = catalog.message(code, READER)?;
    let detail = original.find(": ").map_or("", |start| &original[start..]);
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

fn spliced(catalog: &Catalog, body: &[u8]) -> Vec<u8> {
    let answer: Answer<'_> = serde_json::from_slice(body).expect("JSON");
    let mut out = Vec::with_capacity(body.len());
    let mut done = 0;
    for answer in std::iter::once(&answer).chain(&answer.responses) {
        let raw = answer.info.get();
        let original: String = serde_json::from_str(raw).expect("a string");
        if let Some(text) = text(catalog, answer.code, &original) {
            let start = raw.as_ptr().addr() - body.as_ptr().addr();
            out.extend_from_slice(&body[done..start]);
            serde_json::to_writer(&mut out, &text).expect("memory");
            done = start + raw.len();
        }
    }
    out.extend_from_slice(&body[done..]);
    out
}

fn edited(catalog: &Catalog, body: &[u8]) -> Vec<u8> {
    fn edit(catalog: &Catalog, answer: &mut Value) {
        let code = answer["code"].as_u64().and_then(|code| u32::try_from(code).ok());
        let new = code.and_then(|code| text(catalog, code, answer["info"].as_str()?));
        if let Some(new) = new {
            answer["info"] = Value::String(new);
        }
        if let Some(responses) = answer.get_mut("responses").and_then(Value::as_array_mut) {
            responses.iter_mut().for_each(|answer| edit(catalog, answer));
        }
    }
    let mut answer = json(body);
    edit(catalog, &mut answer);
    serde_json::to_vec(&answer).expect("memory")
}
