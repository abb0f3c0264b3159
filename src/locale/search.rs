//! [`Search`]: CLDR's matching of a list of ranges.

use super::accept::Range;
use super::distance::Distance;
use super::supported::Match;

/// What was found so far, while the ranges of a list are gone through, the most wanted first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    /// The closest match.
    best: Option<(Range, Match)>,
    /// A match that is too far away, where the default locale would answer otherwise.
    spare: Option<(Range, Match)>,
    /// What a match must be closer than: the best so far, less the demotion of each range since.
    limit: Distance,
    ended: bool,
}

impl Search {
    pub(super) const START: Search =
        Search { best: None, spare: None, limit: Distance::THRESHOLD, ended: false };

    /// Takes the next range, and the match for it alone.
    #[inline]
    pub(super) fn consider(&mut self, range: Range, closest: impl FnOnce() -> Option<Match>) {
        if self.ended {
            return;
        }
        if let Some(found) = closest() {
            if found.distance < self.limit {
                self.best = Some((range, found));
                self.limit = found.distance;
            } else if self.spare.is_none_or(|(_, spare)| found.is_before(spare)) {
                self.spare = Some((range, found));
            }
        }
        self.limit = self.limit - Distance::DEMOTION;
        self.ended = self.best.is_some() && self.limit == Distance::ZERO;
    }

    /// Ends the search at a `*`: what comes after it is wanted less than any language.
    pub(super) fn end(&mut self) {
        self.ended = true;
    }

    /// The range that matched, and its match.
    pub(super) fn found(self) -> Option<(Range, Match)> {
        self.best.or(self.spare)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes through ranges whose matches are so far away, and says which of them is found.
    fn found(distances: &[Option<u8>]) -> Option<u16> {
        let mut search = Search::START;
        for (index, &distance) in (0..).zip(distances) {
            let found = |distance| Match { index, distance: Distance::new(distance) };
            search.consider(Range::default(), || distance.map(found));
        }
        search.found().map(|(_, found)| found.index)
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
    fn what_is_too_far_is_a_spare() {
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
}
