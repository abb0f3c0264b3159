//! Anything that a program in C may pass: no panic, no byte beside the buffer, and the same answers as from Rust.
//!
//! An input is what a program says, line by line, and then a body:
//!
//! ```text
//! 9                       the capacity of the buffer, in tens of bytes
//! 404                     the status
//! HEAD                    the method
//! application/json        the type
//! zh-CN                   the reader's languages
//! vary: origin; etag: "a" other headers of the response
//! {"code": 1, "info": "one: two"}
//! ```

#![no_main]

use std::mem::MaybeUninit;
use std::sync::LazyLock;
use std::{ptr, slice};

use bytes::Bytes;
use codeword::response::{Localizer, MediaType, Policy};
use codeword::{Catalog, Source};
use libfuzzer_sys::fuzz_target;

#[repr(C)]
#[derive(Clone, Copy)]
struct Text {
    data: *const u8,
    length: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Header {
    name: Text,
    value: Text,
}

#[repr(C)]
struct Buffer {
    data: *mut u8,
    capacity: usize,
    length: usize,
}

#[repr(C)]
struct Answer {
    body: Text,
    language: Text,
    content_type: Text,
    http_status: u32,
    is_fallback: u32,
}

#[repr(C)]
struct Body {
    body: Text,
    content_type: Text,
    query: Text,
    accept_language: Text,
    http_status: u32,
}

#[repr(C)]
struct Head {
    method: Text,
    query: Text,
    request_headers: *const Header,
    request_header_count: usize,
    response_headers: *const Header,
    response_header_count: usize,
    http_status: u32,
}

#[repr(C)]
struct Verdict {
    edits: [Header; 16],
    edit_count: usize,
    ticket: Text,
    body: Text,
    body_limit: usize,
}

unsafe extern "C" {
    fn codeword_open(text: *const u8, length: usize, said: *mut Buffer, handle: *mut u32) -> i32;
    fn codeword_close(handle: u32) -> i32;
    fn codeword_localize(
        handle: u32,
        body: *const Body,
        buffer: *mut Buffer,
        answer: *mut Answer,
    ) -> i32;
    fn codeword_message(
        handle: u32,
        code: *const u8,
        code_length: usize,
        preference: *const u8,
        preference_length: usize,
        arguments: *const u8,
        arguments_length: usize,
        buffer: *mut Buffer,
        answer: *mut Answer,
    ) -> i32;
    fn codeword_page(
        handle: u32,
        http_status: u32,
        preference: *const u8,
        preference_length: usize,
        buffer: *mut Buffer,
        answer: *mut Answer,
    ) -> i32;
    fn codeword_concerns(
        handle: u32,
        http_status: u32,
        content_type: *const u8,
        length: usize,
    ) -> i32;
    fn codeword_judge(
        handle: u32,
        head: *const Head,
        buffer: *mut Buffer,
        verdict: *mut Verdict,
    ) -> i32;
    fn codeword_finish(
        handle: u32,
        ticket: *const u8,
        ticket_length: usize,
        body: *const u8,
        body_length: usize,
        buffer: *mut Buffer,
        answer: *mut Answer,
    ) -> i32;
}

const INVALID_ARGUMENT: i32 = -1;
const INVALID_HANDLE: i32 = -2;
const TOO_SMALL: i32 = -3;
const CONFIGURATION: i32 = -4;

/// The policy of both sides.
const POLICY: &str = "[response]\npages = 'problem'\nstatus-codes = { 404 = 404001 }\n";

static HANDLE: LazyLock<u32> = LazyLock::new(|| {
    let mut handle = 0;
    // SAFETY: all that it is given lives.
    let value =
        unsafe { codeword_open(POLICY.as_ptr(), POLICY.len(), ptr::null_mut(), &mut handle) };
    assert_eq!(value, 0);
    handle
});

static LOCALIZER: LazyLock<Localizer> = LazyLock::new(|| {
    let catalog =
        Catalog::builder().source(Source::embedded()).build().expect("the shipped texts are sound");
    let policy = Policy::default().pages(codeword::response::Pages::Problem);
    let policy = policy.status_codes([(404, 404001)]).expect("a status of an error");
    Localizer::new(catalog, policy)
});

fuzz_target!(|data: &[u8]| {
    let mut rest = data;
    let mut line = || {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after.get(1..).unwrap_or_default();
        line
    };
    let [capacity, status, method, content_type, preference, lines] =
        std::array::from_fn(|_| line());
    let capacity = number(capacity).min(400) as usize * 10;
    let said = Said { status: number(status), method, content_type, preference, lines, body: rest };
    localize(&said, capacity);
    judge(&said, capacity);
    texts(&said, capacity);
    configure(data, capacity);
});

/// What a program says.
struct Said<'s> {
    status: u32,
    method: &'s [u8],
    content_type: &'s [u8],
    preference: &'s [u8],
    lines: &'s [u8],
    body: &'s [u8],
}

