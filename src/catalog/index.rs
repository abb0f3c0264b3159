//! [`CodeIndex`]: from a code to its slot, the place that it has in every locale's store.

use crate::Code;

/// The codes of a page: those that share all but their last eight bits.
const PAGE: usize = 256;

/// How many pages the directory may span. Six-digit codes span 2,000; codes spread wider than
/// 16 million are searched instead.
const DIRECTORY_LIMIT: usize = 1 << 16;

const ABSENT: u32 = u32::MAX;

/// Every code of a catalog, in ascending order; a code's slot is its place in that order.
#[derive(Debug)]
pub(super) struct CodeIndex {
    codes: Box<[Code]>,
    first_page: usize,
    /// For each page from the first, where it begins in `slots`.
    directory: Box<[u32]>,
    slots: Box<[u32]>,
}

impl CodeIndex {
    /// An index of these codes, in any order, with or without repetitions.
    pub(super) fn new(codes: impl IntoIterator<Item = Code>) -> CodeIndex {
        let mut codes: Vec<Code> = codes.into_iter().collect();
        codes.sort();
        codes.dedup();
        let page_of = |code: &Code| code.get() as usize / PAGE;
        let first_page = codes.first().map_or(0, page_of);
        let span = codes.last().map_or(0, |last| page_of(last) - first_page + 1);
        let mut index = CodeIndex {
            first_page,
            directory: Box::default(),
            slots: Box::default(),
            codes: codes.into_boxed_slice(),
        };
        if span > DIRECTORY_LIMIT {
            return index;
        }
        let mut directory = vec![ABSENT; span];
        let mut slots = Vec::new();
        for (slot, code) in index.codes.iter().enumerate() {
            let page = &mut directory[page_of(code) - first_page];
            if *page == ABSENT {
                *page = slots.len() as u32;
                slots.resize(slots.len() + PAGE, ABSENT);
            }
            slots[*page as usize + code.get() as usize % PAGE] = slot as u32;
        }
        index.directory = directory.into_boxed_slice();
        index.slots = slots.into_boxed_slice();
        index
    }

    /// The slot of a code.
    #[inline]
    pub(super) fn slot(&self, code: Code) -> Option<usize> {
        if self.directory.is_empty() {
            return self.codes.binary_search(&code).ok();
        }
        let number = code.get() as usize;
        let page = *self.directory.get((number / PAGE).wrapping_sub(self.first_page))?;
        // An absent page lies past the end of `slots`, an absent code past the end of every store.
        let slot = *self.slots.get((page as usize).saturating_add(number % PAGE))?;
        (slot != ABSENT).then_some(slot as usize)
    }

    /// Every code, ascending.
    pub(super) fn codes(&self) -> &[Code] {
        &self.codes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_slot_and_no_other_has_one() {
        let dense = (0..1000).collect::<Vec<u32>>();
        let polaris = vec![200000, 200001, 400000, 400142, 500008];
        let spread = vec![0, 1, 77, u32::MAX - 1, u32::MAX];
        for numbers in [vec![], vec![0], vec![u32::MAX], dense, polaris, spread] {
            let index = CodeIndex::new(numbers.iter().copied().map(Code::new));
            for (slot, number) in numbers.iter().enumerate() {
                assert_eq!(index.slot(Code::new(*number)), Some(slot), "{number} of {numbers:?}");
                for near in [number.wrapping_sub(1), number.wrapping_add(1), number ^ 256] {
                    assert_eq!(
                        index.slot(Code::new(near)).is_some(),
                        numbers.contains(&near),
                        "{near} of {numbers:?}"
                    );
                }
            }
        }
    }
}
