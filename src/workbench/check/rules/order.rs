//! # What it does
//!
//! Finds messages that stand in another order than in the source locale. `--fix` puts them in
//! order, each with its comment, but does not move any across a heading.
//!
//! # Why it matters
//!
//! Two files in the same order can be read side by side, and a diff of one can be followed in the
//! other.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1, code-2
//! code-2 = Done
//! code-1 = Ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! code-2 = Done
//! ```

use std::ops::Range;

use crate::fluent::Definition;
use crate::fluent::definitions::Spot;
use crate::fluent::document::{Document, Entry};
use crate::workbench::check::context::{CheckedLocale, Comparison};
use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "order",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("order.rs")),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>, reporter: &mut Reporter<'_>) {
    for file in &comparison.translation.files {
        let misplaced = misplaced(file, comparison);
        if misplaced.is_empty() {
            continue;
        }
        let groups = sorted_groups(file.document, comparison.source).into_iter();
        let mut groups: Vec<_> = groups.map(|(range, sorted)| (range, Some(sorted))).collect();
        for misplaced in misplaced {
            let id = misplaced.definition.id;
            let message =
                format!("`{id}` stands elsewhere than in `{}`", comparison.source.language.name);
            let help = match misplaced.after {
                Some(before) => format!("move it after `{before}`"),
                None => "move it to the beginning".to_owned(),
            };
            let found = reporter.add(file.at(id), message, help);
            // One finding of a group mends them all.
            let offset = file.document.offset(id);
            let group = groups.partition_point(|(range, _)| range.end <= offset);
            if let Some((range, sorted)) = groups.get_mut(group)
                && range.contains(&offset)
                && let Some(sorted) = sorted.take()
            {
                found.fix(range.clone(), sorted);
            }
        }
    }
}

/// A message that stands elsewhere than its source does.
struct Misplaced<'a> {
    definition: &'a Definition<'a>,
    /// The message that stands before it in the source; `None` if it is the first there.
    after: Option<&'a str>,
}

/// The fewest messages of a file that would have to move.
fn misplaced<'a>(file: &CheckedFile<'_>, comparison: &Comparison<'a>) -> Vec<Misplaced<'a>> {
    let pairs = comparison.pairs.iter().filter(|pair| std::ptr::eq(pair.translation.file, file));
    if pairs.clone().is_sorted_by_key(|pair| pair.spot) {
        return Vec::new();
    }
    let stays = longest_ascending(&pairs.clone().map(|pair| pair.spot).collect::<Vec<_>>());
    let moved = pairs.zip(stays).filter(|(_, stays)| !stays);
    let moved = moved.map(|(pair, _)| Misplaced {
        definition: pair.translation.definition,
        after: comparison.source.id_before(pair.spot),
    });
    moved.collect()
}

/// Which members of a sequence belong to its longest ascending part.
fn longest_ascending<T: Ord>(sequence: &[T]) -> Vec<bool> {
    // For each length, the member with which the best part of that length ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; sequence.len()];
    for (at, member) in sequence.iter().enumerate() {
        let length = ends.partition_point(|end| sequence[*end] <= *member);
        previous[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut belongs = vec![false; sequence.len()];
    let mut at = ends.last().copied();
    while let Some(member) = at {
        belongs[member] = true;
        at = previous[member];
    }
    belongs
}

/// The groups of a file in which messages change places: the offsets of each, and what should stand
/// there.
///
/// Each message moves with its comment and its attributes. Headings, blank lines and what does not
/// parse stay where they are, and no message crosses a heading.
fn sorted_groups(
    document: &Document<'_>,
    source: &CheckedLocale<'_>,
) -> Vec<(Range<usize>, String)> {
    let text = document.text();
    let mut groups: Vec<Vec<(Option<Spot>, Range<usize>)>> = vec![Vec::new()];
    for (at, entry) in document.entries.iter().enumerate() {
        let Entry::Definition(definition) = entry else {
            groups.push(Vec::new());
            continue;
        };
        let start = document.start(entry);
        let end = document.entries.get(at + 1).map_or(text.len(), |next| document.start(next));
        let block = start..start + text[start..end].trim_end().len();
        if let Some(group) = groups.last_mut() {
            group.push((source.definitions.spot(definition.id), block));
        }
    }
    groups.iter().filter_map(|group| sorted(text, group)).collect()
}

fn sorted(text: &str, group: &[(Option<Spot>, Range<usize>)]) -> Option<(Range<usize>, String)> {
    // A message that the source does not have stays after the one that it stands after.
    let mut last = Spot::new(0, 0);
    let mut blocks: Vec<(Spot, &Range<usize>)> = Vec::with_capacity(group.len());
    for (spot, block) in group {
        last = spot.unwrap_or(last);
        blocks.push((last, block));
    }
    if blocks.is_sorted_by_key(|(spot, _)| *spot) {
        return None;
    }
    blocks.sort_by_key(|(spot, _)| *spot);
    let (first, end) = (group.first()?.1.start, group.last()?.1.end);
    let mut replacement = String::with_capacity(end - first);
    let mut at = first;
    for ((_, slot), (_, block)) in group.iter().zip(&blocks) {
        replacement.push_str(&text[at..slot.start]);
        replacement.push_str(&text[(*block).clone()]);
        at = slot.end;
    }
    Some((first..end, replacement))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_members_move() {
        for (sequence, expected) in [
            (vec![0, 1, 2], vec![true, true, true]),
            (vec![2, 0, 1], vec![false, true, true]),
            (vec![0, 3, 1, 2], vec![true, false, true, true]),
            (vec![1, 1], vec![true, true]),
            (vec![], vec![]),
        ] {
            assert_eq!(longest_ascending(&sequence), expected, "{sequence:?}");
        }
    }
}
