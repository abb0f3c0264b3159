//! Errors that are empty or a page, and what becomes of them.

use codeword::response::layer::LocalizeLayer;
use codeword::response::{Exemption, Localizer, Outcome, Pages, Policy};
use http::{Method, Request};
use http_body::Body;

use super::{headers, layer, outcome, request, response, send, text};
use crate::response::catalog;

/// A layer that replaces the pages of two statuses; the message for 500 needs an argument.
fn page_layer() -> LocalizeLayer {
    let policy = Policy::default().status_codes([(404, 1), (500, 3)]).unwrap().pages(Pages::Json);
    LocalizeLayer::new(Localizer::new(catalog(), policy))
}

const HTML: (&str, &str) = ("content-type", "text/html; charset=gbk");
const PAGE: &str = "<html>404</html>";
const JSON: &str = r#"{"code":1,"info":"一"}"#;

#[test]
fn a_page_is_replaced_and_its_headers_with_it() {
    let lines = [
        HTML,
        ("content-length", "16"),
        ("content-encoding", "gzip"),
        ("content-language", "en"),
        ("etag", "\"1\""),
        ("last-modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("accept-ranges", "bytes"),
        ("content-md5", "x"),
        ("digest", "sha-256=x"),
        ("vary", "Origin"),
        ("www-authenticate", "Basic"),
    ];
    let sent = send(page_layer(), request(), response(404, &lines, PAGE));
    assert_eq!(
        headers(sent.headers()),
        [
            "content-language: zh-CN",
            "content-length: 23",
            "content-type: application/json",
            "vary: Origin, accept-language, accept",
            "www-authenticate: Basic",
        ],
    );
    assert_eq!((sent.status().as_u16(), JSON.len()), (404, 23));
    assert_eq!(sent.body().size_hint().exact(), Some(23));
    assert_eq!(outcome(&sent), Outcome::Localized);
    assert_eq!(text(sent.into_body()), JSON);
}

#[test]
fn what_is_no_page_of_an_error_stays() {
    use Exemption::{Coded, NoContent, NoTransform, NotJson, Partial, Status};
    const JSON_TYPE: (&str, &str) = ("content-type", "application/json");
    /// The status, the headers, the body, and what became of it.
    type Row = (u16, &'static [(&'static str, &'static str)], &'static str, Exemption);
    let table: &[Row] = &[
        (200, &[HTML], PAGE, NotJson),
        (200, &[JSON_TYPE], "", Status),
        (204, &[], "", NoContent),
        (304, &[], "", NoContent),
        (206, &[HTML], PAGE, Partial),
        // A status without a code, and one whose message would be half a sentence.
        (403, &[HTML], PAGE, NotJson),
        (403, &[JSON_TYPE], "", NoContent),
        (500, &[HTML], PAGE, NotJson),
        (500, &[], "", NoContent),
        (404, &[("content-type", "image/png")], "PNG", NotJson),
        (404, &[("content-type", "application/xml")], "<Error/>", NotJson),
        (404, &[], "who knows", NotJson),
        (404, &[HTML, ("cache-control", "no-transform")], PAGE, NoTransform),
        (404, &[HTML, ("content-encoding", "br")], PAGE, Coded),
    ];
    for (status, lines, body, exemption) in table {
        let sent = send(page_layer(), request(), response(*status, lines, body));
        assert_eq!(outcome(&sent), Outcome::Exempt(*exemption), "{status} {lines:?}");
        for (name, value) in *lines {
            assert_eq!(sent.headers()[*name], value, "{status} {lines:?}");
        }
        assert_eq!(&text(sent.into_body()), body, "{status} {lines:?}");
    }
    // Nothing is replaced unless the policy says so.
    let sent = send(layer(), request(), response(404, &[HTML], PAGE));
    assert_eq!(headers(sent.headers()), ["content-type: text/html; charset=gbk"]);
}

#[test]
fn an_empty_error_is_as_good_as_a_page() {
    for lines in [&[][..], &[HTML], &[("content-type", "application/json")]] {
        let lines = [lines, &[("content-length", "0")]].concat();
        let sent = send(page_layer(), request(), response(404, &lines, ""));
        assert_eq!(sent.headers()["content-length"], "23", "{lines:?}");
        assert_eq!(sent.headers()["content-type"], "application/json", "{lines:?}");
        assert_eq!(text(sent.into_body()), JSON, "{lines:?}");
    }
}

/// Another gets JSON, for which a cache must not take the page.
#[test]
fn a_browser_keeps_its_page() {
    for (accept, is_replaced) in
        [("text/html,*/*;q=0.8", false), ("text/plain", false), ("application/json", true)]
    {
        let mut request = request();
        request.headers_mut().insert("accept", accept.parse().unwrap());
        let sent = send(page_layer(), request, response(404, &[HTML, ("etag", "\"1\"")], PAGE));
        assert_eq!(sent.headers()["vary"], "accept-language, accept", "{accept}");
        assert!(!sent.headers().contains_key("etag"), "{accept}");
        assert_eq!(text(sent.into_body()), if is_replaced { JSON } else { PAGE }, "{accept}");
    }
}

#[test]
fn a_head_says_nothing_of_a_page_that_is_not_there() {
    let request =
        Request::builder().method(Method::HEAD).header("accept-language", "zh-CN").body(());
    let lines = [HTML, ("content-length", "16"), ("etag", "\"1\"")];
    let sent = send(page_layer(), request.unwrap(), response(404, &lines, ""));
    assert_eq!(headers(sent.headers()), ["vary: accept-language, accept"]);
    assert_eq!(outcome(&sent), Outcome::Exempt(Exemption::NoContent));
}

#[test]
fn a_page_that_is_too_large_passes() {
    let sent = send(page_layer().body_limit(8), request(), response(404, &[HTML], PAGE));
    assert_eq!(outcome(&sent), Outcome::Exempt(Exemption::TooLarge));
    assert_eq!(text(sent.into_body()), PAGE);
}
