//! Files, texts and expansions that are too large.

use codeword::{Catalog, Source};

use super::problems;

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
