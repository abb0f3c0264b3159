//! Which responses are looked into.

use std::convert::Infallible;

use codeword::response::layer::LocalizeLayer;
use codeword::response::{Exemption, Localizer, Outcome, Policy};
use http::Request;
use tower::{Layer, ServiceExt, service_fn};

use super::{
    ERROR, LOCALIZED, block_on, headers, layer, outcome, request, response, send, text, wide_layer,
};
use crate::response::catalog;

#[test]
fn the_predicate_has_its_say() {
    let localizer = Localizer::new(catalog(), Policy::default());
    let json = [("content-type", "application/json")];
    let service = |status| {
        let layer = LocalizeLayer::new(localizer.clone())
            .localize_when(|parts: &http::response::Parts| parts.status != 404);
        let answer = move |_: Request<()>| async move {
            Ok::<_, Infallible>(response(status, &json, ERROR))
        };
        block_on(layer.layer(service_fn(answer)).oneshot(request())).unwrap()
    };
    assert_eq!(text(service(503).into_body()), LOCALIZED);
    let untouched = service(404);
    assert_eq!(headers(untouched.headers()), ["content-type: application/json"]);
    assert_eq!(text(untouched.into_body()), ERROR);
    assert_eq!(localizer.counted(Outcome::Localized), 1);
    assert_eq!(localizer.counted(Outcome::Exempt(Exemption::Predicate)), 1);
}

/// A success is localized only where the policy says so, or where it says a code in its head.
#[test]
fn errors_alone_are_localized_unless_the_policy_says_otherwise() {
    use Outcome::{Exempt, Localized};
    let header = ("x-polaris-code", "1");
    for (statuses, status, lines, expected) in [
        (None, 200, &[][..], Exempt(Exemption::Status)),
        (None, 200, &[header], Localized),
        (None, 399, &[], Exempt(Exemption::Status)),
        (None, 400, &[], Localized),
        (None, 999, &[], Localized),
        (Some("200,500-599"), 200, &[], Localized),
        (Some("200,500-599"), 201, &[], Exempt(Exemption::Status)),
        (Some("200,500-599"), 400, &[], Exempt(Exemption::Status)),
        (Some("200,500-599"), 400, &[header], Localized),
    ] {
        let mut policy = Policy::default();
        if let Some(statuses) = statuses {
            policy = policy.statuses(statuses.parse().unwrap());
        }
        let layer = LocalizeLayer::new(Localizer::new(catalog(), policy));
        let lines = [lines, &[("content-type", "application/json")]].concat();
        let answer = send(layer, request(), response(status, &lines, ERROR));
        assert_eq!(outcome(&answer), expected, "{statuses:?} {status} {lines:?}");
        assert_eq!(answer.headers().contains_key("vary"), expected == Localized);
        let text = text(answer.into_body());
        assert_eq!(text == LOCALIZED, expected == Localized, "{statuses:?} {status} {lines:?}");
    }
}

