//! Each operation several times over, to be counted by callgrind: `scripts/bench --instructions`.
//!
//! Prints the operations and how often each was called. A function's name is the operation's; it is
//! never inlined, so that callgrind tells how many instructions it took, with all that it called.

#[path = "../../../bodies/answers.rs"]
mod answers;

use std::collections::HashMap;
use std::hint::black_box;

use bytes::Bytes;
use codeword::response::{Localizer, MediaType, Policy, Scope};
use codeword::{Args, Catalog, Locale, Source};

const CALLS: usize = 1_000;
const BODIES: usize = 100;
const LOADS: usize = 3;

/// What browsers, phones, libraries and robots send.
const HEADERS: &str = include_str!("../../../headers.txt");

/// Two messages with arguments, which the shipped catalog has none of.
const WITH_ARGUMENTS: &str = include_str!("../../texts/en-US.ftl");

/// A number and a name in each line: what names of codes look like.
const NAMES: &str = include_str!("../../../../tests/fixtures/code_names.tsv");

fn main() {
    let (catalog, spelled) = (catalog(), spelled());
    let headers: Vec<&str> = HEADERS.lines().collect();
    let asked = Asked {
        locale: catalog.negotiate("en-US").locale(),
        codes: numbers(&catalog).filter(|code| *code < 900_000).collect(),
        names: names(),
        spelled_locale: spelled.negotiate("en-US").locale(),
        spelled,
        map: names().into_iter().map(|name| (name, name)).collect(),
        unasked: (0..CALLS.div_ceil(headers.len())).map(|_| self::catalog()).collect(),
        headers,
        catalog,
    };
    let operations: [(&str, Operation); 10] = [
        ("handle", handle),
        ("name", name),
        ("name_in_hash_map", name_in_hash_map),
        ("negative", negative),
        ("tag", tag),
        ("header", header),
        ("header_of_one_range", header_of_one_range),
        ("header_first_seen", header_first_seen),
        ("argument", argument),
        ("plural", plural),
    ];
    for (name, operation) in operations {
        for call in 0..CALLS {
            operation(&asked, call);
        }
        println!("{name}\t{CALLS}");
    }
    let bodies = Bodies::new(asked.catalog);
    // Each by itself, since what one gives back decides what the next pays for memory.
    let on_bodies: [(&str, fn(&Bodies)); 3] = [
        ("body_error", body_error),
        ("body_batch", body_batch),
        ("body_first_pair", body_first_pair),
    ];
    for (name, operation) in on_bodies {
        for _ in 0..BODIES {
            operation(&bodies);
        }
        println!("{name}\t{BODIES}");
    }
    for _ in 0..LOADS {
        load();
    }
    println!("load\t{LOADS}");
}

fn names() -> Vec<&'static str> {
    NAMES.lines().skip(1).filter_map(|line| line.split('\t').nth(1)).collect()
}

/// A catalog of names and of negative numbers, as many as the shipped one has codes.
fn spelled() -> Catalog {
    let messages = names().into_iter().enumerate();
    let messages =
        messages.map(|(nth, name)| format!("code-{name} = {name}\ncode--{} = {name}\n", nth + 1));
    let source = Source::files([("en-US/errors.ftl", messages.collect::<String>())]);
    Catalog::builder().source(source).build().expect("these texts are sound")
}

fn numbers(catalog: &Catalog) -> impl Iterator<Item = u32> {
    catalog.codes().filter_map(|code| u32::try_from(code.as_u64()?).ok())
}

fn catalog() -> Catalog {
    Catalog::builder()
        .source(Source::embedded())
        .source(Source::files([("en-US/arguments.ftl", WITH_ARGUMENTS)]))
        .default_locale("en-US")
        .build()
        .expect("the shipped files and these are sound")
}

/// Asks once; the number tells what for.
type Operation = fn(&Asked, usize);

struct Asked {
    catalog: Catalog,
    /// Catalogs that nobody has asked yet, one for every round of the headers.
    unasked: Vec<Catalog>,
    headers: Vec<&'static str>,
    locale: Locale,
    codes: Vec<u32>,
    names: Vec<&'static str>,
    spelled: Catalog,
    spelled_locale: Locale,
    map: HashMap<&'static str, &'static str>,
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
fn name(asked: &Asked, call: usize) {
    let name = black_box(asked.names[call % asked.names.len()]);
    black_box(asked.spelled.message(name, asked.spelled_locale).map(|it| it.text().len()));
}

/// What a name would be found by without codeword.
#[inline(never)]
fn name_in_hash_map(asked: &Asked, call: usize) {
    let name = black_box(asked.names[call % asked.names.len()]);
    black_box(asked.map.get(name).map(|it| it.len()));
}

#[inline(never)]
fn negative(asked: &Asked, call: usize) {
    let number = black_box(-1 - (call % asked.names.len()) as i64);
    black_box(asked.spelled.message(number, asked.spelled_locale).map(|it| it.text().len()));
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
fn header_first_seen(asked: &Asked, call: usize) {
    let catalog = &asked.unasked[call / asked.headers.len()];
    let header = black_box(asked.headers[call % asked.headers.len()]);
    black_box(catalog.message(asked.code(call), header).map(|it| it.text().len()));
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

struct Bodies {
    everywhere: Localizer,
    first_pair: Localizer,
    error: Bytes,
    batch: Bytes,
    success: Bytes,
}

impl Bodies {
    fn new(catalog: Catalog) -> Bodies {
        let first_pair = Policy::default().scope(Scope::FirstPair);
        Bodies {
            everywhere: Localizer::new(catalog.clone(), Policy::default()),
            first_pair: Localizer::new(catalog, first_pair),
            error: answers::error(),
            batch: answers::batch(),
            success: answers::success(),
        }
    }
}

/// One text in 70 bytes.
#[inline(never)]
fn body_error(bodies: &Bodies) {
    localize(&bodies.everywhere, &bodies.error);
}

/// A hundred texts in 72 KB.
#[inline(never)]
fn body_batch(bodies: &Bodies) {
    localize(&bodies.everywhere, &bodies.batch);
}

/// One text at the beginning of 5 MB.
#[inline(never)]
fn body_first_pair(bodies: &Bodies) {
    localize(&bodies.first_pair, &bodies.success);
}

fn localize(localizer: &Localizer, body: &Bytes) {
    black_box(localizer.localize(body.clone(), MediaType::Json, black_box("zh-CN")).len());
}

/// The shipped 172 codes in both locales.
#[inline(never)]
fn load() {
    let builder = Catalog::builder().source(black_box(Source::embedded()));
    black_box(builder.default_locale("en-US").build().is_ok());
}
