//! Bodies in a coding, and in a charset.

use bytes::Bytes;
use codeword::response::{Exemption, Outcome};
use http_body_util::{BodyExt, Full};

use super::{ERROR, LOCALIZED, block_on, layer, outcome, request, response, send, text};
use crate::gzip::gzip;

#[test]
fn gzip_is_read_and_goes_only_where_a_text_changes() {
    const LINES: [(&str, &str); 2] =
        [("content-type", "application/json"), ("content-encoding", "gzip")];
    let gzipped = |body: &str| {
        let coded = response(400, &LINES, "").map(|_| Full::<Bytes>::from(gzip(body)));
        send(layer(), request(), coded)
    };

    let localized = gzipped(ERROR);
    assert_eq!(outcome(&localized), Outcome::Localized);
    assert_eq!(localized.headers().get("content-encoding"), None);
    assert_eq!(localized.headers()["content-language"], "zh-CN");
    assert_eq!(text(localized.into_body()), LOCALIZED);

    let unchanged = gzipped(r#"{"size":1}"#);
    assert_eq!(outcome(&unchanged), Outcome::NoPair);
    assert_eq!(unchanged.headers()["content-encoding"], "gzip");
    assert_eq!(
        block_on(unchanged.into_body().collect()).unwrap().to_bytes(),
        gzip(r#"{"size":1}"#)
    );

    let bomb = " ".repeat(2 << 20) + ERROR;
    let unread = gzipped(&bomb);
    assert_eq!(outcome(&unread), Outcome::Exempt(Exemption::Coded));
    assert_eq!(unread.headers()["content-encoding"], "gzip");
    assert_eq!(block_on(unread.into_body().collect()).unwrap().to_bytes(), gzip(&bomb));
}

#[test]
fn a_coding_that_is_asked_for_is_sent() {
    let mut request = request();
    request.headers_mut().insert("accept-encoding", "gzip, identity;q=0".parse().unwrap());
    let lines = [("content-type", "application/json"), ("content-encoding", "gzip")];
    let coded = response(400, &lines, "").map(|_| Full::<Bytes>::from(gzip(ERROR)));
    let unread = send(layer(), request, coded);
    assert_eq!(outcome(&unread), Outcome::Exempt(Exemption::Coded));
    assert_eq!(block_on(unread.into_body().collect()).unwrap().to_bytes(), gzip(ERROR));
}

#[test]
fn a_charset_that_is_not_utf_8_is_relabelled_or_left_alone() {
    for (label, body, new_label, new_body) in [
        ("application/json; charset=GBK", ERROR, "application/json; charset=utf-8", LOCALIZED),
        // Nothing is put in, and the label stays true.
        ("application/json; charset=GBK", "{}", "application/json; charset=GBK", "{}"),
        // In ISO-8859-1, these are other characters.
        (
            "application/json; charset=latin1",
            r#"{"code":1,"info":"é"}"#,
            "application/json; charset=latin1",
            r#"{"code":1,"info":"é"}"#,
        ),
        (
            "application/json; charset=utf-8",
            r#"{"code":1,"info":"é"}"#,
            "application/json; charset=utf-8",
            r#"{"code":1,"info":"一"}"#,
        ),
    ] {
        let answer = send(layer(), request(), response(400, &[("content-type", label)], body));
        assert_eq!(answer.headers()["content-type"], new_label, "{label} {body}");
        assert_eq!(text(answer.into_body()), new_body, "{label} {body}");
    }
}
