//! [`Caller`]: what a program in C does, for the tests of this room.

use std::mem::MaybeUninit;
use std::ptr;
use std::slice;

use super::answer::Answer;
use super::buffer::Buffer;
use super::head::Head;
use super::input::{Header, Text};
use super::judge::codeword_judge;
use super::life::{codeword_close, codeword_counts, codeword_open, codeword_reload};
use super::verdict::Verdict;
use super::whole::Body;
use super::{
    codeword_concerns, codeword_finish, codeword_localize, codeword_message, codeword_page,
};

/// A program that has opened a localizer, and closes it in the end.
pub(super) struct Caller {
    pub(super) handle: u32,
    memory: Vec<u8>,
}

/// What was said by an [`Answer`].
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) value: i32,
    pub(super) body: String,
    pub(super) language: String,
    pub(super) content_type: String,
    pub(super) http_status: u32,
}

/// What was said by a [`Verdict`].
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) value: i32,
    /// In the order of their names.
    pub(super) edits: Vec<(String, Option<String>)>,
    pub(super) ticket: Vec<u8>,
    pub(super) body: String,
}

/// The lines of headers.
pub(super) type Lines<'l> = &'l [(&'l str, &'l str)];

impl Caller {
    /// Opens a localizer; or what was returned and said instead.
    pub(super) fn open(configuration: &str) -> Result<Caller, (i32, String)> {
        let (mut memory, mut handle) = (vec![0; 4096], 0);
        let mut buffer = buffer(&mut memory);
        let Text { data, length } = text(configuration);
        // SAFETY: all that it is given lives, and is used by nobody else.
        let value = unsafe { codeword_open(data, length, &mut buffer, &mut handle) };
        let said = String::from_utf8(memory[..buffer.length()].to_vec()).unwrap();
        if value == 0 { Ok(Caller { handle, memory }) } else { Err((value, said)) }
    }

    /// With a buffer of so many bytes.
    pub(super) fn with_capacity(mut self, capacity: usize) -> Caller {
        self.memory = vec![0; capacity];
        self
    }

    pub(super) fn localize(&mut self, body: &[u8], content_type: &str, preference: &str) -> Said {
        let body = Body {
            body: bytes(body),
            content_type: text(content_type),
            query: Text::NONE,
            accept_language: text(preference),
            http_status: 0,
        };
        // SAFETY: all that it is given lives, and is used by nobody else.
        self.said(|handle, buffer, answer| unsafe {
            codeword_localize(handle, &body, buffer, answer)
        })
    }

    pub(super) fn message(&mut self, code: &str, preference: &str, arguments: &str) -> Said {
        let [code, preference, arguments] = [code, preference, arguments].map(text);
        self.said(|handle, buffer, answer| {
            // SAFETY: all that it is given lives, and is used by nobody else.
            unsafe {
                codeword_message(
                    handle,
                    code.data,
                    code.length,
                    preference.data,
                    preference.length,
                    arguments.data,
                    arguments.length,
                    buffer,
                    answer,
                )
            }
        })
    }

    pub(super) fn page(&mut self, status: u32, preference: &str) -> Said {
        let Text { data, length } = text(preference);
        // SAFETY: all that it is given lives, and is used by nobody else.
        self.said(|handle, buffer, answer| unsafe {
            codeword_page(handle, status, data, length, buffer, answer)
        })
    }

    pub(super) fn concerns(&self, status: u32, content_type: Option<&str>) -> i32 {
        let Text { data, length } = content_type.map_or(Text::NONE, text);
        // SAFETY: the text lives, and nobody writes to it.
        unsafe { codeword_concerns(self.handle, status, data, length) }
    }

    pub(super) fn judge(
        &mut self,
        method: &str,
        request: Lines<'_>,
        status: u32,
        response: Lines<'_>,
    ) -> Judgement {
        self.judge_asked(method, "", request, status, response)
    }

