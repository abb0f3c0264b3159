//! Braces, calls and references that nest too deeply.

use super::problems;

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
