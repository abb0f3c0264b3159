//! What a processor answers, message by message.

use codeword::gateway::envoy::Processor;
use codeword::response::{Exemption, LanguageSource, Localizer, Outcome, Pages, Policy};
use tonic::Code;

use super::client::proto::ProcessingRequest;
use super::client::proto::processing_mode::BodySendMode::{Buffered, BufferedPartial};
use super::client::proto::processing_request::Request;
use super::client::proto::processing_response::Response;
use super::client::{Change, ask, body, head, message, proto};
use crate::gzip::gzip;
use crate::response::catalog;

pub(super) const ERROR: &[u8] = br#"{"code":1,"info":"first: x"}"#;
pub(super) const LOCALIZED: &str = r#"{"code":1,"info":"一: x"}"#;
pub(super) const READER: &[(&str, &str)] =
    &[("request.query", ""), ("request.headers['accept-language']", "zh-CN,en;q=0.5")];
pub(super) const STATUS: (&str, &str) = (":status", "400");
pub(super) const JSON: (&str, &str) = ("content-type", "application/json");
pub(super) const LENGTH: (&str, &str) = ("content-length", "28");

pub(super) fn localizer() -> Localizer {
    Localizer::new(catalog(), Policy::default())
}

/// Sends messages to a processor with a limit of 100 bytes.
pub(super) fn changes(localizer: &Localizer, messages: Vec<ProcessingRequest>) -> Vec<Change> {
    let processor = Processor::new(localizer.clone()).body_limit(100);
    ask(processor, messages).unwrap().into_iter().map(Change::of).collect()
}

pub(super) fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Vary is said at once; the rest when the body is known.
fn vary(mode: proto::processing_mode::BodySendMode) -> Change {
    Change { mode: Some(mode), set: strings(&["vary: accept-language"]), ..Change::default() }
}

