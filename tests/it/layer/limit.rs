//! Bodies about as large as the limit.

use codeword::response::layer::LocalizeLayer;
use codeword::response::{Exemption, Localizer, Outcome, Policy};
use http_body::Body;
use http_body_util::BodyExt;

use super::body::{Frames, data, json_of, trailers};
use super::{ERROR, LOCALIZED, block_on, headers, layer, outcome, request, response, send, text};
use crate::response::catalog;

#[test]
fn a_body_over_the_limit_flows_on() {
    let frames = Frames::of([
        data(r#"{"code":1"#),
        None,
        data(r#","info":"first"#),
        None,
        data(r#": x"}"#),
        trailers(),
    ]);
    let response = send(layer().body_limit(20), request(), json_of(frames));
    assert_eq!(outcome(&response), Outcome::Exempt(Exemption::TooLarge));
    assert_eq!(
        headers(response.headers()),
        ["content-type: application/json", "vary: accept-language"]
    );
    let collected = block_on(response.into_body().collect()).unwrap();
    assert_eq!(collected.trailers().unwrap()["grpc-status"], "0");
    assert_eq!(collected.to_bytes(), ERROR);
}

#[test]
fn a_body_that_is_known_to_be_too_large_is_not_held_back() {
    let json = [("content-type", "application/json"), ("content-length", "28")];
    let at_limit = send(layer().body_limit(28), request(), response(400, &json, ERROR));
    assert_eq!(text(at_limit.into_body()), LOCALIZED);
    let over = send(layer().body_limit(27), request(), response(400, &json, ERROR));
    assert_eq!(outcome(&over), Outcome::Exempt(Exemption::TooLarge));
    assert_eq!(over.body().size_hint().exact(), Some(28));
    assert_eq!(text(over.into_body()), ERROR);
}

#[test]
fn a_body_that_would_become_too_large_stays() {
    let json = [("content-type", "application/json"), ("content-length", "20"), ("etag", "\"1\"")];
    let (original, localized) = (r#"{"code":2,"info":""}"#, r#"{"code":2,"info":"二"}"#);
    assert_eq!((original.len(), localized.len()), (20, 23));
    let (sender, observed) = std::sync::mpsc::channel();
    let localizer = Localizer::new(catalog(), Policy::default());
    let localizer = localizer.observed_by(move |text| sender.send(text.outcome()).unwrap());
    let layer = |limit| LocalizeLayer::new(localizer.clone()).body_limit(limit);

    let at_limit = send(layer(23), request(), response(400, &json, original));
    assert_eq!(text(at_limit.into_body()), localized);
    assert_eq!(observed.try_iter().collect::<Vec<_>>(), [Outcome::Localized]);
    assert_eq!(localizer.counted(Outcome::Localized), 1);

    let over = send(layer(22), request(), response(400, &json, original));
    assert_eq!(outcome(&over), Outcome::Exempt(Exemption::TooLarge));
    assert_eq!(observed.try_iter().count(), 0);
    assert_eq!(localizer.counted(Outcome::Exempt(Exemption::TooLarge)), 1);
    assert_eq!(localizer.counted(Outcome::Localized), 1);
    // Another reader may get another text.
    assert_eq!(
        headers(over.headers()),
        ["content-length: 20", "content-type: application/json", "vary: accept-language"],
    );
    assert_eq!(text(over.into_body()), original);
}
