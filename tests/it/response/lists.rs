//! Lists of field errors: texts without a code, in arrays and below any name, and arguments in arrays.

use codeword::response::{
    Defect, Detail, GenericTexts, Localizer, MediaType, Missing, Outcome, Pair, Policy, Scope,
};
use codeword::{Catalog, Source};

use super::{catalog, localize};

fn policy(texts: &[&str]) -> Policy {
    let pairs = texts.iter().map(|text| Pair::without_code(text).unwrap());
    let generic =
        [("1", "one"), ("2", "two \"2\""), ("lost", "lost"), ("4", "busy"), ("-7", "busy")];
    let generic = generic.map(|(code, text)| (codeword::Code::parse(code).unwrap(), text));
    Policy::default().pairs(pairs).unwrap().generic_texts(GenericTexts::from_iter(generic))
}

#[test]
fn a_text_without_a_code_is_known_by_what_it_says() {
    for (texts, body, expected) in [
        (
            &["errors.*[]"][..],
            r#"{"errors":{"Name":["one","x",null,"lost"],"Age":[7],"a":"one","b":{"c":["one"]}},"info":["one"]}"#,
            r#"{"errors":{"Name":["一","x",null,"丢了"],"Age":[7],"a":"one","b":{"c":["one"]}},"info":["one"]}"#,
        ),
        (&["errors.*[]"], r#"[{"errors":{"":["\u006fne"]}}]"#, r#"[{"errors":{"":["一"]}}]"#),
        (&["errors.*[]"], r#"{"errors":["one"]}"#, r#"{"errors":["one"]}"#),
        (&["errors.*[]"], r#"{"errors":{"a":["busy"]}}"#, r#"{"errors":{"a":["busy"]}}"#),
        (
            &["errors.*[]"],
            r#"{"errors":{"a":["one"],"errors":["one"]}}"#,
            r#"{"errors":{"a":["一"],"errors":["一"]}}"#,
        ),
        (
            &["errors.*"],
            r#"{"errors":{"a":"one","b":"two \"2\""}}"#,
            r#"{"errors":{"a":"一","b":"二"}}"#,
        ),
        (
            &["errors[].message"],
            r#"{"errors":[{"message":"one"},{"message":"lost"},{"x":{"message":"one"}}]}"#,
            r#"{"errors":[{"message":"一"},{"message":"丢了"},{"x":{"message":"one"}}]}"#,
        ),
        (&["errors[]"], r#"{"errors":["one","one"]}"#, r#"{"errors":["一","一"]}"#),
        (
            &["message"],
            r#"{"message":"one","a":{"message":"one"}}"#,
            r#"{"message":"一","a":{"message":"一"}}"#,
        ),
        (
            &["*.*.m", "message"],
            r#"{"a":{"b":{"m":"one"}},"message":"one"}"#,
            r#"{"a":{"b":{"m":"一"}},"message":"一"}"#,
        ),
        (&["a.*", "a.b"], r#"{"a":{"b":"one","c":"one"}}"#, r#"{"a":{"b":"一","c":"一"}}"#),
    ] {
        let localized = localize(policy(texts), body.as_bytes()).into_body();
        assert_eq!(localized, expected, "{texts:?} {body}");
        assert!(!localize(policy(texts), &localized).is_changed(), "{body}");
    }
    let twice = br#"{"message":"one","message":"one"}"#;
    let outcome = localize(policy(&["message"]), twice).outcome();
    assert_eq!(outcome, Outcome::Defective(Defect::DuplicateKey));
    assert_eq!(localize(policy(&["message"]), br#"{"message":"x"}"#).outcome(), Outcome::NoPair);
    let first = policy(&["message"]).scope(Scope::FirstPair);
    assert_eq!(localize(first, br#"{"message":"one", no"#).into_body(), r#"{"message":"一", no"#);
}

#[test]
fn a_code_beside_a_text_goes_before_what_the_text_says() {
    let pairs = [Pair::without_code("info").unwrap(), Pair::new("code", "info").unwrap()];
    let policy = policy(&["info"]).pairs(pairs).unwrap().detail(Detail::Drop);
    for (body, expected) in [
        (r#"{"code":2,"info":"one"}"#, r#"{"code":2,"info":"二"}"#),
        (r#"{"code":9,"info":"one"}"#, r#"{"code":9,"info":"一"}"#),
        (r#"{"info":"one"}"#, r#"{"info":"一"}"#),
    ] {
        assert_eq!(localize(policy.clone(), body.as_bytes()).into_body(), expected, "{body}");
    }
}

#[test]
fn a_code_is_no_text_without_a_code() {
    let pairs = [Pair::new("code", "info").unwrap(), Pair::without_code("*").unwrap()];
    let policy = policy(&["*"]).pairs(pairs).unwrap();
    for (body, expected) in [
        (
            r#"{"code":"lost","info":"lost","a":"lost"}"#,
            r#"{"code":"lost","info":"丢了","a":"丢了"}"#,
        ),
        // What has white space is no code.
        (r#"{"code":"two \"2\""}"#, r#"{"code":"二"}"#),
    ] {
        assert_eq!(localize(policy.clone(), body.as_bytes()).into_body(), expected, "{body}");
    }
}

#[test]
fn a_problem_has_the_pairs_of_the_policy_too() {
    let localizer = Localizer::new(catalog(), policy(&["errors.*[]"]).detail(Detail::Drop));
    let body = |title: &str, text: &str| {
        format!(
            r#"{{"type":"about:blank","title":"{title}","code":2,"errors":{{"a":["{text}"],"code":1,"title":"x"}}}}"#
        )
    };
    let localized = localizer.localize(body("x", "one").into(), MediaType::Problem, "zh-CN");
    assert_eq!(localized.into_body(), body("二", "一"));
}

#[test]
fn arguments_may_be_an_array() {
    let source =
        Source::files([("de/errors.ftl", "code-Size = { $arg0 }: { $arg2 } bis { $arg1 }")]);
    let catalog = Catalog::builder().source(source).build().unwrap();
    let pair = Pair::new("code", "defaultMessage").unwrap().with_args("arguments").unwrap();
    let policy = Policy::default().pairs([pair]).unwrap().missing(Missing::Add);
    let localizer = Localizer::new(catalog, policy);
    for (arguments, text) in [
        (
            r#"[{"codes":["a.name"],"defaultMessage":"name","arguments":null,"code":"name"},30,2]"#,
            "name: 2 bis 30",
        ),
        (r#"["name",30,2]"#, "name: 2 bis 30"),
        (r#"["name",{"x":1},2]"#, "x"),
        (r#"["name",30]"#, "x"),
        ("null", "x"),
    ] {
        let body = |text: &str| {
            format!(
                r#"{{"errors":[{{"code":"Size","arguments":{arguments},"defaultMessage":"{text}"}}]}}"#
            )
        };
        let localized = localizer.localize(body("x").into(), MediaType::Json, "de").into_body();
        assert_eq!(localized, body(text), "{arguments}");
    }
}
