//! [`negotiate`]: the search for the locale that is closest to a reader's language ranges.

use std::cell::Cell;
use std::cmp::Reverse;
use std::mem;

use super::accept_language::{MAX_RANGES, Range, Ranges};
use super::distance::{Distance, Match};
use super::negotiation::{Available, Negotiation};
use super::supported::{LocaleSet, Supported};
use super::tag::Tag;

/// The best locale for a header.
#[inline]
pub(super) fn negotiate<'h>(supported: &Supported, header: &'h str) -> Negotiation<'h> {
    // Almost every header refuses nothing and has its ranges in order: then it is its own list.
    let needs_list = Cell::new(false);
    let mut weight = u16::MAX;
    let mut ranges = Ranges::new(header).take_while(|range| {
        if range.weight == 0 || range.weight > weight {
            needs_list.set(true);
        }
        weight = range.weight;
        !needs_list.get()
    });
    let found = closest(header, &mut ranges, |tag| match tag {
        Some(tag) => supported.closest(tag, None),
        None => {
            // What `*` stands for depends on the ranges after it, too.
            needs_list.set(true);
            None
        }
    });
    ranges.for_each(drop);
    if needs_list.get() {
        return Search::new(supported, header).best();
    }
    match found {
        Some((range, found)) => supported.available.matched(Some(range.text(header)), found),
        None => supported.available.unmatched(supported.available.default),
    }
}

/// A priority list, with what it means for the available locales.
#[derive(Clone, Debug)]
pub(super) struct Search<'s, 'h> {
    pub(super) supported: &'s Supported,
    list: PriorityList<'h>,
    /// The locales that the reader does not accept, if there are any.
    refused: Option<LocaleSet>,
}

impl<'s, 'h> Search<'s, 'h> {
    pub(super) fn new(supported: &'s Supported, header: &'h str) -> Search<'s, 'h> {
        let list = PriorityList::parse(header);
        let refused = refused(supported, &list);
        Search { supported, list, refused }
    }

    /// The best locale of all.
    pub(super) fn best(&self) -> Negotiation<'h> {
        let header = self.list.header;
        match closest(header, self.ranges().iter().copied(), |tag| self.matching(tag)) {
            Some((range, found)) => {
                self.supported.available.matched(Some(range.text(header)), found)
            }
            None => self.supported.available.unmatched(self.fallback()),
        }
    }

    /// The ranges that the reader wants, the most wanted first.
    pub(super) fn ranges(&self) -> &[Range] {
        self.list.wanted()
    }

    /// The locale for the range in one place of the list, taken alone.
    pub(super) fn of_range(&self, place: usize) -> Option<Match> {
        self.matching(self.ranges()[place].tag(self.list.header))
    }

    fn matching(&self, tag: Option<Tag<'_>>) -> Option<Match> {
        match tag {
            Some(tag) => self.supported.closest(tag, self.refused.as_ref()),
            None => self.other().map(|index| Match { index, distance: Distance::ZERO }),
        }
    }

    /// What answers when nothing matches: the default locale, or the first one that is acceptable.
    pub(super) fn fallback(&self) -> u16 {
        let acceptable = |&index: &u16| !self.list.refuses_others() && !self.is_refused(index);
        let found = self.supported.available.default_first().find(acceptable);
        found.unwrap_or(self.supported.available.default)
    }

    pub(super) fn is_refused(&self, index: u16) -> bool {
        self.refused.as_ref().is_some_and(|refused| refused[usize::from(index)])
    }

    /// What `*` stands for: the default locale, or the first one, that no other range matches.
    fn other(&self) -> Option<u16> {
        let mut named = self.refused.unwrap_or([false; Available::LIMIT]);
        for tag in self.list.tags(self.list.wanted()) {
            if let Some(found) = self.supported.closest(tag, self.refused.as_ref()) {
                named[usize::from(found.index)] = true;
            }
        }
        self.supported.available.default_first().find(|&index| !named[usize::from(index)])
    }
}

/// The locales that `q=0` excludes: those that such a range names, unless another range names them
/// more exactly and wants them.
fn refused(supported: &Supported, list: &PriorityList<'_>) -> Option<LocaleSet> {
    list.tags(list.refused()).next()?;
    let mut wanted = [0; Available::LIMIT];
    for (index, exactness) in list.tags(list.wanted()).flat_map(|tag| supported.named(tag)) {
        wanted[usize::from(index)] = exactness.max(wanted[usize::from(index)]);
    }
    let mut refused = [false; Available::LIMIT];
    for (index, exactness) in list.tags(list.refused()).flat_map(|tag| supported.named(tag)) {
        refused[usize::from(index)] |= exactness >= wanted[usize::from(index)];
    }
    Some(refused)
}

/// CLDR's matching of a list: goes through its ranges, the most wanted first, and gives the one that
/// decides, with its match. `find` gives the match of a range alone, where `None` stands for `*`.
#[inline]
fn closest<'h>(
    header: &'h str,
    ranges: impl Iterator<Item = Range>,
    mut find: impl FnMut(Option<Tag<'h>>) -> Option<Match>,
) -> Option<(Range, Match)> {
    let mut best = None;
    // A match that is too far away: it is taken only where the default locale would answer.
    let mut spare: Option<(Range, Match)> = None;
    // What a match must be closer than: the best so far, less the demotion of each range since.
    let mut limit = Distance::THRESHOLD;
    for range in ranges {
        let found = match range.tag(header) {
            Some(tag) => find(Some(tag)),
            // It is wanted less than any language before it.
            None if best.or(spare).is_some() => break,
            None => match find(None) {
                Some(found) => return Some((range, found)),
                None => continue,
            },
        };
        if let Some(found) = found {
            if found.distance < limit {
                best = Some((range, found));
                limit = found.distance;
            } else if spare.is_none_or(|(_, spare)| found.is_before(spare)) {
                spare = Some((range, found));
            }
        }
        limit = limit.demoted();
        if best.is_some() && limit == Distance::ZERO {
            break;
        }
    }
    best.or(spare)
}

