//! What the headers of a response say.

use codeword::response::{Defect, Exemption, Outcome};
use http_body::Body;

use super::{ERROR, LOCALIZED, headers, layer, outcome, request, response, send, text, wide_layer};

#[test]
fn a_changed_body_is_described_anew() {
    let original = response(
        400,
        &[
            ("content-type", "application/json"),
            ("content-length", "28"),
            ("content-language", "en"),
            ("etag", "\"1\""),
            ("last-modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("accept-ranges", "bytes"),
            ("content-digest", "sha-256=:x:"),
            ("repr-digest", "sha-256=:x:"),
            ("digest", "sha-256=x"),
            ("content-md5", "x"),
            ("vary", "Origin"),
            ("vary", "Accept-Encoding"),
            ("x-polaris-code", "1"),
        ],
        ERROR,
    );
    let localized = send(layer(), request(), original);
    assert_eq!(localized.status(), 400);
    assert_eq!(
        headers(localized.headers()),
        [
            "content-language: zh-CN",
            "content-length: 26",
            "content-type: application/json",
            "vary: Origin, Accept-Encoding, accept-language",
            "x-polaris-code: 1",
        ],
    );
    assert_eq!((ERROR.len(), LOCALIZED.len()), (28, 26));
    assert_eq!(localized.body().size_hint().exact(), Some(26));
    assert_eq!(outcome(&localized), Outcome::Localized);
    assert_eq!(text(localized.into_body()), LOCALIZED);
}

#[test]
fn an_unchanged_body_keeps_what_is_true_of_it() {
    let validators: &[(&str, &str)] = &[
        ("content-type", "application/json"),
        ("content-length", "99"),
        ("content-language", "en"),
        ("etag", "\"1\""),
        ("content-digest", "sha-256=:x:"),
    ];
    for (body, expected, keeps_validators) in [
        (r#"{"size":1}"#, Outcome::NoPair, true),
        (r#"{"code":9,"info":"x"}"#, Outcome::UnknownCode, true),
        (r#"{"code":1,"info":"x""#, Outcome::Defective(Defect::InvalidJson), true),
        // Another reader would get another text: what is good for one is not for the other.
        (r#"{"code":1,"info":"一"}"#, Outcome::Same, false),
        (r#"{"code":3,"info":"x"}"#, Outcome::Incomplete, false),
    ] {
        let unchanged = send(layer(), request(), response(400, validators, body));
        assert_eq!(outcome(&unchanged), expected);
        let mut expected =
            vec!["content-digest: sha-256=:x:", "content-language: en", "content-length: 99"];
        expected.push("content-type: application/json");
        expected.extend(keeps_validators.then_some("etag: \"1\""));
        expected.push("vary: accept-language");
        assert_eq!(headers(unchanged.headers()), expected, "{body}");
        assert_eq!(text(unchanged.into_body()), body);
    }
}

#[test]
fn a_head_says_nothing_of_a_content_that_is_not_there() {
    let mut request = request();
    *request.method_mut() = http::Method::HEAD;
    let lines = [
        ("content-type", "application/json"),
        ("content-length", "28"),
        ("etag", "\"1\""),
        ("x-polaris-code", "1"),
    ];
    let head = send(layer(), request, response(400, &lines, ""));
    assert_eq!(
        headers(head.headers()),
        ["content-type: application/json", "vary: accept-language", "x-polaris-code: 1"],
    );
    assert_eq!(head.body().size_hint().exact(), None);
    assert_eq!(outcome(&head), Outcome::Exempt(Exemption::NoContent));
}

/// Where successes are the same for everybody, so is what stands for one (RFC 9110 §15.4.5).
#[test]
fn a_304_varies_as_the_200_that_it_stands_for() {
    for (layer, varies) in [(layer(), false), (wide_layer(), true)] {
        for status in [304, 206] {
            let answer = send(layer.clone(), request(), response(status, &[("etag", "\"1\"")], ""));
            assert_eq!(answer.headers().contains_key("vary"), varies, "{status}");
        }
    }
}
