//! [`Chain`]: every locale that a reader may get, the best first.

use std::iter::FusedIterator;
use std::mem;

use super::negotiation::Available;
use super::negotiator::Negotiator;
use super::reader::Locale;
use super::search::Search;
use super::supported::LocaleSet;

impl Negotiator {
    /// Every locale that a reader may get, the best first: that of [`Negotiator::negotiate`], then
    /// that of each other range of the list, and at the end the default. Each is followed by the
    /// locales of other regions in the same language. None comes twice.
    ///
    /// It is the order in which to look for a message that not every locale has.
    ///
    /// ```
    /// use codeword::Negotiator;
    /// use unic_langid::langid;
    ///
    /// let available = vec![langid!("zh-CN"), langid!("en-US"), langid!("en-GB"), langid!("fr")];
    /// let negotiator = Negotiator::new(available, &langid!("zh-CN"))?;
    /// let chain: Vec<_> = negotiator
    ///     .chain("en-GB, fr;q=0.5")
    ///     .filter_map(|locale| Some(negotiator.language(locale)?.to_string()))
    ///     .collect();
    ///
    /// assert_eq!(chain, ["en-GB", "en-US", "fr", "zh-CN"]);
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn chain<'n, 'h>(&'n self, header: &'h str) -> Chain<'n, 'h> {
        Chain {
            search: Search::new(&self.supported, header),
            done: [false; Available::LIMIT],
            siblings: &[],
            step: Step::Best,
        }
    }
}

/// The locales of [`Negotiator::chain`].
#[derive(Clone, Debug)]
pub struct Chain<'n, 'h> {
    search: Search<'n, 'h>,
    /// The locales that came before.
    done: LocaleSet,
    /// The siblings of the last locale that are still to come.
    siblings: &'n [u16],
    step: Step,
}

/// Where the next locale comes from.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// The best match of all.
    Best,
    /// The match of the range in this place of the list, unless it is a last resort.
    Range(usize),
    /// The match of the range in this place of the list, if it is a last resort.
    LastResort(usize),
    /// What answers when nothing matches.
    Fallback,
    /// The default locale, even if it is refused: it is written in some language.
    Default,
    End,
}

impl Chain<'_, '_> {
    /// Takes a step, and gives the locale that it leads to.
    fn advance(&mut self) -> Option<u16> {
        let matching = |place, last_resort| {
            let found = self.search.of_range(place)?;
            (found.is_last_resort() == last_resort).then_some(found.index)
        };
        let length = self.search.ranges().len();
        let (found, next) = match self.step {
            Step::Best => (Some(self.search.best().locale.index), Step::Range(0)),
            Step::Range(n) if n < length => (matching(n, false), Step::Range(n + 1)),
            Step::Range(_) => (None, Step::LastResort(0)),
            Step::LastResort(n) if n < length => (matching(n, true), Step::LastResort(n + 1)),
            Step::LastResort(_) => (None, Step::Fallback),
            Step::Fallback => (Some(self.search.fallback()), Step::Default),
            Step::Default | Step::End => (Some(self.search.supported.available.default), Step::End),
        };
        self.step = next;
        found
    }

    /// Whether a locale has not come before; from now on it has.
    fn is_new(&mut self, index: u16) -> bool {
        !mem::replace(&mut self.done[usize::from(index)], true)
    }
}

impl Iterator for Chain<'_, '_> {
    type Item = Locale;

    fn next(&mut self) -> Option<Locale> {
        while let Some((&sibling, rest)) = self.siblings.split_first() {
            self.siblings = rest;
            if !self.search.is_refused(sibling) && self.is_new(sibling) {
                return Some(self.search.supported.available.locale(sibling));
            }
        }
        while !matches!(self.step, Step::End) {
            // Only what is between the two ends of the chain must be acceptable.
            let is_end = matches!(self.step, Step::Best | Step::Default);
            if let Some(index) = self.advance()
                && (is_end || !self.search.is_refused(index))
                && self.is_new(index)
            {
                self.siblings = self.search.supported.siblings(index);
                return Some(self.search.supported.available.locale(index));
            }
        }
        None
    }
}

impl FusedIterator for Chain<'_, '_> {}
