//! HTTP/2 by hand: what a client may not send (RFC 9113, RFC 7541), after the cases of h2spec.

use super::frames::{
    ACK, CONTINUATION, Client, DATA, END_HEADERS, END_STREAM, Frame, GET, GOAWAY, HEADERS, NONE,
    PADDED, PING, POST, PRIORITY, PUSH_PROMISE, RST_STREAM, SETTINGS, header, request, reset,
    setting, window,
};
use super::framing::error;
use super::process::Gateway;
use super::upstream::Upstream;
use crate::proxy::run;

/// What comes of it: the connection ends with one of these codes, or without a word.
const fn connection(codes: &'static [&'static str]) -> Expected {
    Expected { codes, stream: false, answer: false }
}

/// The stream ends, or the request is answered that it is bad, or the connection ends all the same.
const fn stream(codes: &'static [&'static str]) -> Expected {
    Expected { codes, stream: true, answer: false }
}

/// The connection goes on.
const GOES_ON: Expected = Expected { codes: &[], stream: false, answer: false };
/// The request is answered.
const ANSWERED: Expected = Expected { codes: &[], stream: false, answer: true };

const PROTOCOL: &[&str] = &["PROTOCOL_ERROR"];
const SIZE: &[&str] = &["FRAME_SIZE_ERROR"];
const FLOW: &[&str] = &["FLOW_CONTROL_ERROR"];
const CLOSED: &[&str] = &["STREAM_CLOSED"];
const COMPRESSION: &[&str] = &["COMPRESSION_ERROR"];

struct Expected {
    codes: &'static [&'static str],
    stream: bool,
    answer: bool,
}

