//! The traps of Fluent's syntax and of fluent-rs, each met before it can hurt: what a translator
//! writes never aborts the process, makes it panic, or lets it grow without bound.

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
fn nested_braces() {
    let nested = |levels| format!("code-1 = {}$n{}", "{ ".repeat(levels), " }".repeat(levels));
    assert_eq!(problems(nested(32)), [""; 0]);
    for levels in [33, 200, 2_000, 1_000_000] {
        assert_eq!(
            problems(nested(levels)),
            [
                "en-US/e.ftl:1:74: braces or calls nest deeper than 32 here: take the inner ones apart"
            ],
            "{levels}"
        );
    }
}

#[test]
fn nested_calls() {
    let nested = format!("code-1 = {{ {}1{} }}", "NUMBER(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(problems(nested).len(), 1);
}

#[test]
fn a_deep_message_does_not_hide_the_others() {
    let deep = "{".repeat(1000);
    let text = format!("code-1 = one\ncode-2 = {deep}\ncode-3 = three {{ $n\ncode-4 = four\n");
    let found = problems(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].starts_with("en-US/e.ftl:3:20: "), "{found:?}");
}

/// What the resolver is given is parsed once more, and must not contain what was refused.
#[test]
fn a_refused_entry_after_one_for_the_resolver() {
    let for_resolver = "-t = { $x ->\n *[a] a\n }\ncode-1 = { -t(x: 1) }\n";
    for refused in
        [format!("code-2 = {}\n", "{".repeat(100_000)), "code-2 = { \"\\u00é\" }\n".to_owned()]
    {
        assert_eq!(problems(format!("{for_resolver}{refused}")).len(), 1, "{refused}");
    }
}

#[test]
fn too_many_placeables() {
    let many = |count: usize| format!("code-1 = {}", "{ $n }".repeat(count));
    assert_eq!(problems(many(100)), [""; 0]);
    assert_eq!(
        problems(many(101)),
        [
            "en-US/e.ftl:1:1: `code-1` prints more than 100 placeables: shorten it, or what it refers to",
        ],
    );
    // The two ways in which fluent-rs reaches `unreachable!()`.
    for text in [
        format!("code-1 = {{ {{ $n ->\n *[other] {}\n }} }}", "{ $n }".repeat(101)),
        format!("code-1 = {{ 1 ->\n *[other] {}\n }}", "{ $n }".repeat(101)),
        format!("-t = {}\ncode-1 = {}", "{ \"x\" }".repeat(11), "{ -t }".repeat(10)),
    ] {
        let found = problems(text.clone());
        assert!(found[0].contains("more than 100 placeables"), "{text}: {found:?}");
    }
}

/// Time and memory grow with a file, not with its square, and a file of another kind is not read to its
/// end: the parser would keep hundreds of bytes for each broken line of two.
#[test]
fn long_and_broken_files() {
    let many = 200_000;
    for (text, expected, last) in [
        ("a\n".repeat(100_000), 1001, "more than 1000 errors before this"),
        ("a\n".repeat(many), 1, "more than 262144 bytes up to the next message"),
        ("a={\n".repeat(many), 1001, "more than 1000 errors before this"),
        ("code-1 = { \"\\u00é\" }\n".repeat(many), 1001, "more than 1000 errors before this"),
        ("code-1 = x\n".repeat(5_000), 1000, "`code-1` stands at en-US/e.ftl:1 already"),
        ("a=b\n".repeat(1_100_000), 1002, "more than 1000000 messages before this"),
        (format!("code-1 = {}", "{ a }".repeat(40_000)), 10, "there is no message `a` in `en-US`"),
        (format!("code-1 = {{ F({}) }}", "x: 1, ".repeat(many)), 1, "more than 1000 arguments"),
        (format!("code-1 = {{ \"{}\" }}", "\\u0041".repeat(40_000)), 1, "more than 65536 bytes"),
        (format!("code-1 = \" {}", "\\u ".repeat(60_000)), 1, "more than 65536 bytes"),
        (format!("code-1 = \" {}", "\\ué".repeat(60_000)), 1, "too few digits"),
        (format!("code-1 = {}", "x".repeat(300_000)), 1, "more than 262144 bytes up to the next"),
        (format!("code-1 = {}", " ".repeat(70_000_000)), 1, "and the limit is 67108864"),
        (
            format!(
                "code-1 = {}{{ $n ->\n *[a] x{}y\n }}",
                "{ \"\" }".repeat(40),
                "\n ".repeat(100_000)
            ),
            1,
            "more than 65536 bytes",
        ),
    ] {
        let start: String = text.chars().take(30).collect();
        let found = problems(text);
        assert_eq!(
            found.len(),
            expected,
            "{start}: {:?}",
            found.iter().take(3).collect::<Vec<_>>()
        );
        assert!(found.last().is_none_or(|text| text.contains(last)), "{start}: {:?}", found.last());
        if start.starts_with("a=b") {
            // Each is of no code, and all but the first stand twice.
            assert!(found[0].contains("`a` is the message of no code"), "{}", found[0]);
            assert!(found[1].contains("`a` stands at en-US/e.ftl:1 already"), "{}", found[1]);
        }
    }
}

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
fn billion_laughs() {
    let mut text = "code-0 = ha { $n }\n".to_owned();
    for level in 1..40 {
        let reference = format!("{{ code-{} }}", level - 1);
        text += &format!("code-{level} = {}\n", reference.repeat(10));
    }
    let found = problems(text);
    assert!(found[0].contains("more than 100 placeables"), "{found:?}");
}

