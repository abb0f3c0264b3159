//! The traps of Fluent's syntax and of fluent-rs, each met before it can hurt: what a translator
//! writes never aborts the process, makes it panic, or lets it grow without bound.

mod nesting;
mod numbers;
mod references;
mod size;

use codeword::{Args, Catalog, Source};

/// Builds on a thread with a stack of 2 MiB, as a server's threads have.
fn problems(text: impl Into<String>) -> Vec<String> {
    let text = text.into();
    let build = move || {
        let source = Source::files([("en-US/e.ftl", text)]);
        let (catalog, diagnostics) = Catalog::builder().source(source).build_lenient();
        // Whatever was let through can be formatted.
        let args = Args::new().with("n", 1).with("who", "x");
        for code in catalog.codes() {
            let _ = catalog.message(code, "en-US");
            let _ = catalog.format(code, "en-US", &args);
        }
        diagnostics.iter().map(ToString::to_string).collect()
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(build).unwrap().join().unwrap()
}

#[test]
fn empty_texts() {
    let help = "write a text, or remove the message until there is one";
    for (text, flaw) in [
        ("code-1 = { \"\" }", "1:1: `code-1`"),
        ("code-1 = { { \"\" } }", "1:1: `code-1`"),
        ("code-1 = { -t }\n-t = { \"\" }", "2:1: `-t`"),
        ("code-1 =\n    .title = x", "1:1: `code-1`"),
    ] {
        assert_eq!(problems(text), [format!("en-US/e.ftl:{flaw} has no text: {help}")]);
    }
}

#[test]
fn line_ends_and_marks() {
    let source = Source::files([(
        "en-US/e.ftl",
        "\u{FEFF}code-1 =\r\n    one\r\n    two\r\ncode-2 = x\r\n",
    )]);
    let catalog = Catalog::builder().source(source).build().unwrap();
    assert_eq!(catalog.message(1, "en").unwrap().text(), "one\ntwo");
    assert_eq!(catalog.message(2, "en").unwrap().text(), "x");
}