fn number(text: &[u8]) -> u32 {
    str::from_utf8(text).ok().and_then(|text| text.parse().ok()).unwrap_or(text.len() as u32)
}

fn text(bytes: &[u8]) -> Text {
    Text { data: bytes.as_ptr(), length: bytes.len() }
}

/// A copy of what a text says, which has to be in the memory of a buffer.
fn copy(text: Text, memory: &[u8]) -> Vec<u8> {
    if text.data.is_null() {
        assert_eq!(text.length, 0);
        return Vec::new();
    }
    if text.length > 0 {
        let begin = text.data.addr() - memory.as_ptr().addr();
        assert!(begin + text.length <= memory.len());
    }
    // SAFETY: it is within the memory, or empty.
    unsafe { slice::from_raw_parts(text.data, text.length) }.to_vec()
}

/// What stands behind a buffer, and is to stay.
const GUARD: [u8; 32] = [0xA5; 32];

/// Calls with a buffer of a capacity, and again with as much as is needed.
fn call<A>(
    mut capacity: usize,
    call: impl Fn(*mut Buffer, *mut A) -> i32,
    read: impl FnOnce(i32, &A, &[u8]),
) -> i32 {
    for again in [false, true] {
        let mut memory = [&vec![0; capacity][..], &GUARD].concat();
        let data = if capacity == 0 { ptr::null_mut() } else { memory.as_mut_ptr() };
        let mut buffer = Buffer { data, capacity, length: 0 };
        let mut answer = MaybeUninit::uninit();
        let value = call(&mut buffer, answer.as_mut_ptr());
        assert_eq!(memory[capacity..], GUARD);
        match value {
            TOO_SMALL => {
                assert!(!again && buffer.length > capacity);
                capacity = buffer.length;
            }
            value if value >= 0 => {
                assert!(buffer.length <= capacity);
                // SAFETY: it has been written, as the value says.
                read(value, unsafe { answer.assume_init_ref() }, &memory[..capacity]);
                return value;
            }
            INVALID_ARGUMENT => return value,
            value => panic!("{value}"),
        }
    }
    unreachable!("a buffer of the size that was asked for is too small");
}

fn localize(said: &Said<'_>, capacity: usize) {
    let body = Body {
        body: text(said.body),
        content_type: text(said.content_type),
        query: text(said.lines),
        accept_language: text(said.preference),
        http_status: said.status,
    };
    // SAFETY: all that it is given lives.
    let localize = |buffer: *mut Buffer, answer: *mut Answer| unsafe {
        codeword_localize(*HANDLE, &body, buffer, answer)
    };
    call(capacity, localize, |value, answer, memory| {
        let media_type = str::from_utf8(said.content_type).ok().and_then(MediaType::of);
        let Some(media_type) = media_type.filter(|_| !said.body.is_empty()) else {
            return assert_eq!(value, 0);
        };
        let [query, header] =
            [said.lines, said.preference].map(|text| str::from_utf8(text).unwrap_or_default());
        let header = |name: &str| (name == "accept-language").then_some(header.into());
        let preference = LOCALIZER.preference(Some(query), header);
        let status = u16::try_from(said.status).ok().filter(|status| *status > 0);
        let body = Bytes::copy_from_slice(said.body);
        let localization = LOCALIZER.localize_error(status, body, media_type, &preference);
        assert_eq!(value == 1, localization.is_changed());
        if value == 1 {
            assert_eq!(copy(answer.body, memory), localization.into_body());
            assert!(!copy(answer.language, memory).is_empty());
        }
    });
}

