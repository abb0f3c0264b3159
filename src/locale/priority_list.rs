//! [`PriorityList`]: what a reader wants, the most wanted first (RFC 4647 §2.3).

use std::cmp::Reverse;
use std::mem;

use super::accept::{Elements, MAX_RANGES, Range};
use super::tag::Tag;

/// The ranges of a header by their weights; where weights are equal, in the header's order.
#[derive(Clone, Debug)]
pub(super) struct PriorityList<'h> {
    header: &'h str,
    ranges: [Range; MAX_RANGES],
    wanted: usize,
    length: usize,
}

impl<'h> PriorityList<'h> {
    pub(super) fn parse(header: &'h str) -> PriorityList<'h> {
        let mut ranges = [Range::default(); MAX_RANGES];
        let mut length = 0;
        let mut has_any = false;
        for range in Elements::new(header) {
            // A second `*` says nothing that the first does not.
            if range.tag(header).is_some() || !mem::replace(&mut has_any, true) {
                ranges[length] = range;
                length += 1;
            }
        }
        ranges[..length].sort_by_key(|range| Reverse(range.weight()));
        let wanted = ranges[..length].partition_point(|range| range.weight() > 0);
        PriorityList { header, ranges, wanted, length }
    }

    /// The header that it was read from.
    pub(super) fn header(&self) -> &'h str {
        self.header
    }

    /// The ranges that are acceptable.
    pub(super) fn wanted(&self) -> &[Range] {
        &self.ranges[..self.wanted]
    }

    /// The languages among them.
    pub(super) fn wanted_tags(&self) -> impl Iterator<Item = Tag<'h>> {
        self.wanted().iter().filter_map(|range| range.tag(self.header))
    }

    /// The languages that are not acceptable: those with `q=0`.
    pub(super) fn refused_tags(&self) -> impl Iterator<Item = Tag<'h>> {
        self.refused().iter().filter_map(|range| range.tag(self.header))
    }

    /// Whether nothing is acceptable but what is named: `*;q=0`.
    pub(super) fn refuses_others(&self) -> bool {
        self.refused().iter().any(|range| range.tag(self.header).is_none())
    }

    fn refused(&self) -> &[Range] {
        &self.ranges[self.wanted..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'h>(ranges: &[Range], header: &'h str) -> Vec<&'h str> {
        ranges.iter().map(|range| range.text(header)).collect()
    }

    #[test]
    fn ranges_stand_by_weight_and_then_in_order() {
        let header = "da, en-gb;q=0.8, en;q=0.7, *;q=0.1, sv;q=0.8, nb;q=0, fi";
        let list = PriorityList::parse(header);
        assert_eq!(texts(list.wanted(), header), ["da", "fi", "en-gb", "sv", "en", "*"]);
        assert_eq!(texts(list.refused(), header), ["nb"]);
        assert_eq!((list.wanted_tags().count(), list.refused_tags().count()), (5, 1));
        assert!(!list.refuses_others());
    }

    #[test]
    fn any_other_language_may_be_refused() {
        let list = PriorityList::parse("en, *;q=0");
        assert_eq!(list.wanted_tags().count(), 1);
        assert_eq!(list.refused_tags().count(), 0);
        assert!(list.refuses_others());
    }

    #[test]
    fn any_language_counts_once() {
        let list = PriorityList::parse("*;q=0.5, en;q=0.3, *, *;q=0");
        assert_eq!(texts(list.wanted(), list.header()), ["*", "en"]);
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
