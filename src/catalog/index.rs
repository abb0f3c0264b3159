//! [`CodeIndex`]: from a code to its slot, the place where its entries begin.

use crate::Code;

/// The codes of a page: those that share all but their last eight bits.
const PAGE: usize = 256;

/// How many pages the directory may span. Six-digit codes span 2,000; codes spread wider than
/// 16 million are searched instead.
const DIRECTORY_LIMIT: usize = 1 << 16;

/// No slot, and no place in the table.
const ABSENT: u32 = u32::MAX;

/// Every code of a catalog, in ascending order.
///
/// A code has an entry for each locale. They stand side by side, in the order of the codes, and the
/// code's slot is the place of the first one.
#[derive(Debug)]
pub(super) struct CodeIndex {
    codes: Box<[Code]>,
    locales: usize,
    first_page: usize,
    pages: usize,
    /// For each page from the first, where it begins in this same table; and then the pages, with the
    /// slots of their codes.
    table: Box<[u32]>,
}

impl CodeIndex {
    /// An index of these codes, in any order, with or without repetitions, in so many locales.
    pub(super) fn new(codes: impl IntoIterator<Item = Code>, locales: usize) -> CodeIndex {
        let mut codes: Vec<Code> = codes.into_iter().collect();
        codes.sort();
        codes.dedup();
        let page_of = |code: &Code| code.get() as usize / PAGE;
        let first_page = codes.first().map_or(0, page_of);
        let span = codes.last().map_or(0, |last| page_of(last) - first_page + 1);
        let pages = if span > DIRECTORY_LIMIT { 0 } else { span };
        let mut table = vec![ABSENT; pages];
        for (nth, code) in codes.iter().enumerate().take_while(|_| pages > 0) {
            let page = page_of(code) - first_page;
            if table[page] == ABSENT {
                table[page] = table.len() as u32;
                table.resize(table.len() + PAGE, ABSENT);
            }
            let place = table[page] as usize + code.get() as usize % PAGE;
            // What is past 4 billion entries is absent.
            table[place] = u32::try_from(nth * locales).unwrap_or(ABSENT);
        }
        CodeIndex {
            codes: codes.into_boxed_slice(),
            locales,
            first_page,
            pages,
            table: table.into_boxed_slice(),
        }
    }

    /// The slot of a code.
    #[inline]
    pub(super) fn slot(&self, code: Code) -> Option<usize> {
        let number = code.get() as usize;
        let page = (number / PAGE).wrapping_sub(self.first_page);
        if page >= self.pages {
            return self.search(code);
        }
        // A page that is absent lies past the end of the table.
        let start = *self.table.get(page)? as usize;
        let slot = *self.table.get(start.saturating_add(number % PAGE))?;
        (slot != ABSENT).then_some(slot as usize)
    }

    /// The slot of a code that no page has: there is one only where there are no pages at all.
    #[cold]
    fn search(&self, code: Code) -> Option<usize> {
        let found = if self.pages == 0 { self.codes.binary_search(&code).ok() } else { None };
        found.map(|nth| nth * self.locales)
    }

    /// How many entries there are.
    pub(super) fn entries(&self) -> usize {
        self.codes.len() * self.locales
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
            let index = CodeIndex::new(numbers.iter().copied().map(Code::new), 3);
            for (nth, number) in numbers.iter().enumerate() {
                let slot = index.slot(Code::new(*number));
                assert_eq!(slot, Some(3 * nth), "{number} of {numbers:?}");
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
