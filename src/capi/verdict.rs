//! [`Judgement`]: what becomes of a response; and [`Verdict`], as it is handed over.

use std::ptr::NonNull;

use http::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use smallvec::SmallVec;

use super::border::Fault;
use super::buffer::{Buffer, Output};
use super::input::{Header, Text};
use super::ticket::Ticket;
use crate::response::semantics::{Promise, edits};
use crate::response::{Exemption, Localization, Localizer, Outcome};

/// What becomes of a response.
pub(super) const LEFT: i32 = 0;
pub(super) const HELD: i32 = 1;
pub(super) const REPLACED: i32 = 2;

/// The most headers that a verdict changes: one of each that is looked at, and some to come.
const EDITS: usize = 16;

/// What becomes of a response: `codeword_verdict`.
#[derive(Debug)]
#[repr(C)]
pub struct Verdict {
    pub(super) edits: [Header; EDITS],
    pub(super) edit_count: usize,
    pub(super) ticket: Text,
    pub(super) body: Text,
    pub(super) body_limit: usize,
}

/// How the judgement of a response ends.
pub(super) enum End {
    Left(Exemption),
    Held(Promise),
    Replaced(Localization),
}

/// What becomes of a response, with the texts that say so as they are written into a buffer.
pub(super) struct Judgement {
    value: i32,
    /// Why it is left.
    exemption: Option<Exemption>,
    /// How its page was counted when it was made.
    page: Option<Outcome>,
    /// The lengths of the name of each edit, and of its value.
    edits: SmallVec<[(usize, Option<usize>); 4]>,
    /// The names and values of the edits, and then the ticket or the page.
    texts: Vec<u8>,
}

impl Judgement {
    /// `drops_length` says whether the length goes, also where a server knows one that it does not say in a header.
    pub(super) fn new(
        before: &HeaderMap,
        after: &HeaderMap,
        drops_length: bool,
        preference: &str,
        end: End,
    ) -> Judgement {
        let is_said = before.contains_key(CONTENT_LENGTH);
        let length = (drops_length && !is_said).then_some((&CONTENT_LENGTH, None));
        let mut judgement = Judgement {
            value: LEFT,
            exemption: None,
            page: None,
            edits: SmallVec::new(),
            texts: Vec::new(),
        };
        for (name, value) in edits(before, after).chain(length) {
            judgement.add_edit(name, value);
        }
        match end {
            End::Left(exemption) => judgement.exemption = Some(exemption),
            End::Held(promise) => {
                judgement.value = HELD;
                let ticket = Ticket { promise, preference };
                judgement.texts.extend_from_slice(&ticket.head());
                judgement.texts.extend_from_slice(preference.as_bytes());
            }
            End::Replaced(page) => {
                judgement.value = REPLACED;
                judgement.page = Some(page.outcome());
                page.into_pieces().for_each(|piece| judgement.texts.extend_from_slice(&piece));
            }
        }
        judgement
    }

    fn add_edit(&mut self, name: &HeaderName, value: Option<&HeaderValue>) {
        self.edits.push((name.as_str().len(), value.map(HeaderValue::len)));
        self.texts.extend_from_slice(name.as_str().as_bytes());
        self.texts.extend_from_slice(value.map_or(&[], HeaderValue::as_bytes));
    }

    /// Hands it over, counts it, and says which it is. What is not handed over is not counted. `body_limit` is told to
    /// the caller, in bytes.
    ///
    /// # Safety
    ///
    /// As for [`Output::begin`], and `verdict` is good for writing.
    pub(super) unsafe fn hand_over(
        &self,
        localizer: &Localizer,
        body_limit: usize,
        buffer: *mut Buffer,
        verdict: NonNull<Verdict>,
    ) -> Result<i32, Fault> {
        // SAFETY: as the caller has promised.
        let laid_out = unsafe { self.lay_out(body_limit, buffer) };
        match (&laid_out, self.exemption, self.page) {
            (Ok(_), Some(exemption), _) => drop(localizer.exempt(exemption)),
            (Err(_), _, Some(outcome)) => localizer.discount(outcome),
            _ => {}
        }
        // SAFETY: as the caller has promised.
        unsafe { verdict.write(laid_out?) };
        Ok(self.value)
    }

    /// # Safety
    ///
    /// As for [`Output::begin`]; the verdict is good until the buffer is used again.
    unsafe fn lay_out(&self, body_limit: usize, buffer: *mut Buffer) -> Result<Verdict, Fault> {
        // SAFETY: as the caller has promised.
        let mut output = unsafe { Output::begin(buffer, self.texts.len()) }?;
        let mut verdict = Verdict {
            edits: [Header::NONE; EDITS],
            edit_count: self.edits.len(),
            ticket: Text::NONE,
            body: Text::NONE,
            body_limit,
        };
        let mut texts = &self.texts[..];
        let mut next = |length: usize| {
            let (text, rest) = texts.split_at_checked(length).unwrap_or((texts, &[]));
            texts = rest;
            output.text(text)
        };
        for (place, (name, value)) in verdict.edits.iter_mut().zip(&self.edits) {
            place.name = next(*name)?;
            if let Some(value) = value {
                place.value = next(*value)?;
            }
        }
        match self.value {
            HELD => verdict.ticket = next(usize::MAX)?,
            REPLACED => verdict.body = next(usize::MAX)?,
            _ => {}
        }
        Ok(verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::semantics::RESPONSE_HEADERS;

    #[test]
    fn a_verdict_has_room_for_every_header() {
        assert!(RESPONSE_HEADERS.len() <= EDITS);
    }
}
