//! Each operation some times over, to be counted by callgrind: `scripts/bench --instructions`.
//!
//! Prints the operations and how often each was called. A function's name is the operation's; it is
//! never inlined, so that callgrind tells how many instructions it took, with all that it called.

use std::hint::black_box;

use codeword::{Args, Catalog, Locale, Source};

const CALLS: usize = 1_000;
const LOADS: usize = 3;

/// Two messages with arguments, which the shipped catalog has none of.
const WITH_ARGUMENTS: &str = include_str!("../../texts/en-US.ftl");

fn main() {
    let catalog = Catalog::builder()
        .source(Source::embedded())
        .source(Source::files([("en-US/arguments.ftl", WITH_ARGUMENTS)]))
        .default_locale("en-US")
        .build()
        .expect("the shipped files and these are sound");
    let asked = Asked {
        locale: catalog.negotiate("en-US").locale(),
        codes: catalog.codes().map(|code| code.get()).filter(|code| *code < 900_000).collect(),
        catalog,
    };
    let operations: [(&str, Operation); 6] = [
        ("handle", handle),
        ("tag", tag),
        ("header", header),
        ("header_of_one_range", header_of_one_range),
        ("argument", argument),
        ("plural", plural),
    ];
    for (name, operation) in operations {
        for call in 0..CALLS {
            operation(&asked, call);
        }
        println!("{name}\t{CALLS}");
    }
    for _ in 0..LOADS {
        load();
    }
    println!("load\t{LOADS}");
}

/// Asks once; the number tells what for.
type Operation = fn(&Asked, usize);

struct Asked {
    catalog: Catalog,
    locale: Locale,
    codes: Vec<u32>,
}

impl Asked {
    fn code(&self, call: usize) -> u32 {
        black_box(self.codes[call % self.codes.len()])
    }
}

#[inline(never)]
fn handle(asked: &Asked, call: usize) {
    black_box(asked.catalog.message(asked.code(call), asked.locale).map(|it| it.text().len()));
}

#[inline(never)]
fn tag(asked: &Asked, call: usize) {
    let tag = black_box("en-US");
    black_box(asked.catalog.message(asked.code(call), tag).map(|it| it.text().len()));
}

#[inline(never)]
fn header(asked: &Asked, call: usize) {
    let header = black_box("ko-KR,ko;q=0.9,zh-TW;q=0.8,en-US;q=0.8,en;q=0.7");
    black_box(asked.catalog.message(asked.code(call), header).map(|it| it.text().len()));
}

#[inline(never)]
fn header_of_one_range(asked: &Asked, call: usize) {
    let header = black_box("zh-CN,zh;q=0.9");
    black_box(asked.catalog.message(asked.code(call), header).map(|it| it.text().len()));
}

#[inline(never)]
fn argument(asked: &Asked, _: usize) {
    let args = Args::new().with("name", black_box("orders"));
    black_box(asked.catalog.format(900_001, asked.locale, &args).map(|it| it.text().len()));
}

#[inline(never)]
fn plural(asked: &Asked, call: usize) {
    let args = Args::new().with("limit", black_box(call as u32));
    black_box(asked.catalog.format(900_002, asked.locale, &args).map(|it| it.text().len()));
}

/// The shipped 153 codes in both locales.
#[inline(never)]
fn load() {
    let builder = Catalog::builder().source(black_box(Source::embedded()));
    black_box(builder.default_locale("en-US").build().is_ok());
}
