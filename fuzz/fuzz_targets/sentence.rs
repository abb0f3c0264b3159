//! Any template and any text: no panic, and no value that is mistaken.
//!
//! The first line of an input is the template; the second has values, which a bar parts; the rest is another text:
//!
//! ```text
//! Unknown column '%s' in line %d
//! price|5
//! Unknown column 'price' in 'field list' in line 3
//! ```

#![no_main]

use codeword::response::Templates;
use codeword::{Args, Catalog, Code, Source};
use libfuzzer_sys::fuzz_target;

const CODE: Code<'static> = Code::new(1);

fuzz_target!(|data: &[u8]| {
    let input = String::from_utf8_lossy(data);
    let mut lines = input.splitn(3, '\n');
    let [template, values, text] = [(); 3].map(|()| lines.next().unwrap_or_default());

    if let Ok(templates) = Templates::from_sentences([(CODE, template)]) {
        understood(&templates, text);
        understood(&templates, values);
    }
    let _ = Templates::from_toml(&input);
    turned_around(template, values, text);
});

/// What is understood is a part of the text.
fn understood(templates: &Templates, text: &str) {
    let found = templates.understand(CODE, text);
    let recognized = templates.recognize(text);
    // Only beside its code may a sentence have a detail.
    let is_whole = found.as_ref().is_some_and(|found| found.detail().is_empty());
    assert_eq!(is_whole, recognized.is_some());
    let Some(found) = found else { return };
    assert!(text.ends_with(found.detail()));
    for (name, value) in found.values() {
        assert!(text.contains(value));
        assert!(found.args().get(name).is_some_and(|known| known.to_string() == value));
    }
}

/// A message of a catalog, formatted and read again, has the same values or is not understood.
fn turned_around(pattern: &str, values: &str, text: &str) {
    let source = Source::files([("en/errors.ftl".to_owned(), format!("code-1 = {pattern}"))]);
    let (catalog, _) = Catalog::builder().source(source).default_locale("en").build_lenient();
    let templates = Templates::from_catalog(&catalog, "en");
    let _ = templates.recognize(text);
    let names = ["a", "b", "c", "d"];
    let args: Args<'_> = names.into_iter().zip(values.split('|')).collect();
    let Some(message) = catalog.format(CODE, "en", &args) else { return };
    if !message.is_complete() {
        return;
    }
    for (name, value) in templates.understand(CODE, message.text()).iter().flat_map(|u| u.values())
    {
        // A selector may have led to another variant with the same words; a variable of the text is certain.
        if pattern.contains("->") {
            continue;
        }
        assert!(args.get(name).is_some_and(|known| known.to_string() == value), "{name}: {value}");
    }
}
