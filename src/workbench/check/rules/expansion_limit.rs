//! # What it does
//!
//! Finds messages that print more than 100 placeables, those of the messages and terms they refer
//! to included, or whose text grows beyond 64 KiB.
//!
//! # Why it matters
//!
//! Fluent stops at 100 placeables, and a few lines that refer to each other ten times each can fill
//! the memory. Such a message is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! -a = { $x }{ $x }{ $x }{ $x }{ $x }{ $x }{ $x }{ $x }{ $x }{ $x }
//! -b = { -a }{ -a }{ -a }{ -a }{ -a }{ -a }{ -a }{ -a }{ -a }{ -a }
//! code-1 = { -b }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { $x }
//! ```

use super::{Check, Findings, Locale, Rule, Severity};
use crate::fluent::flaw::{ATTRIBUTE_LIMIT, LENGTH_LIMIT, PLACEABLE_LIMIT};
use crate::workbench::check::expansion::{References, Size};

pub(super) const RULE: Rule = Rule {
    name: "expansion-limit",
    severity: Severity::Error,
    source: include_str!("expansion_limit.rs"),
    check: Check::Locale(check),
};

fn check(locale: &Locale<'_>, findings: &mut Findings) {
    let mut references = References::of(locale);
    for number in 0..references.texts().len() {
        let text = references.texts()[number];
        let name = text.name();
        let message = match references.size(number) {
            Some(Size { placeables, .. }) if placeables > PLACEABLE_LIMIT => {
                format!("`{name}` prints more than {PLACEABLE_LIMIT} placeables")
            }
            Some(Size { length, .. }) if length > LENGTH_LIMIT => {
                format!("`{name}` grows beyond {LENGTH_LIMIT} bytes")
            }
            _ => continue,
        };
        let help = "write the text out, without references to references";
        findings.add(text.entry.file.at(text.slice()), message, help);
    }
    too_long_alone(locale, findings);
    for entry in locale.entries() {
        if entry.definition.attributes.len() > ATTRIBUTE_LIMIT {
            let id = entry.definition.id;
            let message = format!("`{id}` has more than {ATTRIBUTE_LIMIT} attributes");
            findings.add(entry.place(), message, "remove some");
        }
    }
}

/// Texts that are too long without any placeable.
fn too_long_alone(locale: &Locale<'_>, findings: &mut Findings) {
    for entry in locale.entries().filter(|entry| entry.definition.is_plain) {
        let mut length = 0;
        entry.each_text(&mut |text| length += text.len());
        if length > LENGTH_LIMIT {
            let id = entry.definition.id;
            let message = format!("the text of `{id}` has more than {LENGTH_LIMIT} bytes");
            findings.add(entry.place(), message, "shorten it");
        }
    }
}
