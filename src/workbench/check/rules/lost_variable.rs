//! # What it does
//!
//! Finds a variable of the source text that a translation does not have. One that only chooses among plural
//! forms may be left out by a language whose nouns have one form, as Japanese or Turkish.
//!
//! # Why it matters
//!
//! The reader is not told which port, which name, how many. Where a language does not need the
//! variable, allow it for the message.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 端口 { $port } 非法
//! code-1 = The port is invalid
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Port { $port } is invalid
//! ```

use crate::comparison::{GapKind, lost_variables};
use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: GapKind::LostVariable.rule(),
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("lost_variable.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let (source, translation) = (pair.source.definition, pair.translation.definition);
    let file = pair.translation.file;
    let is_without_plurals = |kind| file.language.is_without_plurals(kind);
    let gaps = lost_variables(source, translation, is_without_plurals);
    reporter.add_gaps(|at| file.at(at), gaps);
}
