//! [`RememberedTags`]: the answers for the tags that were asked for before.

use std::sync::atomic::{AtomicU64, Ordering};

use super::distance::Distance;
use super::subtags::Subtags;
use super::supported::Match;

/// A table of fixed size, without a lock: a new answer may push out an older one.
///
/// One 64-bit number holds a tag (46 bits), the distance of its match (7) and the match (10), so
/// that each is written and read whole. A tag has two slots that it can be in, so that two tags of
/// one header seldom push out each other.
pub(super) struct RememberedTags {
    slots: Box<[[AtomicU64; 2]]>,
}

/// Twice as many answers are remembered: more tags than browsers send to a typical site.
const PAIRS: usize = 512;

const INDEX_BITS: u32 = 10;
const DISTANCE_BITS: u32 = 7;
const TAG_SHIFT: u32 = INDEX_BITS + DISTANCE_BITS;

/// No tag has all bits set.
const EMPTY: u64 = u64::MAX;

/// Instead of a distance, for a tag that nothing matches.
const NO_MATCH: u64 = (1 << DISTANCE_BITS) - 1;

const _: () = assert!(Subtags::BITS + TAG_SHIFT < u64::BITS);

impl RememberedTags {
    /// How many answers may be put in before anybody asks: a part of the table.
    pub(super) const FORESEEN: usize = PAIRS / 4;

    pub(super) fn new() -> RememberedTags {
        let empty = || AtomicU64::new(EMPTY);
        RememberedTags { slots: (0..PAIRS).map(|_| [empty(), empty()]).collect() }
    }

    /// The match of a tag, which is remembered, or else found by `find`.
    #[inline]
    pub(super) fn get_or(
        &self,
        tag: Subtags,
        find: impl FnOnce() -> Option<Match>,
    ) -> Option<Match> {
        let tag = tag.bits();
        let [newer, older] = &self.slots[place(tag)];
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

/// Fibonacci hashing: the highest bits of the product depend on all bits of the tag.
fn place(tag: u64) -> usize {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    (tag.wrapping_mul(GOLDEN) >> (u64::BITS - PAIRS.ilog2())) as usize
}

fn pack(found: Option<Match>) -> u64 {
    match found {
        Some(found) => found.distance.bits() << INDEX_BITS | u64::from(found.index),
        None => NO_MATCH << INDEX_BITS,
    }
}

fn unpack(answer: u64) -> Option<Match> {
    let index = (answer & ((1 << INDEX_BITS) - 1)) as u16;
    match answer >> INDEX_BITS & NO_MATCH {
        NO_MATCH => None,
        distance => Some(Match { index, distance: Distance::from_bits(distance) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
