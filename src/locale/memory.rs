//! Caches of what was negotiated before: [`ExactTags`], [`RememberedTags`] and [`RememberedHeaders`].
//!
//! They are tables of fixed size that are read without a lock.

use std::num::NonZeroU64;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::distance::{Distance, Match};
use super::negotiation::Negotiation;
use super::reader::Locale;
use super::subtags::Subtags;

/// Where a key belongs among some places. Fibonacci hashing: the highest bits of the product depend
/// on all bits of the key.
#[inline]
fn place(key: u64, places: usize) -> usize {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    ((u128::from(key.wrapping_mul(GOLDEN)) * places as u128) >> u64::BITS) as usize
}

/// The matches of headers that are the tag of an available locale to the letter, as a program writes
/// them: they need not be parsed. Tags of two to seven bytes are known; longer ones are looked for.
#[derive(Clone, Debug)]
pub(super) struct ExactTags {
    /// At most half full, so that the search for another tag ends.
    slots: Box<[Option<(Key, Match)>]>,
}

/// A text of two to seven bytes, and in the highest byte how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key(NonZeroU64);

impl Key {
    #[inline]
    fn of(text: &str) -> Option<Key> {
        let bytes = text.as_bytes();
        // Two reads that overlap, as long as the text is long enough for both.
        let bits = match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) if bytes.len() < 8 => {
                let last = u64::from(u32::from_le_bytes(*last));
                u64::from(u32::from_le_bytes(*first)) | last << (8 * (bytes.len() - 4))
            }
            (Some(_), _) => return None,
            _ => {
                let (first, last) = (bytes.first_chunk::<2>()?, bytes.last_chunk::<2>()?);
                let last = u64::from(u16::from_le_bytes(*last));
                u64::from(u16::from_le_bytes(*first)) | last << (8 * (bytes.len() - 2))
            }
        };
        NonZeroU64::new(bits | (bytes.len() as u64) << 56).map(Key)
    }
}

impl ExactTags {
    /// A table of tags with their matches; tags that are too long are left out.
    pub(super) fn new(tags: &[(String, Match)]) -> ExactTags {
        let mut slots = vec![None; (2 * tags.len()).next_power_of_two()];
        for (tag, found) in tags {
            let Some(key) = Key::of(tag) else { continue };
            let mut slot = place(key.0.get(), slots.len());
            while slots[slot].is_some() {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = Some((key, *found));
        }
        ExactTags { slots: slots.into_boxed_slice() }
    }

    /// The match of a header that is one of the tags.
    #[inline]
    pub(super) fn find(&self, header: &str) -> Option<Match> {
        let key = Key::of(header)?;
        let mut slot = place(key.0.get(), self.slots.len());
        while let Some((known, found)) = *self.slots.get(slot)? {
            if known == key {
                return Some(found);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        None
    }
}

/// The matches of tags that were asked for before; a new one may push out an older one.
///
/// One 64-bit number holds a tag (46 bits), the distance of its match (7) and the match (10), so
/// that each is written and read whole. A tag has two slots that it can be in, so that two tags of
/// one header seldom push out each other.
#[derive(Debug)]
pub(super) struct RememberedTags {
    slots: Box<[[AtomicU64; 2]]>,
}

/// Twice as many tags are remembered: more than browsers send to a typical site.
const PAIRS: usize = 512;

const INDEX_BITS: u32 = 10;
const DISTANCE_BITS: u32 = 7;
const TAG_SHIFT: u32 = INDEX_BITS + DISTANCE_BITS;

/// No tag has all bits set.
const EMPTY: u64 = u64::MAX;

/// In place of a distance, for a tag that nothing matches.
const NO_MATCH: u8 = (1 << DISTANCE_BITS) - 1;

const _: () = assert!(Subtags::BITS + TAG_SHIFT < u64::BITS);

impl RememberedTags {
    /// How many matches may be put in before anybody asks: a part of the table.
    pub(super) const FORESEEN: usize = PAIRS / 4;

    pub(super) fn new() -> RememberedTags {
        let empty = || AtomicU64::new(EMPTY);
        RememberedTags { slots: (0..PAIRS).map(|_| [empty(), empty()]).collect() }
    }

    /// The match of a tag: the remembered one, or else what `find` finds.
    #[inline]
    pub(super) fn get_or(
        &self,
        tag: Subtags,
        find: impl FnOnce() -> Option<Match>,
    ) -> Option<Match> {
        let tag = tag.bits();
        let [newer, older] = &self.slots[place(tag, PAIRS)];
        let newest = newer.load(Ordering::Relaxed);
        for answer in [newest, older.load(Ordering::Relaxed)] {
            if answer >> TAG_SHIFT == tag {
                return unpack(answer);
            }
        }
        let found = find();
        older.store(newest, Ordering::Relaxed);
        newer.store(tag << TAG_SHIFT | pack(found), Ordering::Relaxed);
        found
    }
}

fn pack(found: Option<Match>) -> u64 {
    let (distance, index) = found.map_or((NO_MATCH, 0), |it| (it.distance.0, it.index));
    u64::from(distance) << INDEX_BITS | u64::from(index)
}

fn unpack(answer: u64) -> Option<Match> {
    let index = (answer & ((1 << INDEX_BITS) - 1)) as u16;
    match (answer >> INDEX_BITS) as u8 & NO_MATCH {
        NO_MATCH => None,
        distance => Some(Match { index, distance: Distance(distance) }),
    }
}

/// The answers for the headers that were asked for before. The first ones are kept: what is asked for
/// often comes early, and a flood of made-up headers pushes nothing out.
///
/// Headers are compared to the letter, so that none gets the answer of another one.
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

    /// The answer for a header; its locale is one of `list`.
    #[inline]
    pub(super) fn find<'h>(&self, header: &'h str, list: u32) -> Option<Negotiation<'h>> {
        let text = Some(header.as_bytes());
        let mut known = self.set(header).iter().map_while(OnceLock::get);
        let known = known.find(|known| known.header.get(..known.length.into()) == text)?;
        let matched = known.matched.and_then(|(start, end)| header.get(start.into()..end.into()));
        let locale = Locale { index: known.locale, list };
        Some(Negotiation { locale, matched, distance: known.distance })
    }

