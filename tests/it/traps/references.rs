//! References that never end, or lead nowhere.

use super::problems;

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
