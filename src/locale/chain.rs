//! [`Chain`]: every locale that a reader may get, the best first.

use super::locale_set::LocaleSet;
use super::lookup::Lookup;
use super::negotiation::Locale;

/// The locales of [`Negotiator::chain`].
///
/// [`Negotiator::chain`]: super::Negotiator::chain
#[derive(Debug)]
pub struct Chain<'n, 'h> {
    lookup: Lookup<'n, 'h>,
    /// What came before.
    done: LocaleSet,
    /// The locale whose siblings come next, and how many of them were looked at.
    head: (u16, usize),
    step: Step,
}

/// Where the next locale comes from.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// The best match of all.
    Best,
    /// The match of the range in this place of the list.
    Range(usize),
    /// The same, for the ranges that only a last resort matches.
    LastResort(usize),
    /// What answers when nothing matches.
    Fallback,
    /// The default locale, even if it is refused: it is written in some language.
    Default,
    End,
}

impl<'n, 'h> Chain<'n, 'h> {
    pub(super) fn new(lookup: Lookup<'n, 'h>) -> Chain<'n, 'h> {
        let head = (0, usize::MAX);
        Chain { lookup, done: LocaleSet::EMPTY, head, step: Step::Best }
    }

    /// The next sibling of the head that may come.
    fn sibling(&mut self) -> Option<u16> {
        let siblings = self.lookup.negotiator().siblings(self.head.0);
        while let Some(&sibling) = siblings.get(self.head.1) {
            self.head.1 += 1;
            if self.may_come(sibling) {
                return Some(sibling);
            }
        }
        None
    }

    /// Takes a step, and gives the locale that it leads to.
    fn advance(&mut self) -> Option<u16> {
        let matching = |place, last_resort| {
            let found = self.lookup.of_range(place)?;
            (found.is_last_resort() == last_resort).then_some(found.index)
        };
        let length = self.lookup.length();
        let (found, next) = match self.step {
            Step::Best => (Some(self.lookup.best().locale.index), Step::Range(0)),
            Step::Range(n) if n < length => (matching(n, false), Step::Range(n + 1)),
            Step::Range(_) => (None, Step::LastResort(0)),
            Step::LastResort(n) if n < length => (matching(n, true), Step::LastResort(n + 1)),
            Step::LastResort(_) => (None, Step::Fallback),
            Step::Fallback => (Some(self.lookup.fallback()), Step::Default),
            Step::Default | Step::End => {
                (Some(self.lookup.negotiator().default_locale().index), Step::End)
            }
        };
        self.step = next;
        found
    }

    fn may_come(&mut self, index: u16) -> bool {
        !self.lookup.is_refused(index) && self.done.insert(index)
    }
}

impl Iterator for Chain<'_, '_> {
    type Item = Locale;

    fn next(&mut self) -> Option<Locale> {
        if let Some(sibling) = self.sibling() {
            return Some(self.lookup.negotiator().at(sibling));
        }
        while !matches!(self.step, Step::End) {
            // The ends of the chain are what they are; what is between them must be acceptable.
            let is_end = matches!(self.step, Step::Best | Step::Default);
            if let Some(index) = self.advance()
                && if is_end { self.done.insert(index) } else { self.may_come(index) }
            {
                self.head = (index, 0);
                return Some(self.lookup.negotiator().at(index));
            }
        }
        None
    }
}
