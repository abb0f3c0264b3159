//! What localizing a body promises, body by body.

mod json;
mod plain;
mod properties;

use codeword::response::{
    Defect, Detail, GenericTexts, Localization, Localizer, MediaType, Outcome, Pair, Policy, Scope,
};
use codeword::{Catalog, Source};

/// Four codes; 3 needs an argument, 4 is English alone.
pub(crate) fn catalog() -> Catalog {
    Catalog::builder()
        .source(Source::files([
            (
                "en-US/errors.ftl",
                "code-1 = One\ncode-2 = Two \"2\"\ncode-3 = { $n } times\ncode-4 = Four\n",
            ),
            ("zh-CN/errors.ftl", "code-1 = 一\ncode-2 = 二\ncode-3 = { $n } 次\n"),
        ]))
        .build()
        .unwrap()
}

/// The reader's language.
const LOCALE: &str = "zh-CN";

fn localize(policy: Policy, body: &[u8]) -> Localization {
    let body = bytes::Bytes::copy_from_slice(body);
    Localizer::new(catalog(), policy).localize(body, MediaType::Json, LOCALE)
}

#[test]
fn texts_are_replaced_and_nothing_else() {
    let policy = Policy::default();
    for (body, expected, outcome) in [
        (r#"{"code":1,"info":"one"}"#, r#"{"code":1,"info":"一"}"#, Outcome::Localized),
        // Order, white space, big numbers, their spelling, escapes and repeated names stay.
        (
            " { \"info\" : \"one\" ,\r\n\t\"x\":1.0e+2,\"y\":123456789012345678901234567890,\"y\":\"\\u0041\\/\", \"code\" : 1 } \n",
            " { \"info\" : \"一\" ,\r\n\t\"x\":1.0e+2,\"y\":123456789012345678901234567890,\"y\":\"\\u0041\\/\", \"code\" : 1 } \n",
            Outcome::Localized,
        ),
        // A batch: what is on top, and each answer.
        (
            r#"{"code":4,"info":"mixed","responses":[{"code":1,"info":"a: b"},{"code":9,"info":"c"},{"info":"d","code":2}]}"#,
            r#"{"code":4,"info":"Four","responses":[{"code":1,"info":"一: b"},{"code":9,"info":"c"},{"info":"二","code":2}]}"#,
            Outcome::Localized,
        ),
        (r#"[[{"code":1,"info":""}]]"#, r#"[[{"code":1,"info":"一"}]]"#, Outcome::Localized),
        // Arguments, with a number and with its digits.
        (
            r#"{"code":3,"info":"x","args":{"n":5}}"#,
            r#"{"code":3,"info":"5 次","args":{"n":5}}"#,
            Outcome::Localized,
        ),
        (
            r#"{"args":{"n":"5","m":null},"code":3,"info":"x: y"}"#,
            r#"{"args":{"n":"5","m":null},"code":3,"info":"5 次: y"}"#,
            Outcome::Localized,
        ),
        // Half a sentence is worse than the original.
        (r#"{"code":3,"info":"x"}"#, r#"{"code":3,"info":"x"}"#, Outcome::Incomplete),
        (
            r#"{"code":3,"info":"x","args":{"n":[1]}}"#,
            r#"{"code":3,"info":"x","args":{"n":[1]}}"#,
            Outcome::Incomplete,
        ),
        (
            r#"{"code":3,"info":"x","args":7}"#,
            r#"{"code":3,"info":"x","args":7}"#,
            Outcome::Incomplete,
        ),
        // Names and texts are what their escapes say; a new text is escaped.
        (
            r#"{"c\u006fde":1,"inf\u006F":"\u006f\"ne: \ud83d\ude00"}"#,
            r#"{"c\u006fde":1,"inf\u006F":"一: 😀"}"#,
            Outcome::Localized,
        ),
        // Nothing to do.
        (r#"{"code":1,"info":"一"}"#, r#"{"code":1,"info":"一"}"#, Outcome::Same),
        (r#"{"code":1,"info":"一: x"}"#, r#"{"code":1,"info":"一: x"}"#, Outcome::Same),
        (r#"{"code":9,"info":"x"}"#, r#"{"code":9,"info":"x"}"#, Outcome::UnknownCode),
        (r#"{"code":1}"#, r#"{"code":1}"#, Outcome::NoPair),
        (r#"{"code":-1,"info":"x"}"#, r#"{"code":-1,"info":"x"}"#, Outcome::NoPair),
        (r#"{"a":{"code":1},"info":"x"}"#, r#"{"a":{"code":1},"info":"x"}"#, Outcome::NoPair),
        ("[]", "[]", Outcome::NoPair),
        ("{}", "{}", Outcome::NoPair),
        (" 1 ", " 1 ", Outcome::NoPair),
        ("\"code\"", "\"code\"", Outcome::NoPair),
    ] {
        let localization = localize(policy.clone(), body.as_bytes());
        assert_eq!(localization.outcome(), outcome, "{body}");
        assert_eq!(localization.into_body(), expected, "{body}");
    }
}

#[test]
fn a_body_in_doubt_is_left_as_it_is() {
    use Defect::*;
    let deep = [&b"["[..]; 10_000].concat();
    let deep_and_closed = [&b"["[..], b"]"].map(|bracket| bracket.repeat(10_000)).concat();
    let bodies: &[(&[u8], Defect)] = &[
        (b"", InvalidJson),
        (b" ", InvalidJson),
        (b"{", InvalidJson),
        (b"{\"code\":1,\"info\":\"x\"", InvalidJson),
        (b"{\"code\":1,\"info\":\"x\",}", InvalidJson),
        (b"{\"code\":1 \"info\":\"x\"}", InvalidJson),
        (b"{\"code\":01,\"info\":\"x\"}", InvalidJson),
        (b"{\"code\":1,\"info\":\"x\"]", InvalidJson),
        (b"{\"code\":1,\"info\":\"x\",\"y\":nul}", InvalidJson),
        (b"{\"code\":1,\"info\":\"x\",\"y\":[1,]}", InvalidJson),
        (b"{\"code\":1,\"info\":\"x\",\"y\":[,1]}", InvalidJson),
        (b"{\"code\":1,\"info\":\"x\",y:1}", InvalidJson),
        (b"{'code':1,\"info\":\"x\"}", InvalidJson),
        (b"{\"code\":1,\"info\":\"x\ny\"}", InvalidJson),
        (b"{\"code\":1,\"info\":\"x\"}\0", TrailingBytes),
        (b"{\"code\":1,\"info\":\"x\"}{}", TrailingBytes),
        (b"{\"code\":1,\"info\":\"x\"},", TrailingBytes),
        (b"{\"code\":1,\"info\":\"x\"}\n{\"code\":1,\"info\":\"x\"}", TrailingBytes),
        (b"1 2", TrailingBytes),
        (b"\xEF\xBB\xBF{\"code\":1,\"info\":\"x\"}", ByteOrderMark),
        (b"{\"code\":1,\"info\":\"\xFF\"}", InvalidUnicode),
        (b"{\"code\":1,\"info\":\"x\",\"y\":\"\xED\xA0\x80\"}", InvalidUnicode),
        (b"{\"code\":1,\"info\":\"\\ud800\"}", InvalidUnicode),
        (b"{\"code\":1,\"code\":1,\"info\":\"x\"}", DuplicateKey),
        (b"{\"code\":1,\"info\":\"x\",\"inf\\u006f\":\"x\"}", DuplicateKey),
        (b"{\"code\":1,\"info\":\"x\",\"args\":{},\"args\":{}}", DuplicateKey),
        (&deep, TooDeep),
        (&deep_and_closed, TooDeep),
    ];
    for (body, defect) in bodies {
        let shown = body[..body.len().min(80)].escape_ascii();
        let localization = localize(Policy::default(), body);
        assert_eq!(localization.outcome(), Outcome::Defective(*defect), "{shown}");
        assert_eq!(localization.into_body(), body[..], "{shown}");
    }
}

#[test]
fn a_pair_that_is_odd_is_passed_over_and_counted() {
    for (scope, body, expected, odd) in [
        (Scope::Within(8), r#"{"code":1,"info":null}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":1,"info":{}}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":1,"info":["x"]}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":"1","info":"x"}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":1.0,"info":"x"}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":1e0,"info":"x"}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":true,"info":"x"}"#, Outcome::OddPair, 1),
        (Scope::TopLevel, r#"[{"code":true,"info":"x"}]"#, Outcome::NoPair, 0),
        (Scope::FirstPair, r#"{"code":true,"info":"x","y":1}"#, Outcome::OddPair, 1),
        (
            Scope::Within(8),
            r#"{"code":9,"info":"x","a":[{"code":null,"info":"x"},{"code":1,"info":false}]}"#,
            Outcome::UnknownCode,
            2,
        ),
    ] {
        let localizer = Localizer::new(catalog(), Policy::default().scope(scope));
        let localization = localizer.localize(body.into(), MediaType::Json, "zh-CN");
        assert_eq!(localization.outcome(), expected, "{body}");
        assert_eq!(localization.into_body(), body);
        assert_eq!(localizer.odd_pairs(), odd, "{body}");
        assert_eq!(localizer.counted(expected), 1, "{body}");
    }
    let batch = |text: &str| {
        format!(r#"{{"code":"1","info":"x","responses":[{{"code":1,"info":"{text}"}}]}}"#)
    };
    let localized = localize(Policy::default(), batch("x").as_bytes());
    assert_eq!(localized.outcome(), Outcome::Localized);
    assert_eq!(localized.into_body(), batch("一"));
}

#[test]
fn an_unchanged_body_is_the_same_bytes() {
    for body in [r#"{"code":9,"info":"x"}"#, "{", r#"{"code":1,"info":"一"}"#] {
        let body = bytes::Bytes::from(body);
        let localizer = Localizer::new(catalog(), Policy::default());
        let unchanged = localizer.localize(body.clone(), MediaType::Json, "zh-CN").into_body();
        assert_eq!(unchanged.as_ptr(), body.as_ptr());
    }
}

#[test]
fn the_reader_gets_the_first_language_that_has_the_code() {
    let localizer = Localizer::new(catalog(), Policy::default());
    for (preference, code, text, languages) in [
        ("zh-CN", 1, "一", "zh-CN"),
        ("zh-CN, en;q=0.5", 4, "Four", "en-US"),
        ("cy", 1, "One", "en-US"),
        ("", 1, "One", "en-US"),
    ] {
        let body = format!(r#"{{"code":{code},"info":"x"}}"#);
        let localization = localizer.localize(body.into(), MediaType::Json, preference);
        let tags: Vec<String> = localization.languages().iter().map(ToString::to_string).collect();
        assert_eq!(tags, [languages], "{preference}");
        let expected = format!(r#"{{"code":{code},"info":"{text}"}}"#);
        assert_eq!(localization.into_body(), expected, "{preference}");
    }
}

#[test]
fn the_outcome_of_each_text_is_said_and_counted() {
    let localizer = Localizer::new(catalog(), Policy::default().codes([1..=4]));
    let body = r#"{"code":1,"info":"x","all":[{"code":9,"info":"x"},{"code":4,"info":"x"},{"code":3,"info":"x"}]}"#;
    let localization = localizer.localize(body.into(), MediaType::Json, "zh-CN");
    let texts: Vec<_> =
        localization.texts().iter().map(|(code, outcome)| (code.get(), outcome.name())).collect();
    assert_eq!(
        texts,
        [(1, "localized"), (9, "excluded-code"), (4, "localized"), (3, "incomplete")],
    );
    let tags: Vec<String> = localization.languages().iter().map(ToString::to_string).collect();
    assert_eq!(tags, ["zh-CN", "en-US"]);

    localizer.localize("{".into(), MediaType::Json, "");
    assert_eq!(localizer.counted(Outcome::Localized), 1);
    assert_eq!(localizer.counted(Outcome::Defective(Defect::InvalidJson)), 1);
    assert_eq!(localizer.counted(Outcome::NoPair), 0);
}

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
        (r#"{"code":"1","info":"x"}"#, r#"{"code":"1","info":"x"}"#),
    ] {
        assert_eq!(localize(policy.clone(), body.as_bytes()).into_body(), expected, "{body}");
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
        (1, "{}", "Title", "Detail: y"),
        // What the message has no attribute for gets its text.
        (2, "{}", "Title", "Text: y"),
        (3, r#"{"n":7}"#, "Text", "Detail of 7: y"),
        // So it does where the attribute lacks an argument, and it stays where the text does, too.
        (3, "{}", "Text", "Text: y"),
        (4, "{}", r#"Title \"4\""#, "x: y"),
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
fn a_live_catalog_is_asked_at_each_body() {
    let current = std::sync::Arc::new(std::sync::Mutex::new(catalog()));
    let localizer = Localizer::following(
        {
            let current = current.clone();
            move || current.lock().unwrap().clone()
        },
        Policy::default(),
    );
    let text = || {
        let body = r#"{"code":1,"info":"x"}"#;
        localizer.localize(body.into(), MediaType::Json, "en").into_body()
    };
    assert_eq!(text(), r#"{"code":1,"info":"One"}"#);
    let source = Source::files([("en-US/errors.ftl", "code-1 = Uno")]);
    *current.lock().unwrap() = Catalog::builder().source(source).build().unwrap();
    assert_eq!(text(), r#"{"code":1,"info":"Uno"}"#);
}

#[test]
fn each_text_is_told_to_the_observer() {
    let (sender, observed) = std::sync::mpsc::channel();
    let policy = Policy::default().codes([1..=9]);
    let localizer = Localizer::new(catalog(), policy).observed_by(move |text| {
        let language = text.language().map(ToString::to_string).unwrap_or_default();
        let fallback = text.fallback().map(|fallback| fallback.name()).unwrap_or_default();
        let (code, outcome) = (text.code().get(), text.outcome().name());
        sender.send(format!("{code} {outcome} {language} {fallback}")).unwrap();
    });
    let body = r#"[{"code":1,"info":"a"},{"code":3,"info":""},{"code":4,"info":""},{"code":9,"info":""},{"code":10,"info":""}]"#;
    for (reader, expected) in [
        (
            "zh-CN",
            [
                "1 localized zh-CN ",
                "3 incomplete zh-CN ",
                "4 localized en-US untranslated",
                "9 unknown-code  ",
                "10 excluded-code  ",
            ],
        ),
        (
            "ja",
            [
                "1 localized en-US no-match",
                "3 incomplete en-US no-match",
                "4 localized en-US no-match",
                "9 unknown-code  ",
                "10 excluded-code  ",
            ],
        ),
    ] {
        localizer.localize(body.into(), MediaType::Json, reader);
        assert_eq!(observed.try_iter().collect::<Vec<_>>(), expected);
    }
}
