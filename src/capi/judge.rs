//! [`codeword_judge`]: what becomes of a response, by its head.

use http::header::CONTENT_LENGTH;
use http::{Method, Response};

use super::border::{Fault, border};
use super::buffer::{Buffer, place};
use super::handles;
use super::head::{Head, Known, headers};
use super::input::Input;
use super::library::Library;
use super::memory::Question;
use super::verdict::{End, Judgement, Verdict};
use crate::response::Exemption;
use crate::response::semantics::{Admission, Ahead, Requester};

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
        let Library { localizer, body_limit, request_headers, memory, .. } = library;
        let head = Known::of(input.one(head)?, request_headers, &input)?;
        let question = Question::of(&head, localizer.policy(), *body_limit);
        // SAFETY: the caller has promised that the buffer and the verdict are NULL or good, and `place` that the
        // verdict is not NULL.
        let hand_over = |judgement: &Judgement| unsafe {
            judgement.hand_over(localizer, *body_limit, buffer, verdict)
        };
        let known = question.as_ref().and_then(|question| memory.recall(question, hand_over));
        if let Some(value) = known {
            return value;
        }
        let (judgement, is_lasting) = judge(&head, library)?;
        let value = hand_over(&judgement);
        if let Some(question) = question.filter(|_| is_lasting) {
            memory.remember(&question, judgement);
        }
        value
    })
}

/// Judges a head, and says whether it will always be judged so, whatever the texts are.
fn judge(head: &Known<'_>, library: &Library) -> Result<(Judgement, bool), Fault> {
    let Library { localizer, body_limit, .. } = library;
    // What is not a method is none that matters.
    let method = Method::from_bytes(head.method).unwrap_or_default();
    let reader = Requester::of(&method, Some(head.query), &headers(&head.request)?, localizer);
    let (mut parts, ()) = Response::new(()).into_parts();
    parts.status = head.status;
    parts.headers = headers(&head.response)?;
    let before = parts.headers.clone();
    let has_length = before.contains_key(CONTENT_LENGTH);
    let admission = Admission::of(&mut parts, has_length, &reader, localizer.policy(), |_| true);
    let is_head = matches!(admission, Admission::Head);
    let is_granted = matches!(admission, Admission::Granted(_));
    let ahead = match admission {
        Admission::Granted(content) => {
            Ahead::of(content, &mut parts.headers, &reader, localizer, *body_limit)
        }
        Admission::Head => Err(Exemption::NoContent),
        Admission::Refused(exemption) => Err(exemption),
    };
    let mut after = parts.headers;
    let end = match ahead {
        Ok(Ahead::Held(promise)) => End::Held(promise),
        Ok(Ahead::Replaced(page)) => {
            after.insert(CONTENT_LENGTH, page.len().into());
            End::Replaced(page)
        }
        Err(exemption) => End::Left(exemption),
    };
    let is_held = matches!(end, End::Held(_));
    let drops_length = is_head || is_held;
    let judgement = Judgement::new(&before, &after, drops_length, &reader.preference, end);
    Ok((judgement, is_held || !is_granted))
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
