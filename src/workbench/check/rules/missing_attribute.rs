//! # What it does
//!
//! Finds an attribute of the source message that its translation does not have.
//!
//! # Why it matters
//!
//! The text of an attribute is taken from the same locale as the message: readers of this language
//! get none.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 就绪
//! #             .title = 状态
//! code-1 = Ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//!     .title = State
//! ```

use crate::comparison::{GapKind, missing_attributes};
use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: GapKind::MissingAttribute.rule(),
    severity: Severity::Error,
    explanation: Explanation::Head(include_str!("missing_attribute.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let (source, translation) = (pair.source.definition, pair.translation.definition);
    let place = |at: &str| pair.translation.file.at(at);
    reporter.add_gaps(place, missing_attributes(source, translation));
}
