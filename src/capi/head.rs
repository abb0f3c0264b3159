//! [`Head`]: the head of a response and the request that it answers; and [`Known`], what of it is looked at.

use http::StatusCode;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use smallvec::SmallVec;

use super::border::Fault;
use super::input::{Header, Input, Text};
use crate::response::semantics::RESPONSE_HEADERS;

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

/// What of a head is looked at.
pub(super) struct Known<'i> {
    pub(super) method: &'i [u8],
    pub(super) query: &'i str,
    pub(super) request: Lines<'i>,
    pub(super) response: Lines<'i>,
    pub(super) status: StatusCode,
}

/// There are seldom more.
type Lines<'i> = SmallVec<[Line<'i>; 8]>;

/// A line of a header that is looked at.
#[derive(Clone, Copy)]
pub(super) struct Line<'i> {
    /// Where its name stands among those that are looked at.
    pub(super) place: u8,
    name: &'i HeaderName,
    pub(super) value: &'i [u8],
}

impl<'i> Known<'i> {
    /// What is looked at of a head, if of its request these headers are.
    pub(super) fn of(
        head: &Head,
        request_headers: &'i [HeaderName],
        input: &'i Input,
    ) -> Result<Known<'i>, Fault> {
        let request = input.all(head.request_headers, head.request_header_count)?;
        let response = input.all(head.response_headers, head.response_header_count)?;
        Ok(Known {
            method: input.bytes(head.method)?,
            query: input.text(head.query)?,
            request: lines(request, request_headers.iter(), input)?,
            response: lines(response, RESPONSE_HEADERS.iter().map(|(name, _)| name), input)?,
            status: input.status(head.http_status)?,
        })
    }
}

/// The lines of the headers with these names, as far as they are valid (RFC 9110 §5.5).
fn lines<'i>(
    lines: &'i [Header],
    names: impl Iterator<Item = &'i HeaderName> + Clone,
    input: &'i Input,
) -> Result<Lines<'i>, Fault> {
    let mut known = Lines::new();
    for line in lines {
        let (name, value) = (input.bytes(line.name)?, input.bytes(line.value)?);
        // Mostly they are in lower case already.
        let place = |is_it: &dyn Fn(&[u8]) -> bool| {
            (0..).zip(names.clone()).find(|(_, known)| is_it(known.as_str().as_bytes()))
        };
        let found = place(&|known| known == name)
            .or_else(|| place(&|known| known.eq_ignore_ascii_case(name)));
        if let Some((place, name)) = found.filter(|_| is_valid(value)) {
            known.push(Line { place, name, value });
        }
    }
    Ok(known)
}

/// Whether bytes may be the value of a header. It looks at all of them, many at once.
pub(super) fn is_valid(value: &[u8]) -> bool {
    let is_valid = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~' | 0x80..);
    value.iter().fold(true, |all, byte| all & is_valid(byte))
}

/// Lines as a map, which has copies of their values.
pub(super) fn headers(lines: &[Line<'_>]) -> Result<HeaderMap, Fault> {
    let mut headers = HeaderMap::with_capacity(lines.len() + 1);
    for line in lines {
        let value = HeaderValue::from_bytes(line.value).map_err(|_| Fault::InvalidArgument)?;
        headers.try_append(line.name, value).map_err(|_| Fault::InvalidArgument)?;
    }
    Ok(headers)
}
