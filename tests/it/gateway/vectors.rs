//! Requests of every awkward kind, and what their clients can have meant by them.

/// A request in bytes.
pub(super) struct Vector {
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
    /// What may be forwarded of it: a method, a target and a body. All else has to be refused; and so
    /// may these be.
    pub(super) meant: &'static [&'static str],
    /// How many requests these are.
    pub(super) requests: usize,
}

fn one(name: &'static str, bytes: impl Into<Vec<u8>>, meant: &'static [&'static str]) -> Vector {
    Vector { name, bytes: bytes.into(), meant, requests: 1 }
}

/// A POST with these headers, and this after them.
fn post(name: &'static str, headers: &str, rest: &str, meant: &'static [&'static str]) -> Vector {
    one(name, format!("POST /p HTTP/1.1\r\nHost: a\r\n{headers}\r\n{rest}"), meant)
}

/// A POST in chunks.
fn chunks(name: &'static str, rest: &str, meant: &'static [&'static str]) -> Vector {
    post(name, "Transfer-Encoding: chunked\r\n", rest, meant)
}

/// A GET with these headers.
fn get(name: &'static str, headers: impl AsRef<[u8]>, meant: &'static [&'static str]) -> Vector {
    let bytes = [&b"GET /p HTTP/1.1\r\nHost: a\r\n"[..], headers.as_ref(), b"\r\n"].concat();
    one(name, bytes, meant)
}

/// A request with this first line.
fn line(name: &'static str, line: impl AsRef<[u8]>, meant: &'static [&'static str]) -> Vector {
    one(name, [line.as_ref(), b"\r\nHost: a\r\n\r\n"].concat(), meant)
}

/// Another request, which no client has meant.
const POISON: &str = "GET /poison HTTP/1.1\r\nHost: a\r\n\r\n";

const NOTHING: &[&str] = &[];
const GET: &[&str] = &["GET /p "];
const EMPTY: &[&str] = &["POST /p "];
const ABC: &[&str] = &["POST /p abc"];

pub(super) fn all() -> Vec<Vector> {
    [framing(), chunking(), heads(), targets(), methods(), sizes()].into_iter().flatten().collect()
}

/// How long the body is (RFC 9112 §6.3).
#[rustfmt::skip]
fn framing() -> Vec<Vector> {
    let both = "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n";
    vec![
        post("a length", "Content-Length: 3\r\n", "abc", ABC),
        post("no length", "", "", EMPTY),
        post("a length and chunks", both, "0\r\n\r\n", EMPTY),
        post("chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", "0\r\n\r\n", EMPTY),
        post("a length and chunks, and more", both, &format!("0\r\n\r\n{POISON}"), EMPTY),
        post("a short length and chunks", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", &format!("{:x}\r\n{POISON}\r\n0\r\n\r\n", POISON.len()), &["POST /p GET /poison HTTP/1.1\r\nHost: a\r\n\r\n"]),
        post("xchunked", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n", NOTHING),
        post("xchunked and a length", "Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n", "hello", NOTHING),
        post("a space before the colon", "Content-Length: 5\r\nTransfer-Encoding : chunked\r\n", "0\r\n\r\n", NOTHING),
        post("a tab before chunked", "Transfer-Encoding:\tchunked\r\n", "0\r\n\r\n", EMPTY),
        post("a tab and a length", "Content-Length: 5\r\nTransfer-Encoding:\tchunked\r\n", "0\r\n\r\n", EMPTY),
        post("a vertical tab before chunked", "Content-Length: 5\r\nTransfer-Encoding:\x0bchunked\r\n", "0\r\n\r\n", NOTHING),
        post("a NUL after chunked", "Content-Length: 5\r\nTransfer-Encoding: chunked\0\r\n", "0\r\n\r\n", NOTHING),
        post("chunked, then identity", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n", NOTHING),
        post("identity, then chunked", "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", NOTHING),
        post("identity, chunked", "Transfer-Encoding: identity, chunked\r\n", "0\r\n\r\n", NOTHING),
        post("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", "3\r\nabc\r\n0\r\n\r\n", NOTHING),
        post("chunked, gzip", "Transfer-Encoding: chunked, gzip\r\n", "3\r\nabc\r\n0\r\n\r\n", NOTHING),
        post("chunked, chunked", "Transfer-Encoding: chunked, chunked\r\n", "3\r\nabc\r\n0\r\n\r\n", NOTHING),
        post("chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n", NOTHING),
        post("CHUNKED", "Transfer-Encoding: CHUNKED\r\n", "3\r\nabc\r\n0\r\n\r\n", ABC),
        post("chunked in quotes", "Transfer-Encoding: \"chunked\"\r\nContent-Length: 5\r\n", "0\r\n\r\n", NOTHING),
        post("chunked in a fold", "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n", EMPTY),
        post("an empty coding", "Transfer-Encoding:\r\nContent-Length: 3\r\n", "abc", ABC),
        one("chunks in HTTP/1.0", "POST /p HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", NOTHING),
        one("chunks and a length in HTTP/1.0", "POST /p HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", NOTHING),
        post("a length twice", "Content-Length: 3\r\nContent-Length: 3\r\n", "abc", ABC),
        post("two lengths", "Content-Length: 3\r\nContent-Length: 0\r\n", "abc", NOTHING),
        post("a length in a list", "Content-Length: 3, 3\r\n", "abc", ABC),
        post("two lengths in a list", "Content-Length: 3, 0\r\n", "abc", NOTHING),
        post("a length with a plus", "Content-Length: +3\r\n", "abc", NOTHING),
        post("a length below zero", "Content-Length: -1\r\n", "abc", NOTHING),
        post("a length in hex", "Content-Length: 0x3\r\n", "abc", NOTHING),
        post("a length with zeros", "Content-Length: 003\r\n", "abc", ABC),
        post("a length with a space", "Content-Length: 3 0\r\n", "abc", NOTHING),
        post("a length without end", "Content-Length: 99999999999999999999\r\n", "abc", NOTHING),
        post("a length before a space", "Content-Length : 3\r\n", "abc", NOTHING),
        post("an empty length", "Content-Length:\r\n", "", NOTHING),
        post("a length in a fold", "Content-Length:\r\n 3\r\n", "abc", ABC),
        post("a length with an underscore", "Content_Length: 3\r\n", "", EMPTY),
        post("chunks and an underscore", "Transfer_Encoding: chunked\r\nContent-Length: 3\r\n", "abc", ABC),
        post("a length named by Connection", "Connection: Content-Length\r\nContent-Length: 3\r\n", "abc", ABC),
        Vector { requests: 2, ..post("a body that is a request", &format!("Content-Length: {}\r\n", POISON.len()), &format!("{POISON}GET /q HTTP/1.1\r\nHost: a\r\n\r\n"), &["POST /p GET /poison HTTP/1.1\r\nHost: a\r\n\r\n", "GET /q "]) },
        Vector { requests: 3, ..one("three at once", "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nHEAD /3 HTTP/1.1\r\nHost: a\r\n\r\n", &["GET /1 ", "GET /2 ", "HEAD /3 "]) },
    ]
}

/// Chunks (RFC 9112 §7.1).
#[rustfmt::skip]
fn chunking() -> Vec<Vector> {
    vec![
        chunks("chunks", "3\r\nabc\r\n0\r\n\r\n", ABC),
        chunks("chunks with extensions", "3;a=b;c=\"d\"\r\nabc\r\n0;x\r\n\r\n", ABC),
        chunks("an extension that ends with a line feed", "3;a\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("an extension with a line feed within", "3;a\nxx\r\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("an extension with a CR within", "3;a\rx\r\nabc\r\n0\r\n\r\n", ABC),
        chunks("a size that ends with a line feed", "3\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("a chunk that ends with a line feed", "3\r\nabc\n0\r\n\r\n", NOTHING),
        chunks("the last chunk with line feeds", "3\r\nabc\r\n0\n\n", NOTHING),
        chunks("a size of 0x3", "0x3\r\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("a size of +3", "+3\r\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("a size of -1", "-1\r\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("a size of zz", "zz\r\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("no size", "\r\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("a size with zeros", "0003\r\nabc\r\n00\r\n\r\n", ABC),
        chunks("a size before a space", "3 \r\nabc\r\n0\r\n\r\n", ABC),
        chunks("a size after a space", " 3\r\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("a size over its limit", "10000000000000003\r\nabc\r\n0\r\n\r\n", NOTHING),
        chunks("a chunk that is longer", "3\r\nabcd\r\n0\r\n\r\n", NOTHING),
        chunks("a chunk that is shorter", "3\r\nab\r\n0\r\n\r\n", NOTHING),
        chunks("trailers", "3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n", ABC),
        chunks("trailers about framing", "3\r\nabc\r\n0\r\nContent-Length: 50\r\nTransfer-Encoding: x\r\nHost: evil\r\n\r\n", ABC),
        chunks("trailers that are not headers", "3\r\nabc\r\n0\r\njunk\r\n\r\n", ABC),
        chunks("a request after the chunks", &format!("3\r\nabc\r\n0\r\n\r\n{}", "GET /q"), ABC),
    ]
}

/// Headers (RFC 9110 §5, RFC 9112 §5).
#[rustfmt::skip]
fn heads() -> Vec<Vector> {
    vec![
        get("a plain request", "", GET),
        get("a fold", "X-A: 1\r\n 2\r\n", GET),
        one("a first line that is a fold", "GET /p HTTP/1.1\r\n X-A: 1\r\nHost: a\r\n\r\n", NOTHING),
        one("line feeds", "GET /p HTTP/1.1\nHost: a\nX-B: 1\n\n", GET),
        get("a CR in a value", "X-A: 1\rX-B: 2\r\n", GET),
        get("a NUL in a value", "X-A: a\0b\r\n", GET),
        get("a NUL in a name", "X\0A: b\r\n", NOTHING),
        get("Latin in a value", b"X-A: \xE9\xFF\r\n", GET),
        get("a space in a name", "X A: 1\r\n", GET),
        get("a space before the colon of any", "X-A : 1\r\n", GET),
        get("no colon", "XA\r\n", GET),
        get("no name", ": 1\r\n", GET),
        get("an empty value", "X-A:\r\n", GET),
        get("an underscore", "X_A: 1\r\n", GET),
        get("two cookies", "Cookie: a=1\r\nCookie: b=2\r\n", GET),
        get("headers of the connection", "Connection: keep-alive, X-Secret\r\nX-Secret: 1\r\nKeep-Alive: timeout=5\r\nProxy-Connection: close\r\n", GET),
        get("Connection names what counts", "Connection: keep-alive, Authorization, X-Forwarded-For, Cookie, Host\r\nAuthorization: x\r\nCookie: y\r\n", GET),
        get("te", "TE: trailers\r\nConnection: te\r\n", GET),
        get("an upgrade to h2c", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n", GET),
        get("an expectation of nobody", "Expect: 200-ok\r\n", GET),
        one("no host", "GET /p HTTP/1.1\r\n\r\n", NOTHING),
        one("two hosts", "GET /p HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", NOTHING),
        one("a host with a path", "GET /p HTTP/1.1\r\nHost: a/b\r\n\r\n", NOTHING),
        one("a host with a user", "GET /p HTTP/1.1\r\nHost: u@a\r\n\r\n", NOTHING),
        one("a host with a space", "GET /p HTTP/1.1\r\nHost: a b\r\n\r\n", NOTHING),
        one("a host with a comma", "GET /p HTTP/1.1\r\nHost: a,b\r\n\r\n", GET),
        one("an empty host", "GET /p HTTP/1.1\r\nHost:\r\n\r\n", GET),
        get("forwarded by somebody", "X-Forwarded-For: 6.6.6.6\r\nX-Real-IP: 1.1.1.1\r\nForwarded: for=2.2.2.2\r\n", GET),
        get("forwarded, with underscores", "X_Forwarded_For: 7.7.7.7\r\n", GET),
        get("codings", "Accept-Encoding: br\r\nAccept-Encoding: gzip;q=0.5\r\n", GET),
    ]
}

/// Targets (RFC 9112 §3.2).
#[rustfmt::skip]
fn targets() -> Vec<Vector> {
    vec![
        line("an absolute target", "GET http://a/p?q HTTP/1.1", &["GET /p?q "]),
        line("an absolute target elsewhere", "GET http://other.example:81/p?q HTTP/1.1", &["GET /p?q "]),
        line("an absolute target without a path", "GET http://a HTTP/1.1", &["GET / "]),
        line("an absolute target of https", "GET https://a/p HTTP/1.1", GET),
        line("the server as a whole", "OPTIONS * HTTP/1.1", &["OPTIONS * "]),
        line("a GET of the server as a whole", "GET * HTTP/1.1", &["GET * "]),
        line("no slash", "GET p HTTP/1.1", NOTHING),
        line("no target", "GET  HTTP/1.1", NOTHING),
        line("two spaces", "GET  /p HTTP/1.1", GET),
        line("tabs", "GET\t/p\tHTTP/1.1", NOTHING),
        line("a space in the target", "GET /p q HTTP/1.1", NOTHING),
        line("a space at the end", "GET /p HTTP/1.1 ", GET),
        line("brackets and bars", "GET /p|{a}^[b] HTTP/1.1", &["GET /p|{a}^[b] ", "GET /p%7C%7Ba%7D%5E[b] "]),
        line("angles and quotes", "GET /p<a>\"` HTTP/1.1", &["GET /p<a>\"` ", "GET /p%3Ca%3E%22%60 "]),
        line("angles in a query", "GET /p?a=<b>&\"` HTTP/1.1", &["GET /p?a=<b>&\"` ", "GET /p?a=%3Cb%3E&%22%60 "]),
        line("a backslash", "GET /p\\q HTTP/1.1", &["GET /p\\q ", "GET /p%5Cq "]),
        line("UTF-8", "GET /é HTTP/1.1", &["GET /\u{c3}\u{a9} ", "GET /%C3%A9 "]),
        line("Latin", b"GET /\xE9 HTTP/1.1", &["GET /\u{e9} ", "GET /%E9 "]),
        line("a fragment", "GET /p#frag HTTP/1.1", &["GET /p ", "GET /p#frag ", "GET /p%23frag "]),
        line("dots", "GET /a/../../b//c/./d%2e%2e%2f HTTP/1.1", &["GET /a/../../b//c/./d%2e%2e%2f "]),
        line("dots that stay within", "GET /a/../b//c/./d HTTP/1.1", &["GET /a/../b//c/./d "]),
        line("an escaped NUL", "GET /p%00 HTTP/1.1", &["GET /p%00 "]),
        line("a bad escape", "GET /p%zz HTTP/1.1", &["GET /p%zz "]),
        line("a control", "GET /p\x01 HTTP/1.1", NOTHING),
        line("a NUL", "GET /p\0 HTTP/1.1", NOTHING),
        line("a CR", "GET /p\rq HTTP/1.1", NOTHING),
        line("an escaped line feed", "GET /p%0d%0aX:%20y HTTP/1.1", &["GET /p%0d%0aX:%20y "]),
    ]
}

/// Methods and versions (RFC 9112 §2.3, §3.1).
#[rustfmt::skip]
fn methods() -> Vec<Vector> {
    vec![
        line("a method in lower case", "get /p HTTP/1.1", &["get /p "]),
        line("a method of one's own", "PURGE /p HTTP/1.1", &["PURGE /p "]),
        line("a method with a sign", "G@T /p HTTP/1.1", NOTHING),
        line("HEAD", "HEAD /p HTTP/1.1", &["HEAD /p "]),
        line("DELETE", "DELETE /p HTTP/1.1", &["DELETE /p "]),
        line("PATCH", "PATCH /p HTTP/1.1", &["PATCH /p "]),
        line("OPTIONS", "OPTIONS /p HTTP/1.1", &["OPTIONS /p "]),
        line("TRACE", "TRACE /p HTTP/1.1", &["TRACE /p "]),
        one("TRACE with no way left", "TRACE /p HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n", &["TRACE /p "]),
        one("OPTIONS with no way left", "OPTIONS /p HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n", &["OPTIONS /p "]),
        one("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", NOTHING),
        one("a GET with a body", "GET /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", &["GET /p abc"]),
        one("a GET in chunks", "GET /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", &["GET /p abc"]),
        one("a HEAD with a body", "HEAD /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", &["HEAD /p abc"]),
        one("HTTP/1.0", "GET /p HTTP/1.0\r\nHost: a\r\n\r\n", GET),
        one("HTTP/1.0 without a host", "GET /p HTTP/1.0\r\n\r\n", GET),
        one("HTTP/1.0, kept alive", "GET /p HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", GET),
        line("HTTP/1.2", "GET /p HTTP/1.2", GET),
        line("HTTP/2.0", "GET /p HTTP/2.0", NOTHING),
        line("HTTP/3.9", "GET /p HTTP/3.9", NOTHING),
        line("http/1.1", "GET /p http/1.1", NOTHING),
        one("HTTP/0.9", "GET /p\r\n", GET),
        one("an empty line first", "\r\nGET /p HTTP/1.1\r\nHost: a\r\n\r\n", GET),
        one("TLS", b"\x16\x03\x01\x00\x10\x01\x00\x00\x0c\x03\x03aaaaaaaaaa\r\n\r\n", NOTHING),
        one("the PROXY protocol", format!("PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n{}", "GET /p HTTP/1.1\r\nHost: a\r\n\r\n"), NOTHING),
    ]
}

/// Sizes, about which nobody agrees.
fn sizes() -> Vec<Vector> {
    let many = |count: usize| (0..count).map(|n| format!("X-{n}: v\r\n")).collect::<String>();
    let long = |length: usize| format!("Cookie: {}\r\n", "a".repeat(length));
    let target = |length: usize| format!("GET /{} HTTP/1.1", "a".repeat(length));
    vec![
        get("101 headers", many(100), GET),
        get("500 headers", many(500), GET),
        get("a header of 7 KB", long(7000), GET),
        get("a header of 12 KB", long(12_000), GET),
        get("a header of 60 KB", long(60_000), GET),
        get("headers of 28 KB", long(7000).repeat(4), GET),
        get("headers of 300 KB", long(5000).repeat(60), GET),
        line("a target of 7 KB", target(7000), &["GET /aaaa "]),
        line("a target of 20 KB", target(20_000), &["GET /aaaa "]),
        line("a target of 70 KB", target(70_000), NOTHING),
    ]
}
