//! [`Verdict`]: what becomes of a response, as it is handed over.

use http::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};

use super::border::Fault;
use super::buffer::{Buffer, Output};
use super::input::{Header, Text};
use super::library::Library;
use super::ticket::Ticket;
use crate::response::semantics::{Ahead, Requester, edits};
use crate::response::{Exemption, Localization};

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

/// A response by its head, and what becomes of it.
pub(super) struct Judged {
    pub(super) before: HeaderMap,
    pub(super) after: HeaderMap,
    pub(super) reader: Requester,
    pub(super) ahead: Result<Ahead, Exemption>,
    /// Whether the length goes, also where a server knows one that it does not say in a header.
    pub(super) drops_length: bool,
}

impl Judged {
    pub(super) fn value(&self) -> i32 {
        match self.ahead {
            Ok(Ahead::Held(_)) => HELD,
            Ok(Ahead::Replaced(_)) => REPLACED,
            Err(_) => LEFT,
        }
    }

    /// Counts what was handed over, and nothing else. A page was counted when it was made.
    pub(super) fn count(&self, is_handed_over: bool, library: &Library) {
        match &self.ahead {
            Err(exemption) if is_handed_over => drop(library.localizer.exempt(*exemption)),
            Ok(Ahead::Replaced(page)) if !is_handed_over => {
                library.localizer.discount(page.outcome())
            }
            _ => {}
        }
    }

    /// # Safety
    ///
    /// As for [`Output::begin`]; the verdict is good until the buffer is used again.
    pub(super) unsafe fn lay_out(
        &self,
        library: &Library,
        buffer: *mut Buffer,
    ) -> Result<Verdict, Fault> {
        let is_said = self.before.contains_key(CONTENT_LENGTH);
        let length = (self.drops_length && !is_said).then_some((&CONTENT_LENGTH, None));
        let edits: Vec<(&HeaderName, Option<&HeaderValue>)> =
            edits(&self.before, &self.after).chain(length).collect();
        let ticket = match &self.ahead {
            Ok(Ahead::Held(promise)) => {
                Some(Ticket { promise: *promise, preference: &self.reader.preference })
            }
            _ => None,
        };
        let page = match &self.ahead {
            Ok(Ahead::Replaced(page)) => Some(page),
            _ => None,
        };
        let of_edit = |(name, value): &(&HeaderName, Option<&HeaderValue>)| {
            name.as_str().len() + value.map_or(0, HeaderValue::len)
        };
        let needed = edits.iter().map(of_edit).sum::<usize>()
            + ticket.as_ref().map_or(0, Ticket::len)
            + page.map_or(0, Localization::len);
        // SAFETY: as the caller has promised.
        let mut output = unsafe { Output::begin(buffer, needed) }?;
        let mut verdict = Verdict {
            edits: [Header::NONE; EDITS],
            edit_count: edits.len(),
            ticket: Text::NONE,
            body: Text::NONE,
            body_limit: library.body_limit,
        };
        for (place, (name, value)) in verdict.edits.iter_mut().zip(edits) {
            place.name = output.text(name.as_str().as_bytes())?;
            if let Some(value) = value {
                place.value = output.text(value.as_bytes())?;
            }
        }
        if let Some(ticket) = ticket {
            let mark = output.mark();
            output.write(&ticket.head())?;
            output.write(ticket.preference.as_bytes())?;
            verdict.ticket = output.since(mark);
        }
        if let Some(page) = page {
            let mark = output.mark();
            for piece in page.pieces() {
                output.write(piece)?;
            }
            verdict.body = output.since(mark);
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