fn judge(said: &Said<'_>, capacity: usize) {
    let request = [(&b"accept-language"[..], said.preference), (b"accept", said.lines)];
    let own = said.lines.split(|byte| *byte == b';').filter_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        Some((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()))
    });
    let with_type = [(&b"Content-Type"[..], said.content_type)].into_iter().chain(own);
    let header = |(name, value): (&[u8], &[u8])| Header { name: text(name), value: text(value) };
    let request = request.map(header);
    let response: Vec<Header> = with_type.map(header).collect();
    let head = Head {
        method: text(said.method),
        query: text(said.body),
        request_headers: request.as_ptr(),
        request_header_count: request.len(),
        response_headers: response.as_ptr(),
        response_header_count: response.len(),
        http_status: said.status,
    };
    let Text { data, length } = text(said.content_type);
    // SAFETY: all that it is given lives.
    let concern = unsafe { codeword_concerns(*HANDLE, said.status, data, length) };
    let judge = |buffer: *mut Buffer, verdict: *mut Verdict| unsafe {
        codeword_judge(*HANDLE, &head, buffer, verdict)
    };
    let mut ticket = None;
    let judged = call(capacity, judge, |value, verdict, memory| {
        assert!(verdict.edit_count <= verdict.edits.len());
        for edit in &verdict.edits[..verdict.edit_count] {
            assert!(copy(edit.name, memory).is_ascii());
            assert!(!copy(edit.value, memory).contains(&b'\n'));
        }
        assert_eq!(value == 2, !verdict.body.data.is_null());
        ticket = (value == 1).then(|| copy(verdict.ticket, memory));
        if concern == 0 {
            assert_eq!((value, verdict.edit_count), (0, 0));
        }
    });
    assert_eq!(judged == INVALID_ARGUMENT, concern == INVALID_ARGUMENT);
    for (ticket, is_one) in [(ticket.as_deref(), true), (Some(said.lines), false)] {
        let Some(ticket) = ticket else { continue };
        let (ticket, body) = (text(ticket), text(said.body));
        let finish = |buffer: *mut Buffer, answer: *mut Answer| unsafe {
            codeword_finish(
                *HANDLE,
                ticket.data,
                ticket.length,
                body.data,
                body.length,
                buffer,
                answer,
            )
        };
        let value = call(capacity, finish, |value, answer, memory| {
            assert_eq!(value == 1, !copy(answer.body, memory).is_empty());
        });
        assert!(value >= 0 || !is_one);
    }
}

fn texts(said: &Said<'_>, capacity: usize) {
    let [code, preference, arguments] = [said.content_type, said.preference, said.body].map(text);
    // SAFETY: all that it is given lives.
    let message = |buffer: *mut Buffer, answer: *mut Answer| unsafe {
        codeword_message(
            *HANDLE,
            code.data,
            code.length,
            preference.data,
            preference.length,
            arguments.data,
            arguments.length,
            buffer,
            answer,
        )
    };
    let read = |value: i32, answer: &Answer, memory: &[u8]| {
        assert_eq!(value == 1, !copy(answer.body, memory).is_empty());
        assert_eq!(value == 1, !copy(answer.language, memory).is_empty());
    };
    call(capacity, message, read);
    let page = |buffer: *mut Buffer, answer: *mut Answer| unsafe {
        codeword_page(*HANDLE, said.status, preference.data, preference.length, buffer, answer)
    };
    call(capacity, page, read);
}

/// Anything as a configuration, as long as it names no file.
fn configure(text: &[u8], capacity: usize) {
    let names_file = |name: &[u8]| text.windows(name.len()).any(|part| part == name);
    if [&b"folders"[..], b"policy", b"generic-texts", b"templates"].into_iter().any(names_file) {
        return;
    }
    let (mut memory, mut handle) = ([&vec![0; capacity][..], &GUARD].concat(), 0);
    let mut buffer = Buffer { data: memory.as_mut_ptr(), capacity, length: 0 };
    // SAFETY: all that it is given lives.
    let value = unsafe { codeword_open(text.as_ptr(), text.len(), &mut buffer, &mut handle) };
    assert!(buffer.length <= capacity && memory[capacity..] == GUARD);
    assert!(str::from_utf8(&memory[..buffer.length]).is_ok());
    assert!(value == 0 || value == CONFIGURATION, "{value}");
    let closed = if value == 0 { 0 } else { INVALID_HANDLE };
    for expected in [closed, INVALID_HANDLE] {
        // SAFETY: any number may be closed.
        assert_eq!(unsafe { codeword_close(handle) }, expected);
    }
}
