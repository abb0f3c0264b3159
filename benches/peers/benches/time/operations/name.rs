//! A text by the name of its code, for someone whose locale is known, beside the same text by its number.

use std::collections::HashMap;
use std::sync::LazyLock;

use codeword::{Catalog, Locale, Source};

use crate::contestants::{FILES, floor, ours};
use crate::measure::Measure;
use crate::mix::{LOCALES, TEXTS};

/// The names of the shipped codes, by their numbers.
static NAMES: LazyLock<HashMap<u32, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../../tests/fixtures/code_names.tsv").lines();
    let named = lines.filter_map(|line| line.split_once('\t'));
    named.filter_map(|(code, name)| Some((code.parse().ok()?, name))).collect()
});

/// The shipped texts, each under the name of its code.
static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let named = |text: &str| {
        let codes = NAMES.iter();
        codes.fold(text.to_owned(), |text, (code, name)| {
            text.replace(&format!("\ncode-{code} ="), &format!("\ncode-{name} ="))
        })
    };
    let files = FILES.map(|(locale, text)| (format!("{locale}/errors.ftl"), named(text)));
    let builder = Catalog::builder().source(Source::files(files)).default_locale("en-US");
    builder.build().expect("the generated files are sound")
});

pub fn run(measure: &mut impl Measure) {
    let handles: [Locale; 2] = LOCALES.map(|tag| CATALOG.negotiate(tag).locale());
    let mix: Vec<_> =
        TEXTS.iter().map(|asked| (handles[asked.locale], NAMES[&asked.code])).collect();
    let catalog = &*CATALOG;
    measure.contestant("codeword", &mix, |(locale, name)| {
        catalog.message(*name, *locale).expect("a known name")
    });

    let handles = ours::handles();
    let mix: Vec<_> = TEXTS.iter().map(|asked| (handles[asked.locale], asked.code)).collect();
    let catalog = &*ours::CATALOG;
    measure.contestant("codeword, number", &mix, |(locale, code)| {
        catalog.message(*code, *locale).expect("a known code")
    });

    let texts = |locale: usize| {
        let own = TEXTS.iter().filter(|asked| asked.locale == locale);
        own.map(|asked| (NAMES[&asked.code], floor::HANDLES[locale][asked.slot])).collect()
    };
    let maps: [HashMap<&str, &str>; 2] = [texts(0), texts(1)];
    let mix: Vec<_> = TEXTS.iter().map(|asked| (&maps[asked.locale], NAMES[&asked.code])).collect();
    measure.contestant("HashMap", &mix, |(map, name)| map[name]);
}
