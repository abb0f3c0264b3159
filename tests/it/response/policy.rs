//! What a policy asks for: fields, a scope, generic texts; and what it makes of problems (RFC 9457).

use codeword::response::{
    Defect, Detail, GenericTexts, Localizer, MediaType, Outcome, Pair, Policy, Scope,
};
use codeword::{Catalog, Source};

use super::{catalog, localize};

#[test]
fn fields_may_have_paths() {
    let pairs = [
        Pair::new("error.code", "error.message").unwrap().with_args("params").unwrap(),
        Pair::new("status.code", "text").unwrap(),
    ];
    let policy = Policy::default().pairs(pairs).unwrap();
    for (body, expected) in [
        (r#"{"error":{"code":1,"message":"x"}}"#, r#"{"error":{"code":1,"message":"一"}}"#),
        (
            r#"[{"a":{"error":{"message":"x","code":1}}}]"#,
            r#"[{"a":{"error":{"message":"一","code":1}}}]"#,
        ),
        (
            r#"{"error":{"code":3,"message":"x","params":{"n":7}}}"#,
            r#"{"error":{"code":3,"message":"7 次","params":{"n":7}}}"#,
        ),
        (
            r#"{"text":"x","status":{"a":[],"code":2}}"#,
            r#"{"text":"二","status":{"a":[],"code":2}}"#,
        ),
        // An error in an error: each object has its own.
        (
            r#"{"error":{"code":1,"error":{"code":2,"message":"x"},"message":"x"}}"#,
            r#"{"error":{"code":1,"error":{"code":2,"message":"二"},"message":"一"}}"#,
        ),
        // A path does not lead through arrays.
        (r#"{"error":[{"code":1,"message":"x"}]}"#, r#"{"error":[{"code":1,"message":"x"}]}"#),
        (r#"{"code":1,"message":"x"}"#, r#"{"code":1,"message":"x"}"#),
    ] {
        assert_eq!(localize(policy.clone(), body.as_bytes()).into_body(), expected, "{body}");
    }
    let twice = r#"{"error":{"code":1},"error":{"message":"x"}}"#;
    let outcome = localize(policy, twice.as_bytes()).outcome();
    assert_eq!(outcome, Outcome::Defective(Defect::DuplicateKey));
}

#[test]
fn the_scope_says_where_pairs_are_looked_for() {
    let body = r#"{"code":1,"info":"x","a":[{"code":1,"info":"x","b":{"code":1,"info":"x"}}]}"#;
    for (scope, replaced) in [
        (Scope::FirstPair, 1),
        (Scope::TopLevel, 1),
        (Scope::Within(0), 1),
        (Scope::Within(1), 1),
        (Scope::Within(2), 2),
        (Scope::Within(3), 3),
        (Scope::Within(255), 3),
    ] {
        let text = localize(Policy::default().scope(scope), body.as_bytes()).into_body();
        let text = String::from_utf8(text.to_vec()).unwrap();
        assert_eq!(text.matches('一').count(), replaced, "{scope:?}");
    }
}

#[test]
fn the_first_pair_is_enough_where_the_policy_says_so() {
    let policy = Policy::default().scope(Scope::FirstPair);
    for (body, expected) in [
        (
            r#"{"code":1,"info":"x", what follows is not read"#,
            r#"{"code":1,"info":"一", what follows is not read"#,
        ),
        (r#"{"a":[{}],"info":"x","code":1]"#, r#"{"a":[{}],"info":"一","code":1]"#),
        (r#"{"args":{"n":2},"code":3,"info":"x","#, r#"{"args":{"n":2},"code":3,"info":"2 次","#),
        // What stands before it is checked.
        (r#"{"a":[}],"code":1,"info":"x"}"#, r#"{"a":[}],"code":1,"info":"x"}"#),
        (r#"{"code":null,"info":"x"}"#, r#"{"code":null,"info":"x"}"#),
        (r#"{"code":"lost","info":"x","#, r#"{"code":"lost","info":"丢了","#),
    ] {
        assert_eq!(localize(policy.clone(), body.as_bytes()).into_body(), expected, "{body}");
    }
}

#[test]
fn the_generic_texts_of_an_upstream_are_known_to_the_letter() {
    let generic = GenericTexts::from_catalog(&catalog(), "en-US");
    for (detail, text, expected) in [
        (Detail::Keep, "Two \\\"2\\\"", "二"),
        (Detail::Keep, "Two \\\"2\\\": x: y", "二: x: y"),
        (Detail::Keep, "something else", "something else"),
        (Detail::OnlyGeneric, "Two \\\"2\\\": x", "Two \\\"2\\\": x"),
        (Detail::Drop, "something else", "二"),
    ] {
        let policy = Policy::default().detail(detail).generic_texts(generic.clone());
        let body = |text: &str| format!(r#"{{"code":2,"info":"{text}"}}"#);
        let localized = localize(policy, body(text).as_bytes()).into_body();
        assert_eq!(localized, body(expected), "{detail:?} {text}");
    }
}

#[test]
fn a_problem_has_its_own_members() {
    let pairs = [Pair::new("a", "b").unwrap()];
    let localizer = Localizer::new(catalog(), Policy::default().pairs(pairs).unwrap());
    let body = r#"{"type":"about:blank#1","title":"one","status":400,"detail":"one: x","code":1,"info":"one"}"#;
    let problem = localizer.localize(body.into(), MediaType::Problem, "zh-CN").into_body();
    let expected = r#"{"type":"about:blank#1","title":"一","status":400,"detail":"一: x","code":1,"info":"one"}"#;
    assert_eq!(problem, expected);
}

#[test]
fn a_problem_gets_the_attributes_of_its_message() {
    let source = Source::files([(
        "en-US/errors.ftl",
        "code-1 = Text\n    .title = Title\n    .detail = Detail\n\
         code-2 = Text\n    .title = Title\n\
         code-3 = Text\n    .detail = Detail of { $n }\n\
         code-4 = Text of { $n }\n    .title = Title \"4\"\n",
    )]);
    let catalog = Catalog::builder().source(source).build().unwrap();
    let localizer = Localizer::new(catalog, Policy::default());
    for (code, args, title, detail) in [
        (1, "{}", "Title", "Detail"),
        // What the message has no attribute for gets its text.
        (2, "{}", "Title", "Text: y"),
        (3, r#"{"n":7}"#, "Text", "Detail of 7"),
        // So it does where the attribute lacks an argument. Where the text does too, title and detail stay.
        (3, "{}", "Text", "Text: y"),
        (4, r#"{"n":7}"#, r#"Title \"4\""#, "Text of 7"),
        (4, "{}", "x", "x: y"),
    ] {
        let body = |title: &str, detail: &str| {
            format!(r#"{{"title":"{title}","detail":"{detail}","code":{code},"args":{args}}}"#)
        };
        let localized =
            |media_type| localizer.localize(body("x", "x: y").into(), media_type, "en").into_body();
        assert_eq!(localized(MediaType::Problem), body(title, detail), "{code}");
        assert_eq!(localized(MediaType::Json), body("x", "x: y"), "{code}");
    }
}
