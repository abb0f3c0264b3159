//! What loading keeps and takes, and what a look-up allocates; counted, not timed.
//!
//! Prints lines of tab-separated `load-<codes>`, contestant, bytes kept per message beyond its text,
//! peak in bytes; and of `allocations`, operation, allocations of one call.

mod texts;

use std::hint::black_box;

use allocation_counter::measure;
use codeword::{Args, Catalog, Source};
use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_syntax::parser;

fn main() {
    for count in texts::COUNTS {
        let files = texts::of(count);
        let catalog = texts::catalog(files);
        let from = &catalog;
        let messages = from
            .locales()
            .iter()
            .flat_map(|locale| catalog.codes().filter_map(move |code| from.message(code, locale)));
        let text: usize = messages.map(|message| message.text().len()).sum();

        let report = |contestant: &str, load: &dyn Fn() -> Box<dyn Send>| {
            let mut loaded = None;
            let allocated = measure(|| loaded = Some(load()));
            let beyond_text = (allocated.bytes_current as f64 - text as f64) / (2 * count) as f64;
            println!("load-{count}\t{contestant}\t{beyond_text:.1}\t{}", allocated.bytes_max);
            drop(loaded);
        };
        report("codeword", &|| Box::new(texts::catalog(files)));
        report("fluent-bundle", &|| Box::new(files.map(bundle)));
        report("fluent-syntax", &|| Box::new(files.map(parser::parse)));
    }
    allocations();
}

fn bundle(text: &str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(text.to_owned()).expect("sound Fluent");
    let mut bundle = FluentBundle::new_concurrent(vec![]);
    bundle.add_resource(resource).expect("no message twice");
    bundle
}

fn allocations() {
    let file = include_str!("../generated/locales/en-US/errors.ftl");
    let source = Source::files([("en-US/errors.ftl", file)]);
    let catalog = Catalog::builder().source(source).build().expect("a sound file");
    let locale = catalog.negotiate("en-US").locale();
    let header = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7";

    let report = |operation: &str, call: &dyn Fn() -> usize| {
        call();
        let allocated = measure(|| {
            black_box(call());
        });
        println!("allocations\t{operation}\t{}", allocated.count_total);
    };
    let length =
        |message: Option<codeword::Message<'_>>| message.map_or(0, |message| message.text().len());
    report("handle", &|| length(catalog.message(black_box(400142), locale)));
    report("tag", &|| length(catalog.message(black_box(400142), "en-US")));
    report("header", &|| length(catalog.message(black_box(400142), header)));
    report("argument", &|| {
        length(catalog.format(black_box(900001), locale, &Args::new().with("name", "orders")))
    });
    report("plural", &|| {
        length(catalog.format(black_box(900002), locale, &Args::new().with("limit", 5)))
    });
}
