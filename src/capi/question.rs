//! [`codeword_concerns`]: the first question about a response, and which headers the second one asks for.

use http::header::HeaderName;

use super::border::{Fault, border};
use super::buffer::{Buffer, Output};
use super::handles;
use super::head::is_valid;
use super::input::{Input, Text};
use crate::response::semantics::{Concern, RESPONSE_HEADERS};

/// Whether a response is of interest.
const NO: i32 = 0;
const YES: i32 = 1;
const IF_CODED: i32 = 2;

/// The first question.
///
/// # Safety
///
/// The pointer is NULL, or is good for what the header says, and nobody writes there during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_concerns(
    handle: u32,
    http_status: u32,
    content_type: *const u8,
    length: usize,
) -> i32 {
    border(|| {
        let held = handles::get(handle)?;
        let policy = held.library()?.localizer.policy();
        // SAFETY: the caller has promised that the pointer is good during the call.
        let input = unsafe { Input::promised() };
        let text = input.bytes(Text { data: content_type, length })?;
        // A line that is not valid is no line, as for `codeword_judge` (RFC 9110 §5.5).
        let is_there = is_valid(text) && !content_type.is_null();
        let content_type = is_there.then(|| str::from_utf8(text).ok());
        Ok(match Concern::of(input.status(http_status)?, content_type, policy) {
            Concern::No => NO,
            Concern::Yes => YES,
            Concern::IfCoded => IF_CODED,
        })
    })
}

/// The names of the headers of requests that are looked at.
///
/// # Safety
///
/// The pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_request_headers(handle: u32, names: *mut Buffer) -> i32 {
    border(|| {
        let held = handles::get(handle)?;
        // SAFETY: the caller has promised that the buffer is NULL or good.
        unsafe { write_names(held.library()?.request_headers.iter(), names) }
    })
}

/// The names of the headers of responses that are looked at.
///
/// # Safety
///
/// The pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_response_headers(handle: u32, names: *mut Buffer) -> i32 {
    border(|| {
        handles::get(handle)?;
        // SAFETY: the caller has promised that the buffer is NULL or good.
        unsafe { write_names(RESPONSE_HEADERS.iter().map(|(name, _)| name), names) }
    })
}

/// # Safety
///
/// As for [`Output::begin`].
unsafe fn write_names<'n>(
    names: impl Iterator<Item = &'n HeaderName>,
    buffer: *mut Buffer,
) -> Result<i32, Fault> {
    let names: Vec<&str> = names.map(HeaderName::as_str).collect();
    let names = names.join(",");
    // SAFETY: as the caller has promised.
    unsafe { Output::begin(buffer, names.len()) }?.write(names.as_bytes())?;
    Ok(0)
}
