//! Negotiation over real headers, compared with fluent-langneg and accept-language in one run.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use std::hint::black_box;

use codeword::Negotiator;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fluent_langneg::{NegotiationStrategy, negotiate_languages, parse_accepted_languages};
use unic_langid::LanguageIdentifier;

/// What browsers, phones, libraries and robots send.
fn headers() -> Vec<&'static str> {
    include_str!("headers.txt").lines().collect()
}

/// The first 2, 10 or all 60 of them are available.
const LOCALES: [&str; 60] = [
    "en-US", "zh-CN", "ja", "ko", "de", "fr", "es", "pt-BR", "ru", "zh-TW", "af", "am", "ar", "az",
    "be", "bg", "bn", "bs", "ca", "cs", "da", "el", "en-GB", "es-419", "et", "eu", "fa", "fi",
    "fil", "fr-CA", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "km",
    "lt", "lv", "mk", "ms", "nb", "nl", "pl", "pt-PT", "ro", "sk", "sl", "sr", "sv", "th", "tr",
    "uk", "vi",
];

fn negotiate(criterion: &mut Criterion) {
    let headers = headers();
    let mut group = criterion.benchmark_group("negotiate");
    group.throughput(Throughput::Elements(headers.len() as u64));
    for count in [2, 10, 60] {
        let locales = &LOCALES[..count];

        let available: Vec<LanguageIdentifier> =
            locales.iter().map(|tag| tag.parse().unwrap()).collect();
        let default = available[0].clone();
        let negotiator = Negotiator::new(available, &default).unwrap();
        group.bench_function(BenchmarkId::new("codeword", count), |bencher| {
            bencher.iter(|| {
                for &header in &headers {
                    black_box(negotiator.negotiate(black_box(header)).locale());
                }
            });
        });

        let available = fluent_langneg::convert_vec_str_to_langids_lossy(locales);
        group.bench_function(BenchmarkId::new("fluent-langneg", count), |bencher| {
            bencher.iter(|| {
                for &header in &headers {
                    let requested = parse_accepted_languages(black_box(header));
                    let strategy = NegotiationStrategy::Lookup;
                    black_box(negotiate_languages(
                        &requested,
                        &available,
                        Some(&available[0]),
                        strategy,
                    ));
                }
            });
        });

        group.bench_function(BenchmarkId::new("accept-language", count), |bencher| {
            bencher.iter(|| {
                for &header in &headers {
                    black_box(accept_language::intersection(black_box(header), locales));
                }
            });
        });
    }
    group.finish();
}

fn single(criterion: &mut Criterion) {
    let available: Vec<LanguageIdentifier> =
        LOCALES.iter().map(|tag| tag.parse().unwrap()).collect();
    let negotiator = Negotiator::new(available.clone(), &available[0]).unwrap();
    let mut group = criterion.benchmark_group("negotiate one of 60");
    for header in ["zh-CN", "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "en;q=0, *"] {
        group.bench_function(header, |bencher| {
            bencher.iter(|| negotiator.negotiate(black_box(header)).locale());
        });
    }
    group.bench_function("the whole chain", |bencher| {
        bencher.iter(|| negotiator.chain(black_box("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7")).count());
    });
    group.bench_function("a tag that was not asked for before", |bencher| {
        let mut tags = (b'a'..=b'z').cycle();
        let mut header = *b"qxa-Latn-DE";
        bencher.iter(|| {
            header[2] = tags.next().unwrap_or(b'a');
            header[1] =
                if header[2] == b'a' { b'a' + (header[1] - b'a' + 1) % 26 } else { header[1] };
            header[0] =
                if header[1..3] == *b"aa" { b'a' + (header[0] - b'a' + 1) % 26 } else { header[0] };
            negotiator.negotiate(black_box(str::from_utf8(&header).unwrap_or_default())).locale()
        });
    });
    group.finish();
}

criterion_group!(benches, negotiate, single);
criterion_main!(benches);
