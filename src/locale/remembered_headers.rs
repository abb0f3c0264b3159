//! [`RememberedHeaders`]: the answers for the headers that were asked for before.

use std::sync::OnceLock;

use super::distance::Distance;
use super::negotiation::{Locale, Negotiation};

/// A table of fixed size that is read without a lock. Whoever comes first is kept: what is asked for
/// often comes early, and a flood of made-up headers pushes nothing out.
///
/// A header is compared to the letter, so that it never gets the answer of another one.
pub(super) struct RememberedHeaders {
    /// The places in which a header can be.
    sets: Box<[[OnceLock<Remembered>; WAYS]]>,
}

/// Together twice as many headers as a busy site sees of browsers: 32 KiB.
const SETS: usize = 64;
const WAYS: usize = 4;

/// Longer headers are not remembered, in bytes. It makes an entry fill two lines of the cache.
const LONGEST: usize = 108;

/// A header and its answer.
struct Remembered {
    header: [u8; LONGEST],
    length: u8,
    /// Where the range that matched begins and ends in the header.
    matched: Option<(u8, u8)>,
    locale: u16,
    distance: Option<Distance>,
}

impl RememberedHeaders {
    pub(super) fn new() -> RememberedHeaders {
        let empty = || [const { OnceLock::new() }; WAYS];
        RememberedHeaders { sets: (0..SETS).map(|_| empty()).collect() }
    }

    /// The answer for a header, whose locales are of `list`.
    #[inline]
    pub(super) fn find<'h>(&self, header: &'h str, list: u32) -> Option<Negotiation<'h>> {
        let set = &self.sets[place(header.as_bytes())];
        let known = set.iter().map_while(OnceLock::get).find(|known| known.is(header))?;
        let matched = known.matched.and_then(|(start, end)| header.get(start.into()..end.into()));
        let locale = Locale { index: known.locale, list };
        Some(Negotiation { locale, matched, distance: known.distance })
    }

    /// Keeps the answer for a header, if there is room for it.
    pub(super) fn keep(&self, header: &str, answer: &Negotiation<'_>) {
        let mut bytes = [0; LONGEST];
        let Some(start) = bytes.get_mut(..header.len()) else { return };
        start.copy_from_slice(header.as_bytes());
        let matched = answer.matched.map(|range| {
            // The range is a slice of the header, which is not longer than a `u8` can say.
            let start = range.as_ptr() as usize - header.as_ptr() as usize;
            (start as u8, (start + range.len()) as u8)
        });
        let set = &self.sets[place(header.as_bytes())];
        if let Some(free) = set.iter().find(|place| place.get().is_none()) {
            // If another thread has just taken the place, the header is kept the next time.
            let _ = free.set(Remembered {
                header: bytes,
                length: header.len() as u8,
                matched,
                locale: answer.locale.index,
                distance: answer.distance,
            });
        }
    }
}

impl Remembered {
    #[inline]
    fn is(&self, header: &str) -> bool {
        self.header.get(..self.length.into()) == Some(header.as_bytes())
    }
}

/// The set of a header: by its length, its first bytes and its last ones, in which headers differ.
#[inline]
fn place(header: &[u8]) -> usize {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    let bits = match (header.first_chunk(), header.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(21)
        }
        _ => header.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)),
    };
    let mixed = (bits ^ header.len() as u64).wrapping_mul(GOLDEN);
    (mixed >> (u64::BITS - SETS.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: u32 = 7;

    fn answer<'h>(locale: u16, matched: Option<&'h str>) -> Negotiation<'h> {
        let distance = matched.map(|_| Distance::new(5));
        Negotiation { locale: Locale { index: locale, list: LIST }, matched, distance }
    }

    #[test]
    fn an_answer_comes_back_as_it_was() {
        let remembered = RememberedHeaders::new();
        let longest = "en".repeat(LONGEST / 2);
        for header in ["", "*", "en", "zh-TW, zh;q=0.9", "zh-TW, zh;q=0.8", &longest] {
            for matched in [None, Some(header), header.get(header.len() / 2..)] {
                let remembered = RememberedHeaders::new();
                remembered.keep(header, &answer(1023, matched));
                assert_eq!(remembered.find(header, LIST), Some(answer(1023, matched)), "{header}");
            }
            assert_eq!(remembered.find(header, LIST), None, "{header}");
            remembered.keep(header, &answer(1, None));
        }
        let too_long = longest + "e";
        remembered.keep(&too_long, &answer(1, None));
        assert_eq!(remembered.find(&too_long, LIST), None);
    }

    #[test]
    fn headers_that_share_a_set_keep_their_own_answers_until_it_is_full() {
        let remembered = RememberedHeaders::new();
        // They differ only where their place does not depend on it.
        let headers: Vec<_> = (0..10).map(|nth| format!("zh-CN,zh;{nth};q=0.1,en")).collect();
        for (nth, header) in (0..).zip(&headers) {
            remembered.keep(header, &answer(nth, Some(header)));
        }
        for (nth, header) in (0..).zip(&headers) {
            let expected = (usize::from(nth) < WAYS).then(|| answer(nth, Some(header)));
            assert_eq!(remembered.find(header, LIST), expected, "{header}");
        }
    }
}
