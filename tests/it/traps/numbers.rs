//! Numbers and digits that would overtax a formatter.

use codeword::{Args, Catalog, Source};

use super::problems;

#[test]
fn an_argument_of_many_digits() {
    let text = "-t = { $x ->\n *[a] a\n }
code-1 = { $n ->\n [one] one\n *[other] other\n }
code-2 = { NUMBER($n, type: \"ordinal\") ->\n [one] one\n *[other] other\n }
code-3 = { NUMBER($n) ->\n [one] one\n *[other] other { -t(x: 1) }\n }
code-4 = { NUMBER($n) } { DATETIME($n) }\n";
    let source = Source::files([("en-US/e.ftl", text)]);
    let catalog = Catalog::builder().source(source).build().unwrap();
    for value in [
        format!("0.{}", "1".repeat(100_000)),
        "9".repeat(100_000),
        format!("-{}.5", "0".repeat(100_000)),
    ] {
        let args = Args::new().with("n", value.as_str());
        for code in catalog.codes() {
            let text = catalog.format(code, "en-US", &args).unwrap().into_text();
            assert!(text.len() <= 400_000, "{} bytes", text.len());
        }
    }
}

#[test]
fn fraction_digits() {
    for (text, flaw) in [
        ("code-1 = { NUMBER($n, minimumFractionDigits: 20) }", None),
        ("code-1 = { NUMBER($n, minimumFractionDigits: 21) }", Some("a number from 0 to 20")),
        (
            "code-1 = { NUMBER($n, minimumFractionDigits: 2000000000) }",
            Some("a number from 0 to 20"),
        ),
        ("code-1 = { NUMBER($n, maximumFractionDigits: 0.5) }", Some("a number from 0 to 20")),
        ("code-1 = { NUMBER($n, minimumIntegerDigits: 22) }", Some("a number from 1 to 21")),
        (
            "code-1 = { NUMBER($n, minimumFractionDigits: 25) ->\n [one] x\n *[other] y\n }",
            Some("a number from 0 to 20"),
        ),
        ("code-1 = { NUMBER($n, minimumFractionDigits: 20) ->\n [one] x\n *[other] y\n }", None),
        ("code-1 = { 0.123456789012345 ->\n [one] x\n *[other] y\n }", None),
        ("code-1 = { 0.1234567890123456 ->\n [one] x\n *[other] y\n }", Some("more than 15")),
        ("code-1 = { 0.50000000000000000000000 }", Some("more than 15")),
        (
            "code-1 = { 99999999999999999999999999 ->\n [one] x\n *[other] y\n }",
            Some("more than 15"),
        ),
    ] {
        let mut found = problems(text);
        // What is said of a build and not of the file.
        found.retain(|it| cfg!(feature = "icu") || !it.contains("the feature `icu`"));
        match flaw {
            None => assert_eq!(found, [""; 0], "{text}"),
            Some(flaw) => assert!(found.len() == 1 && found[0].contains(flaw), "{text}: {found:?}"),
        }
    }
}

#[test]
fn numbers_that_no_plural_rule_can_take() {
    let text = "-t = { $x ->\n *[a] a\n }
code-1 = { $n ->\n [one] one { -t(x: 1) }\n *[other] other { -t(x: 1) }\n }
code-2 = { NUMBER($n, minimumFractionDigits: 20) ->\n [one] one\n *[other] other\n }
code-3 = { $n ->\n [one] one\n *[other] other\n }\n";
    let source = Source::files([("en-US/e.ftl", text)]);
    let (catalog, _) = Catalog::builder().source(source).build_lenient();
    for value in [
        1e300,
        -1e300,
        1e-300,
        f64::MAX,
        f64::MIN_POSITIVE,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        0.1 + 0.2,
        123_456_789_012.345_67,
    ] {
        let args = Args::new().with("n", value);
        for code in catalog.codes() {
            let text = catalog.format(code, "en-US", &args).unwrap().into_text();
            assert!(text.starts_with("other"), "{value}: {text}");
        }
    }
    for value in [u128::MAX, u64::MAX.into(), 1 << 53] {
        let args = Args::new().with("n", value);
        for code in catalog.codes() {
            assert!(catalog.format(code, "en-US", &args).unwrap().text().starts_with("other"));
        }
    }
}
