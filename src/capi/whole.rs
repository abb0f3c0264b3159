//! One call for a whole body, and for the texts that make one.

use super::answer::{Answer, Beside, CHANGED, UNCHANGED, hand_over};
use super::border::{Fault, border};
use super::buffer::{Buffer, Output, place};
use super::handles;
use super::input::{Input, Text};
use super::library::Library;
use crate::Args;
use crate::response::semantics::Promise;
use crate::response::{Exemption, MediaType};

/// A body, and what is known of its reader: `codeword_body`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Body {
    pub(super) body: Text,
    pub(super) content_type: Text,
    pub(super) query: Text,
    pub(super) accept_language: Text,
    pub(super) http_status: u32,
}

/// Localizes a body.
///
/// # Safety
///
/// Each pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_localize(
    handle: u32,
    body: *const Body,
    buffer: *mut Buffer,
    answer: *mut Answer,
) -> i32 {
    border(|| {
        let answer = place(answer)?;
        let held = handles::get(handle)?;
        let library = held.library()?;
        // SAFETY: the caller has promised that the pointers are good during the call.
        let input = unsafe { Input::promised() };
        let Body { body, content_type, query, accept_language, http_status } = *input.one(body)?;
        let status = match http_status {
            0 => None,
            status => Some(input.status(status)?),
        };
        let languages = input.text(accept_language)?;
        let header = |name: &str| (name == "accept-language").then_some(languages.into());
        let preference = library.localizer.preference(Some(input.text(query)?), header);
        // SAFETY: nothing that is made of it leaves this call: `hand_over` copies the pieces, and ends them.
        let body = unsafe { input.borrowed(body) }?;
        let localized = match MediaType::of(input.text(content_type)?) {
            Some(media_type) => {
                let promise = Promise { media_type, status };
                promise.keep(body, &preference, &library.localizer, library.body_limit)
            }
            None => Err(Exemption::NotJson),
        };
        // SAFETY: the caller has promised that the buffer and the answer are NULL or good, and `place` that the
        // answer is not NULL.
        unsafe { hand_over(localized, Beside::Language, library, buffer, answer) }
    })
}

/// The message of a code.
///
/// # Safety
///
/// Each pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_message(
    handle: u32,
    code: *const u8,
    code_length: usize,
    preference: *const u8,
    preference_length: usize,
    arguments: *const u8,
    arguments_length: usize,
    buffer: *mut Buffer,
    answer: *mut Answer,
) -> i32 {
    border(|| {
        let answer = place(answer)?;
        let held = handles::get(handle)?;
        let Library { live, .. } = held.library()?;
        // SAFETY: the caller has promised that the pointers are good during the call.
        let input = unsafe { Input::promised() };
        let code = input.text(Text { data: code, length: code_length })?;
        let preference = input.text(Text { data: preference, length: preference_length })?;
        let args = match input.bytes(Text { data: arguments, length: arguments_length })? {
            [] => Args::new(),
            object => serde_json::from_slice(object).map_err(|_| Fault::InvalidArgument)?,
        };
        let catalog = live.load();
        let message = catalog.format(code, preference, &args);
        let Some(message) = message.filter(|message| message.is_complete()) else {
            // SAFETY: it is neither NULL nor unaligned, and the caller has promised that it is good.
            unsafe { answer.write(Answer::NOTHING) };
            return Ok(UNCHANGED);
        };
        let (text, language) = (message.text(), message.locale().to_string());
        // SAFETY: the caller has promised that the buffer is NULL or good.
        let mut output = unsafe { Output::begin(buffer, text.len() + language.len()) }?;
        let found = Answer {
            body: output.text(text.as_bytes())?,
            language: output.text(language.as_bytes())?,
            content_type: Text::NONE,
            http_status: message.http_status().map_or(0, u32::from),
            is_fallback: message.is_fallback().into(),
        };
        // SAFETY: it is neither NULL nor unaligned, and the caller has promised that it is good.
        unsafe { answer.write(found) };
        Ok(CHANGED)
    })
}