type Case = (&'static str, Vec<Frame>, Expected);

fn frame(kind: u8, flags: u8, stream: u32, payload: impl AsRef<[u8]>) -> Frame {
    Frame::new(kind, flags, stream, payload)
}

/// A request whose body is to come.
fn post() -> Frame {
    frame(HEADERS, END_HEADERS, 1, POST)
}

/// A request whose header block is to go on.
fn begun() -> Frame {
    frame(HEADERS, END_STREAM, 1, GET)
}

/// A GET with more in its block.
fn get_with(more: impl AsRef<[u8]>) -> Vec<Frame> {
    vec![request(1, [GET, more.as_ref()].concat())]
}

#[rustfmt::skip]
fn frames() -> Vec<Case> {
    let ping = || frame(PING, NONE, 0, [7; 8]);
    vec![
        ("§4.1 an unknown frame is passed over", vec![frame(0x42, 0xFF, 0, "x"), request(1, GET)], ANSWERED),
        ("§4.1 an unknown flag is passed over", vec![frame(PING, 0x42, 0, [7; 8])], GOES_ON),
        ("§4.1 the reserved bit is passed over", vec![frame(PING, NONE, 1 << 31, [7; 8])], GOES_ON),
        ("§4.2 data over the frame size", vec![post(), frame(DATA, END_STREAM, 1, vec![0; 16_385])], stream(SIZE)),
        ("§4.2 headers over the frame size", vec![request(1, vec![0; 16_385])], connection(SIZE)),
        ("§4.3 another frame within a block", vec![begun(), frame(PRIORITY, NONE, 1, [0, 0, 0, 0, 9])], connection(PROTOCOL)),
        ("§4.3 another stream within a block", vec![begun(), request(3, GET)], connection(PROTOCOL)),
        ("§5.1 data for an idle stream", vec![frame(DATA, END_STREAM, 1, "x")], connection(PROTOCOL)),
        ("§5.1 a reset of an idle stream", vec![reset(1)], connection(PROTOCOL)),
        ("§5.1 a window for an idle stream", vec![window(1, 9)], connection(PROTOCOL)),
        ("§5.1 a continuation of an idle stream", vec![frame(CONTINUATION, END_HEADERS, 1, GET)], connection(PROTOCOL)),
        ("§5.1 data after the end", vec![request(1, GET), frame(DATA, NONE, 1, "x")], stream(CLOSED)),
        ("§5.1 headers after the end", vec![request(1, GET), request(1, GET)], stream(CLOSED)),
        ("§5.1 data after a reset", vec![post(), reset(1), frame(DATA, END_STREAM, 1, "x")], stream(CLOSED)),
        ("§5.1.1 an even stream", vec![request(2, GET)], connection(PROTOCOL)),
        ("§5.1.1 a stream below the last", vec![request(5, GET), request(3, GET)], connection(&["PROTOCOL_ERROR", "STREAM_CLOSED"])),
        ("§6.1 data for no stream", vec![frame(DATA, END_STREAM, 0, "x")], connection(PROTOCOL)),
        ("§6.1 more padding than data", vec![post(), frame(DATA, END_STREAM | PADDED, 1, b"\x09x")], connection(PROTOCOL)),
        ("§6.2 headers for no stream", vec![request(0, GET)], connection(PROTOCOL)),
        ("§6.2 more padding than headers", vec![frame(HEADERS, END_HEADERS | END_STREAM | PADDED, 1, b"\x09\x82")], connection(PROTOCOL)),
        ("§6.3 a priority of no stream", vec![frame(PRIORITY, NONE, 0, [0, 0, 0, 0, 9])], connection(PROTOCOL)),
        ("§6.3 a short priority", vec![post(), frame(PRIORITY, NONE, 1, [0; 4])], stream(SIZE)),
        ("§6.4 a reset of no stream", vec![reset(0)], connection(PROTOCOL)),
        ("§6.4 a short reset", vec![post(), frame(RST_STREAM, NONE, 1, [0; 3])], connection(SIZE)),
        ("§6.5 settings for a stream", vec![frame(SETTINGS, NONE, 1, [])], connection(PROTOCOL)),
        ("§6.5 an acknowledgement that says something", vec![frame(SETTINGS, ACK, 0, [0; 6])], connection(SIZE)),
        ("§6.5 half a setting", vec![frame(SETTINGS, NONE, 0, [0; 3])], connection(SIZE)),
        ("§6.5.2 a push of two", vec![setting(2, 2)], connection(PROTOCOL)),
        ("§6.5.2 a window over its limit", vec![setting(4, 1 << 31)], connection(FLOW)),
        ("§6.5.2 a frame size below its limit", vec![setting(5, 16_383)], connection(PROTOCOL)),
        ("§6.5.2 a frame size over its limit", vec![setting(5, 1 << 24)], connection(PROTOCOL)),
        ("§6.5.2 an unknown setting is passed over", vec![setting(0xFF, 1), request(1, GET)], ANSWERED),
        ("§6.6 a push by a client", vec![frame(PUSH_PROMISE, END_HEADERS, 1, [&[0, 0, 0, 2], GET].concat())], connection(PROTOCOL)),
        ("§6.7 a ping for a stream", vec![frame(PING, NONE, 1, [7; 8])], connection(PROTOCOL)),
        ("§6.7 a short ping", vec![frame(PING, NONE, 0, [7; 6])], connection(SIZE)),
        ("§6.7 an answer to no ping is passed over", vec![frame(PING, ACK, 0, [7; 8]), ping()], GOES_ON),
        ("§6.8 a goodbye for a stream", vec![frame(GOAWAY, NONE, 1, [0; 8])], connection(PROTOCOL)),
        ("§6.9 a window of no bytes more", vec![window(0, 0)], connection(PROTOCOL)),
        ("§6.9 a stream's window of no bytes more", vec![post(), window(1, 0)], stream(PROTOCOL)),
        ("§6.9 a short window", vec![frame(WINDOW, NONE, 0, [0; 3])], connection(SIZE)),
        ("§6.9.1 a window over its limit", vec![window(0, MOST), window(0, MOST)], connection(FLOW)),
        ("§6.9.1 a stream's window over its limit", vec![post(), window(1, MOST), window(1, MOST)], stream(FLOW)),
        ("§6.9.2 settings that push a window over its limit", vec![post(), window(1, MOST - 65_535), setting(4, 70_000)], stream(FLOW)),
        ("§6.10 a continuation of what has ended", vec![request(1, GET), frame(CONTINUATION, END_HEADERS, 1, GET)], connection(&["PROTOCOL_ERROR", "STREAM_CLOSED"])),
        ("§6.10 a continuation of no stream", vec![begun(), frame(CONTINUATION, END_HEADERS, 0, "")], connection(PROTOCOL)),
        ("§6.10 a continuation", vec![frame(HEADERS, END_STREAM, 1, &GET[..3]), frame(CONTINUATION, END_HEADERS, 1, &GET[3..])], ANSWERED),
        ("§7 an unknown code is passed over", vec![post(), frame(RST_STREAM, NONE, 1, [0xFF; 4]), request(3, GET)], ANSWERED),
    ]
}

const WINDOW: u8 = super::frames::WINDOW_UPDATE;
const MOST: u32 = (1 << 31) - 1;

#[rustfmt::skip]
fn messages() -> Vec<Case> {
    let missing = |block: &[u8]| vec![request(1, block)];
    let body = |length: &str, data: &str| vec![
        frame(HEADERS, END_HEADERS, 1, [POST, &header("content-length", length)].concat()),
        frame(DATA, END_STREAM, 1, data),
    ];
    vec![
        ("§8.1 a second block that does not end", vec![post(), frame(HEADERS, END_HEADERS, 1, header("x", "y"))], stream(PROTOCOL)),
        ("§8.1 a pseudo-header in the trailers", vec![post(), frame(HEADERS, END_HEADERS | END_STREAM, 1, b"\x82")], stream(PROTOCOL)),
        ("§8.2.1 a name in upper case", get_with(header("X-Test", "y")), stream(PROTOCOL)),
        ("§8.2.1 a line feed in a value", get_with(header("x", "a\nb: c")), stream(PROTOCOL)),
        ("§8.2.1 a NUL in a value", get_with(header("x", "a\0")), stream(PROTOCOL)),
        ("§8.2.1 a colon in a name", get_with(header("x:y", "z")), stream(PROTOCOL)),
        ("§8.2.1 a space in a name", get_with(header("x y", "z")), stream(PROTOCOL)),
        ("§8.2.2 connection", get_with(header("connection", "close")), stream(PROTOCOL)),
        ("§8.2.2 transfer-encoding", get_with(header("transfer-encoding", "chunked")), stream(PROTOCOL)),
        ("§8.2.2 te of something else", get_with(header("te", "gzip")), stream(PROTOCOL)),
        ("§8.2.2 te of trailers", get_with(header("te", "trailers")), ANSWERED),
        ("§8.3 an unknown pseudo-header", get_with(header(":x", "y")), stream(PROTOCOL)),
        ("§8.3 a pseudo-header of answers", get_with(b"\x88"), stream(PROTOCOL)),
        ("§8.3 a pseudo-header after the others", missing(&[&header("x", "y"), GET].concat()), stream(PROTOCOL)),
        ("§8.3.1 no method", missing(&GET[1..]), stream(PROTOCOL)),
        ("§8.3.1 no scheme", missing(b"\x82\x84\x41\x07gateway"), stream(PROTOCOL)),
        ("§8.3.1 no path", missing(b"\x82\x86\x41\x07gateway"), stream(PROTOCOL)),
        ("§8.3.1 an empty path", missing(b"\x82\x86\x04\x00\x41\x07gateway"), stream(PROTOCOL)),
        ("§8.3.1 two methods", missing(&[b"\x82", GET].concat()), stream(PROTOCOL)),
        ("§8.3.1 two paths", missing(&[b"\x84", GET].concat()), stream(PROTOCOL)),
        ("§8.3.1 two schemes", missing(&[b"\x86", GET].concat()), stream(PROTOCOL)),
        ("§8.1.1 a body that is longer than it says", body("1", "abc"), stream(PROTOCOL)),
        ("§8.1.1 a body that is shorter than it says", body("9", "abc"), stream(PROTOCOL)),
        ("§8.1.1 a body as long as it says", body("3", "abc"), ANSWERED),
        ("RFC 7541 §2.3.3 an index that is not there", get_with(b"\xC6"), connection(COMPRESSION)),
        ("RFC 7541 §6.1 the index zero", get_with(b"\x80"), connection(COMPRESSION)),
        ("RFC 7541 §4.2 a new table size at the end", get_with(b"\x20"), connection(COMPRESSION)),
        ("RFC 7541 §6.3 a table over its limit", vec![request(1, [b"\x3F\xE1\xFF\x03", GET].concat())], connection(COMPRESSION)),
        ("RFC 7541 §5.2 padding of eight bits", get_with(b"\x00\x86\xF2\xB2\x4A\x84\xFF\xFF\x00"), connection(COMPRESSION)),
        ("RFC 7541 §5.2 padding of zeros", get_with(b"\x00\x83\xF2\xB2\x40\x00"), connection(COMPRESSION)),
        ("RFC 7541 §5.2 the end in a string", get_with(b"\x00\x84\xFF\xFF\xFF\xFF\x00"), connection(COMPRESSION)),
        ("RFC 7541 §5.1 a number without end", get_with(b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"), connection(COMPRESSION)),
        ("RFC 7541 §5.2 a string that is cut", get_with(b"\x00\x09x"), connection(COMPRESSION)),
    ]
}

/// Sends the frames of a case and a ping; what is wrong is said before the ping is answered.
async fn judge(gateway: &Gateway, frames: &[Frame], expected: &Expected) -> Result<(), String> {
    let mut client = Client::open(gateway.address).await;
    client.send(frames).await;
    client.send(&[frame(PING, NONE, 0, [1; 8])]).await;
    let is_error = !expected.codes.is_empty();
    loop {
        let Some(frame) = client.frame().await else {
            return if is_error { Ok(()) } else { Err("the connection is closed".to_owned()) };
        };
        match (frame.kind, frame.flags) {
            (HEADERS, _) if expected.answer || expected.stream => return Ok(()),
            (RST_STREAM, _) if expected.stream && expected.codes.contains(&frame.code()) => {
                return Ok(());
            }
            // hyper's HTTP/2 says PROTOCOL_ERROR of whatever it cannot read.
            (GOAWAY, _) if is_error && frame.code() == "PROTOCOL_ERROR" => return Ok(()),
            (GOAWAY, _) if expected.codes.contains(&frame.code()) => return Ok(()),
            (RST_STREAM | GOAWAY, _) => return Err(format!("{} {frame:?}", frame.code())),
            // What a stream has done wrong may be said a little later, or to nobody.
            (PING, ACK) if frame.payload == [1; 8] && !expected.answer => {
                return if is_error && !expected.stream {
                    Err("goes on".to_owned())
                } else {
                    Ok(())
                };
            }
            _ => {}
        }
    }
}

#[test]
fn frames_and_messages_are_judged_as_the_standard_asks() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        let mut wrong = Vec::new();
        for (name, frames, expected) in frames().into_iter().chain(messages()) {
            if let Err(found) = judge(&gateway, &frames, &expected).await {
                wrong.push(format!("{name}: {found}"));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        // Nothing of that is a request that its client could have meant.
        for seen in upstream.seen() {
            assert!(
                seen.head.starts_with("GET / ") || seen.head.starts_with("POST / "),
                "{seen:?}"
            );
            assert!(seen.all("b").is_empty(), "{seen:?}");
        }
    });
}

/// A client takes as much as it says that it will (§5.2).
#[test]
fn a_window_of_a_byte_gets_a_byte() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &["--pass-through"]);
        let mut client = Client::open(gateway.address).await;
        client.send(&[setting(4, 0), request(1, GET)]).await;
        let mut body = Vec::new();
        let mut is_last = false;
        while !is_last {
            let frame = client.frame().await.unwrap();
            match frame.kind {
                HEADERS => client.send(&[window(1, 1)]).await,
                DATA => {
                    assert!(frame.payload.len() <= 1, "{frame:?}");
                    is_last = frame.flags & END_STREAM != 0;
                    body.extend(frame.payload);
                    client.send(&[window(1, 1)]).await;
                }
                _ => {}
            }
        }
        assert_eq!(body, super::ERROR.as_bytes());
    });
}

