//! Which bytes of a body become which.

use codeword::response::{Defect, Localizer, MediaType, Outcome, Pair, Policy, Scope};
use codeword::{Catalog, Source};

use super::{LOCALE, catalog, localize};

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
        (r#"{"code":-1,"info":"x"}"#, r#"{"code":-1,"info":"x"}"#, Outcome::UnknownCode),
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
fn a_code_is_a_number_or_a_string() {
    let localizer = Localizer::new(catalog(), Policy::default());
    let nested = Policy::default().pairs([Pair::new("error.code", "error.info").unwrap()]).unwrap();
    let nested = Localizer::new(catalog(), nested);
    for (code, text, outcome) in [
        ("1", "一", Outcome::Localized),
        (r#""1""#, "一", Outcome::Localized),
        (r#""\u0031""#, "一", Outcome::Localized),
        (r#""lost""#, "丢了", Outcome::Localized),
        (r#""l\u006fst""#, "丢了", Outcome::Localized),
        ("-7", "负七", Outcome::Localized),
        (r#""-7""#, "负七", Outcome::Localized),
        (r#""LOST""#, "x", Outcome::UnknownCode),
        (r#""01""#, "x", Outcome::UnknownCode),
        ("7", "x", Outcome::UnknownCode),
        ("18446744073709551615", "x", Outcome::UnknownCode),
        ("-9223372036854775808", "x", Outcome::UnknownCode),
    ] {
        let body = |text: &str| format!(r#"{{"code":{code},"info":"{text}"}}"#);
        let within = |body: String| format!(r#"{{"error":{body}}}"#);
        for (localizer, old, new) in
            [(&localizer, body("x"), body(text)), (&nested, within(body("x")), within(body(text)))]
        {
            let localization = localizer.localize(old.into(), MediaType::Json, LOCALE);
            assert_eq!(localization.outcome(), outcome, "{code}");
            let spelling: codeword::CodeBuf = serde_json::from_str(code).unwrap();
            assert_eq!(localization.texts(), [(spelling, outcome)]);
            assert_eq!(localization.into_body(), new, "{code}");
        }
    }
    assert_eq!(localizer.odd_pairs(), 0);
}

#[test]
fn a_pair_that_is_odd_is_passed_over_and_counted() {
    for (scope, body, expected, odd) in [
        (Scope::Within(8), r#"{"code":1,"info":null}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":1,"info":{}}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":1,"info":["x"]}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":"","info":"x"}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":"not found","info":"x"}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":"错误","info":"x"}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":"a\u0000","info":"x"}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":18446744073709551616,"info":"x"}"#, Outcome::OddPair, 1),
        (Scope::Within(8), r#"{"code":-0,"info":"x"}"#, Outcome::OddPair, 1),
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
        format!(r#"{{"code":"not found","info":"x","responses":[{{"code":1,"info":"{text}"}}]}}"#)
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
