//! Answers that are awkward on the wire: how long they are, where they break off, what goes before them.

use super::ERROR;
use super::upstream::Step::{self, AtOnce, Close, Pause, Reset, Send, Stall};

/// An answer in JSON with these headers, which say how long it is, or do not.
pub(super) fn unframed(headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n{headers}\r\n{body}")
        .into_bytes()
}

/// The error, with its length.
pub(super) fn error(headers: &str) -> Vec<u8> {
    unframed(&format!("{headers}Content-Length: {}\r\n", ERROR.len()), ERROR)
}

/// The error under another first line.
fn started(line: &str) -> Vec<u8> {
    let length = ERROR.len();
    format!("{line}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{ERROR}")
        .into_bytes()
}

/// The error, whose body is framed so.
fn chunked(body: &str) -> Vec<u8> {
    unframed("Transfer-Encoding: chunked\r\n", body)
}

/// The error in one chunk.
fn chunk() -> String {
    format!("{:x}\r\n{ERROR}\r\n", ERROR.len())
}

fn text(start: &str) -> Vec<u8> {
    format!("{start}\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhello").into_bytes()
}

fn bytes(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// One byte at a time would be a packet at a time; these are a few.
fn in_pieces(answer: &[u8]) -> Vec<Step> {
    answer.chunks(7).flat_map(|piece| [Send(piece.to_vec()), Pause]).collect()
}

/// What the upstream does for each case.
pub(super) fn cases() -> Vec<(&'static str, Vec<Step>)> {
    let length = ERROR.len();
    let with_length = |value: &str| unframed(&format!("Content-Length: {value}\r\n"), ERROR);
    let after = |interim: &str| [bytes(interim), error("")].concat();
    let chunk = chunk();
    let split = format!("5\r\n{}\r\n{:x}\r\n{}\r\n", &ERROR[..5], length - 5, &ERROR[5..]);
    let last = format!("{chunk}0\r\n\r\n");
    let coded =
        |coding: &str, body: &str| unframed(&format!("Transfer-Encoding: {coding}\r\n"), body);
    let extended = format!("{}0;x\r\n\r\n", chunk.replacen("\r\n", ";a=\"b\"\r\n", 1));
    let old = "HTTP/1.0 400 Bad\r\nContent-Type: application/json\r\n";
    let extra = "HTTP/1.1 200 OK\r\nX-Poison: 1\r\nContent-Length: 6\r\n\r\npoison";
    vec![
        // The length, said once, twice, falsely or not at all.
        ("length", vec![Send(error(""))]),
        ("length twice", vec![Send(error(&format!("Content-Length: {length}\r\n")))]),
        ("length in a list", vec![Send(with_length(&format!("{length}, {length}")))]),
        ("two lengths", vec![Send(error("Content-Length: 5\r\n"))]),
        ("length with zeros", vec![Send(with_length(&format!("00{length}")))]),
        ("length with a plus", vec![Send(with_length(&format!("+{length}"))), Close]),
        ("length below zero", vec![Send(with_length("-5")), Close]),
        ("length in hex", vec![Send(with_length("0x26")), Close]),
        ("length without end", vec![Send(with_length("99999999999999999999")), Close]),
        ("empty length", vec![Send(with_length("")), Close]),
        ("short", vec![Send(with_length("100")), Close]),
        ("short, reset", vec![Send(with_length("100")), Pause, Reset]),
        ("short text", vec![Send(text("HTTP/1.1 200 OK")), Close]),
        ("short text, reset", vec![Send(text("HTTP/1.1 200 OK")), Pause, Reset]),
        ("long", vec![Send([error(""), bytes(extra)].concat())]),
        ("to the end", vec![Send(unframed("Connection: close\r\n", ERROR)), Close]),
        ("to the end, unsaid", vec![Send(unframed("", ERROR)), Close]),
        ("to the end, reset", vec![Send(unframed("", ERROR)), Pause, Reset]),
        ("in pieces", in_pieces(&error(""))),
        // Chunks.
        ("chunks", vec![Send(chunked(&format!("{split}0\r\n\r\n")))]),
        ("chunks in pieces", in_pieces(&chunked(&format!("{split}0\r\n\r\n")))),
        ("chunks with trailers", vec![Send(chunked(&format!("{chunk}0\r\nX-Sum: 1\r\n\r\n")))]),
        (
            "chunks with a length in the trailers",
            vec![Send(chunked(&format!("{chunk}0\r\nContent-Length: 1\r\n\r\n")))],
        ),
        ("chunks with extensions", vec![Send(chunked(&extended))]),
        ("chunks with zeros", vec![Send(chunked(&format!("000{chunk}000\r\n\r\n")))]),
        ("chunks with a length", vec![Send(coded("chunked\r\nContent-Length: 5", &last))]),
        ("CHUNKED", vec![Send(coded("CHUNKED", &last))]),
        ("no last chunk", vec![Send(chunked(&chunk)), Close]),
        ("half a chunk", vec![Send(chunked(&chunk[..20])), Close]),
        ("half a chunk, reset", vec![Send(chunked(&chunk[..20])), Pause, Reset]),
        ("a chunk of zz", vec![Send(chunked(&format!("zz\r\n{ERROR}\r\n0\r\n\r\n"))), Close]),
        ("a chunk below zero", vec![Send(chunked(&format!("-1\r\n{ERROR}\r\n0\r\n\r\n"))), Close]),
        (
            "a chunk without end",
            vec![Send(chunked(&format!("fffffffffffffffff\r\n{ERROR}"))), Close],
        ),
        (
            "a chunk that is longer",
            vec![Send(chunked(&format!("5\r\n{ERROR}\r\n0\r\n\r\n"))), Close],
        ),
        ("a transfer coding", vec![Send(coded("gzip, chunked", "2\r\n\x1f\x1f\r\n0\r\n\r\n"))]),
        ("unknown framing", vec![Send(coded("xchunked", ERROR)), Close]),
        (
            "chunks in HTTP/1.0",
            vec![Send(bytes(&format!("{old}Transfer-Encoding: chunked\r\n\r\n{last}"))), Close],
        ),
        // No answer, or half of one.
        ("closes", vec![Close]),
        ("resets", vec![Reset]),
        ("half a head", vec![Send(bytes("HTTP/1.1 200 OK\r\nContent-Ty")), Close]),
        ("no HTTP", vec![Send(bytes("hello world\r\n\r\n")), Close]),
        ("HTTP/0.9", vec![Send(bytes(ERROR)), Close]),
        ("HTTP/1.0", vec![Send(bytes(&format!("{old}\r\n{ERROR}"))), Close]),
        ("HTTP/1.0, kept alive", vec![Send(started("HTTP/1.0 400 Bad\r\nConnection: keep-alive"))]),
        ("HTTP/2.0", vec![Send(started("HTTP/2.0 400 Bad")), Close]),
        (
            "line feeds",
            vec![Send(bytes(&String::from_utf8_lossy(&error("")).replace("\r\n", "\n")))],
        ),
        ("another reason", vec![Send(started("HTTP/1.1 400 Mein Fehler"))]),
        ("no reason", vec![Send(started("HTTP/1.1 400"))]),
        ("status 599", vec![Send(started("HTTP/1.1 599 X"))]),
        ("status 600", vec![Send(started("HTTP/1.1 600 X"))]),
        ("status 999", vec![Send(started("HTTP/1.1 999 X"))]),
        ("status 099", vec![Send(started("HTTP/1.1 099 X")), Close]),
        ("status 20", vec![Send(started("HTTP/1.1 20 X")), Close]),
        ("status 4000", vec![Send(started("HTTP/1.1 4000 X")), Close]),
        // What goes before the answer (RFC 9110 §15.2).
        (
            "103",
            vec![Send(after("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"))],
        ),
        (
            "103, then a while",
            vec![
                Send(bytes("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")),
                Pause,
                Send(error("")),
            ],
        ),
        (
            "103 twice",
            vec![Send(after(&"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(2)))],
        ),
        ("103 alone", vec![Send(bytes("HTTP/1.1 103 Early Hints\r\n\r\n")), Close]),
        ("102", vec![Send(after("HTTP/1.1 102 Processing\r\n\r\n"))]),
        ("100", vec![Send(after("HTTP/1.1 100 Continue\r\n\r\n"))]),
        (
            "101",
            vec![
                Send(bytes(
                    "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: foo\r\n\r\nxx",
                )),
                Stall,
            ],
        ),
        // No content.
        ("204", vec![Send(bytes("HTTP/1.1 204 No Content\r\n\r\n"))]),
        ("204 with a body", vec![Send(started("HTTP/1.1 204 No Content"))]),
        (
            "204 in chunks",
            vec![Send(bytes(
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            ))],
        ),
        ("205", vec![Send(bytes("HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"))]),
        (
            "304 with a length",
            vec![Send(bytes(
                "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 26\r\n\r\n",
            ))],
        ),
        // Before the request has come, and in silence.
        (
            "413 at once",
            vec![AtOnce, Send(started("HTTP/1.1 413 Too Large\r\nConnection: close")), Close],
        ),
        ("stalls", vec![Stall]),
        ("a head that stalls", vec![Send(bytes("HTTP/1.1 200 OK\r\nContent-Ty")), Stall]),
        ("a body that stalls", vec![Send(with_length("100")), Stall]),
        ("chunks that stall", vec![Send(chunked(&chunk)), Stall]),
        ("text that stalls", vec![Send(text("HTTP/1.1 200 OK")), Stall]),
        ("closes after it", vec![Send(error("")), Close]),
        ("two answers", vec![Send([error(""), error("X-Poison: 1\r\n")].concat())]),
    ]
}