#[test]
fn an_expansion_that_is_too_long() {
    let long = "x".repeat(2_000);
    let text = format!("-t = {long}\ncode-1 = {}", "{ -t }".repeat(50));
    assert_eq!(
        problems(text),
        [
            "en-US/e.ftl:2:1: `code-1` prints more than 65536 bytes: shorten it, or what it refers to"
        ],
    );
}

#[test]
fn a_small_file_does_not_make_a_huge_catalog() {
    let mut text = format!("-t = {}\n", "x".repeat(60_000));
    for code in 1..20_000 {
        text += &format!("code-{code} = {{ -t }}\n");
    }
    let source = Source::files([("en-US/e.ftl", text)]);
    let info = allocation_counter::measure(|| {
        std::hint::black_box(Catalog::builder().source(source.clone()).build().unwrap());
    });
    assert!(info.bytes_max < 256 << 20, "{} bytes", info.bytes_max);
}

#[test]
fn cycles() {
    for (text, expected) in [
        (
            "code-1 = { code-1 }",
            vec![
                "en-US/e.ftl:1:1: this never ends: code-1 → code-1: take the reference to `code-1` out",
            ],
        ),
        (
            "code-1 = { -a }\n-a = { -b }\n-b = { -a } { $n }",
            vec!["en-US/e.ftl:3:1: this never ends: -a → -b → -a: take the reference to `-a` out"],
        ),
    ] {
        assert_eq!(problems(text), expected, "{text}");
    }
}

#[test]
fn an_attribute_may_refer_to_its_message() {
    let text =
        "code-1 = one\n    .title = { code-1 } title\n    .detail = { code-1.title } detail\n";
    assert_eq!(problems(text), [""; 0]);
    assert_eq!(
        problems("code-1 = { code-1.title }\n    .title = { code-1 }\n"),
        [
            "en-US/e.ftl:2:6: this never ends: code-1 → code-1.title → code-1: take the reference to \
             `code-1` out",
        ],
    );
}

#[test]
fn attributes() {
    assert_eq!(
        problems("code-1 = x\n    .title = { \"a\" }\n    .title = { -t }\n"),
        [
            "en-US/e.ftl:3:6: `code-1` has the attribute `.title` already: remove one of them",
            "en-US/e.ftl:3:16: there is no term `-t` in `en-US`: define it, `-t = …`, or correct the name",
        ],
    );
    let many: String = (0..=100).map(|number| format!("    .a{number} = x\n")).collect();
    assert_eq!(
        problems(format!("code-1 = x\n{many}")),
        ["en-US/e.ftl:1:1: `code-1` has more than 100 attributes: remove some"],
    );
    assert_eq!(
        problems(format!("code-1 = {{ many.a1 }}\nmany = x\n{many}")),
        ["en-US/e.ftl:2:1: `many` has more than 100 attributes: remove some"],
    );
}

/// The deepest nesting of references that is let through, in both ways of formatting.
#[test]
fn a_chain_of_references_that_is_just_short_enough() {
    let select = "{ $n ->\n *[other] ";
    for end in ["end", "{ -t(x: 1) }"] {
        let mut text = format!("-t = {{ $x ->\n *[other] x\n }}\ncode-0 = {end}\n");
        for code in 1..49 {
            text += &format!("code-{code} = {select}{{ code-{} }}\n }}\n", code - 1);
        }
        assert_eq!(problems(text), [""; 0]);
    }
}

#[test]
fn a_long_chain_of_references() {
    let mut text = "code-0 = end { $n }\n".to_owned();
    for code in 1..50_000 {
        text += &format!("code-{code} = {{ code-{} }}\n", code - 1);
    }
    let found = problems(text);
    assert!(found[0].contains("more than 100 placeables"), "{:?}", found[0]);
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
        let found = problems(text);
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
    let catalog = Catalog::builder().source(source).build().unwrap();
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

#[test]
fn functions_and_references_must_exist() {
    for (text, flaw) in [
        ("code-1 = { LIST($n) }", "there is no function `LIST`: write NUMBER or DATETIME"),
        (
            "code-1 = { NUMBER() }",
            "`NUMBER` formats one variable or literal: write `NUMBER($name)`",
        ),
        (
            "code-1 = { NUMBER($n, 2) }",
            "`NUMBER` formats one variable or literal: write `NUMBER($name)`",
        ),
        (
            "code-1 = { NUMBER($n, currency: \"EUR\") }",
            "`NUMBER` has no option `currency`: it has ",
        ),
        (
            "code-1 = { DATETIME($n, dateStyle: \"tiny\") }",
            "`dateStyle` cannot be that: write one of \"full\"",
        ),
        ("code-1 = { -t }", "there is no term `-t` in `en-US`"),
        ("code-1 = { code-2 }", "there is no message `code-2` in `en-US`"),
        ("code-1 = { code-2.x }\ncode-2 = two", "`code-2` has no attribute `.x`"),
        ("code-1 = { two }\ntwo =\n    .x = y", "`two` has attributes and no text"),
    ] {
        let found = problems(text);
        assert!(found.len() == 1 && found[0].contains(flaw), "{text}: {found:?}");
    }
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