    /// The same, with a query.
    pub(super) fn judge_asked(
        &mut self,
        method: &str,
        query: &str,
        request: Lines<'_>,
        status: u32,
        response: Lines<'_>,
    ) -> Judgement {
        let (request, response) = (headers(request), headers(response));
        let head = Head {
            method: text(method),
            query: text(query),
            request_headers: request.as_ptr(),
            request_header_count: request.len(),
            response_headers: response.as_ptr(),
            response_header_count: response.len(),
            http_status: status,
        };
        let mut verdict = MaybeUninit::<Verdict>::uninit();
        let mut buffer = buffer(&mut self.memory);
        // SAFETY: all that it is given lives, and is used by nobody else.
        let value =
            unsafe { codeword_judge(self.handle, &head, &mut buffer, verdict.as_mut_ptr()) };
        if value < 0 {
            return Judgement { value, ..Judgement::default() };
        }
        // SAFETY: it has been written, as the value says.
        let verdict = unsafe { verdict.assume_init() };
        let edit = |edit: &Header| {
            let value = (!edit.value.data.is_null()).then(|| string(edit.value));
            (string(edit.name), value)
        };
        let mut edits: Vec<_> = verdict.edits[..verdict.edit_count].iter().map(edit).collect();
        edits.sort();
        let (ticket, body) = (copy(verdict.ticket), string(verdict.body));
        Judgement { value, edits, ticket, body }
    }

    pub(super) fn finish(&mut self, ticket: &[u8], body: &[u8]) -> Said {
        let (ticket, body) = (bytes(ticket), bytes(body));
        // SAFETY: all that it is given lives, and is used by nobody else.
        self.said(|handle, buffer, answer| unsafe {
            codeword_finish(
                handle,
                ticket.data,
                ticket.length,
                body.data,
                body.length,
                buffer,
                answer,
            )
        })
    }

    /// What [`codeword_reload`] returns and says.
    pub(super) fn reload(&mut self) -> (i32, String) {
        let mut buffer = buffer(&mut self.memory);
        // SAFETY: all that it is given lives, and is used by nobody else.
        let value = unsafe { codeword_reload(self.handle, &mut buffer) };
        (value, String::from_utf8(self.memory[..buffer.length()].to_vec()).unwrap())
    }

    /// What was counted, but zeros.
    pub(super) fn counts(&self) -> Vec<String> {
        let mut memory = vec![0; 4096];
        let mut buffer = buffer(&mut memory);
        // SAFETY: all that it is given lives, and is used by nobody else.
        assert_eq!(unsafe { codeword_counts(self.handle, &mut buffer) }, 0);
        let counts = str::from_utf8(&memory[..buffer.length()]).unwrap();
        counts.lines().filter(|line| !line.ends_with(" 0")).map(str::to_owned).collect()
    }

    fn said(&mut self, call: impl FnOnce(u32, *mut Buffer, *mut Answer) -> i32) -> Said {
        let mut answer = MaybeUninit::uninit();
        let mut buffer = buffer(&mut self.memory);
        let value = call(self.handle, &mut buffer, answer.as_mut_ptr());
        if value < 0 {
            return Said { value, ..Said::default() };
        }
        // SAFETY: it has been written, as the value says.
        let Answer { body, language, content_type, http_status, .. } =
            unsafe { answer.assume_init() };
        let [body, language, content_type] = [body, language, content_type].map(string);
        Said { value, body, language, content_type, http_status }
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        codeword_close(self.handle);
    }
}

pub(super) fn buffer(memory: &mut [u8]) -> Buffer {
    Buffer::new(memory.as_mut_ptr(), memory.len())
}

pub(super) fn text(text: &str) -> Text {
    bytes(text.as_bytes())
}

fn bytes(bytes: &[u8]) -> Text {
    match bytes {
        [] => Text { data: ptr::null(), length: 0 },
        _ => Text { data: bytes.as_ptr(), length: bytes.len() },
    }
}

fn headers(lines: Lines<'_>) -> Vec<Header> {
    let header = |(name, value): &(&str, &str)| Header { name: text(name), value: text(value) };
    lines.iter().map(header).collect()
}

fn string(text: Text) -> String {
    String::from_utf8(copy(text)).unwrap()
}

fn copy(text: Text) -> Vec<u8> {
    if text.data.is_null() {
        return Vec::new();
    }
    // SAFETY: it is in a buffer that has not been used since.
    unsafe { slice::from_raw_parts(text.data, text.length) }.to_vec()
}
