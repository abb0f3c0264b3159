//! [`CodeIndex`]: from a code to its slot, the place where its entries begin.

use rustc_hash::FxHashMap;

use crate::registry::{Registered, Registry};
use crate::{Code, CodeBuf};

/// The codes of a page: those that share all but their last eight bits.
const PAGE: u64 = 256;

/// How many pages the directory may span. Six-digit codes span 2,000; numbers that are spread wider than
/// 16 million, and negative ones, are hashed instead.
const DIRECTORY_LIMIT: u64 = 1 << 16;

/// No slot, and no place in the table.
const ABSENT: u32 = u32::MAX;

/// Every code of a catalog, in ascending order.
///
/// A code has an entry for each locale. They stand side by side, in the order of the codes, and the
/// code's slot is the place of the first one.
///
/// Numbers that stand close together are looked up in pages; any other code is found by one hash. The
/// hash is not a keyed one: only the catalog's own codes are ever put in.
#[derive(Debug)]
pub(super) struct CodeIndex {
    codes: Box<[CodeBuf]>,
    locales: usize,
    first_page: u64,
    /// For each page from the first, where it begins among the slots.
    pages: Box<[u32]>,
    /// The slots of the codes that have pages, page after page.
    slots: Box<[u32]>,
    /// The slots of the numbers that have no page.
    numbers: FxHashMap<i128, u32>,
    /// The slots of the names.
    names: FxHashMap<Box<str>, u32>,
    /// What is said about the codes. A name that it gives to a code is looked for where no code is spelled so.
    registry: Registered,
}

