//! [`codeword_judge`]: what becomes of a response, by its head.

use http::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use http::response::Parts;
use http::{Method, Response};

use super::border::{Fault, border};
use super::buffer::{Buffer, place};
use super::handles;
use super::input::{Header, Input, Text};
use super::library::Library;
use super::verdict::{Judged, Verdict};
use crate::response::Exemption;
use crate::response::semantics::{Admission, Ahead, RESPONSE_HEADERS, Requester};

/// The head of a response, and the request that it answers: `codeword_head`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Head {
    pub(super) method: Text,
    pub(super) query: Text,
    pub(super) request_headers: *const Header,
    pub(super) request_header_count: usize,
    pub(super) response_headers: *const Header,
    pub(super) response_header_count: usize,
    pub(super) http_status: u32,
}

/// Judges a response by its head.
///
/// # Safety
///
/// Each pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_judge(
    handle: u32,
    head: *const Head,
    buffer: *mut Buffer,
    verdict: *mut Verdict,
) -> i32 {
    border(|| {
        let verdict = place(verdict)?;
        let held = handles::get(handle)?;
        let library = held.library()?;
        // SAFETY: the caller has promised that the pointers are good during the call.
        let input = unsafe { Input::promised() };
        // SAFETY: `judged` ends before `input`, and `lay_out` copies what it hands over.
        let judged = unsafe { judge(input.one(head)?, &input, library) }?;
        // SAFETY: the caller has promised that the buffer is NULL or good.
        let laid_out = unsafe { judged.lay_out(library, buffer) };
        judged.count(laid_out.is_ok(), library);
        let laid_out = laid_out?;
        // SAFETY: it is neither NULL nor unaligned, and the caller has promised that it is good.
        unsafe { verdict.write(laid_out) };
        Ok(judged.value())
    })
}

/// # Safety
///
/// What is judged may not live longer than `input`: it has values of headers that are not copied.
unsafe fn judge(head: &Head, input: &Input, library: &Library) -> Result<Judged, Fault> {
    let Library { localizer, body_limit, request_headers, .. } = library;
    let lines = input.all(head.request_headers, head.request_header_count)?;
    // SAFETY: `Requester` copies what it keeps, and the map ends with this function.
    let request = unsafe { headers(lines, request_headers, input) }?;
    // What is not a method is none that matters.
    let method = Method::from_bytes(input.bytes(head.method)?).unwrap_or_default();
    let query = Some(input.text(head.query)?);
    let reader = Requester::of(&method, query, &request, localizer);
    // SAFETY: what is made of the values is the verdict's, and the caller has promised to end it.
    let mut parts = unsafe { parts(head, input) }?;
    let before = parts.headers.clone();
    let has_length = before.contains_key(CONTENT_LENGTH);
    let policy = localizer.policy();
    let admission = Admission::of(&mut parts, has_length, &reader, policy, |_| true);
    let is_head = matches!(admission, Admission::Head);
    let ahead = match admission {
        Admission::Granted(content) => {
            Ahead::of(content, &mut parts.headers, &reader, localizer, *body_limit)
        }
        Admission::Head => Err(Exemption::NoContent),
        Admission::Refused(exemption) => Err(exemption),
    };
    let mut after = parts.headers;
    if let Ok(Ahead::Replaced(page)) = &ahead {
        after.insert(CONTENT_LENGTH, page.len().into());
    }
    let drops_length = is_head || matches!(ahead, Ok(Ahead::Held(_)));
    Ok(Judged { before, after, reader, ahead, drops_length })
}

/// # Safety
///
/// As for [`headers`].
unsafe fn parts(head: &Head, input: &Input) -> Result<Parts, Fault> {
    let (mut parts, ()) = Response::new(()).into_parts();
    parts.status = input.status(head.http_status)?;
    let lines = input.all(head.response_headers, head.response_header_count)?;
    // SAFETY: as the caller has promised.
    parts.headers = unsafe { headers(lines, &RESPONSE_HEADERS, input) }?;
    Ok(parts)
}

/// Room for so many headers is made at once; there are seldom more, with those that are added.
const ROOM: usize = 6;

