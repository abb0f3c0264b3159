//! The requests that nginx and the proxy are both asked, and what the upstream answers to each.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::super::upstream::Step::{self, Pause, Send};

/// One request and its answer.
pub(super) struct Case {
    pub(super) name: &'static str,
    method: &'static str,
    /// What follows the path.
    query: &'static str,
    /// Lines of the request, of a reader of Chinese if there are none.
    headers: &'static [&'static str],
    pub(super) answer: Vec<Step>,
}

impl Case {
    /// The request, whose path is the number of the case.
    pub(super) fn request(&self, number: usize) -> String {
        let Case { method, query, .. } = self;
        let chinese = ["Accept-Language: zh-CN"];
        let lines = if self.headers.is_empty() { &chinese } else { self.headers };
        let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        format!("{method} /{number}{query} HTTP/1.1\r\nHost: gateway\r\n{lines}\r\n")
    }
}

const ERROR: &str = r#"{"code":400142,"info":"too many heartbeats: x"}"#;
const UNKNOWN: &str = r#"{"code":123456,"info":"what is it?"}"#;
const BATCH: &str = r#"{"code":400000,"info":"mixed","responses":[{"code":400202,"info":"not found resource","instance":{"id":"a"}},{"code":200000,"info":"execute success"},{"code":400142,"info":"too many: b"}]}"#;
const PAGE: &str = "<html><body><h1>404 Not Found</h1></body></html>";
const JSON: &str = "Content-Type: application/json\r\n";
const CHINESE: &[&str] = &[];