#[test]
fn responses_that_http_protects_are_not_changed() {
    use Exemption::*;
    const JSON: (&str, &str) = ("content-type", "application/json");
    /// Status, headers, why it is left as it is, and whether it says `Vary` all the same.
    type Row = (u16, &'static [(&'static str, &'static str)], Exemption, bool);
    let table: &[Row] = &[
        (400, &[], NotJson, false),
        (400, &[("content-type", "text/html")], NotJson, false),
        (200, &[("content-type", "text/event-stream")], NotJson, false),
        (200, &[("content-type", "application/x-ndjson")], NotJson, false),
        (400, &[JSON, ("content-encoding", "deflate")], Coded, false),
        // This is seen only when the body is there, which is not gzip.
        (400, &[JSON, ("content-encoding", "gzip")], Coded, true),
        (400, &[JSON, ("content-encoding", "identity"), ("content-encoding", "br")], Coded, false),
        // A 206 says what the 200 would have said of the selection.
        (206, &[JSON, ("content-range", "bytes 0-25/99")], Partial, true),
        (206, &[("content-range", "bytes 0-25/99"), ("etag", "\"1\"")], Partial, true),
        (206, &[("content-type", "image/png")], Partial, false),
        (400, &[JSON, ("cache-control", "max-age=5, No-Transform")], NoTransform, false),
        (200, &[JSON, ("x-accel-buffering", "no")], Streaming, false),
        (204, &[JSON], NoContent, false),
        (205, &[JSON], NoContent, false),
        // So does a 304.
        (304, &[("etag", "\"1\"")], NoContent, true),
        (304, &[JSON], NoContent, true),
        (304, &[("content-type", "image/png")], NoContent, false),
    ];
    for (status, lines, exemption, varies) in table {
        let mut expected = headers(response(*status, lines, "").headers());
        if *varies {
            expected.push("vary: accept-language".to_owned());
        }
        let untouched = send(wide_layer(), request(), response(*status, lines, ERROR));
        assert_eq!(outcome(&untouched), Outcome::Exempt(*exemption), "{status} {lines:?}");
        assert_eq!(headers(untouched.headers()), expected, "{status} {lines:?}");
        assert_eq!(text(untouched.into_body()), ERROR, "{status} {lines:?}");
    }
}

/// Others get another body, for which a cache must not take this one.
#[test]
fn a_request_may_forbid_it_too() {
    use Exemption::*;
    const NO_TRANSFORM: (&str, &str) = ("cache-control", "max-age=0, no-transform");
    const NO_IDENTITY: (&str, &str) = ("accept-encoding", "gzip, identity;q=0");
    /// A header of the request, one of the response, why it is left as it is, and by what it varies
    /// and has no validator, if it does.
    type Row = (
        (&'static str, &'static str),
        (&'static str, &'static str),
        Exemption,
        Option<&'static str>,
    );
    let table: &[Row] = &[
        (NO_TRANSFORM, ("server", "s"), NoTransform, Some("accept-language, cache-control")),
        (NO_TRANSFORM, ("vary", "*"), NoTransform, Some("*")),
        (
            NO_IDENTITY,
            ("content-encoding", "gzip"),
            Coded,
            Some("accept-language, accept-encoding"),
        ),
        // What holds for every reader comes first.
        (NO_TRANSFORM, ("cache-control", "no-transform"), NoTransform, None),
        (NO_TRANSFORM, ("x-accel-buffering", "no"), Streaming, None),
        (NO_IDENTITY, ("content-encoding", "br"), Coded, None),
    ];
    for ((name, value), line, exemption, varies) in table {
        let mut request = request();
        request.headers_mut().insert(*name, value.parse().unwrap());
        let lines = [("content-type", "application/json"), ("etag", "\"1\""), *line];
        let mut expected = response(400, &lines, "").headers().clone();
        if let Some(varies) = varies {
            expected.insert("vary", varies.parse().unwrap());
            expected.remove("etag");
        }
        let untouched = send(layer(), request, response(400, &lines, ERROR));
        assert_eq!(outcome(&untouched), Outcome::Exempt(*exemption), "{name} {line:?}");
        assert_eq!(headers(untouched.headers()), headers(&expected), "{name} {line:?}");
        assert_eq!(text(untouched.into_body()), ERROR, "{name} {line:?}");
    }
    // The predicate is about the response, too.
    let mut request = request();
    request.headers_mut().insert(NO_TRANSFORM.0, NO_TRANSFORM.1.parse().unwrap());
    let json = [("content-type", "application/json"), ("etag", "\"1\"")];
    let layer = LocalizeLayer::new(Localizer::new(catalog(), Policy::default()));
    let never = |_: &http::response::Parts| false;
    let service = layer.localize_when(never).layer(service_fn(move |_: Request<()>| async move {
        Ok::<_, Infallible>(response(400, &json, ERROR))
    }));
    let untouched = block_on(service.oneshot(request)).unwrap();
    assert_eq!(outcome(&untouched), Outcome::Exempt(Predicate));
    assert_eq!(headers(untouched.headers()), headers(response(400, &json, "").headers()));
}

#[test]
fn an_identity_coding_and_a_416_are_looked_into() {
    let lines = [
        ("content-type", "application/vnd.api+json"),
        ("content-encoding", "identity"),
        ("content-range", "bytes */99"),
    ];
    let localized = send(layer(), request(), response(416, &lines, ERROR));
    assert_eq!(text(localized.into_body()), LOCALIZED);
}
