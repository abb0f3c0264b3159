//! [`ExactTags`]: the answers for headers that are the tag of an available locale to the letter, as a
//! program writes them: they need not be parsed.

use std::num::NonZeroU64;

use unic_langid::LanguageIdentifier;

use super::supported::{Match, Supported};
use super::tag::Tag;

/// A table of tags of two to seven bytes; longer ones go the long way.
#[derive(Clone, Debug)]
pub(super) struct ExactTags {
    /// At most half full, so that the search for a tag that is none of them ends.
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

    /// Fibonacci hashing: the highest bits of the product depend on all bits of the key.
    #[inline]
    fn place(self, slots: usize) -> usize {
        const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
        (self.0.get().wrapping_mul(GOLDEN) >> 32) as usize & (slots - 1)
    }
}

impl ExactTags {
    /// The tags of the available locales, each with what a reader of it gets: itself, but for one that
    /// stands twice under two names.
    pub(super) fn of(available: &[LanguageIdentifier], supported: &Supported) -> ExactTags {
        let tags = available.iter().filter_map(|language| {
            let tag = language.to_string();
            let found = supported.closest(Tag::parse(&tag)?, None)?;
            Some((tag, found))
        });
        ExactTags::new(tags.collect::<Vec<_>>().into_iter())
    }

    /// A table of tags with their matches; tags that are too long are left out.
    fn new(tags: impl ExactSizeIterator<Item = (String, Match)>) -> ExactTags {
        let mut slots = vec![None; (2 * tags.len()).next_power_of_two()];
        for (tag, found) in tags {
            let Some(key) = Key::of(&tag) else { continue };
            let mut place = key.place(slots.len());
            while slots[place].is_some() {
                place = (place + 1) & (slots.len() - 1);
            }
            slots[place] = Some((key, found));
        }
        ExactTags { slots: slots.into_boxed_slice() }
    }

    /// The match of a header that is one of the tags.
    #[inline]
    pub(super) fn find(&self, header: &str) -> Option<Match> {
        let key = Key::of(header)?;
        let mut place = key.place(self.slots.len());
        while let Some((known, found)) = *self.slots.get(place)? {
            if known == key {
                return Some(found);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::distance::Distance;
    use super::*;

    #[test]
    fn tags_are_found_to_the_letter() {
        let tags =
            ["en", "en-US", "en-USA", "fil", "zh-CN", "zh-Hans", "yue-Hant", "sr-Latn-RS", "pt-PT"];
        let found = |index| Match { index, distance: Distance::ZERO };
        let table = ExactTags::new(
            tags.iter()
                .zip(0..)
                .map(|(tag, index)| (tag.to_string(), found(index)))
                .collect::<Vec<_>>()
                .into_iter(),
        );
        for (tag, index) in tags.iter().zip(0..) {
            let expected = (tag.len() < 8).then_some(index);
            assert_eq!(table.find(tag).map(|found| found.index), expected, "{tag}");
        }
        for other in ["", "e", "EN", "en\0", "en-us", "en-UK", "zh-CN ", "nnee", "de", "zh-CN,en"] {
            assert_eq!(table.find(other), None, "{other:?}");
        }
    }
}
