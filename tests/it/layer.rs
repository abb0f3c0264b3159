//! The tower layer: what it changes, what it leaves alone, and what the headers say of it.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use codeword::response::layer::{LocalizeBody, LocalizeLayer};
use codeword::response::{Defect, Exemption, Localizer, Outcome, Policy};
use http::{HeaderMap, Request, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Full};
use tower::{Layer, ServiceExt, service_fn};

use crate::gzip::gzip;
use crate::response::catalog;

const ERROR: &str = r#"{"code":1,"info":"first: x"}"#;
const LOCALIZED: &str = r#"{"code":1,"info":"一: x"}"#;

fn layer() -> LocalizeLayer {
    LocalizeLayer::new(Localizer::new(catalog(), Policy::default()))
}

/// A layer that looks into successes, too.
fn wide_layer() -> LocalizeLayer {
    let policy = Policy::default().statuses("200,400-599".parse().unwrap());
    LocalizeLayer::new(Localizer::new(catalog(), policy))
}

fn request() -> Request<()> {
    Request::get("/").header("accept-language", "zh-CN, en;q=0.5").body(()).unwrap()
}

/// Sends one request through the layer, to a service that answers with this response.
fn send<B>(
    layer: LocalizeLayer,
    request: Request<()>,
    response: Response<B>,
) -> Response<LocalizeBody<B>>
where
    B: Body + Send + 'static,
    B::Error: Send,
{
    let mut response = Some(response);
    let service = service_fn(move |_: Request<()>| {
        let response = response.take().unwrap();
        async { Ok::<_, Infallible>(response) }
    });
    block_on(layer.layer(service).oneshot(request)).unwrap()
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn response(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &'static str,
) -> Response<Full<Bytes>> {
    let builder = Response::builder().status(status);
    let builder =
        headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Full::from(body)).unwrap()
}

/// The headers, one a line, in the order of their names.
fn headers(map: &HeaderMap) -> Vec<String> {
    let mut lines: Vec<String> =
        map.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    lines.sort();
    lines
}

fn text<B: Body>(body: B) -> String
where
    B::Error: std::fmt::Debug,
{
    String::from_utf8(block_on(body.collect()).unwrap().to_bytes().to_vec()).unwrap()
}

fn outcome<B>(response: &Response<B>) -> Outcome {
    *response.extensions().get::<Outcome>().unwrap()
}

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
        // This is seen only when the body is there, which is no gzip.
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

/// A frame or an error; `None` is a pause.
type Event = Option<Result<Frame<Bytes>, &'static str>>;

/// A body of these frames.
struct Frames(VecDeque<Event>);

impl Frames {
    fn of<const N: usize>(frames: [Event; N]) -> Frames {
        Frames(frames.into())
    }
}

