//! How long a check takes compared with the parser alone, over two locales of 100,000 messages each.
//!
//! The bar is three times the parser's time; read the two medians of one run.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use codeword::workbench::{Project, check};
use criterion::{Criterion, criterion_group, criterion_main};

const MESSAGES: u32 = 100_000;

/// Every tenth message has a plural; every text is another.
fn catalog(locale: &str) -> String {
    let mut text = String::from("### A large catalog\n\n");
    for code in 400_000..400_000 + MESSAGES {
        let chinese = locale == "zh-CN";
        writeln!(text, "# ErrorName{code}").unwrap();
        if code % 10 > 0 {
            let sentence = match (chinese, code % 3) {
                (true, 0) => "心跳超限，实例仅支持每秒发送一次",
                (true, 1) => "命名空间名称非法",
                (true, _) => "服务不存在，请检查后重试",
                (false, 0) => "Too many heartbeats, an instance may send one per second",
                (false, 1) => "The namespace name is invalid",
                (false, _) => "The service does not exist, check it and try again",
            };
            writeln!(text, "code-{code} = {sentence} {code}\n").unwrap();
        } else if chinese {
            writeln!(text, "#   $count (Number) - how many\ncode-{code} = 配额 {code} 内最多 {{ $count }} 个实例\n").unwrap();
        } else {
            let other = format!("At most {{ $count }} instances within quota {code}");
            let one = format!("At most one instance within quota {code}, {{ $count }}");
            writeln!(
                text,
                "#   $count (Number) - how many\ncode-{code} = {{ $count ->\n    [one] {one}\n   *[other] {other}\n}}\n"
            )
            .unwrap();
        }
    }
    text
}

fn benches(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = Vec::new();
    for locale in ["zh-CN", "en-US"] {
        let text = catalog(locale);
        fs::create_dir(folder.path().join(locale)).unwrap();
        fs::write(folder.path().join(locale).join("errors.ftl"), &text).unwrap();
        texts.push(text);
    }
    sound(folder.path());

    let mut group = criterion.benchmark_group("2 × 100,000 messages");
    group.sample_size(10);
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(fluent_syntax::parser::parse(text.as_str()).unwrap());
            }
        });
    });
    group.bench_function("check", |bencher| {
        bencher.iter(|| {
            let project = Project::open(folder.path(), None).unwrap();
            black_box(check::check(&project).findings().len())
        });
    });
    group.finish();
}

/// A catalog full of findings would measure something else.
fn sound(folder: &Path) {
    let project = Project::open(folder, None).unwrap();
    let report = check::check(&project);
    assert!(report.findings().is_empty(), "{}", report.findings()[0]);
}

criterion_group!(check_benches, benches);
criterion_main!(check_benches);
