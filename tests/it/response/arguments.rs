//! Arguments that are taken out of a body when their text has its words, and those that stay.

use codeword::response::{Arguments, Localizer, MediaType, Missing, Outcome, Pair, Policy, Scope};

use super::{LOCALE, catalog, localize};

fn policy() -> Policy {
    Policy::default().arguments(Arguments::Drop)
}

#[test]
fn arguments_go_with_their_text() {
    for (body, expected) in [
        (r#"{"code":3,"info":"x","args":{"n":5}}"#, r#"{"code":3,"info":"5 次"}"#),
        (r#"{"args":{"n":5},"code":3,"info":"x: y"}"#, r#"{"code":3,"info":"5 次: y"}"#),
        (
            "{\n  \"code\": 3,\n  \"args\": {\n    \"n\": 5\n  },\n  \"info\": \"x\",\n  \"id\": 7\n}\n",
            "{\n  \"code\": 3,\n  \"info\": \"5 次\",\n  \"id\": 7\n}\n",
        ),
        // Also those that the words do not say.
        (r#"{"code":1,"args":{"n":5},"info":"x"}"#, r#"{"code":1,"info":"一"}"#),
        (r#"{"code":1,"args":["n"],"info":"x"}"#, r#"{"code":1,"info":"一"}"#),
        // What is called by that name and holds no arguments stays.
        (r#"{"code":1,"args":7,"info":"x"}"#, r#"{"code":1,"args":7,"info":"一"}"#),
        (
            r#"{"args":{"n":5},"a":{"code":1,"info":"x"}}"#,
            r#"{"args":{"n":5},"a":{"code":1,"info":"一"}}"#,
        ),
        // Of a batch, those of the texts that are in the reader's language, new or not.
        (
            r#"[{"code":3,"info":"x","args":{"n":5}},{"code":3,"info":"5 次","args":{"n":5}},{"code":9,"info":"x","args":{"n":5}}]"#,
            r#"[{"code":3,"info":"5 次"},{"code":3,"info":"5 次"},{"code":9,"info":"x","args":{"n":5}}]"#,
        ),
        // A text within them goes too.
        (
            r#"{"code":3,"info":"x","args":{"n":5,"a":{"code":1,"info":"x"}},"id":7}"#,
            r#"{"code":3,"info":"5 次","id":7}"#,
        ),
        (
            r#"{"args":{"a":{"code":1,"info":"one"},"n":5},"code":3,"info":"x"}"#,
            r#"{"code":3,"info":"5 次"}"#,
        ),
    ] {
        let localized = localize(policy(), body.as_bytes()).into_body();
        assert_eq!(localized, expected, "{body}");
        assert!(!localize(policy(), &localized).is_changed(), "{body}");
    }
}

#[test]
fn arguments_stay_beside_a_text_that_stays() {
    for (body, outcome) in [
        (r#"{"code":3,"info":"x","args":{"m":5}}"#, Outcome::Incomplete),
        (r#"{"code":9,"info":"x","args":{"n":5}}"#, Outcome::UnknownCode),
        (r#"{"code":3,"info":"5 次","args":{"n":5}}"#, Outcome::Same),
        (r#"{"code":3,"args":{"n":5}}"#, Outcome::NoPair),
    ] {
        let localized = localize(policy(), body.as_bytes());
        assert_eq!(localized.outcome(), outcome, "{body}");
        assert_eq!(localized.into_body(), body);
    }
}

#[test]
fn arguments_go_wherever_the_words_do() {
    let pair = |code, text, args| Pair::new(code, text).unwrap().with_args(args).unwrap();
    let first = || policy().scope(Scope::FirstPair);
    for (policy, body, expected) in [
        (
            policy().missing(Missing::Add),
            r#"{"code":3,"args":{"n":5}}"#,
            r#"{"code":3,"info":"5 次"}"#,
        ),
        (
            policy().missing(Missing::Add).pairs([pair("code", "e.info", "e.params")]).unwrap(),
            r#"{"code":3,"e":{"params":{"n":5}}}"#,
            r#"{"code":3,"e":{"info":"5 次"}}"#,
        ),
        (
            policy().pairs([pair("code", "info", "args").with_into("local").unwrap()]).unwrap(),
            r#"{"code":3,"info":"x","args":{"n":5}}"#,
            r#"{"code":3,"info":"x","local":"5 次"}"#,
        ),
        (
            policy().pairs([pair("d[].reason", "text", "d[].metadata")]).unwrap(),
            r#"{"d":[{"reason":3,"metadata":{"n":5}},{"metadata":{"n":1}}],"text":"x"}"#,
            r#"{"d":[{"reason":3},{"metadata":{"n":1}}],"text":"5 次"}"#,
        ),
        (first(), r#"{"args":{"n":5},"code":3,"info":"x","#, r#"{"code":3,"info":"5 次","#),
    ] {
        assert_eq!(localize(policy, body.as_bytes()).into_body(), expected);
    }
    let localizer = Localizer::new(catalog(), policy());
    let body = r#"{"title":"x","args":{"n":5},"status":400,"code":3}"#;
    let localized = localizer.localize(body.into(), MediaType::Problem, LOCALE);
    assert_eq!(localized.into_body(), r#"{"title":"5 次","status":400,"code":3}"#);
}
