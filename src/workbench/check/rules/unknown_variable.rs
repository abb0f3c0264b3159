//! # What it does
//!
//! Finds a variable in a translation that the source text does not have.
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

use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unknown-variable",
    severity: Severity::Error,
    explanation: Explanation::Head(include_str!("unknown_variable.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    if pair.translation.definition.is_plain() {
        return;
    }
    let known = pair.source.variables();
    let mut seen = Vec::new();
    for name in pair.translation.variables() {
        if known.contains(&name) || seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let help = match &known[..] {
            [] => "the source has no variables: write the text without it".to_owned(),
            known => format!("the source has ${}", known.join(", $")),
        };
        let place = pair.translation.file.at(name);
        reporter.add(place, format!("the source text has no variable `${name}`"), help);
    }
}
