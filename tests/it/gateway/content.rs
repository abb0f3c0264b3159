//! Answers whose content or headers are awkward: types, charsets, codings, and what is said of them.

use super::ERROR;
use super::framing::error;
use super::upstream::Step::{self, Send};
use crate::gzip::gzip;

/// A body under these headers.
fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    vec![Send([head.as_bytes(), body].concat())]
}

/// The error as this type.
fn typed(content_type: &str) -> Vec<Step> {
    answer("400 Bad", &format!("Content-Type: {content_type}\r\n"), ERROR)
}

/// A body in JSON.
fn json(body: impl AsRef<[u8]>) -> Vec<Step> {
    answer("400 Bad", "Content-Type: application/json\r\n", body)
}

/// A body in JSON with a coding.
fn coded(coding: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    let headers = format!("Content-Type: application/json\r\nContent-Encoding: {coding}\r\n");
    answer("400 Bad", &headers, body)
}

/// The error with more headers.
fn with(headers: &str) -> Vec<Step> {
    vec![Send(error(headers))]
}

/// The error with these bytes in a header.
fn with_bytes(line: &[u8]) -> Vec<Step> {
    let error = error("X-A: HERE\r\n");
    let start = error.windows(4).position(|found| found == b"HERE").unwrap();
    vec![Send([&error[..start], line, &error[start + 4..]].concat())]
}

/// "错误", in GBK.
const GBK: &[u8] = b"{\"code\":400142,\"info\":\"\xB4\xED\xCE\xF3\"}";
/// "é", in ISO-8859-1.
const LATIN: &[u8] = b"{\"code\":400142,\"info\":\"\xE9\"}";

/// An error as Discord says it, whose details have codes of another kind beside texts.
const DISCORD: &str = r#"{"code":400142,"errors":{"activities":{"0":{"platform":{"_errors":[{"code":"BASE_TYPE_CHOICES","info":"Value must be one of ('desktop', 'android', 'ios')."}]}}}},"info":"too many: x"}"#;

