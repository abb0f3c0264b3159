//! # What it does
//!
//! Finds a number of digits that cannot be: `minimumFractionDigits` and `maximumFractionDigits` are whole
//! numbers from 0 to 20, `minimumIntegerDigits` one from 1 to 21.
//!
//! # Why it matters
//!
//! More digits than that mean nothing, and formatters fail on them or fill the memory with zeros.
//! Such a message is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, minimumFractionDigits: 25) }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { NUMBER($rate, minimumFractionDigits: 2) }
//! ```

use super::{Check, Entry, Findings, Rule, Severity};
use crate::fluent::function::OptionValue;
use crate::workbench::check::call_options::each_option;

pub(super) const RULE: Rule = Rule {
    name: "fraction-digits",
    severity: Severity::Error,
    source: include_str!("fraction_digits.rs"),
    check: Check::Entry(check),
};

fn check(entry: Entry<'_>, findings: &mut Findings) {
    each_option(entry, &mut |option| {
        let Some(expected @ OptionValue::Count { .. }) = option.expected else { return };
        if !expected.allows(option.value) {
            let message = format!("`{}` cannot be that", option.name);
            findings.add(entry.file.at(option.name), message, format!("write {expected}"));
        }
    });
}