impl CodeIndex {
    /// An index of these codes, in any order, with or without repetitions, in so many locales, and what a
    /// registry says about them.
    pub(super) fn new<'c>(
        codes: impl IntoIterator<Item = Code<'c>>,
        locales: usize,
        registry: Registered,
    ) -> CodeIndex {
        let mut codes: Vec<Code<'c>> = codes.into_iter().collect();
        codes.sort();
        codes.dedup();
        let page_of = |number: u64| number / PAGE;
        let mut naturals = codes.iter().filter_map(|code| code.as_u64());
        let first_page = naturals.next().map_or(0, page_of);
        let last_page = naturals.next_back().map_or(first_page, page_of);
        let span = Some(last_page - first_page + 1).filter(|span| *span <= DIRECTORY_LIMIT);
        let mut pages = vec![ABSENT; span.unwrap_or(0) as usize];
        let mut slots = Vec::new();
        let mut numbers = FxHashMap::default();
        let mut names = FxHashMap::default();
        for (nth, code) in codes.iter().enumerate() {
            // What is past 4 billion entries is absent.
            let slot = u32::try_from(nth * locales).unwrap_or(ABSENT);
            if let Some(number) = code.as_u64().filter(|_| !pages.is_empty()) {
                let page = &mut pages[(page_of(number) - first_page) as usize];
                if *page == ABSENT {
                    *page = slots.len() as u32;
                    slots.resize(slots.len() + PAGE as usize, ABSENT);
                }
                slots[*page as usize + (number % PAGE) as usize] = slot;
            } else if let Some(number) = code.as_i128() {
                numbers.insert(number, slot);
            } else if let Some(name) = code.name() {
                names.insert(name.into(), slot);
            }
        }
        CodeIndex {
            codes: codes.iter().map(|code| code.to_code_buf()).collect(),
            locales,
            first_page,
            pages: pages.into(),
            slots: slots.into(),
            numbers,
            names,
            registry,
        }
    }

    /// What is said about the codes besides their texts.
    pub(super) fn registry(&self) -> &Registry {
        self.registry.get()
    }

    /// The code for which a name stands; `None` if it stands for itself, or for nothing that is known.
    #[cfg(feature = "json")]
    pub(super) fn named(&self, name: &str) -> Option<Code<'_>> {
        let code = self.registry().by_name(name)?.code();
        (!self.names.contains_key(name)).then_some(code)
    }

    /// The slot of a code.
    #[inline(always)]
    pub(super) fn slot(&self, code: Code<'_>) -> Option<usize> {
        let slot = match (code.as_u64(), code.name()) {
            (Some(number), _) => {
                let page = (number / PAGE).wrapping_sub(self.first_page);
                match usize::try_from(page).ok().and_then(|page| self.pages.get(page)) {
                    // A page that is absent lies past the end of the slots.
                    Some(start) => {
                        let place = (*start as usize).saturating_add((number % PAGE) as usize);
                        *self.slots.get(place)?
                    }
                    None => self.slot_of_number(number.into()),
                }
            }
            (None, Some(name)) => self.slot_of_name(name),
            (None, None) => self.slot_of_number(code.as_i128()?),
        };
        (slot != ABSENT).then_some(slot as usize)
    }

    /// The slot of a number that has no page.
    #[cold]
    fn slot_of_number(&self, number: i128) -> u32 {
        self.numbers.get(&number).copied().unwrap_or(ABSENT)
    }

    /// The slot of a name.
    #[inline(never)]
    fn slot_of_name(&self, name: &str) -> u32 {
        match self.names.get(name) {
            Some(slot) => *slot,
            None => self.slot_of_named(name).unwrap_or(ABSENT),
        }
    }

    /// The slot of the code to which the registry gives a name.
    #[inline(never)]
    fn slot_of_named(&self, name: &str) -> Option<u32> {
        let code = self.registry().by_name(name)?.code();
        match code.name() {
            Some(name) => self.names.get(name).copied(),
            None => self.slot(code).and_then(|slot| u32::try_from(slot).ok()),
        }
    }

    /// The code that has a slot.
    pub(super) fn code(&self, slot: usize) -> Code<'_> {
        // A slot is that of a code, and where there are codes, there are locales.
        self.codes[slot / self.locales].as_code()
    }

    /// How many entries there are.
    pub(super) fn entries(&self) -> usize {
        self.codes.len() * self.locales
    }

    /// Every code, ascending.
    pub(super) fn codes(&self) -> &[CodeBuf] {
        &self.codes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_slot_and_no_other_has_one() {
        let dense: Vec<String> = (0..1000).map(|number| number.to_string()).collect();
        let of = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
        for spellings in [
            of(&[]),
            of(&["0"]),
            of(&["18446744073709551615"]),
            dense,
            of(&["200000", "200001", "400000", "400142", "500008"]),
            of(&["0", "1", "77", "4294967294", "4294967295"]),
            of(&["-9223372036854775808", "-1121", "-1", "0", "9223372036854775808"]),
            of(&["-1", "0", "-0", "00", "a", "b", "card_declined", "NAME_UNKNOWN"]),
            of(&["22P02", "card_declined", "ddl:1054"]),
        ] {
            let codes = spellings.iter().map(|spelling| Code::parse(spelling).unwrap());
            let index = CodeIndex::new(codes.clone(), 3, Registered::default());
            let mut sorted: Vec<Code<'_>> = codes.collect();
            sorted.sort();
            for (nth, code) in sorted.iter().enumerate() {
                assert_eq!(index.slot(*code), Some(3 * nth), "{code} of {spellings:?}");
                assert_eq!(index.code(3 * nth), *code);
                for near in near(*code) {
                    let is_there = sorted.iter().any(|known| near == *known);
                    assert_eq!(
                        index.slot(near.as_code()).is_some(),
                        is_there,
                        "{near:?} of {spellings:?}"
                    );
                }
            }
        }
    }

    /// Codes that are nearly another.
    fn near(code: Code<'_>) -> Vec<CodeBuf> {
        let spellings = match code.as_i128() {
            Some(number) => vec![number - 1, number + 1, number ^ 256, -number]
                .into_iter()
                .map(|number| number.to_string())
                .collect(),
            None => vec![format!("{code}x"), format!("x{code}"), code.to_string().to_uppercase()],
        };
        spellings.iter().map(|spelling| spelling.parse().unwrap()).collect()
    }
}