    /// Keeps the answer for a header, if there is room for it.
    #[inline]
    pub(super) fn keep(&self, header: &str, answer: &Negotiation<'_>) {
        let mut bytes = [0; LONGEST];
        let Some(start) = bytes.get_mut(..header.len()) else { return };
        start.copy_from_slice(header.as_bytes());
        let matched = answer.matched.map(|range| {
            // The range is a slice of the header, which is not longer than a `u8` can say.
            let start = range.as_ptr() as usize - header.as_ptr() as usize;
            (start as u8, (start + range.len()) as u8)
        });
        if let Some(free) = self.set(header).iter().find(|place| place.get().is_none()) {
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

    /// The set of a header: by its length, its first bytes and its last ones, in which headers differ.
    #[inline]
    fn set(&self, header: &str) -> &[OnceLock<Remembered>; WAYS] {
        let header = header.as_bytes();
        let bits = match (header.first_chunk(), header.last_chunk()) {
            (Some(first), Some(last)) => {
                u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(21)
            }
            _ => header.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)),
        };
        &self.sets[place(bits ^ header.len() as u64, SETS)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_to_the_letter() {
        let tags =
            ["en", "en-US", "en-USA", "fil", "zh-CN", "zh-Hans", "yue-Hant", "sr-Latn-RS", "pt-PT"];
        let found = |index| Match { index, distance: Distance::ZERO };
        let matches: Vec<_> = tags.iter().map(ToString::to_string).zip((0..).map(found)).collect();
        let table = ExactTags::new(&matches);
        for (tag, index) in tags.iter().zip(0..) {
            let expected = (tag.len() < 8).then_some(index);
            assert_eq!(table.find(tag).map(|found| found.index), expected, "{tag}");
        }
        for other in ["", "e", "EN", "en\0", "en-us", "en-UK", "zh-CN ", "nnee", "de", "zh-CN,en"] {
            assert_eq!(table.find(other), None, "{other:?}");
        }
    }

    #[test]
    fn an_answer_is_found_once() {
        let remembered = RememberedTags::new();
        let far = Some(Match { index: 1023, distance: Distance::new(119) });
        let near = Some(Match { index: 0, distance: Distance::ZERO });
        for (tag, found) in [
            (Subtags::new("zh", "Hant", "TW"), far),
            (Subtags::new("zzz", "Zzzz", "ZZ"), near),
            (Subtags::new("ja", "", ""), None),
            (Subtags::default(), None),
        ] {
            assert_eq!(remembered.get_or(tag, || found), found);
            assert_eq!(remembered.get_or(tag, || unreachable!("it is remembered")), found);
        }
    }

    #[test]
    fn tags_that_share_a_slot_keep_their_own_answers() {
        let remembered = RememberedTags::new();
        let letters = || b'a'..=b'z';
        let tags = letters().flat_map(|a| letters().map(move |b| [a, b])).flat_map(|language| {
            let language = String::from_utf8_lossy(&language).into_owned();
            ["", "DE", "419"].map(|region| Subtags::new(&language, "", region))
        });
        for (nth, tag) in tags.enumerate() {
            let found = Some(Match { index: nth as u16 % 1024, distance: Distance::ZERO });
            assert_eq!(remembered.get_or(tag, || found), found);
        }
    }

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