impl Body for Frames {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Event> {
        match self.0.pop_front() {
            None => Poll::Ready(None),
            Some(Some(frame)) => Poll::Ready(Some(frame)),
            Some(None) => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

fn data(text: &'static str) -> Event {
    Some(Ok(Frame::data(Bytes::from_static(text.as_bytes()))))
}

fn trailers() -> Event {
    Some(Ok(Frame::trailers(HeaderMap::from_iter([(
        http::HeaderName::from_static("grpc-status"),
        http::HeaderValue::from_static("0"),
    )]))))
}

fn json_of(frames: Frames) -> Response<Frames> {
    json_with(400, frames)
}

fn json_with(status: u16, frames: Frames) -> Response<Frames> {
    let builder = Response::builder().status(status).header("content-type", "application/json");
    builder.body(frames).unwrap()
}

#[test]
fn a_body_in_pieces_is_one_body_and_its_trailers_stay() {
    let frames = Frames::of([
        data(r#"{"code":"#),
        None,
        data(r#"1,"info":"first"#),
        data(r#": x"}"#),
        None,
        trailers(),
    ]);
    let localized = send(layer(), request(), json_of(frames));
    // With an exact size, HTTP/1.1 would leave the trailers out.
    assert_eq!(localized.body().size_hint().exact(), None);
    assert_eq!(localized.body().size_hint().lower(), LOCALIZED.len() as u64);
    let collected = block_on(localized.into_body().collect()).unwrap();
    assert_eq!(collected.trailers().unwrap()["grpc-status"], "0");
    assert_eq!(collected.to_bytes(), LOCALIZED);
}

/// A watch of events is a 200 of unknown length that never ends.
#[test]
fn a_success_of_unknown_length_is_never_held_back() {
    for status in [200, 400] {
        let frames = Frames::of([data(ERROR)]);
        let answer = send(wide_layer(), request(), json_with(status, frames));
        let is_error = status == 400;
        let expected =
            if is_error { Outcome::Localized } else { Outcome::Exempt(Exemption::Streaming) };
        assert_eq!(outcome(&answer), expected);
        assert_eq!(text(answer.into_body()), if is_error { LOCALIZED } else { ERROR });
    }
}

#[test]
fn an_error_of_unknown_length_is_let_go_when_its_bytes_stay_away() {
    /// A piece, and then nothing for ever.
    struct Stalling(Option<&'static str>);
    impl Body for Stalling {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            self.0
                .take()
                .map_or(Poll::Pending, |piece| Poll::Ready(Some(Ok(Frame::data(piece.into())))))
        }
    }
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.unwrap().block_on(async {
        let limit = std::time::Duration::from_secs(1);
        let layer = layer().release_after(limit, tokio::time::sleep);
        let service = |length: Option<&'static str>| {
            let service = service_fn(move |_: Request<()>| async move {
                let builder = Response::builder().status(400);
                let builder = builder.header("content-type", "application/json");
                let builder = match length {
                    Some(length) => builder.header("content-length", length),
                    None => builder,
                };
                Ok::<_, Infallible>(builder.body(Stalling(Some(r#"{"code":1"#))).unwrap())
            });
            layer.layer(service).oneshot(request())
        };
        let mut released = service(None).await.unwrap();
        assert_eq!(outcome(&released), Outcome::Exempt(Exemption::Streaming));
        let piece = released.body_mut().frame().await.unwrap().unwrap().into_data().unwrap();
        assert_eq!(piece, r#"{"code":1"#);
        // One of known length is no stream.
        let held = tokio::time::timeout(10 * limit, service(Some("30"))).await;
        assert!(held.is_err());
    });
}

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

/// Each frame takes memory of its own, however short it is.
#[test]
fn a_body_that_comes_byte_by_byte_is_held_back_in_few_frames() {
    let body = ERROR.to_owned() + &" ".repeat(10_000);
    let byte = |byte: u8| Some(Ok(Frame::data(vec![byte].into())));
    let frames = || Frames(body.bytes().map(byte).collect());
    let localized = send(layer(), request(), json_of(frames()));
    assert_eq!(text(localized.into_body()).trim_end(), LOCALIZED);

    let mut over = send(layer().body_limit(10_000), request(), json_of(frames())).into_body();
    let mut lengths = Vec::new();
    while let Some(frame) = block_on(over.frame()) {
        lengths.push(frame.unwrap().into_data().unwrap().len());
    }
    // The first, what was copied behind it, and the rest as it flows.
    assert_eq!(lengths[..3], [1, 10_000, 1]);
    assert_eq!(lengths.iter().sum::<usize>(), body.len());
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

#[test]
fn a_body_that_breaks_off_breaks_off_there() {
    let frames = Frames::of([data(r#"{"code":1"#), Some(Err("reset"))]);
    let response = send(layer(), request(), json_of(frames));
    assert_eq!(outcome(&response), Outcome::Exempt(Exemption::Broken));
    let mut body = response.into_body();
    assert!(!body.is_end_stream());
    assert_eq!(block_on(body.frame()).unwrap().unwrap().into_data().unwrap(), r#"{"code":1"#);
    assert_eq!(block_on(body.frame()).unwrap().unwrap_err(), "reset");
    assert!(block_on(body.frame()).is_none());
    assert!(body.is_end_stream());
}

#[test]
fn an_empty_body_is_empty() {
    let empty =
        send(layer(), request(), response(400, &[("content-type", "application/json")], ""));
    assert_eq!(outcome(&empty), Outcome::Exempt(Exemption::NoContent));
    assert_eq!(empty.body().size_hint().exact(), Some(0));
    assert!(text(empty.into_body()).is_empty());
}

/// A server drops what it has not sent when a body breaks, so the layer lets it send that first.
#[test]
fn a_held_body_that_breaks_is_not_nothing_over_a_socket() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    runtime.block_on(async {
        let answer = || async {
            let frames = Frames::of([data(r#"{"code":1,"#), Some(Err("reset"))]);
            json_of(frames).map(axum::body::Body::new)
        };
        let app = axum::Router::new().route("/", axum::routing::get(answer)).layer(layer());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async { axum::serve(listener, app).await });

        let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
        socket.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut response = String::new();
        socket.read_to_string(&mut response).await.unwrap();
        assert!(response.starts_with("HTTP/1.1 400 "), "{response}");
        // There is a chunk, and no last one.
        assert!(response.ends_with("\r\n\r\nA\r\n{\"code\":1,\r\n"), "{response}");
    });
}

/// What a client sees of an axum application.
#[test]
fn over_a_socket() {
    use axum::Router;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    runtime.block_on(async {
        let answer = || async { (StatusCode::BAD_REQUEST, [("content-type", "application/json")], ERROR) };
        let app = Router::new().route("/", get(answer)).layer(layer());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async { axum::serve(listener, app).await });

        for (method, lines, body) in [
            ("GET", "content-type: application/json|vary: accept-language|content-language: zh-CN|content-length: 26", LOCALIZED),
            ("HEAD", "content-type: application/json|vary: accept-language", ""),
        ] {
            let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
            let request = format!("{method} /?lang=zh HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            socket.write_all(request.as_bytes()).await.unwrap();
            let mut response = String::new();
            socket.read_to_string(&mut response).await.unwrap();
            let (head, content) = response.split_once("\r\n\r\n").unwrap();
            let mut found: Vec<&str> = head.lines().skip(1).filter(|line| !line.starts_with("date")).collect();
            found.retain(|line| *line != "connection: close");
            found.sort_unstable();
            let mut expected: Vec<&str> = lines.split('|').collect();
            expected.sort_unstable();
            assert_eq!(found, expected, "{method}");
            assert_eq!(content, body, "{method}");
        }
    });
}
