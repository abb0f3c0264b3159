//! What it costs to localize a body, compared with what one would write with serde_json instead.
//!
//! `cargo bench --features json --bench response`

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    reason = "a benchmark has no docs, and one that cannot run should stop"
)]

mod bodies;

use codeword::Catalog;
use criterion::{Criterion, criterion_group, criterion_main};

fn localize(criterion: &mut Criterion) {
    bodies::run(criterion, &Catalog::embedded());
}

criterion_group!(benches, localize);
criterion_main!(benches);
