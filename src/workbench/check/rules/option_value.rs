//! # What it does
//!
//! Finds an option whose value is none of the words that it can have.
//!
//! # Why it matters
//!
//! It is passed over, and the number or date is not shown as it was meant. Such a message is
//! refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { DATETIME($time, dateStyle: "tiny") }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { DATETIME($time, dateStyle: "short") }
//! ```

use super::{Check, Entry, Findings, Rule, Severity};
use crate::fluent::function::OptionValue;
use crate::workbench::check::call_options::each_option;

pub(super) const RULE: Rule = Rule {
    name: "option-value",
    severity: Severity::Error,
    source: include_str!("option_value.rs"),
    check: Check::Entry(check),
};

fn check(entry: Entry<'_>, findings: &mut Findings) {
    each_option(entry, &mut |option| {
        let Some(expected @ OptionValue::Word(_)) = option.expected else { return };
        if !expected.allows(option.value) {
            let message = format!("`{}` cannot be that", option.name);
            findings.add(entry.file.at(option.name), message, format!("write {expected}"));
        }
    });
}
