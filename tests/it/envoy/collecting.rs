//! What a processor answers in each mode in which bodies are sent, and how it learns who the reader is.

use codeword::response::{Exemption, Outcome};
use proptest::prelude::*;

use super::client::proto::processing_mode::BodySendMode::{
    self, Buffered, BufferedPartial, FullDuplexStreamed, Grpc, None as Never, Streamed,
};
use super::client::proto::processing_request::Request;
use super::client::proto::{HttpBody, HttpTrailers, ProcessingRequest, ProtocolConfiguration};
use super::client::{Change, bare_head, body, head, message, request_head};
use super::protocol::{
    ERROR, JSON, LENGTH, LOCALIZED, READER, STATUS, changes, localizer, strings,
};
use crate::gzip::gzip;

/// Messages of an Envoy that sends bodies in a mode.
fn sent(mode: BodySendMode, mut messages: Vec<ProcessingRequest>) -> Vec<ProcessingRequest> {
    messages[0].protocol_config = Some(ProtocolConfiguration {
        request_body_mode: mode.into(),
        response_body_mode: mode.into(),
    });
    messages
}

fn trailers() -> ProcessingRequest {
    message(Request::ResponseTrailers(HttpTrailers {}))
}

/// A change of the headers alone.
fn headers(set: &[&str], removed: &[&str]) -> Change {
    Change { set: strings(set), removed: strings(removed), ..Change::default() }
}

fn content(text: &str) -> Change {
    Change { body: Some(text.to_owned()), ..Change::default() }
}

fn piece(text: &str, is_last: bool) -> Change {
    Change { piece: Some((text.to_owned(), is_last)), ..Change::default() }
}

const VARY: &str = "vary: accept-language";
const LANGUAGE: &str = "content-language: zh-CN";
const ETAG: (&str, &str) = ("etag", "\"1\"");
const OK: (&str, &str) = (":status", "200");

