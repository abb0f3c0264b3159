//! # What it does
//!
//! Finds an option that the function does not have.
//!
//! # Why it matters
//!
//! It is passed over, and the number or date is not shown as it was meant.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, digits: 2) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, maximumFractionDigits: 2) }
//! ```

use super::{Check, Entry, Findings, Rule, Severity};
use crate::workbench::check::call_options::each_option;

pub(super) const RULE: Rule = Rule {
    name: "unknown-option",
    severity: Severity::Error,
    source: include_str!("unknown_option.rs"),
    check: Check::Entry(check),
};

fn check(entry: Entry<'_>, findings: &mut Findings) {
    each_option(entry, &mut |option| {
        if option.expected.is_none() {
            let known = option.function.options().iter().map(|(known, _)| *known);
            let known: Vec<&str> = known.collect();
            let message = format!("`{}` has no option `{}`", option.function.name(), option.name);
            let help = format!("it has {}", known.join(", "));
            findings.add(entry.file.at(option.name), message, help);
        }
    });
}
