//! # What it does
//!
//! Finds a variable in a translation that the source text does not have, text by text: that of a message, and
//! each of its attributes. The variables of a term are its parameters, and each language has its own.
//!
//! # Why it matters
//!
//! The program passes the arguments that the source text asks for. Any other stays empty, and the
//! reader sees `{$name}` or no message at all.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 端口 { $port } 非法
//! code-1 = Port { $prot } is invalid
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Port { $port } is invalid
//! ```

use crate::comparison::{GapKind, unknown_variables};
use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: GapKind::UnknownVariable.rule(),
    severity: Severity::Error,
    explanation: Explanation::Head(include_str!("unknown_variable.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let (source, translation) = (pair.source.definition, pair.translation.definition);
    let place = |at: &str| pair.translation.file.at(at);
    reporter.add_gaps(place, unknown_variables(source, translation));
}
