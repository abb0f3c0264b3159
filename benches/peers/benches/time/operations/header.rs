//! A text for someone who sent an Accept-Language header.
//!
//! No peer does that alone: a text's peer is paired with a negotiator. The pairs do not all find the
//! same locale: accept-language knows no closeness at all, so that `zh-Hans-CN` gets English.

use std::collections::HashMap;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput};
use fluent_langneg::{NegotiationStrategy, negotiate_languages, parse_accepted_languages};
use unic_langid::LanguageIdentifier;

use crate::contestants::{
    floor, fluent_bundle, fluent_templates, gettext, hash_map, i18n_embed, ours, rust_i18n,
};
use crate::measure::Measure;
use crate::mix::{HEADERS, LOCALES, TEXTS, header};
use ::fluent_templates::Loader;

pub fn run(measure: &mut impl Measure) {
    let handles = *floor::HANDLES;
    let mix: Vec<_> = TEXTS.iter().map(|asked| (handles[asked.locale], asked.slot)).collect();
    measure.contestant("floor", &mix, |(handle, slot)| handle[*slot]);

    let mix: Vec<_> = (TEXTS.iter().enumerate())
        .map(|(position, asked)| (header(position), asked.code, asked.key))
        .collect();
    let catalog = &*ours::CATALOG;
    measure.contestant("codeword", &mix, |(header, code, _)| {
        catalog.message(*code, *header).expect("a known code")
    });

    let map = &*hash_map::MAP;
    measure.contestant("accept-language + HashMap", &mix, |(header, code, _)| {
        map[&(*code, accepted(header))]
    });
    measure.contestant("accept-language + rust-i18n", &mix, |(header, _, key)| {
        rust_i18n::text(accepted(header), key)
    });
    let catalogs = &*gettext::CATALOGS;
    measure.contestant("accept-language + gettext", &mix, |(header, _, key)| {
        catalogs[accepted(header)].gettext(key)
    });

    let available = fluent_langneg::convert_vec_str_to_langids_lossy(LOCALES);
    let negotiated = |header: &str| {
        let requested = parse_accepted_languages(header);
        let strategy = NegotiationStrategy::Lookup;
        let found = negotiate_languages(&requested, &available, Some(&available[0]), strategy);
        found[0].clone()
    };
    let bundles: HashMap<_, _> =
        available.iter().cloned().zip(LOCALES.map(fluent_bundle::of)).collect();
    measure.contestant("fluent-langneg + fluent-bundle", &mix, |(header, _, key)| {
        fluent_bundle::format(bundles[&negotiated(header)], key, None)
    });
    let by_language: HashMap<_, _> =
        available.iter().cloned().zip(LOCALES.map(|tag| &catalogs[tag])).collect();
    measure.contestant("fluent-langneg + gettext", &mix, |(header, _, key)| {
        by_language[&negotiated(header)].gettext(key)
    });

    let loader = &*fluent_templates::LOADER;
    measure.contestant("accept-language + fluent-templates", &mix, |(header, _, key)| {
        let language: LanguageIdentifier = accepted(header).parse().expect("a tag");
        loader.lookup(&language, key)
    });
    measure.contestant("accept-language + i18n-embed", &mix, |(header, _, key)| {
        i18n_embed::of(accepted(header)).get(key)
    });
}

/// The first of the reader's languages that is available, else the default.
fn accepted(header: &str) -> &'static str {
    let first = accept_language::intersection_ordered(header, &LOCALES).into_iter().next();
    LOCALES[usize::from(first.as_deref() == Some(LOCALES[1]))]
}

/// The same by a catalog that has seen none of the headers before: nothing is remembered. Some
/// catalogs are asked one after the other, as few as the second-level cache holds.
pub fn first_seen(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("header");
    group.throughput(Throughput::Elements(HEADERS.len() as u64));
    group.bench_function("codeword, first seen", |bencher| {
        bencher.iter_batched_ref(
            ours::catalog,
            |catalog| {
                for (header, asked) in HEADERS.iter().zip(&*TEXTS) {
                    let (header, code) = black_box((*header, asked.code));
                    let message = catalog.message(code, header).expect("a known code");
                    black_box(message.text().len());
                }
            },
            BatchSize::NumIterations(16),
        );
    });
}
