//! [`LocaleSet`]: some of the available locales, as bits.

/// A set of places in the owner's list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LocaleSet {
    bits: [u64; LocaleSet::CAPACITY / 64],
}

impl LocaleSet {
    /// How many locales there can be.
    pub(super) const CAPACITY: usize = 1024;

    pub(super) const EMPTY: LocaleSet = LocaleSet { bits: [0; LocaleSet::CAPACITY / 64] };

    pub(super) fn contains(&self, index: u16) -> bool {
        self.bits.get(usize::from(index / 64)).is_some_and(|bits| bits >> (index % 64) & 1 == 1)
    }

    /// Adds a locale; `false` if it was there.
    pub(super) fn insert(&mut self, index: u16) -> bool {
        let is_new = !self.contains(index);
        if let Some(bits) = self.bits.get_mut(usize::from(index / 64)) {
            *bits |= 1 << (index % 64);
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_added_once() {
        let mut set = LocaleSet::EMPTY;
        for index in [0, 63, 64, 1023] {
            assert!(!set.contains(index));
            assert!(set.insert(index));
            assert!(set.contains(index));
            assert!(!set.insert(index));
        }
        assert!(!set.contains(1));
    }
}
