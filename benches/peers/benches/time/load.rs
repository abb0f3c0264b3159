//! Loading: how long it takes until the first text can be asked for, compared with parsing alone.

use std::hint::black_box;

use criterion::{Criterion, SamplingMode, Throughput};
use fluent_syntax::parser;

use crate::contestants::fluent_bundle;
use crate::mix::LOCALES;
use crate::texts;

pub fn run(criterion: &mut Criterion) {
    for count in texts::COUNTS {
        let files = texts::of(count);
        let mut group = criterion.benchmark_group(format!("load-{count}"));
        group.sampling_mode(SamplingMode::Flat).throughput(Throughput::Elements(2 * count as u64));
        if count > 1_000 {
            group.sample_size(10);
        }

        group.bench_function("fluent-syntax", |bencher| {
            bencher.iter_with_large_drop(|| files.map(|text| parser::parse(black_box(text))));
        });
        group.bench_function("fluent-syntax, dropped", |bencher| {
            bencher.iter(|| files.map(|text| parser::parse(black_box(text))).is_empty());
        });
        group.bench_function("codeword", |bencher| {
            bencher.iter_with_large_drop(|| texts::catalog(black_box(files)));
        });
        group.bench_function("fluent-bundle", |bencher| {
            bencher.iter_with_large_drop(|| {
                let [one, other] = black_box(files);
                [
                    fluent_bundle::bundle(LOCALES[0], one.to_owned()),
                    fluent_bundle::bundle(LOCALES[1], other.to_owned()),
                ]
            });
        });
        group.finish();
    }
}
