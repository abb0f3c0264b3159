//! Bodies of the wild, in which not every pair is as it should be.

use bytes::Bytes;
use codeword::response::{Localizer, MediaType, Outcome, Pair, Policy};
use codeword::{Catalog, Source};

use super::process::Gateway;
use super::upstream::Upstream;
use super::{ERROR, LOCALIZED};
use crate::proxy::run;

/// What a body becomes for a reader of Chinese, whose codes stand beside texts of this name.
fn localized(text_field: &str, body: &str) -> (String, Outcome) {
    let source = Source::files([(
        "zh-CN/errors.ftl",
        "code-50035 = 表单无效\ncode-400142 = 心跳超限\ncode-400001 = 参数错误\n",
    )]);
    let catalog = Catalog::builder().source(source).build().unwrap();
    let policy = Policy::default().pairs([Pair::new("code", text_field).unwrap()]).unwrap();
    let body = Bytes::copy_from_slice(body.as_bytes());
    let localization = Localizer::new(catalog, policy).localize(body, MediaType::Json, "zh-CN");
    let outcome = localization.outcome();
    (String::from_utf8(localization.into_body().to_vec()).unwrap(), outcome)
}

#[test]
fn one_odd_pair_does_not_void_the_body() {
    const DISCORD: &str = r#"{"code":50035,"errors":{"activities":{"0":{"platform":{"_errors":[{"code":"BASE_TYPE_CHOICES","message":"Value must be one of ('desktop', 'android', 'ios')."}]}}}},"message":"Invalid Form Body"}"#;
    for (body, expected) in [
        (DISCORD.to_owned(), DISCORD.replace("Invalid Form Body", "表单无效")),
        (
            r#"{"code":50035,"message":"x","data":{"code":null,"message":"y"}}"#.to_owned(),
            r#"{"code":50035,"message":"表单无效","data":{"code":null,"message":"y"}}"#.to_owned(),
        ),
        (
            r#"{"code":50035,"message":"x","country":{"code":"US","message":"America"}}"#.to_owned(),
            r#"{"code":50035,"message":"表单无效","country":{"code":"US","message":"America"}}"#.to_owned(),
        ),
        (
            r#"{"code":50035,"message":"x","a":[{"code":true,"message":"y"},{"code":[1],"message":"z"},{"code":1.5e99,"message":"w"}]}"#.to_owned(),
            r#"{"code":50035,"message":"表单无效","a":[{"code":true,"message":"y"},{"code":[1],"message":"z"},{"code":1.5e99,"message":"w"}]}"#.to_owned(),
        ),
        (
            r#"{"code":50035,"message":"x","a":{"code":400142,"message":null}}"#.to_owned(),
            r#"{"code":50035,"message":"表单无效","a":{"code":400142,"message":null}}"#.to_owned(),
        ),
    ] {
        let (found, outcome) = localized("message", &body);
        assert_eq!(found, expected);
        assert_eq!(outcome, Outcome::Localized, "{body}");
    }
}

/// The first `: ` is not always where the generic text ends.
#[test]
fn a_detail_loses_no_words() {
    let body = r#"{"code":400142,"info":"invalid code rid: 5f-1"}"#;
    let (found, _) = localized("info", body);
    assert!(found.contains("rid: 5f-1"), "{found}");
}

/// Clients such as Python's requests believe it (RFC 9110 §8.3.2), and every localized text is UTF-8.
#[test]
fn a_charset_label_says_what_is_sent() {
    run(async {
        for (label, expected) in [
            ("application/json;charset=ISO-8859-1", "application/json;charset=utf-8"),
            ("application/json; charset=GBK", "application/json; charset=utf-8"),
            (
                "application/json; charset=\"GBK\"; version=1",
                "application/json; charset=utf-8; version=1",
            ),
            (
                "application/json; version=1; Charset=us-ascii",
                "application/json; version=1; Charset=utf-8",
            ),
            // What is right already, or says nothing, stays to the letter.
            ("application/json; charset=UTF-8", "application/json; charset=UTF-8"),
            ("application/json; charset=\"utf-8\"", "application/json; charset=\"utf-8\""),
            ("application/json", "application/json"),
        ] {
            let head = format!("HTTP/1.1 400 Bad\r\nContent-Type: {label}\r\n");
            let length = ERROR.len();
            let answer = format!("{head}Content-Length: {length}\r\n\r\n{ERROR}");
            let gateway = Gateway::start(&Upstream::always(answer).await.url(), &[]);
            let answer = gateway.get("/").await;
            assert_eq!(answer.text(), LOCALIZED, "{label}");
            assert_eq!(answer.header("content-type"), Some(expected), "{label}");
        }
    });
}

/// A text in another charset is left alone, and so is its label.
#[test]
fn a_body_in_another_charset_is_left_alone() {
    run(async {
        let body = b"{\"code\":400142,\"info\":\"\xB4\xED\xCE\xF3\"}";
        let label = "application/json; charset=GBK";
        let length = body.len();
        let head = format!(
            "HTTP/1.1 400 Bad\r\nContent-Type: {label}\r\nContent-Length: {length}\r\n\r\n"
        );
        let upstream = Upstream::always([head.as_bytes(), body].concat()).await;
        let answer = Gateway::start(&upstream.url(), &[]).get("/").await;
        assert_eq!(answer.body, body);
        assert_eq!(answer.header("content-type"), Some(label));
    });
}
