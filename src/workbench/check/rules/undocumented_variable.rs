//! # What it does
//!
//! Finds a variable of the source locale that no comment explains: neither that of its message, nor
//! a heading or the comment of the file. Those of a term are its parameters, which its own text explains.
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

use rustc_hash::FxHashSet;

use crate::fluent::definition::Comment;
use crate::fluent::document::{Entry as Item, Level};
use crate::fluent::line::name;
use crate::workbench::check::entry::{CheckedEntry, CheckedFile};
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "undocumented-variable",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("undocumented_variable.rs")),
    check: Check::File(check),
};

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    if !file.language.is_source {
        return;
    }
    let headings = file.document.entries.iter().filter_map(|entry| match entry {
        Item::Comment(Level::Group | Level::Resource, comment) => Some(*comment),
        _ => None,
    });
    let explained: FxHashSet<&str> = headings.flat_map(variables).collect();
    for definition in file.document.definitions().filter(|it| !it.is_plain() && !it.is_term()) {
        let own: Vec<&str> = definition.comment().into_iter().flat_map(variables).collect();
        let entry = CheckedEntry { file, definition };
        for name in entry.variables() {
            if own.contains(&name) || explained.contains(name) {
                continue;
            }
            let used = entry.use_of(name);
            let kind = if used.is_number || used.plural.is_some() {
                "Number"
            } else if used.is_date {
                "Date"
            } else {
                "String"
            };
            let help = format!("write `#   ${name} ({kind}) - what it is` above the message");
            reporter.add(file.at(name), format!("no comment explains `${name}`"), help);
        }
    }
}

/// The names in a comment that a dollar sign stands in front of.
fn variables<'s>(comment: Comment<'s>) -> impl Iterator<Item = &'s str> {
    comment.lines().flat_map(|line| line.split('$').skip(1)).map(name)
}