/// The ranges of a header by their weights; where weights are equal, in the header's order (RFC 4647
/// §2.3, "language priority list").
#[derive(Clone, Debug)]
struct PriorityList<'h> {
    header: &'h str,
    ranges: [Range; MAX_RANGES],
    wanted: usize,
    length: usize,
}

impl<'h> PriorityList<'h> {
    fn parse(header: &'h str) -> PriorityList<'h> {
        let mut ranges = [Range::default(); MAX_RANGES];
        let mut length = 0;
        let mut has_any = false;
        for range in Ranges::new(header) {
            // A second `*` says nothing that the first does not.
            if range.tag(header).is_some() || !mem::replace(&mut has_any, true) {
                ranges[length] = range;
                length += 1;
            }
        }
        ranges[..length].sort_by_key(|range| Reverse(range.weight));
        let wanted = ranges[..length].partition_point(|range| range.weight > 0);
        PriorityList { header, ranges, wanted, length }
    }

    /// The ranges that are acceptable.
    fn wanted(&self) -> &[Range] {
        &self.ranges[..self.wanted]
    }

    /// The ranges that are not acceptable: those with `q=0`.
    fn refused(&self) -> &[Range] {
        &self.ranges[self.wanted..self.length]
    }

    /// The languages among some ranges of the list.
    fn tags(&self, ranges: &[Range]) -> impl Iterator<Item = Tag<'h>> {
        ranges.iter().filter_map(|range| range.tag(self.header))
    }

    /// Whether nothing is acceptable but what is named: `*;q=0`.
    fn refuses_others(&self) -> bool {
        self.refused().iter().any(|range| range.tag(self.header).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes through ranges whose matches are so far away, and says which of them is found.
    fn found(distances: &[Option<u8>]) -> Option<u16> {
        let header = "en,".repeat(distances.len());
        let mut matches = (0..).zip(distances).map(|(index, distance)| {
            distance.map(|distance| Match { index, distance: Distance::new(distance) })
        });
        let found = closest(&header, Ranges::new(&header), |_| matches.next().unwrap());
        found.map(|(_, found)| found.index)
    }

    #[test]
    fn a_later_range_must_be_closer_by_the_demotion() {
        for (distances, expected) in [
            (&[][..], None),
            (&[None, None], None),
            (&[None, Some(4)], Some(1)),
            (&[Some(5), Some(0)], Some(0)),
            (&[Some(6), Some(0)], Some(1)),
            (&[Some(6), Some(1)], Some(0)),
            (&[Some(20), Some(30), Some(9)], Some(2)),
            (&[Some(20), Some(30), Some(10)], Some(0)),
            (&[None, Some(44), Some(38)], Some(2)),
        ] {
            assert_eq!(found(distances), expected, "{distances:?}");
        }
    }

    #[test]
    fn a_match_that_is_too_far_is_a_spare() {
        for (distances, expected) in [
            (&[None, None, Some(44)][..], Some(2)),
            (&[Some(54)], Some(0)),
            (&[Some(54), Some(64)], Some(0)),
            (&[Some(54), Some(44)], Some(1)),
            (&[Some(54), None, Some(48)], Some(2)),
            (&[Some(54), Some(48), Some(47)], Some(1)),
        ] {
            assert_eq!(found(distances), expected, "{distances:?}");
        }
        let unknown = [&[None; 10][..], &[Some(54), Some(0), Some(0)]].concat();
        assert_eq!(found(&unknown), Some(11));
    }

    fn texts<'h>(ranges: &[Range], header: &'h str) -> Vec<&'h str> {
        ranges.iter().map(|range| range.text(header)).collect()
    }

    #[test]
    fn ranges_stand_by_weight_and_then_in_order() {
        let header = "da, en-gb;q=0.8, en;q=0.7, *;q=0.1, sv;q=0.8, nb;q=0, fi";
        let list = PriorityList::parse(header);
        assert_eq!(texts(list.wanted(), header), ["da", "fi", "en-gb", "sv", "en", "*"]);
        assert_eq!(texts(list.refused(), header), ["nb"]);
        assert_eq!((list.tags(list.wanted()).count(), list.tags(list.refused()).count()), (5, 1));
        assert!(!list.refuses_others());
    }

    #[test]
    fn any_other_language_may_be_refused() {
        let list = PriorityList::parse("en, *;q=0");
        assert_eq!(list.tags(list.wanted()).count(), 1);
        assert_eq!(list.tags(list.refused()).count(), 0);
        assert!(list.refuses_others());
    }

    #[test]
    fn any_language_counts_once() {
        let list = PriorityList::parse("*;q=0.5, en;q=0.3, *, *;q=0");
        assert_eq!(texts(list.wanted(), list.header), ["*", "en"]);
        assert!(!list.refuses_others());
    }

    #[test]
    fn a_full_list_keeps_its_order() {
        let ranges: Vec<_> =
            (0..70).map(|nth| format!("en-{nth:03};q=0.{}", nth % 2 + 1)).collect();
        let header = ranges.join(",");
        let list = PriorityList::parse(&header);
        let texts = texts(list.wanted(), &header);
        assert_eq!(
            (texts.len(), texts[0], texts[31], texts[32]),
            (64, "en-001", "en-063", "en-000")
        );
    }
}