#[test]
fn an_error_is_localized() {
    let headers = [
        STATUS,
        JSON,
        LENGTH,
        ("vary", "Origin"),
        ("vary", "Cookie"),
        ("etag", "\"1\""),
        ("last-modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("content-digest", "sha-256=:x:"),
        ("server", "s"),
    ];
    let localizer = localizer();
    let found = changes(&localizer, vec![head(READER, &headers, false), body(ERROR, true)]);
    let expected = [
        Change {
            mode: Some(Buffered),
            set: strings(&["vary: Origin, Cookie, accept-language"]),
            ..Change::default()
        },
        Change {
            set: strings(&["content-language: zh-CN", "content-length: 26"]),
            removed: strings(&["content-digest", "etag", "last-modified"]),
            body: Some(LOCALIZED.to_owned()),
            ..Change::default()
        },
    ];
    assert_eq!(found, expected);
    assert_eq!(localizer.counted(Outcome::Localized), 1);
}

#[test]
fn a_body_of_unknown_size_is_localized_if_it_is_whole() {
    let headers = [STATUS, JSON];
    let whole = vec![head(READER, &headers, false), body(ERROR, true)];
    let expected = Change {
        set: strings(&["content-language: zh-CN"]),
        body: Some(LOCALIZED.to_owned()),
        ..Change::default()
    };
    assert_eq!(changes(&localizer(), whole), [vary(BufferedPartial), expected]);

    let localizer = localizer();
    let cut = vec![head(READER, &headers, false), body(ERROR, false)];
    assert_eq!(changes(&localizer, cut), [vary(BufferedPartial)]);
    assert_eq!(localizer.counted(Outcome::Exempt(Exemption::TooLarge)), 1);
}

#[test]
fn a_body_of_unknown_size_may_be_empty() {
    let localizer = localizer();
    let found = changes(&localizer, vec![head(READER, &[STATUS, JSON], false), body(b"", true)]);
    assert_eq!(found, [vary(BufferedPartial)]);
    assert_eq!(localizer.counted(Outcome::Exempt(Exemption::NoContent)), 1);
}

/// An error that says nothing gets a problem for its body, if its status has a code.
#[test]
fn an_empty_error_becomes_a_problem() {
    const PROBLEM: &str = r#"{"code":2,"status":404,"title":"二","type":"about:blank"}"#;
    const EMPTY: (&str, &str) = ("content-length", "0");
    const NOT_FOUND: (&str, &str) = (":status", "404");
    let browser = [("request.headers['accept']", "text/html,*/*;q=0.8"), READER[1]];
    let policy = Policy::default().status_codes([(404, 2)]).unwrap().pages(Pages::Problem);
    let whole = Some(PROBLEM);
    let both = "vary: accept-language, accept";
    let length = format!("content-length: {}", PROBLEM.len());
    let described = ["content-language: zh-CN", &length, "content-type: application/problem+json"];
    for (request, response, outcome, set, body) in [
        (
            READER,
            &[NOT_FOUND, EMPTY][..],
            Outcome::Localized,
            &[&described[..], &[both]].concat()[..],
            whole,
        ),
        (
            READER,
            &[NOT_FOUND, JSON, EMPTY],
            Outcome::Localized,
            &[&described[..], &["vary: accept-language"]].concat(),
            whole,
        ),
        (&browser, &[NOT_FOUND, EMPTY], Outcome::Exempt(Exemption::NotJson), &[both], None),
        (READER, &[STATUS, EMPTY], Outcome::Exempt(Exemption::NotJson), &[], None),
        // To a HEAD.
        (&[], &[NOT_FOUND, LENGTH], Outcome::Exempt(Exemption::NoContent), &[both], None),
    ] {
        let localizer = Localizer::new(catalog(), policy.clone());
        let found = changes(&localizer, vec![head(request, response, true)]);
        let is_whole = body.is_some();
        let removed: &[&str] = if response[1] == LENGTH { &["content-length"] } else { &[] };
        let (set, removed, body) = (strings(set), strings(removed), body.map(str::to_owned));
        let expected = Change { is_whole, set, removed, body, ..Change::default() };
        let expected: Vec<Change> =
            [expected].into_iter().filter(|change| *change != Change::default()).collect();
        assert_eq!(found, expected, "{request:?} {response:?}");
        assert_eq!(localizer.counted(outcome), 1, "{request:?} {response:?}");
    }

    // One of unknown length, of which it is seen late that it is empty.
    let localizer = Localizer::new(catalog(), policy);
    let found = changes(&localizer, vec![head(READER, &[NOT_FOUND], false), body(b"", true)]);
    let expected = Change {
        set: strings(&["content-language: zh-CN", "content-type: application/problem+json"]),
        body: Some(PROBLEM.to_owned()),
        ..Change::default()
    };
    let asked = Change { mode: Some(BufferedPartial), set: strings(&[both]), ..Change::default() };
    assert_eq!(found, [asked, expected]);
}

/// Envoy says so when trailers follow.
#[test]
fn a_body_of_known_size_is_whole_before_the_end() {
    let headers = [STATUS, JSON, LENGTH];
    let found = changes(&localizer(), vec![head(READER, &headers, false), body(ERROR, false)]);
    assert_eq!(found[1].body.as_deref(), Some(LOCALIZED));
}

#[test]
fn gzip_is_read_and_goes_only_where_a_text_changes() {
    let headers = [STATUS, JSON, ("content-length", "60"), ("content-encoding", "gzip")];
    let error = vec![head(READER, &headers, false), body(&gzip(ERROR), true)];
    let expected = Change {
        set: strings(&["content-language: zh-CN", "content-length: 26"]),
        removed: strings(&["content-encoding"]),
        body: Some(LOCALIZED.to_owned()),
        ..Change::default()
    };
    assert_eq!(changes(&localizer(), error), [vary(Buffered), expected]);

    let success = vec![head(READER, &headers, false), body(&gzip(br#"{"size":1}"#), true)];
    assert_eq!(changes(&localizer(), success), [vary(Buffered)]);

    let localizer = localizer();
    let bomb = vec![head(READER, &headers, false), body(&gzip([b' '; 10_000]), true)];
    assert_eq!(changes(&localizer, bomb), [vary(Buffered)]);
    assert_eq!(localizer.counted(Outcome::Exempt(Exemption::Coded)), 1);
}

#[test]
fn a_text_that_depends_on_its_reader_has_no_validator() {
    let headers = [STATUS, JSON, LENGTH, ("etag", "\"1\"")];
    let removed = Change { removed: strings(&["etag"]), ..Change::default() };
    for (content, expected) in [
        (r#"{"code":1,"info":"一"}"#, Some(removed)),
        (r#"{"code":9,"info":"x"}"#, None),
        (r#"{"code":1,"info":"x""#, None),
    ] {
        let messages = vec![head(READER, &headers, false), body(content.as_bytes(), true)];
        let expected: Vec<Change> = [vary(Buffered)].into_iter().chain(expected).collect();
        assert_eq!(changes(&localizer(), messages), expected, "{content}");
    }
}

#[test]
fn a_response_that_is_left_alone_costs_no_body() {
    use Exemption::*;
    const OK: (&str, &str) = (":status", "200");
    const GET: &[(&str, &str)] = READER;
    /// It is one, because its response says that it has a content, and ends with its head.
    const HEAD: &[(&str, &str)] = &[];
    const NO: &[(&str, &str)] = &[("request.headers['cache-control']", "max-age=0,no-transform")];
    const VARY: &[&str] = &["vary: accept-language"];
    /// The request, the response, whether it ends with its head, why it is left as it is, and what is
    /// said of it.
    type Row<'r> =
        (&'r [(&'r str, &'r str)], &'r [(&'r str, &'r str)], bool, Exemption, &'r [&'r str]);
    let table: &[Row<'_>] = &[
        (GET, &[STATUS], false, NotJson, &[]),
        (GET, &[STATUS, ("content-type", "text/html")], false, NotJson, &[]),
        (GET, &[OK, ("content-type", "text/event-stream")], false, NotJson, &[]),
        (GET, &[STATUS, JSON, ("content-encoding", "br")], false, Coded, &[]),
        (GET, &[(":status", "206"), JSON], false, Partial, VARY),
        (GET, &[STATUS, JSON, ("cache-control", "no-transform")], false, NoTransform, &[]),
        // Others get another body, for which a cache must not take this one.
        (NO, &[STATUS, JSON], false, NoTransform, &["vary: accept-language, cache-control"]),
        (GET, &[OK, JSON, ("x-accel-buffering", "no")], false, Streaming, &[]),
        // What is not an error and does not say its length may never end.
        (GET, &[OK, JSON], false, Streaming, VARY),
        (GET, &[(":status", "201"), JSON, LENGTH], false, Status, &[]),
        (GET, &[(":status", "204"), JSON], true, NoContent, &[]),
        (GET, &[(":status", "304"), ("etag", "\"1\"")], true, NoContent, VARY),
        (GET, &[STATUS, JSON, ("content-length", "0")], true, NoContent, VARY),
        (HEAD, &[STATUS, JSON, ("content-length", "28"), ("etag", "\"1\"")], true, NoContent, VARY),
        (GET, &[STATUS, JSON, ("content-length", "101")], false, TooLarge, VARY),
        (GET, &[STATUS, JSON, ("content-length", "many")], false, TooLarge, VARY),
        (GET, &[STATUS, JSON, ("content-length", "99999999999999999999")], false, TooLarge, VARY),
    ];
    for (request, response, is_last, exemption, set) in table {
        let policy = Policy::default().statuses("200,400-599".parse().unwrap());
        let localizer = Localizer::new(catalog(), policy);
        let removed: &[&str] = if *request == HEAD { &["content-length", "etag"] } else { &[] };
        let expected = Change { set: strings(set), removed: strings(removed), ..Change::default() };
        let expected: Vec<Change> =
            [expected].into_iter().filter(|change| *change != Change::default()).collect();
        let found = changes(&localizer, vec![head(request, response, *is_last)]);
        assert_eq!(found, expected, "{request:?} {response:?}");
        let counted = localizer.counted(Outcome::Exempt(*exemption));
        assert_eq!(counted, 1, "{request:?} {response:?}");
    }
}

#[test]
fn a_body_that_never_comes_is_counted() {
    let localizer = localizer();
    let found = changes(&localizer, vec![head(READER, &[STATUS, JSON, LENGTH], false)]);
    assert_eq!(found, [vary(Buffered)]);
    assert_eq!(localizer.counted(Outcome::Exempt(Exemption::Broken)), 1);
}

#[test]
fn the_language_stands_where_the_policy_says() {
    let sources = [LanguageSource::query("lang"), LanguageSource::header("X-It's")];
    let policy = Policy::default().languages(sources).unwrap();
    for (attributes, expected) in [
        (&[("request.query", "a=b&lang=zh-CN")][..], LOCALIZED),
        (&[("request.headers['x-it\\'s']", "zh")], LOCALIZED),
        (&[("request.headers['accept-language']", "zh-CN")], r#"{"code":1,"info":"One: x"}"#),
        (&[], r#"{"code":1,"info":"One: x"}"#),
    ] {
        let localizer = Localizer::new(catalog(), policy.clone());
        let messages = vec![head(attributes, &[STATUS, JSON, LENGTH], false), body(ERROR, true)];
        let found = changes(&localizer, messages);
        assert_eq!(found[0].set, ["vary: x-it's"]);
        assert_eq!(found[1].body.as_deref(), Some(expected), "{attributes:?}");
    }
}

#[test]
fn messages_that_make_no_sense_are_refused() {
    let no_status = head(READER, &[JSON], false);
    let unknown = ProcessingRequest::default();
    for (messages, expected) in [
        (vec![no_status], Code::InvalidArgument),
        (vec![body(ERROR, true)], Code::InvalidArgument),
        (vec![unknown], Code::Unimplemented),
    ] {
        let status = ask(Processor::new(localizer()), messages).unwrap_err();
        assert_eq!(status.code(), expected);
    }
}

/// As a filter sends them whose mode is not the printed one.
#[test]
fn messages_that_were_not_asked_for_change_nothing() {
    let messages = vec![
        message(Request::RequestHeaders(proto::HttpHeaders::default())),
        message(Request::RequestBody(proto::HttpBody::default())),
        message(Request::RequestTrailers(proto::HttpTrailers {})),
        message(Request::ResponseTrailers(proto::HttpTrailers {})),
        head(READER, &[STATUS, JSON, LENGTH], false),
        body(ERROR, true),
    ];
    let mut answers = ask(Processor::new(localizer()), messages).unwrap().into_iter();
    let mut next = || answers.next().unwrap().response.unwrap();
    assert_eq!(next(), Response::RequestHeaders(proto::HeadersResponse::default()));
    assert_eq!(next(), Response::RequestBody(proto::BodyResponse::default()));
    assert_eq!(next(), Response::RequestTrailers(proto::TrailersResponse {}));
    assert_eq!(next(), Response::ResponseTrailers(proto::TrailersResponse {}));
    assert!(matches!(next(), Response::ResponseHeaders(_)));
    assert!(matches!(next(), Response::ResponseBody(_)));
}

/// Envoy's buffer has to hold it.
#[test]
fn a_body_that_would_become_too_large_stays() {
    let localizer = localizer();
    let headers = [STATUS, JSON, ("content-length", "98"), ("etag", "\"1\"")];
    let original = format!(r#"{{"code":2,"info":""{}}}"#, " ".repeat(78));
    let found =
        changes(&localizer, vec![head(READER, &headers, false), body(original.as_bytes(), true)]);
    let expected = Change { removed: strings(&["etag"]), ..Change::default() };
    assert_eq!(found, [vary(Buffered), expected]);
    assert_eq!(localizer.counted(Outcome::Exempt(Exemption::TooLarge)), 1);
    assert_eq!(localizer.counted(Outcome::Localized), 0);
}

/// A message may be as large as Envoy's buffer, which is larger than the limit.
#[test]
fn a_body_over_the_limit_is_no_error() {
    let localizer = localizer();
    let large = vec![b' '; 4 * 1024 * 1024];
    let found =
        changes(&localizer, vec![head(READER, &[STATUS, JSON], false), body(&large, false)]);
    assert_eq!(found, [vary(BufferedPartial)]);
    assert_eq!(localizer.counted(Outcome::Exempt(Exemption::TooLarge)), 1);
}