#[test]
fn every_mode_has_its_answers() {
    let error = |is_end| body(ERROR, is_end);
    let first = || body(&ERROR[..9], false);
    let second = |is_end| body(&ERROR[9..], is_end);
    let known = || head(READER, &[STATUS, JSON, LENGTH, ETAG], false);
    let unknown = || head(READER, &[STATUS, JSON, ETAG], false);
    let success = || head(READER, &[OK, JSON, LENGTH, ETAG], false);
    let own = r#"{"code":9,"info":"x"}"#.as_bytes();
    let long = format!("[{}]", "1".repeat(98));
    let (long_head, long_tail) = long.split_at(60);
    let exempt = Outcome::Exempt;
    let whole =
        |set: &[&str]| Change { body: Some(LOCALIZED.to_owned()), ..headers(set, &["etag"]) };
    let asked = |mode| Change { mode: Some(mode), ..headers(&[VARY], &[]) };
    let gone = || headers(&[VARY], &["content-length", "etag"]);
    let table: Vec<(BodySendMode, Vec<ProcessingRequest>, Vec<Change>, Outcome)> = vec![
        // The body is asked for, if it does not come as it should.
        (
            Never,
            vec![unknown(), error(true)],
            vec![asked(BufferedPartial), whole(&[LANGUAGE])],
            Outcome::Localized,
        ),
        (
            BufferedPartial,
            vec![known(), error(true)],
            vec![asked(Buffered), whole(&[LANGUAGE, "content-length: 26"])],
            Outcome::Localized,
        ),
        (
            BufferedPartial,
            vec![unknown(), error(true)],
            vec![headers(&[VARY], &[]), whole(&[LANGUAGE])],
            Outcome::Localized,
        ),
        (
            Buffered,
            vec![known(), error(true)],
            vec![headers(&[VARY], &[]), whole(&[LANGUAGE, "content-length: 26"])],
            Outcome::Localized,
        ),
        (Buffered, vec![success()], vec![], exempt(Exemption::Status)),
        (Streamed, vec![success()], vec![], exempt(Exemption::Status)),
        (
            BufferedPartial,
            vec![head(READER, &[STATUS, JSON, ("content-length", "101")], false)],
            vec![headers(&[VARY], &[])],
            exempt(Exemption::TooLarge),
        ),
        // The head goes before the body, and holds for any text.
        (
            Streamed,
            vec![known(), first(), second(true)],
            vec![gone(), content(""), Change { set: strings(&[LANGUAGE]), ..content(LOCALIZED) }],
            Outcome::Localized,
        ),
        // Trailers follow, of which nothing is known before.
        (
            Streamed,
            vec![known(), first(), second(false)],
            vec![gone(), content(""), Change { set: strings(&[LANGUAGE]), ..content(LOCALIZED) }],
            Outcome::Localized,
        ),
        (
            Streamed,
            vec![known(), body(&own[..5], false), body(&own[5..], true)],
            vec![gone(), content(""), content(str::from_utf8(own).unwrap())],
            Outcome::UnknownCode,
        ),
        (Streamed, vec![known(), body(own, true)], vec![gone()], Outcome::UnknownCode),
        (
            Streamed,
            vec![known(), body(&ERROR[..9], false), body(b"", true)],
            vec![gone(), content(""), content(r#"{"code":1"#)],
            Outcome::Defective(codeword::response::Defect::InvalidJson),
        ),
        (
            Streamed,
            vec![
                head(READER, &[STATUS, JSON], false),
                body(format!("{long_head}1").as_bytes(), false),
                body(long_tail.as_bytes(), true),
            ],
            vec![headers(&[VARY], &[]), content(""), content(&format!("{long_head}1{long_tail}"))],
            exempt(Exemption::TooLarge),
        ),
        (
            Streamed,
            vec![head(READER, &[STATUS, JSON, ("content-encoding", "gzip")], false)],
            vec![headers(&[VARY], &[])],
            exempt(Exemption::Coded),
        ),
        (
            Streamed,
            vec![head(READER, &[STATUS, ("content-type", "application/json;charset=gbk")], false)],
            vec![headers(&[VARY], &[])],
            exempt(Exemption::Charset),
        ),
        // The head waits for the body.
        (
            FullDuplexStreamed,
            vec![known(), first(), second(true)],
            vec![
                headers(&[LANGUAGE, "content-length: 26", VARY], &["etag"]),
                piece(LOCALIZED, true),
            ],
            Outcome::Localized,
        ),
        (
            FullDuplexStreamed,
            vec![unknown(), first(), second(false), trailers()],
            vec![headers(&[LANGUAGE, VARY], &["etag"]), piece(LOCALIZED, false), Change::default()],
            Outcome::Localized,
        ),
        (
            FullDuplexStreamed,
            vec![
                head(READER, &[STATUS, JSON, ("content-encoding", "gzip")], false),
                body(&gzip(ERROR), true),
            ],
            vec![headers(&[LANGUAGE, VARY], &["content-encoding"]), piece(LOCALIZED, true)],
            Outcome::Localized,
        ),
        (
            FullDuplexStreamed,
            vec![
                unknown(),
                body(format!("{long_head}1").as_bytes(), false),
                body(long_tail.as_bytes(), false),
                body(b" ", true),
            ],
            vec![
                headers(&[VARY], &[]),
                piece(&format!("{long_head}1{long_tail}"), false),
                piece(" ", true),
            ],
            exempt(Exemption::TooLarge),
        ),
        (
            FullDuplexStreamed,
            vec![success(), first(), second(false), trailers()],
            vec![
                Change::default(),
                piece(r#"{"code":1"#, false),
                piece(r#","info":"first: x"}"#, false),
                Change::default(),
            ],
            exempt(Exemption::Status),
        ),
        (
            Grpc,
            vec![known(), error(true)],
            vec![headers(&[VARY], &[]), piece(str::from_utf8(ERROR).unwrap(), true)],
            exempt(Exemption::NotJson),
        ),
    ];
    for (row, (mode, messages, expected, outcome)) in table.into_iter().enumerate() {
        let localizer = localizer();
        assert_eq!(changes(&localizer, sent(mode, messages)), expected, "{row}: {mode:?}");
        assert_eq!(localizer.counted(outcome), 1, "{row}: {mode:?} {outcome}");
    }
}

#[test]
fn a_request_passes() {
    let upload =
        || message(Request::RequestBody(HttpBody { body: "a".into(), end_of_stream: true }));
    let end = || message(Request::RequestTrailers(HttpTrailers {}));
    for (mode, expected) in [
        (Never, Change::default()),
        (Buffered, Change::default()),
        (BufferedPartial, Change::default()),
        (Streamed, Change::default()),
        (FullDuplexStreamed, piece("a", true)),
        (Grpc, piece("a", true)),
    ] {
        let messages = sent(mode, vec![request_head(&[(":method", "PUT")]), upload(), end()]);
        let found = changes(&localizer(), messages);
        assert_eq!(found, [Change::default(), expected, Change::default()], "{mode:?}");
    }
}

#[test]
fn the_reader_is_known_by_the_head_of_the_request() {
    const GET: (&str, &str) = (":method", "GET");
    const PATH: (&str, &str) = (":path", "/a?b=c");
    const ENGLISH: &str = r#"{"code":1,"info":"One: x"}"#;
    for (request, expected) in [
        (&[GET, PATH, ("accept-language", "zh-CN")][..], Some(LOCALIZED)),
        // Two lines are one list.
        (&[GET, ("accept-language", "fr"), ("accept-language", "zh-CN;q=0.5")], Some(LOCALIZED)),
        (&[GET, (":path", "/?lang=zh-CN"), ("accept-language", "en")], Some(LOCALIZED)),
        // Of the target, what is not valid says nothing.
        (&[GET, (":path", "a b?lang=en"), ("accept-language", "zh-CN")], Some(LOCALIZED)),
        (&[GET, PATH], Some(ENGLISH)),
        (&[(":method", "HEAD"), PATH, ("accept-language", "zh-CN")], None),
        (&[GET, PATH, ("accept-language", "zh-CN"), ("cache-control", "no-transform")], None),
        (&[], Some(ENGLISH)),
    ] {
        let messages = vec![
            request_head(request),
            bare_head(&[STATUS, JSON, LENGTH], false),
            body(ERROR, true),
        ];
        let messages = match expected {
            Some(_) => messages,
            None => messages[..2].to_vec(),
        };
        let found = changes(&localizer(), sent(Buffered, messages));
        assert_eq!(found[0], Change::default());
        let text = found.get(2).and_then(|change| change.body.as_deref());
        assert_eq!(text, expected, "{request:?}");
    }
    // Nobody says anything of the request.
    let messages = vec![bare_head(&[STATUS, JSON, LENGTH], false), body(ERROR, true)];
    assert_eq!(changes(&localizer(), messages)[1].body.as_deref(), Some(ENGLISH));
}

#[test]
fn one_who_only_watches_gets_no_answer() {
    let mut watched = request_head(&[(":method", "GET")]);
    watched.observability_mode = true;
    let localizer = localizer();
    assert_eq!(changes(&localizer, vec![watched]), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However a body is cut into pieces, its reader gets the same.
    #[test]
    fn pieces_make_a_whole(
        text in prop::sample::select(vec![
            (r#"{"code":1,"info":"first: x"}"#, r#"{"code":1,"info":"一: x"}"#),
            (" [{\"code\":1,\"info\":\"first\"}]\n ", " [{\"code\":1,\"info\":\"一\"}]\n "),
            (r#"{"code":9,"info":"}\"{["}"#, r#"{"code":9,"info":"}\"{["}"#),
            (r#"{"code":1,"info":"first""#, r#"{"code":1,"info":"first""#),
            ("no JSON", "no JSON"),
        ]),
        mut cuts in prop::collection::vec(0..32_usize, 0..5),
        is_duplex: bool,
    ) {
        let (original, expected) = text;
        cuts.iter_mut().for_each(|cut| *cut = (*cut).min(original.len()));
        cuts.extend([0, original.len()]);
        cuts.sort_unstable();
        let pieces: Vec<&str> = cuts.windows(2).map(|cut| &original[cut[0]..cut[1]]).collect();
        let mode = if is_duplex { FullDuplexStreamed } else { Streamed };
        let mut messages = vec![head(READER, &[STATUS, JSON], false)];
        let last = pieces.len() - 1;
        messages.extend(
            pieces.iter().enumerate().map(|(at, piece)| body(piece.as_bytes(), at == last)),
        );
        let answers = changes(&localizer(), sent(mode, messages)).split_off(1);
        let found: String = if is_duplex {
            prop_assert!(answers.last().is_some_and(|answer| answer.piece.as_ref().unwrap().1));
            answers.into_iter().map(|answer| answer.piece.unwrap().0).collect()
        } else {
            // What is not answered passes as it is.
            let mut answers = answers.into_iter();
            let sent = |piece: &str| {
                answers.next().and_then(|answer| answer.body).unwrap_or_else(|| piece.to_owned())
            };
            pieces.into_iter().map(sent).collect()
        };
        prop_assert_eq!(found, expected);
    }
}
