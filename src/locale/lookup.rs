//! [`Lookup`]: one reader's list, held against the available locales (RFC 4647 §3.4).

use super::distance::Distance;
use super::locale_set::LocaleSet;
use super::negotiate::Negotiator;
use super::negotiation::Negotiation;
use super::priority_list::PriorityList;
use super::search::Search;
use super::supported::Match;

/// A priority list, with what it means for the available locales.
#[derive(Debug)]
pub(super) struct Lookup<'n, 'h> {
    negotiator: &'n Negotiator,
    list: PriorityList<'h>,
    /// The locales that the reader does not accept, if there are any.
    refused: Option<LocaleSet>,
}

impl<'n, 'h> Lookup<'n, 'h> {
    pub(super) fn new(negotiator: &'n Negotiator, header: &'h str) -> Self {
        let list = PriorityList::parse(header);
        let refused = refused(negotiator, &list);
        Lookup { negotiator, list, refused }
    }

    pub(super) fn negotiator(&self) -> &'n Negotiator {
        self.negotiator
    }

    /// The best locale of all.
    pub(super) fn best(&self) -> Negotiation<'h> {
        let header = self.list.header();
        let mut search = Search::START;
        for &range in self.list.wanted() {
            match range.tag(header) {
                Some(tag) => {
                    let closest = || self.negotiator.closest(tag, self.refused.as_ref());
                    search.consider(range, closest);
                }
                None if search.found().is_some() => search.end(),
                None => {
                    if let Some(index) = self.other() {
                        let found = Match { index, distance: Distance::ZERO };
                        return self.negotiator.matched(range.text(header), found);
                    }
                }
            }
        }
        match search.found() {
            Some((range, found)) => self.negotiator.matched(range.text(header), found),
            None => self.negotiator.unmatched(self.fallback()),
        }
    }

    /// How many ranges are wanted.
    pub(super) fn length(&self) -> usize {
        self.list.wanted().len()
    }

    /// The locale for the range in one place of the list, alone.
    pub(super) fn of_range(&self, place: usize) -> Option<Match> {
        match self.list.wanted().get(place)?.tag(self.list.header()) {
            Some(tag) => self.negotiator.closest(tag, self.refused.as_ref()),
            None => self.other().map(|index| Match { index, distance: Distance::ZERO }),
        }
    }

    /// What answers when nothing matches: the default locale, or the first one that is acceptable.
    pub(super) fn fallback(&self) -> u16 {
        let mut locales = self.negotiator.default_first();
        let acceptable = |&index: &u16| !self.list.refuses_others() && !self.is_refused(index);
        locales.find(acceptable).unwrap_or(self.negotiator.default_locale().index)
    }

    pub(super) fn is_refused(&self, index: u16) -> bool {
        self.refused.is_some_and(|refused| refused.contains(index))
    }

    /// What `*` stands for: the default locale, or the first one, that no other range matches.
    fn other(&self) -> Option<u16> {
        let mut named = self.refused.unwrap_or(LocaleSet::EMPTY);
        for tag in self.list.wanted_tags() {
            if let Some(found) = self.negotiator.closest(tag, self.refused.as_ref()) {
                named.insert(found.index);
            }
        }
        self.negotiator.default_first().find(|&index| !named.contains(index))
    }
}

/// The locales that `q=0` excludes: those that such a range names, unless another range names them
/// more exactly and wants them.
fn refused(negotiator: &Negotiator, list: &PriorityList<'_>) -> Option<LocaleSet> {
    list.refused_tags().next()?;
    let mut wanted = [0; LocaleSet::CAPACITY];
    for (index, exactness) in list.wanted_tags().flat_map(|tag| negotiator.named(tag)) {
        let most = &mut wanted[usize::from(index)];
        *most = exactness.max(*most);
    }
    let mut refused = LocaleSet::EMPTY;
    for (index, exactness) in list.refused_tags().flat_map(|tag| negotiator.named(tag)) {
        if exactness >= wanted[usize::from(index)] {
            refused.insert(index);
        }
    }
    Some(refused)
}
