//! # What it does
//!
//! Finds a variable of the source locale that no comment explains: neither that of its message, nor
//! a heading or the comment of the file.
//!
//! # Why it matters
//!
//! A translator sees `{ $n }` and has to guess: a number, a name, a date? The sentence depends on
//! it.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = 最多 { $n } 个实例
//! ```
//!
//! Good:
//!
//! ```ftl
//! # Variables:
//! #   $n (Number) - how many instances a service may have
//! code-1 = 最多 { $n } 个实例
//! ```

use super::{Check, Entry, Findings, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "undocumented-variable",
    severity: Severity::Warning,
    source: include_str!("undocumented_variable.rs"),
    check: Check::Entry(check),
};

fn check(entry: Entry<'_>, findings: &mut Findings) {
    if !entry.file.language.is_source || entry.definition.is_plain {
        return;
    }
    let mut seen = Vec::new();
    for name in entry.variables() {
        if !seen.contains(&name) && !entry.documents(name) {
            seen.push(name);
            let help = format!("write `#   ${name} (String) - what it is` above the message");
            findings.add(entry.file.at(name), format!("no comment explains `${name}`"), help);
        }
    }
}
