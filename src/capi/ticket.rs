//! [`Ticket`]: what is remembered of a response between its head and its body, as bytes that the caller keeps.

use http::StatusCode;

use crate::response::MediaType;
use crate::response::semantics::Promise;

/// What is remembered of a response between its head and its body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ticket<'t> {
    pub(super) promise: Promise,
    pub(super) preference: &'t str,
}

/// A form, the kind of JSON, and two bytes of the status; what follows is the preference.
const HEAD: usize = 4;

/// The form that is written and read here.
const FORM: u8 = 1;

impl<'t> Ticket<'t> {
    /// The ticket that bytes are, if they are one.
    pub(super) fn read(bytes: &'t [u8]) -> Option<Ticket<'t>> {
        let (&[FORM, media_type, high, low], preference) = bytes.split_first_chunk::<HEAD>()?
        else {
            return None;
        };
        let media_type = match media_type {
            0 => MediaType::Json,
            1 => MediaType::Problem,
            _ => return None,
        };
        let status = Some(StatusCode::from_u16(u16::from_be_bytes([high, low])).ok()?);
        let preference = str::from_utf8(preference).ok()?;
        Some(Ticket { promise: Promise { media_type, status }, preference })
    }

    /// The first bytes, which the preference follows.
    pub(super) fn head(&self) -> [u8; HEAD] {
        let media_type = match self.promise.media_type {
            MediaType::Json => 0,
            MediaType::Problem => 1,
        };
        let status = self.promise.status.map_or(0, |status| status.as_u16());
        let [high, low] = status.to_be_bytes();
        [FORM, media_type, high, low]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_read_as_it_was_written() {
        for media_type in [MediaType::Json, MediaType::Problem] {
            for status in [100, 404, 999] {
                let status = Some(StatusCode::from_u16(status).unwrap());
                let promise = Promise { media_type, status };
                let ticket = Ticket { promise, preference: "zh-CN, 语言" };
                let bytes = [&ticket.head()[..], ticket.preference.as_bytes()].concat();
                assert_eq!(Ticket::read(&bytes), Some(ticket));
            }
        }
    }

    #[test]
    fn other_bytes_are_no_ticket() {
        for bytes in [
            &b""[..],
            b"\x01\x00\x01",
            b"\x00\x00\x01\x94",
            b"\x02\x00\x01\x94",
            b"\x01\x02\x01\x94",
            b"\x01\x00\x00\x00",
            b"\x01\x00\xFF\xFF",
            b"\x01\x00\x01\x94\xFF",
        ] {
            assert_eq!(Ticket::read(bytes), None, "{bytes:?}");
        }
        assert!(Ticket::read(b"\x01\x00\x01\x94").is_some());
    }
}