/// The body for an error of the gateway's own.
///
/// # Safety
///
/// Each pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_page(
    handle: u32,
    http_status: u32,
    preference: *const u8,
    preference_length: usize,
    buffer: *mut Buffer,
    answer: *mut Answer,
) -> i32 {
    border(|| {
        let answer = place(answer)?;
        let held = handles::get(handle)?;
        let library = held.library()?;
        // SAFETY: the caller has promised that the pointers are good during the call.
        let input = unsafe { Input::promised() };
        let preference = input.text(Text { data: preference, length: preference_length })?;
        let status = input.status(http_status)?.as_u16();
        let Some((media_type, page)) = library.localizer.page(status, preference) else {
            // SAFETY: it is neither NULL nor unaligned, and the caller has promised that it is good.
            unsafe { answer.write(Answer::NOTHING) };
            return Ok(UNCHANGED);
        };
        let beside = Beside::Type(media_type.name());
        // SAFETY: the caller has promised that the buffer and the answer are NULL or good, and `place` that the
        // answer is not NULL.
        unsafe { hand_over(Ok(page), beside, library, buffer, answer) }
    })
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;
    use crate::capi::caller::{Caller, Said, buffer, text};

    const ERROR: &[u8] = br#"{"code":400202,"info":"not found: a"}"#;
    const LOCALIZED: &str = r#"{"code":400202,"info":"未找到资源: a"}"#;

    #[test]
    fn a_body_is_localized_or_stays() {
        let mut caller = Caller::open("body-limit = 100").unwrap();
        let said = caller.localize(ERROR, "application/json", "zh-CN");
        assert_eq!((said.value, &*said.body, &*said.language), (CHANGED, LOCALIZED, "zh-CN"));
        let large = [ERROR, &[b' '; 100]].concat();
        for (body, content_type) in [
            (&b"{}"[..], "application/json"),
            (b"", "application/json"),
            (b"{\"code\":400202,\"info\":\"\xFF\"}", "application/json"),
            (b"\0\0", "application/json"),
            (&large, "application/json"),
            (ERROR, "text/plain"),
            (ERROR, ""),
        ] {
            let said = caller.localize(body, content_type, "zh-CN");
            assert_eq!(said, Said::default(), "{content_type}");
        }
        let counts = [
            "no-pair 1",
            "localized 1",
            "invalid-json 1",
            "invalid-unicode 1",
            "not-json 2",
            "no-content 1",
            "too-large 1",
        ];
        assert_eq!(caller.counts(), counts);
    }

    #[test]
    fn a_buffer_that_is_too_small_is_told_what_is_needed_and_nothing_is_counted() {
        let needed = LOCALIZED.len() + "zh-CN".len();
        let mut memory = vec![0; needed];
        let caller = Caller::open("").unwrap();
        let body = Body {
            body: Text { data: ERROR.as_ptr(), length: ERROR.len() },
            content_type: text("application/json"),
            query: text("lang=zh-CN"),
            accept_language: text("en"),
            http_status: 400,
        };
        for capacity in [0, 1, needed - 1, needed] {
            let mut buffer = buffer(&mut memory[..capacity]);
            let mut answer = Answer::NOTHING;
            // SAFETY: all that it is given lives, and is used by nobody else.
            let value =
                unsafe { codeword_localize(caller.handle, &body, &mut buffer, &mut answer) };
            let expected = if capacity < needed { Fault::TooSmall as i32 } else { CHANGED };
            assert_eq!((value, buffer.length()), (expected, needed), "{capacity}");
        }
        assert_eq!(caller.counts(), ["localized 1"]);
        assert!(memory.starts_with(LOCALIZED.as_bytes()));
    }

    #[test]
    fn what_is_no_pointer_is_an_invalid_argument() {
        let caller = Caller::open("").unwrap();
        let mut memory = [0; 100];
        let invalid = Fault::InvalidArgument as i32;
        let good = Body {
            body: text("{\"code\":400202,\"info\":\"\"}"),
            content_type: text("application/json"),
            query: Text::NONE,
            accept_language: Text::NONE,
            http_status: 0,
        };
        let null = Text { data: ptr::null(), length: 1 };
        let endless = Text { data: memory.as_ptr(), length: usize::MAX };
        for bad in [
            Body { body: null, ..good },
            Body { body: endless, ..good },
            Body { content_type: null, ..good },
            Body { query: null, ..good },
            Body { accept_language: endless, ..good },
            Body { http_status: 99, ..good },
            Body { http_status: 65_936, ..good },
        ] {
            let (mut buffer, mut answer) = (buffer(&mut memory), Answer::NOTHING);
            // SAFETY: what is good lives, and is used by nobody else.
            let value = unsafe { codeword_localize(caller.handle, &bad, &mut buffer, &mut answer) };
            assert_eq!(value, invalid, "{bad:?}");
        }
        let (mut good_buffer, mut answer) = (buffer(&mut memory), Answer::NOTHING);
        let mut no_memory = crate::capi::buffer::Buffer::new(ptr::null_mut(), 1);
        let odd = memory.as_ptr().wrapping_add(1 + memory.as_ptr().align_offset(8));
        let (none, no_buffer, no_answer) = (ptr::null(), ptr::null_mut(), ptr::null_mut());
        let call = |body, buffer, answer| {
            // SAFETY: what is good lives, and is used by nobody else.
            unsafe { codeword_localize(caller.handle, body, buffer, answer) }
        };
        assert_eq!(call(none, &mut good_buffer, &mut answer), invalid);
        assert_eq!(call(odd.cast(), &mut good_buffer, &mut answer), invalid);
        assert_eq!(call(&good, no_buffer, &mut answer), invalid);
        assert_eq!(call(&good, &mut no_memory, &mut answer), invalid);
        assert_eq!(call(&good, &mut good_buffer, no_answer), invalid);
        assert_eq!(call(&good, &mut good_buffer, &mut answer), CHANGED);
    }

    #[test]
    fn a_message_is_found_by_its_code_or_its_name() {
        let mut caller = Caller::open("").unwrap();
        for (code, preference, expected) in [
            ("400202", "zh-CN", Some(("未找到资源", "zh-CN", 400))),
            ("NotFoundResource", "zh-CN", Some(("未找到资源", "zh-CN", 400))),
            ("7", "zh-CN", None),
            ("", "zh-CN", None),
            ("not a code", "", None),
        ] {
            let said = caller.message(code, preference, "");
            let found =
                (said.value == CHANGED).then_some((&*said.body, &*said.language, said.http_status));
            assert_eq!(found, expected, "{code}");
        }
        assert_eq!(caller.message("400202", "", "[").value, Fault::InvalidArgument as i32);
    }

    #[test]
    fn an_error_of_the_gateway_has_the_code_of_its_status() {
        let status_codes = "status-codes = { 404 = 400202, 500 = 7 }";
        let configuration = format!("[response]\npages = \"problem\"\n{status_codes}");
        let mut caller = Caller::open(&configuration).unwrap();
        let said = caller.page(404, "zh-CN");
        let body = r#"{"code":400202,"status":404,"title":"未找到资源","type":"about:blank"}"#;
        assert_eq!((said.value, &*said.body, &*said.language), (CHANGED, body, "zh-CN"));
        assert_eq!(said.content_type, "application/problem+json");
        for status in [500, 502] {
            assert_eq!(caller.page(status, "zh-CN").value, UNCHANGED);
        }
        assert_eq!(caller.counts(), ["localized 1"]);
        assert_eq!(caller.page(0, "").value, Fault::InvalidArgument as i32);
    }

    #[test]
    fn nothing_is_allocated_where_nothing_changes() {
        let mut caller = Caller::open("").unwrap();
        let body = br#"{"code":7,"info":"not ours"}"#;
        caller.localize(body, "application/json", "zh-CN");
        let counted = allocation_counter::measure(|| {
            caller.localize(body, "application/json", "zh-CN");
            caller.localize(b"{}", "application/json", "zh-CN");
            caller.localize(ERROR, "text/html", "zh-CN");
            caller.concerns(200, Some("application/json"));
            caller.concerns(404, Some("application/json"));
        });
        assert_eq!(counted.count_total, 0);
    }
}
