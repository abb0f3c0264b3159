//! Words beside the original: `into`, and Google's LocalizedMessage.

use codeword::response::{Defect, Detail, Missing, Outcome, Pair, Policy, Scope};

use super::localize;

fn policy(pair: Pair) -> Policy {
    Policy::default().pairs([pair]).unwrap()
}

#[test]
fn words_go_into_a_member_beside_the_text() {
    let pair = |into| Pair::new("code", "info").unwrap().with_into(into).unwrap();
    for (into, body, expected) in [
        ("local", r#"{"code":1,"info":"one"}"#, r#"{"code":1,"info":"one","local":"一"}"#),
        // After the text, not after the code, and with its detail.
        (
            "local",
            r#"{"info": "one: x", "code": 1}"#,
            r#"{"info": "one: x", "local": "一: x", "code": 1}"#,
        ),
        (
            "local",
            "{\n  \"code\": 2,\n  \"info\": \"\\u0074wo: \\\"\"\n}",
            "{\n  \"code\": 2,\n  \"info\": \"\\u0074wo: \\\"\",\n  \"local\": \"二: \\\"\"\n}",
        ),
        // What stands there is replaced.
        (
            "local",
            r#"{"local": "x\n", "code":1, "info":"one"}"#,
            r#"{"local": "一", "code":1, "info":"one"}"#,
        ),
        (
            "local",
            r#"{"code":1,"info":"one","local":null}"#,
            r#"{"code":1,"info":"one","local":"一"}"#,
        ),
        (
            "local",
            r#"{"code":1,"info":"one","local":"\u4e00"}"#,
            r#"{"code":1,"info":"one","local":"\u4e00"}"#,
        ),
        // It is not a text.
        ("local", r#"{"code":1,"info":"one","local":7}"#, r#"{"code":1,"info":"one","local":7}"#),
        // Elsewhere, if there is such an object.
        (
            "a.local",
            r#"{"code":1,"info":"one","a":{}}"#,
            r#"{"code":1,"info":"one","a":{"local":"一"}}"#,
        ),
        ("a.local", r#"{"code":1,"info":"one"}"#, r#"{"code":1,"info":"one"}"#),
        // There is no original.
        ("local", r#"{"code":1}"#, r#"{"code":1}"#),
        ("local", r#"{"code":9,"info":"one"}"#, r#"{"code":9,"info":"one"}"#),
        ("local", r#"{"code":3,"info":"x"}"#, r#"{"code":3,"info":"x"}"#),
    ] {
        let localization = localize(policy(pair(into)), body.as_bytes());
        let localized = localization.into_body();
        assert_eq!(localized, expected, "{body}");
        assert!(!localize(policy(pair(into)), &localized).is_changed(), "{body}");
    }
    let twice = br#"{"code":1,"info":"one","local":"","local":""}"#;
    let outcome = localize(policy(pair("local")), twice).outcome();
    assert_eq!(outcome, Outcome::Defective(Defect::DuplicateKey));
}

#[test]
fn no_original_is_needed_where_texts_are_added() {
    let pair = Pair::new("code", "info").unwrap().with_into("local").unwrap();
    for (body, expected) in [
        (r#"{"code":1}"#, r#"{"code":1,"local":"一"}"#),
        (r#"{"code":1,"info":null}"#, r#"{"code":1,"info":null,"local":"一"}"#),
        (r#"{"info":null,"a":0,"code":1}"#, r#"{"info":null,"local":"一","a":0,"code":1}"#),
        (r#"{"code":1,"local":"x"}"#, r#"{"code":1,"local":"一"}"#),
        (r#"{"code":9}"#, r#"{"code":9}"#),
    ] {
        let policy = || policy(pair.clone()).missing(Missing::Add);
        let localized = localize(policy(), body.as_bytes()).into_body();
        assert_eq!(localized, expected, "{body}");
        assert!(!localize(policy(), &localized).is_changed(), "{body}");
    }
}

#[test]
fn the_first_pair_is_complete_at_the_end_of_the_object() {
    let pair = Pair::new("code", "info").unwrap().with_into("local").unwrap();
    let policy = policy(pair).scope(Scope::FirstPair);
    for (body, expected) in [
        (r#"{"code":1,"info":"one","local":"x"}"#, r#"{"code":1,"info":"one","local":"一"}"#),
        (r#"{"code":1,"info":"one", broken"#, r#"{"code":1,"info":"one", broken"#),
    ] {
        assert_eq!(localize(policy.clone(), body.as_bytes()).into_body(), expected);
    }
}

#[test]
fn pairs_that_share_a_member_have_it_once() {
    let pair = |code| Pair::new(code, "info").unwrap().with_into("local").unwrap();
    let policy = Policy::default().pairs([pair("decline"), pair("code")]).unwrap();
    for (body, expected) in [
        (
            r#"{"code":1,"decline":2,"info":"x"}"#,
            r#"{"code":1,"decline":2,"info":"x","local":"二"}"#,
        ),
        (
            r#"{"code":1,"decline":9,"info":"x"}"#,
            r#"{"code":1,"decline":9,"info":"x","local":"一"}"#,
        ),
    ] {
        assert_eq!(localize(policy.clone(), body.as_bytes()).into_body(), expected);
    }
}

const KIND: &str = "type.googleapis.com/google.rpc.LocalizedMessage";

#[test]
fn google_has_an_element_for_a_localized_message() {
    let pair = Pair::new("error.details[].reason", "error.message").unwrap();
    let pair = pair.with_args("error.details[].metadata").unwrap();
    let pair = pair.with_localized_message("error.details").unwrap();
    let status = Pair::new("error.status", "error.message").unwrap();
    let status = status.with_localized_message("error.details").unwrap();
    let policy = Policy::default().pairs([pair, status]).unwrap().detail(Detail::Drop);
    for (body, expected) in [
        (
            r#"{"error":{"message":"m","details":[{"@type":"x","reason":"lost"}]}}"#,
            r#"{"error":{"message":"m","details":[{"@type":"x","reason":"lost"},{"@type":"KIND","locale":"zh-CN","message":"丢了"}]}}"#,
        ),
        (
            r#"{"error": {"message": "m", "details": [{"reason": "3", "metadata": {"n": "5"}}]}}"#,
            r#"{"error": {"message": "m", "details": [{"reason": "3", "metadata": {"n": "5"}},{"@type": "KIND", "locale": "zh-CN", "message": "5 次"}]}}"#,
        ),
        // One that is there is replaced, whatever follows it.
        (
            r#"{"error":{"details":[{"locale":"en","message":"m","@type":"KIND","x":[1,{}]},{"reason":1},"s"],"message":"m"}}"#,
            r#"{"error":{"details":[{"@type":"KIND","locale":"zh-CN","message":"一"},{"reason":1},"s"],"message":"m"}}"#,
        ),
        // No details, or none in the array.
        (
            r#"{"error":{"status":"lost","message":"m"}}"#,
            r#"{"error":{"status":"lost","message":"m","details":[{"@type":"KIND","locale":"zh-CN","message":"丢了"}]}}"#,
        ),
        (
            r#"{"error":{"status":"lost","message":"m","details":[ ]}}"#,
            r#"{"error":{"status":"lost","message":"m","details":[{"@type":"KIND","locale":"zh-CN","message":"丢了"} ]}}"#,
        ),
        (
            r#"{"error":{"status":"lost","message":"m","details":{}}}"#,
            r#"{"error":{"status":"lost","message":"m","details":{}}}"#,
        ),
        (
            "{\n  \"error\": {\n    \"message\": \"m\",\n    \"details\": [\n      {\n        \"reason\": 1\n      }\n    ]\n  }\n}",
            "{\n  \"error\": {\n    \"message\": \"m\",\n    \"details\": [\n      {\n        \"reason\": 1\n      },\n      {\n        \"@type\": \"KIND\",\n        \"locale\": \"zh-CN\",\n        \"message\": \"一\"\n      }\n    ]\n  }\n}",
        ),
    ] {
        let [body, expected] = [body, expected].map(|text| text.replace("KIND", KIND));
        let localization = localize(policy.clone(), body.as_bytes());
        let localized = localization.into_body();
        assert_eq!(localized, expected, "{body}");
        assert!(!localize(policy.clone(), &localized).is_changed(), "{body}");
    }
}

#[test]
fn what_was_replaced_is_not_changed_within() {
    // A policy that localizes every `message` would change one in the element that it replaces.
    let pair = Pair::new("code", "info").unwrap().with_localized_message("details").unwrap();
    let policy = Policy::default().pairs([pair, Pair::new("id", "message").unwrap()]).unwrap();
    let body = format!(
        r#"{{"code":1,"info":"x","details":[{{"@type":"{KIND}","id":2,"message":"m"}},{{"id":2,"message":"m"}}]}}"#
    );
    let expected = format!(
        r#"{{"code":1,"info":"x","details":[{{"@type":"{KIND}","locale":"zh-CN","message":"一"}},{{"id":2,"message":"二"}}]}}"#
    );
    assert_eq!(localize(policy, body.as_bytes()).into_body(), expected);
}