/// The lines of the headers with these names, as far as they are valid HTTP.
///
/// # Safety
///
/// Neither the map nor a copy of one of its values may live longer than `input`.
unsafe fn headers(
    lines: &[Header],
    names: &[HeaderName],
    input: &Input,
) -> Result<HeaderMap, Fault> {
    let mut headers = HeaderMap::with_capacity(ROOM);
    for line in lines {
        // SAFETY: as the caller has promised.
        let (name, value) = (input.bytes(line.name)?, unsafe { input.borrowed(line.value) }?);
        let name = HeaderName::from_bytes(name).ok().filter(|name| names.contains(name));
        if let (Some(name), Ok(value)) = (name, HeaderValue::from_maybe_shared(value)) {
            headers.try_append(name, value).map_err(|_| Fault::InvalidArgument)?;
        }
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use crate::capi::border::Fault;
    use crate::capi::caller::{Caller, Judgement, Lines};
    use crate::capi::verdict::{HELD, LEFT, REPLACED};

    const CONFIGURATION: &str = "[response]\npages = \"json\"\nstatus-codes = { 404 = 400202 }\nlanguages = [{ header = \"accept-language\" }]";
    const JSON: (&str, &str) = ("Content-Type", "application/json");
    const PAGE: (&str, &str) = ("content-type", "text/html");

    /// A reader of Chinese, and what a request of theirs says besides.
    fn with<'l>(besides: &[(&'l str, &'l str)]) -> Vec<(&'l str, &'l str)> {
        [&[("accept-language", "zh-CN")], besides].concat()
    }

    fn edits(judgement: &Judgement) -> Vec<String> {
        let edit = |(name, value): &(String, Option<String>)| match value {
            Some(value) => format!("{name}: {value}"),
            None => format!("{name}-"),
        };
        judgement.edits.iter().map(edit).collect()
    }

    #[test]
    fn a_body_that_may_change_is_held_and_its_head_says_what_holds_for_any_text() {
        let mut caller = Caller::open(CONFIGURATION).unwrap();
        let response = [
            JSON,
            ("ETag", "\"a\""),
            ("Vary", "Origin"),
            ("vary", "Accept-Encoding"),
            ("Accept-Ranges", "bytes"),
            ("Server", "x"),
        ];
        let judged = caller.judge("GET", &with(&[]), 404, &response);
        assert_eq!(judged.value, HELD);
        assert_eq!(
            edits(&judged),
            [
                "accept-ranges-",
                "content-length-",
                "etag-",
                "vary: Origin, Accept-Encoding, accept-language"
            ],
        );
        let body = br#"{"code":400202,"info":"not found"}"#;
        let said = caller.finish(&judged.ticket, body);
        assert_eq!((said.value, &*said.body), (1, r#"{"code":400202,"info":"未找到资源"}"#));
        // The status has a code, as the ticket knows.
        let said = caller.finish(&judged.ticket, br#"{"info":""}"#);
        assert_eq!((said.value, &*said.body), (1, r#"{"code":400202,"info":"未找到资源"}"#));
        for left in [&b"{}"[..], b"", b"\xFF"] {
            assert_eq!(caller.finish(&judged.ticket, left).value, 0);
        }
    }

    #[test]
    fn an_error_that_is_a_page_or_empty_is_replaced_and_its_head_is_whole() {
        let mut caller = Caller::open(CONFIGURATION).unwrap();
        let body = r#"{"code":400202,"info":"未找到资源"}"#;
        let none: (&str, &str) = ("content-length", "0");
        for response in [&[PAGE][..], &[none], &[JSON, none], &[PAGE, ("content-length", "9")]] {
            let judged = caller.judge("GET", &with(&[]), 404, response);
            assert_eq!((judged.value, &*judged.body), (REPLACED, body), "{response:?}");
            let edits = edits(&judged);
            for expected in [&*format!("content-length: {}", body.len()), "content-language: zh-CN"]
            {
                assert!(edits.iter().any(|edit| edit == expected), "{edits:?}");
            }
        }
    }

    #[test]
    fn what_http_says_stays_stays() {
        let mut caller = Caller::open(CONFIGURATION).unwrap();
        let browser = ("accept", "text/html, */*;q=0.1");
        let table: &[(&str, Lines<'_>, u32, Lines<'_>, &[&str])] = &[
            ("GET", &[], 200, &[JSON], &[]),
            ("GET", &[], 304, &[JSON], &[]),
            ("GET", &[], 404, &[("content-type", "image/png")], &[]),
            ("GET", &[], 404, &[JSON, ("cache-control", "No-Transform")], &[]),
            ("GET", &[], 404, &[JSON, ("content-encoding", "br")], &[]),
            ("GET", &[], 404, &[JSON, ("x-accel-buffering", "no")], &[]),
            ("GET", &[], 404, &[JSON, ("content-length", "9999999")], &["vary: accept-language"]),
            ("GET", &[], 404, &[JSON, ("content-encoding", "gzip")], &["vary: accept-language"]),
            (
                "GET",
                &[],
                200,
                &[JSON, ("X-Polaris-Code", "1")],
                &["content-length-", "vary: accept-language"],
            ),
            (
                "HEAD",
                &[],
                404,
                &[JSON, ("etag", "\"a\""), ("content-length", "9")],
                &["content-length-", "etag-", "vary: accept-language"],
            ),
            ("HEAD", &[], 404, &[JSON], &["content-length-", "vary: accept-language"]),
            ("GET", &[browser], 404, &[PAGE], &["vary: accept-language, accept"]),
            (
                "GET",
                &[("cache-control", "no-transform")],
                404,
                &[JSON, ("etag", "\"a\"")],
                &["etag-", "vary: accept-language, cache-control"],
            ),
        ];
        for (method, request, status, response, expected) in table {
            let judged = caller.judge(method, &with(request), *status, response);
            let is_coded = response.iter().any(|(name, _)| *name == "X-Polaris-Code");
            assert_eq!(judged.value, if is_coded { HELD } else { LEFT }, "{status} {response:?}");
            assert_eq!(edits(&judged), *expected, "{method} {status} {response:?}");
        }
    }

    /// Whatever the other headers are.
    #[test]
    fn what_is_of_no_concern_stays_as_it_is() {
        let statuses = [100, 200, 204, 206, 304, 404, 500, 999];
        let types = [
            None,
            Some("application/json"),
            Some("text/html"),
            Some("image/png"),
            Some("é"),
            Some("a\0"),
        ];
        let coded = ("x-polaris-code", "1");
        let others = [("content-length", "0"), ("vary", "*"), ("etag", "\"a\""), coded];
        let configurations =
            ["", CONFIGURATION, "[response]\nstatuses = [\"200\"]\npages = \"problem\""];
        let mut seen = [0; 3];
        for configuration in configurations {
            let mut caller = Caller::open(configuration).unwrap();
            for (status, content_type) in
                statuses.iter().flat_map(|status| types.map(|content_type| (*status, content_type)))
            {
                let concern = caller.concerns(status, content_type);
                seen[concern as usize] += 1;
                for mask in 0..1 << others.len() {
                    let chosen = others.iter().enumerate();
                    let chosen = chosen.filter(|(bit, _)| mask >> bit & 1 == 1);
                    let mut lines: Vec<_> = chosen.map(|(_, line)| *line).collect();
                    lines.extend(content_type.map(|content_type| ("content-type", content_type)));
                    let judged = caller.judge("GET", &[], status, &lines);
                    let stays = judged == Judgement::default();
                    let is_coded = lines.contains(&coded);
                    if concern == 0 || (concern == 2 && !is_coded) {
                        assert!(stays, "{status} {lines:?}: {judged:?}");
                    }
                }
            }
        }
        assert!(seen.iter().all(|count| *count > 3), "{seen:?}");
    }

    #[test]
    fn a_verdict_that_does_not_fit_is_not_counted() {
        let mut caller = Caller::open(CONFIGURATION).unwrap().with_capacity(10);
        let too_small = Fault::TooSmall as i32;
        for response in [[PAGE], [JSON]] {
            assert_eq!(caller.judge("GET", &with(&[]), 404, &response).value, too_small);
        }
        let large = [JSON, ("content-length", "9999999")];
        assert_eq!(caller.judge("GET", &with(&[]), 404, &large).value, too_small);
        assert_eq!(caller.counts(), [""; 0]);
    }
}
