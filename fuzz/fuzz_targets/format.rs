//! Any Fluent file and any arguments: no panic, and no more text than was asked for.
//!
//! The first line of an input is a JSON object, the arguments; the rest is the file:
//!
//! ```text
//! {"n": 1, "name": "orders"}
//! code-1 = { $n -> [one] one *[other] { $name } }
//! ```

#![no_main]

use codeword::{Args, Catalog, Date, Source, Value};
use libfuzzer_sys::fuzz_target;

/// Each with plural rules, digits or a direction of its own.
const LOCALES: [&str; 8] = ["en-US", "ar-EG", "fa", "lt", "zh-CN", "hi", "tr", "tlh"];

/// What a message may expand to without its arguments, in bytes.
const LENGTH_LIMIT: usize = 64 << 10;
const PLACEABLE_LIMIT: usize = 100;

/// The names that a special value is given for.
const NAMES: [&str; 4] = ["n", "m", "text", "when"];

fuzz_target!(|data: &[u8]| {
    let input = String::from_utf8_lossy(data);
    let (arguments, text) = input.split_once('\n').unwrap_or(("", &input));
    let locale = LOCALES[input.len() % LOCALES.len()];
    let source = Source::files([(format!("{locale}/e.ftl"), text.to_owned())]);
    let (catalog, diagnostics) = Catalog::builder().source(source).build_lenient();
    for diagnostic in diagnostics {
        assert!(!diagnostic.to_string().is_empty());
    }

    format(&catalog, locale, &Args::new());
    if let Ok(args) = serde_json::from_str::<Args<'_>>(arguments) {
        format(&catalog, locale, &args);
    }
    let special = special_value(input.len() / LOCALES.len());
    format(&catalog, locale, &NAMES.iter().map(|name| (*name, special.clone())).collect());
});

/// One of the values that JSON has no way to say.
fn special_value(choice: usize) -> Value<'static> {
    const FLOATS: [f64; 6] =
        [f64::NAN, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, -0.0, 0.1 + 0.2];
    match (FLOATS.get(choice % 9), Date::new(9999, 12, 31)) {
        (Some(float), _) => (*float).into(),
        (None, Some(date)) if choice % 9 == 6 => date.into(),
        (None, _) => i128::MIN.into(),
    }
}

/// Formats every message and its attributes.
fn format(catalog: &Catalog, locale: &str, args: &Args<'_>) {
    let longest = args.iter().map(|(name, value)| name.len() + value.to_string().len()).max();
    // A number is grouped, in digits of up to four bytes; a date has words.
    let argument = 1024 + 8 * longest.unwrap_or_default();
    let limit = LENGTH_LIMIT + PLACEABLE_LIMIT * argument;
    for code in catalog.codes() {
        let Some(message) = catalog.format(code, locale, args) else {
            continue;
        };
        assert!(message.text().len() <= limit, "{} bytes", message.text().len());
        for name in ["title", "detail"] {
            if let Some(text) = message.attribute(name) {
                assert!(text.len() <= limit, "{} bytes", text.len());
            }
        }
    }
}
