//! [`codeword_finish`]: the body of a response that was held.

use super::answer::{Answer, Beside, hand_over};
use super::border::{Fault, border};
use super::buffer::{Buffer, place};
use super::handles;
use super::input::{Input, Text};
use super::ticket::Ticket;
use crate::response::Exemption;

/// Why a response that was held is let go, from 1.
const REASONS: [Exemption; 3] = [Exemption::TooLarge, Exemption::Streaming, Exemption::Broken];

/// Localizes the body of a response that was held.
///
/// # Safety
///
/// Each pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_finish(
    handle: u32,
    ticket: *const u8,
    ticket_length: usize,
    body: *const u8,
    body_length: usize,
    buffer: *mut Buffer,
    answer: *mut Answer,
) -> i32 {
    border(|| {
        let answer = place(answer)?;
        let held = handles::get(handle)?;
        let library = held.library()?;
        // SAFETY: the caller has promised that the pointers are good during the call.
        let input = unsafe { Input::promised() };
        let ticket = Ticket::read(input.bytes(Text { data: ticket, length: ticket_length })?);
        let Ticket { promise, preference } = ticket.ok_or(Fault::InvalidArgument)?;
        // SAFETY: nothing that is made of it leaves this call: `hand_over` copies the pieces, and ends them.
        let body = unsafe { input.borrowed(Text { data: body, length: body_length }) }?;
        let localized = promise.keep(body, preference, &library.localizer, library.body_limit);
        // SAFETY: the caller has promised that the buffer and the answer are NULL or good, and `place` that the
        // answer is not NULL.
        unsafe { hand_over(localized, Beside::Nothing, library, buffer, answer) }
    })
}

/// Counts a response that was held, and then sent as it is.
#[unsafe(no_mangle)]
pub extern "C" fn codeword_release(handle: u32, reason: u32) -> i32 {
    border(|| {
        let held = handles::get(handle)?;
        let reason = (reason as usize).checked_sub(1).and_then(|reason| REASONS.get(reason));
        held.library()?.localizer.exempt(*reason.ok_or(Fault::InvalidArgument)?);
        Ok(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capi::caller::Caller;

    #[test]
    fn a_ticket_of_another_is_an_invalid_argument() {
        let mut caller = Caller::open("").unwrap();
        for ticket in [&b""[..], b"\0", b"\x01\x00\x01", b"\x01\x09\x01\x90en"] {
            let said = caller.finish(ticket, b"{}");
            assert_eq!(said.value, Fault::InvalidArgument as i32, "{ticket:?}");
        }
        assert_eq!(caller.finish(b"\x01\x00\x01\x90en", b"{}").value, 0);
    }

    #[test]
    fn what_is_let_go_is_counted_by_its_reason() {
        let caller = Caller::open("").unwrap();
        let values =
            [0, 1, 2, 3, 3, 4, u32::MAX].map(|reason| codeword_release(caller.handle, reason));
        assert_eq!(values, [-1, 0, 0, 0, 0, -1, -1]);
        assert_eq!(caller.counts(), ["streaming 1", "too-large 1", "broken 2"]);
    }
}