/// What the upstream does for each case.
pub(super) fn cases() -> Vec<(&'static str, Vec<Step>)> {
    let utf_16: Vec<u8> = ERROR.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let members = [gzip(&ERROR[..9]), gzip(&ERROR[9..])].concat();
    let whole = gzip(ERROR);
    vec![
        // The type (RFC 9110 §8.3).
        ("no type", answer("400 Bad", "", ERROR)),
        ("empty type", typed("")),
        ("text/plain", typed("text/plain")),
        ("Application/JSON", typed("Application/JSON")),
        ("problem+json", typed("application/problem+json")),
        ("json-seq", typed("application/json-seq")),
        ("ndjson", typed("application/x-ndjson")),
        (
            "two types",
            answer(
                "400 Bad",
                "Content-Type: text/html\r\nContent-Type: application/json\r\n",
                ERROR,
            ),
        ),
        ("an empty parameter", typed("application/json;")),
        ("multipart", typed("multipart/mixed; boundary=b")),
        // The charset that is said, and the one that is sent.
        ("charset utf-8", typed("application/json; charset=utf-8")),
        ("charset UTF-8, quoted", typed("application/json;charset=\"UTF-8\"")),
        ("charset us-ascii, in ASCII", typed("application/json;charset=us-ascii")),
        ("charset ISO-8859-1, in ASCII", typed("application/json;charset=ISO-8859-1")),
        ("charset GBK, in ASCII", typed("application/json; charset=GBK")),
        ("charset GBK and a version", typed("application/json; charset=GBK; version=1")),
        (
            "charset ISO-8859-1",
            answer("400 Bad", "Content-Type: application/json;charset=ISO-8859-1\r\n", LATIN),
        ),
        ("charset GBK", answer("400 Bad", "Content-Type: application/json;charset=GBK\r\n", GBK)),
        (
            "charset utf-16",
            answer("400 Bad", "Content-Type: application/json;charset=utf-16\r\n", utf_16),
        ),
        ("GBK, unsaid", json(GBK)),
        // The body (RFC 8259).
        ("a byte order mark", json(format!("\u{feff}{ERROR}"))),
        ("space around it", json(format!("\r\n {ERROR} \n"))),
        ("a NUL after it", json(format!("{ERROR}\0"))),
        ("two bodies", json(format!("{ERROR}\n{ERROR}\n"))),
        ("half a body", json(&ERROR[..20])),
        ("no body", json("")),
        ("null", json("null")),
        ("a string", json("\"Hello\"")),
        ("Hello", json("Hello, World")),
        ("a lone surrogate", json(r#"{"code":400142,"info":"\ud800"}"#)),
        ("the code twice", json(r#"{"code":400142,"code":1,"info":"x"}"#)),
        ("Discord's shape", json(DISCORD)),
        ("deep", json("[".repeat(100_000))),
        // The coding (RFC 9110 §8.4).
        ("gzip", coded("gzip", &whole)),
        ("x-gzip", coded("x-gzip", &whole)),
        ("GZIP", coded("GZIP", &whole)),
        ("gzip of two members", coded("gzip", members)),
        ("what is not gzip", coded("gzip", ERROR)),
        ("half a gzip", coded("gzip", &whole[..whole.len() / 2])),
        ("gzip and more", coded("gzip", [&whole[..], b"more"].concat())),
        ("gzip twice", coded("gzip, gzip", gzip(&whole))),
        ("gzip of much", coded("gzip", gzip(vec![b' '; 20_000_000]))),
        ("identity", coded("identity", ERROR)),
        ("br", coded("br", b"\x0b\x0c\x80x\x03")),
        ("zstd", coded("zstd", b"\x28\xb5\x2f\xfdx")),
        // Parts and whole (RFC 9110 §14, §15.3.7).
        (
            "206",
            answer(
                "206 Partial Content",
                "Content-Type: application/json\r\nContent-Range: bytes 0-35/100\r\n",
                ERROR,
            ),
        ),
        (
            "416",
            answer(
                "416 Range Not Satisfiable",
                "Content-Type: application/json\r\nContent-Range: bytes */100\r\n",
                ERROR,
            ),
        ),
        ("no-transform", with("Cache-Control: no-transform\r\n")),
        ("x-accel-buffering", with("X-Accel-Buffering: no\r\n")),
        // Headers (RFC 9112 §5).
        ("a fold", with("X-A: 1\r\n 2\r\n")),
        ("a space before the colon", with("X-A : 1\r\n")),
        ("a space in a name", with("X A: 1\r\n")),
        ("no colon", with("junk\r\n")),
        ("no name", with(": 1\r\n")),
        ("an empty value", with("X-A:\r\n")),
        ("Latin in a value", with_bytes(b"\xE9\xFF")),
        ("a NUL in a value", with_bytes(b"a\0b")),
        ("a CR in a value", with_bytes(b"a\rX-B: b")),
        ("120 headers", with(&(0..120).map(|n| format!("X-{n}: v\r\n")).collect::<String>())),
        ("500 headers", with(&(0..500).map(|n| format!("X-{n}: v\r\n")).collect::<String>())),
        (
            "60 cookies",
            with(
                &(0..60)
                    .map(|n| format!("Set-Cookie: c{n}={}\r\n", "v".repeat(200)))
                    .collect::<String>(),
            ),
        ),
        ("a header of 6 KB", with(&format!("X-A: {}\r\n", "a".repeat(6000)))),
        ("a header of 20 KB", with(&format!("X-A: {}\r\n", "a".repeat(20_000)))),
        ("a header of 50 KB", with(&format!("X-A: {}\r\n", "a".repeat(50_000)))),
        ("a header of 2 MB", with(&format!("X-A: {}\r\n", "a".repeat(2_000_000)))),
        (
            "headers of the connection",
            with(
                "Connection: keep-alive, X-Secret\r\nX-Secret: 1\r\nKeep-Alive: timeout=5\r\nUpgrade: h2c\r\n",
            ),
        ),
        ("Connection names the type", with("Connection: Content-Type\r\n")),
        ("Vary: *", with("Vary: *\r\n")),
    ]
}