/// Each of these has stopped servers: none may stop this one, nor make it grow without end.
#[test]
fn floods_stop_nothing() {
    type Flood = (&'static str, Vec<Frame>, fn(u32) -> Vec<Frame>);
    let floods: [Flood; 7] = [
        ("CONTINUATION (CVE-2024-27316)", vec![begun()], |_| {
            vec![frame(CONTINUATION, NONE, 1, header("x", &"y".repeat(10_000)))]
        }),
        ("empty CONTINUATION", vec![begun()], |_| vec![frame(CONTINUATION, NONE, 1, "")]),
        ("rapid reset (CVE-2023-44487)", vec![], |number| {
            vec![request(2 * number + 1, GET), reset(2 * number + 1)]
        }),
        ("PING", vec![], |_| vec![frame(PING, NONE, 0, [0; 8])]),
        ("SETTINGS", vec![], |_| vec![setting(4, 65_535)]),
        ("empty DATA", vec![post()], |_| vec![frame(DATA, NONE, 1, "")]),
        ("streams over the limit", vec![], |number| {
            vec![frame(HEADERS, END_HEADERS, 2 * number + 1, POST)]
        }),
    ];
    run(async {
        let upstream = Upstream::always(error("")).await;
        let gateway = Gateway::start(&upstream.url(), &[]);
        for (name, first, flood) in floods {
            let before = memory(gateway.id());
            let mut client = Client::open(gateway.address).await;
            client.send(&first).await;
            for round in 0..50 {
                let frames: Vec<Frame> = (0..200).flat_map(|n| flood(round * 200 + n)).collect();
                client.send(&frames).await;
            }
            assert_eq!(gateway.get("/").await.status, 400, "{name}");
            let grown = memory(gateway.id()).saturating_sub(before);
            assert!(grown < 50_000, "{name}: {grown} KiB more");
        }
    });
}

/// What a process has of the machine's memory, in KiB.
fn memory(id: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().split(' ').next().unwrap().parse().unwrap()
}