/// An answer of known length, with these lines.
fn answer(status: u16, lines: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Any\r\n{lines}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

fn chunked(status: u16, lines: &str, pieces: &[&str]) -> Vec<Step> {
    let head = format!("HTTP/1.1 {status} Any\r\n{lines}Transfer-Encoding: chunked\r\n\r\n");
    let mut steps = vec![Send(head.into_bytes())];
    for piece in pieces {
        steps.push(Send(format!("{:x}\r\n{piece}\r\n", piece.len()).into_bytes()));
        steps.push(Pause);
    }
    steps.push(Send(b"0\r\n\r\n".to_vec()));
    steps
}

pub(super) fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// JSON of so many bytes, with a code at its end.
fn long(size: usize) -> String {
    let end = r#"","code":400142,"info":"too many heartbeats"}"#;
    format!(r#"{{"padding":"{}{end}"#, "x".repeat(size - end.len() - 12))
}

pub(super) fn cases() -> Vec<Case> {
    let ask = |name, method, query, headers, answer| Case { name, method, query, headers, answer };
    let get = |name, headers, answer: Vec<u8>| ask(name, "GET", "", headers, vec![Send(answer)]);
    let json = |name, status, lines: &str, body: &str| {
        get(name, CHINESE, answer(status, &format!("{JSON}{lines}"), body))
    };
    let typed = |name, content_type: &str, body: &str| {
        get(name, CHINESE, answer(400, &format!("Content-Type: {content_type}\r\n"), body))
    };
    let reader = |name, headers| get(name, headers, answer(400, JSON, ERROR));
    let page = |name, status, headers| {
        get(name, headers, answer(status, "Content-Type: text/html\r\n", PAGE))
    };
    let mut cases = vec![
        // Errors, and who reads them.
        json("an error", 400, "", ERROR),
        reader("in English", &["Accept-Language: en-US,en;q=0.9"]),
        reader("in a language that is not there", &["Accept-Language: fr, de;q=0.5"]),
        reader("without a language", &["User-Agent: none"]),
        reader("with a language of two lines", &["Accept-Language: fr", "Accept-Language: zh-CN"]),
        reader("with a language that is not text", &["Accept-Language: é"]),
        reader("with an empty language", &["Accept-Language: "]),
        ask(
            "by the query",
            "GET",
            "?a=1&lang=en-US",
            CHINESE,
            vec![Send(answer(400, JSON, ERROR))],
        ),
        ask("by a coded query", "GET", "?lang=%65n", CHINESE, vec![Send(answer(400, JSON, ERROR))]),
        ask(
            "POST",
            "POST",
            "",
            &["Content-Length: 0", "Accept-Language: zh-CN"],
            vec![Send(answer(400, JSON, ERROR))],
        ),
        json("404", 404, "", ERROR),
        json("500", 500, "", ERROR),
        json("599", 599, "", ERROR),
        // Bodies.
        json("a batch", 400, "", BATCH),
        json("an unknown code", 400, "", UNKNOWN),
        json("JSON without a code", 400, "", r#"{"detail":"none"}"#),
        json("JSON without a code, of a status with one", 404, "", r#"{"info":"none"}"#),
        json(
            "spaces and escapes",
            400,
            "",
            " {\n \"info\" : \"\\u4e00\" , \"code\" : 4.00142e5 , \"code\":400142}\n",
        ),
        json("a code in quotes", 400, "", r#"{"code":"400142","info":"too many heartbeats"}"#),
        json("broken JSON", 400, "", r#"{"code":400142,"info":"too many"#),
        json("two JSON texts", 400, "", r#"{"code":400142,"info":"a"}{"code":400142,"info":"b"}"#),
        json("an array", 400, "", r#"[{"code":400142,"info":"a"},{"code":400202,"info":"b"}]"#),
        get("not UTF-8", CHINESE, answer(400, JSON, b"{\"code\":400142,\"info\":\"\xff\"}")),
        json("empty JSON", 400, "", ""),
        json("100,000 bytes", 400, "", &long(100_000)),
        json("1 MiB", 400, "", &long(1024 * 1024)),
        json("1 MiB and a byte", 400, "", &long(1024 * 1024 + 1)),
        json("5 MB", 400, "", &long(5_000_000)),
        // Successes.
        json("a success without a code", 200, "", r#"{"size":1}"#),
        json("a success with a code", 200, "", ERROR),
        json("a success with the header", 200, "X-Polaris-Code: 400142\r\n", ERROR),
        json("a status that is left, with the header", 201, "X-Polaris-Code: 400142\r\n", ERROR),
        json("a status that is left", 201, "", ERROR),
        get("a file", CHINESE, answer(200, "Content-Type: text/css\r\nETag: \"1\"\r\n", "a {}")),
        // Pieces.
        ask(
            "chunks",
            "GET",
            "",
            CHINESE,
            chunked(400, JSON, &[&ERROR[..9], &ERROR[9..20], &ERROR[20..]]),
        ),
        ask(
            "a chunked success",
            "GET",
            "",
            CHINESE,
            chunked(200, JSON, &[&ERROR[..9], &ERROR[9..]]),
        ),
        ask(
            "chunks of a page",
            "GET",
            "",
            CHINESE,
            chunked(404, "Content-Type: text/html\r\n", &["<p>", "none"]),
        ),
        ask(
            "5 MB in chunks",
            "GET",
            "",
            CHINESE,
            chunked(400, JSON, &[&long(5_000_000)[..2_500_000], &long(5_000_000)[2_500_000..]]),
        ),
        json("a stream", 200, "X-Accel-Buffering: no\r\n", ERROR),
        // No body, or a part.
        ask(
            "HEAD",
            "HEAD",
            "",
            CHINESE,
            vec![Send(
                format!("HTTP/1.1 400 Any\r\n{JSON}ETag: \"1\"\r\nContent-Length: 47\r\n\r\n")
                    .into_bytes(),
            )],
        ),
        get("204", CHINESE, b"HTTP/1.1 204 Any\r\n\r\n".to_vec()),
        get("304", &["If-None-Match: \"1\""], b"HTTP/1.1 304 Any\r\nETag: \"1\"\r\n\r\n".to_vec()),
        json("206", 206, "Content-Range: bytes 0-46/100\r\n", ERROR),
        // What HTTP forbids, and what the headers say.
        json("no-transform", 400, "Cache-Control: no-transform\r\n", ERROR),
        reader(
            "no-transform in the request",
            &["Cache-Control: no-transform", "Accept-Language: zh-CN"],
        ),
        json(
            "validators",
            400,
            "ETag: \"1\"\r\nLast-Modified: Thu, 26 Nov 2026 08:00:00 GMT\r\n",
            ERROR,
        ),
        json("validators of a success", 200, "ETag: \"1\"\r\nAccept-Ranges: bytes\r\n", ERROR),
        json("validators of a success without a code", 200, "ETag: \"1\"\r\n", r#"{"size":1}"#),
        json("digests", 400, "Content-Digest: sha-256=:AA==:\r\nContent-MD5: AA==\r\n", ERROR),
        json("Vary", 400, "Vary: Origin\r\nVary: Accept-Encoding\r\n", ERROR),
        json("Vary by all", 400, "Vary: *\r\n", ERROR),
        json("a Content-Language", 400, "Content-Language: en\r\n", ERROR),
        json("cookies", 400, "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n", ERROR),
        json("a caching error", 404, "Cache-Control: max-age=60\r\n", ERROR),
        // Types.
        typed("a problem", "application/problem+json", r#"{"title":"Heartbeats","code":400142}"#),
        typed("UTF-8", "application/json; charset=utf-8", ERROR),
        typed("another charset, in ASCII", "application/json;charset=ISO-8859-1", ERROR),
        typed("a stream of events", "text/event-stream", ERROR),
        get("no type", CHINESE, answer(400, "", ERROR)),
        // Codings.
        get(
            "gzip",
            CHINESE,
            answer(400, &format!("{JSON}Content-Encoding: gzip\r\n"), gzip(ERROR)),
        ),
        get(
            "gzip of an unknown code",
            CHINESE,
            answer(400, &format!("{JSON}Content-Encoding: gzip\r\n"), gzip(UNKNOWN)),
        ),
        json("an unknown coding", 400, "Content-Encoding: br\r\n", "not JSON"),
        // Pages.
        page("a page", 404, CHINESE),
        page("a page of a status without a code", 403, CHINESE),
        page(
            "a page for a browser",
            404,
            &["Accept: text/html, */*;q=0.8", "Accept-Language: zh-CN"],
        ),
        page("a page for a program", 404, &["Accept: application/json", "Accept-Language: zh-CN"]),
        get("an empty 404", CHINESE, answer(404, "", "")),
        get("an empty page", CHINESE, answer(404, "Content-Type: text/html\r\n", "")),
        typed("plain text", "text/plain", "none"),
    ];
    cases.push(ask(
        "HEAD of a page",
        "HEAD",
        "",
        CHINESE,
        vec![Send(
            b"HTTP/1.1 404 Any\r\nContent-Type: text/html\r\nContent-Length: 47\r\n\r\n".to_vec(),
        )],
    ));
    cases
}
