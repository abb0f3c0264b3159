//! # What it does
//!
//! Finds messages that stand in another order than in the source locale. `--fix` puts them in
//! order, each with its comment, but moves none across a heading.
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

use super::{Check, Comparison, Findings, Rule, Severity};
use crate::workbench::check::order::{misplaced, sorted_groups};

pub(super) const RULE: Rule = Rule {
    name: "order",
    severity: Severity::Warning,
    source: include_str!("order.rs"),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>, findings: &mut Findings) {
    for file in &comparison.translation.files {
        let misplaced = misplaced(file, comparison);
        if misplaced.is_empty() {
            continue;
        }
        let groups = sorted_groups(&file.document, comparison.source).into_iter();
        let mut groups: Vec<_> = groups.map(|(range, sorted)| (range, Some(sorted))).collect();
        for misplaced in misplaced {
            let id = misplaced.definition.id;
            let message =
                format!("`{id}` stands elsewhere than in `{}`", comparison.source.language.name);
            let help = match misplaced.after {
                Some(before) => format!("move it behind `{before}`"),
                None => "move it to the beginning".to_owned(),
            };
            let found = findings.add(file.at(id), message, help);
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
