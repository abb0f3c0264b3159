//! Catalogs of any size, made of the shipped texts over and over.

use codeword::{Catalog, Source};

/// How many codes, in each of two locales.
pub const COUNTS: [usize; 3] = [153, 10_000, 100_000];

/// The Fluent files of `en-US` and `zh-CN`, for the rest of the run.
pub fn of(count: usize) -> [&'static str; 2] {
    let shipped = Catalog::embedded();
    ["en-US", "zh-CN"].map(|tag| {
        let texts: Vec<_> = shipped.codes().filter_map(|code| shipped.message(code, tag)).collect();
        let messages = texts.iter().cycle().take(count).enumerate();
        let lines = messages.map(|(index, text)| format!("code-{} = {text}\n", 400_000 + index));
        &*lines.collect::<String>().leak()
    })
}

pub fn catalog([english, chinese]: [&'static str; 2]) -> Catalog {
    let files = [("en-US/errors.ftl", english), ("zh-CN/errors.ftl", chinese)];
    Catalog::builder().source(Source::files(files)).build().expect("sound files")
}
