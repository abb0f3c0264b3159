//! Texts where there are none: what `missing = "add"` adds, where, and where it adds nothing.

use codeword::response::{
    Defect, Detail, GenericTexts, Localizer, MediaType, Missing, Outcome, Pair, Policy, Scope,
};
use codeword::{Catalog, Source};

use super::{catalog, localize};

fn policy() -> Policy {
    Policy::default().missing(Missing::Add)
}

#[test]
fn a_known_code_without_a_text_gets_it() {
    for (body, expected) in [
        (r#"{"code":1}"#, r#"{"code":1,"info":"一"}"#),
        (r#"{"code":2}"#, r#"{"code":2,"info":"二"}"#),
        (r#"{"code":"lost"}"#, r#"{"code":"lost","info":"丢了"}"#),
        (r#"{"code":1,"info":null}"#, r#"{"code":1,"info":"一"}"#),
        (r#"{"info":null,"code":1}"#, r#"{"info":"一","code":1}"#),
        (r#"{"code":1,"info":""}"#, r#"{"code":1,"info":"一"}"#),
        // It looks like its neighbours.
        (r#"{"code": 1}"#, r#"{"code": 1, "info": "一"}"#),
        (r#"{"id": "a", "code": 1}"#, r#"{"id": "a", "code": 1, "info": "一"}"#),
        (r#"{"code":1,"id":"a"}"#, r#"{"code":1,"info":"一","id":"a"}"#),
        (r#"{"code": 1, "id": "a"}"#, r#"{"code": 1, "info": "一", "id": "a"}"#),
        ("{\n  \"code\": 1\n}\n", "{\n  \"code\": 1,\n  \"info\": \"一\"\n}\n"),
        (
            "{\r\n\t\"code\" : 1,\r\n\t\"id\" : 7\r\n}",
            "{\r\n\t\"code\" : 1,\r\n\t\"info\" : \"一\",\r\n\t\"id\" : 7\r\n}",
        ),
        // Escapes and quotes near by do not mislead.
        (
            r#"{"a\"\\":"b\"\\","c\u006fde" : "l\u006fst" , "z":"\\\""}"#,
            r#"{"a\"\\":"b\"\\","c\u006fde" : "l\u006fst", "info" : "丢了" , "z":"\\\""}"#,
        ),
        // A batch, with what is known already.
        (
            r#"[{"code":1},{"code":2,"info":"x"},{"a":{"code":4}}]"#,
            r#"[{"code":1,"info":"一"},{"code":2,"info":"二"},{"a":{"code":4,"info":"Four"}}]"#,
        ),
        // Arguments.
        (r#"{"code":3,"args":{"n":7}}"#, r#"{"code":3,"info":"7 次","args":{"n":7}}"#),
        (r#"{"args":[7],"code":3}"#, r#"{"args":[7],"code":3}"#),
    ] {
        let localized = localize(policy(), body.as_bytes()).into_body();
        assert_eq!(localized, expected, "{body}");
        let again = localize(policy(), &localized);
        assert!(!again.is_changed(), "{body}");
        // Without the setting, what has no text stays without.
        if !body.contains(r#""info":"#) {
            assert_eq!(localize(Policy::default(), body.as_bytes()).into_body(), body);
        }
    }
}

#[test]
fn what_is_no_pair_stays_without_a_text() {
    for (body, outcome) in [
        (r#"{"code":9}"#, Outcome::NoPair),
        (r#"{"code":200}"#, Outcome::NoPair),
        (r#"{"code":"not found"}"#, Outcome::NoPair),
        (r#"{"code":null}"#, Outcome::NoPair),
        (r#"{"country":{"code":"DE"}}"#, Outcome::NoPair),
        (r#"{"code":9,"info":null}"#, Outcome::UnknownCode),
        (r#"{"code":1,"info":7}"#, Outcome::OddPair),
        (r#"{"code":9,"a":{"code":true,"info":""}}"#, Outcome::OddPair),
        (r#"{"code":1,"info":{"zh":"x"}}"#, Outcome::OddPair),
        // An argument is missing.
        (r#"{"code":3}"#, Outcome::Incomplete),
        // Too deep for the scope.
        (r#"[[[[[[[[[{"code":1}]]]]]]]]]"#, Outcome::NoPair),
        (r#"{"code":1,"code":1}"#, Outcome::Defective(Defect::DuplicateKey)),
        (r#"{"code":1}}"#, Outcome::Defective(Defect::TrailingBytes)),
        (r#"{"code":1"#, Outcome::Defective(Defect::InvalidJson)),
    ] {
        let localization = localize(policy(), body.as_bytes());
        assert_eq!(localization.outcome(), outcome, "{body}");
        assert_eq!(localization.into_body(), body);
    }
    let excluded = policy().codes([2..=9]);
    assert_eq!(localize(excluded, br#"{"code":1}"#).outcome(), Outcome::NoPair);
}

#[test]
fn an_empty_text_is_filled_whatever_the_generic_one_is() {
    let generic = GenericTexts::from_iter([(1, "one")]);
    for (missing, expected) in [(Missing::Leave, ""), (Missing::Add, "一")] {
        for detail in [Detail::Keep, Detail::OnlyGeneric] {
            let policy = Policy::default().missing(missing).detail(detail);
            let policy = policy.generic_texts(generic.clone());
            let body = |text: &str| format!(r#"{{"code":1,"info":"{text}"}}"#);
            assert_eq!(localize(policy, body("").as_bytes()).into_body(), body(expected));
        }
    }
}

#[test]
fn a_text_in_another_object_is_its_first_member() {
    let pairs = |pairs: &[[&str; 2]]| {
        policy().pairs(pairs.iter().map(|[code, text]| Pair::new(code, text).unwrap())).unwrap()
    };
    for (fields, body, expected) in [
        (
            &[["error.code", "error.info"]][..],
            r#"{"error":{"code":1}}"#,
            r#"{"error":{"code":1,"info":"一"}}"#,
        ),
        (
            &[["code", "error.info"]],
            r#"{"code": 1, "error": {"a": 1}}"#,
            r#"{"code": 1, "error": {"info": "一", "a": 1}}"#,
        ),
        (
            &[["code", "error.info"]],
            "{\n  \"code\": 1,\n  \"error\": {\n    \"a\": 1\n  }\n}",
            "{\n  \"code\": 1,\n  \"error\": {\n    \"info\": \"一\",\n    \"a\": 1\n  }\n}",
        ),
        (
            &[["code", "error.info"]],
            r#"{"code":1,"error":{}}"#,
            r#"{"code":1,"error":{"info":"一"}}"#,
        ),
        (
            &[["code", "error.info"]],
            r#"{"error":{ },"code":1}"#,
            r#"{"error":{"info":"一" },"code":1}"#,
        ),
        // There is no object for it.
        (&[["code", "error.info"]], r#"{"code":1}"#, r#"{"code":1}"#),
        (&[["code", "error.info"]], r#"{"code":1,"error":[]}"#, r#"{"code":1,"error":[]}"#),
        (
            &[["error.code", "info"]],
            r#"{"error":{"code":1}}"#,
            r#"{"info":"一","error":{"code":1}}"#,
        ),
        (
            &[["error.details[].reason", "error.info"]],
            r#"{"error":{"details":[{},{"reason":1}]}}"#,
            r#"{"error":{"info":"一","details":[{},{"reason":1}]}}"#,
        ),
        // One text is added where two codes lack it, that of the first pair that has words.
        (
            &[["decline", "info"], ["code", "info"]],
            r#"{"code":1,"decline":2}"#,
            r#"{"code":1,"decline":2,"info":"二"}"#,
        ),
        (
            &[["decline", "info"], ["code", "info"]],
            r#"{"code":1,"decline":9}"#,
            r#"{"code":1,"info":"一","decline":9}"#,
        ),
        // Two pairs of different depths see one object; the inner one goes first.
        (
            &[["error.id", "error.info"], ["code", "info"]],
            r#"{"error":{"id":1,"code":2}}"#,
            r#"{"error":{"id":1,"code":2,"info":"二"}}"#,
        ),
        // A code that has a text needs no other.
        (&[["code", "info"], ["code", "title"]], r#"{"code":1}"#, r#"{"code":1,"info":"一"}"#),
        (
            &[["code", "info"], ["code", "title"]],
            r#"{"code":1,"title":"x"}"#,
            r#"{"code":1,"title":"一"}"#,
        ),
        (
            &[["code", "info"], ["code", "title"]],
            r#"{"code":1,"title":null}"#,
            r#"{"code":1,"title":"一"}"#,
        ),
        // The name is escaped.
        (&[["code", "in\"fo"]], r#"{"code":1}"#, r#"{"code":1,"in\"fo":"一"}"#),
    ] {
        let localized = localize(pairs(fields), body.as_bytes()).into_body();
        assert_eq!(localized, expected, "{fields:?} {body}");
        assert!(!localize(pairs(fields), &localized).is_changed(), "{fields:?} {body}");
    }
}

#[test]
fn the_scope_holds_for_codes_without_a_text() {
    let body = r#"{"code":1,"a":{"code":2}}"#;
    for (scope, expected) in [
        (Scope::Within(8), r#"{"code":1,"info":"一","a":{"code":2,"info":"二"}}"#),
        (Scope::TopLevel, r#"{"code":1,"info":"一","a":{"code":2}}"#),
        (Scope::FirstPair, r#"{"code":1,"info":"一","a":{"code":2}}"#),
    ] {
        assert_eq!(localize(policy().scope(scope), body.as_bytes()).into_body(), expected);
    }
    // Whether a text is absent is known at the end of the object; a `null` is seen at once.
    let first = || policy().scope(Scope::FirstPair);
    for (body, expected) in [
        (r#"{"code":1,"info":null, not read"#, r#"{"code":1,"info":"一", not read"#),
        (r#"{"code":1, "a"#, r#"{"code":1, "a"#),
    ] {
        assert_eq!(localize(first(), body.as_bytes()).into_body(), expected);
    }
}

#[test]
fn a_problem_without_any_text_gets_a_title() {
    let source = Source::files([(
        "de/errors.ftl",
        "code-1 = Text\n    .title = Titel\n    .detail = Genaues",
    )]);
    let catalog = Catalog::builder().source(source).build().unwrap();
    let localizer = Localizer::new(catalog, policy());
    for (body, expected) in [
        (r#"{"status":404,"code":1}"#, r#"{"status":404,"code":1,"title":"Titel"}"#),
        (
            r#"{"title":null,"detail":"","code":1}"#,
            r#"{"title":"Titel","detail":"Genaues","code":1}"#,
        ),
        (r#"{"detail":"x","code":1}"#, r#"{"detail":"Genaues","code":1}"#),
        // The two members are those of the problem, at the top; elsewhere are the pairs of the policy.
        (r#"{"a":{"code":1}}"#, r#"{"a":{"code":1,"info":"Text"}}"#),
    ] {
        let localized = localizer.localize(body.into(), MediaType::Problem, "de").into_body();
        assert_eq!(localized, expected, "{body}");
    }
}

#[test]
fn an_observer_is_told_of_a_text_that_was_added_and_of_no_unknown_code_without_one() {
    let (sender, seen) = std::sync::mpsc::channel();
    let localizer = Localizer::new(catalog(), policy()).observed_by(move |text| {
        sender.send((text.code().to_string(), text.outcome())).unwrap();
    });
    let body = r#"[{"code":1},{"code":9},{"code":9,"info":"x"}]"#;
    localizer.localize(body.into(), MediaType::Json, "zh-CN");
    let seen: Vec<_> = seen.try_iter().collect();
    let expected = [("1", Outcome::Localized), ("9", Outcome::UnknownCode)];
    assert_eq!(seen, expected.map(|(code, outcome)| (code.to_owned(), outcome)));
}
