//! The texts in JSON bodies, compared with what one would write with serde_json.
//!
//! `RawValue` is a derived struct that borrows each text, whose bytes are then replaced; `Value`
//! parses everything, changes it and prints it; `memcpy` copies the body and changes nothing.

mod alternatives;
mod answers;

use std::hint::black_box;

use bytes::Bytes;
use codeword::Catalog;
use codeword::response::{Localization, Localizer, MediaType, Policy, Scope};
use criterion::{Criterion, SamplingMode, Throughput};

use alternatives::{edited, json, spliced};

const READER: &str = "zh-CN,zh;q=0.9,en;q=0.8";

pub fn run(criterion: &mut Criterion, catalog: &Catalog) {
    let everywhere = Localizer::new(catalog.clone(), Policy::default());
    let first_pair = Localizer::new(catalog.clone(), Policy::default().scope(Scope::FirstPair));
    for (name, body) in
        [("error", answers::error()), ("batch", answers::batch()), ("success", answers::success())]
    {
        let expected = json(&edited(catalog, &body));
        assert_eq!(json(&spliced(catalog, &body)), expected);
        assert_eq!(json(&localize(&everywhere, &body).into_body()), expected);

        let mut group = criterion.benchmark_group(format!("body-{name}"));
        group.sampling_mode(SamplingMode::Flat).throughput(Throughput::Bytes(body.len() as u64));
        if body.len() > 1_000_000 {
            group.sample_size(10);
        }
        group.bench_function("memcpy", |bencher| bencher.iter(|| black_box(&body).to_vec()));
        group.bench_function("codeword", |bencher| {
            bencher.iter(|| localize(&everywhere, black_box(&body)));
        });
        group.bench_function("codeword, first pair", |bencher| {
            bencher.iter(|| localize(&first_pair, black_box(&body)));
        });
        group.bench_function("RawValue", |bencher| {
            bencher.iter(|| spliced(catalog, black_box(&body)));
        });
        group.bench_function("Value", |bencher| {
            bencher.iter(|| edited(catalog, black_box(&body)));
        });
        group.finish();
    }
}

fn localize(localizer: &Localizer, body: &Bytes) -> Localization {
    localizer.localize(body.clone(), MediaType::Json, READER)
}
