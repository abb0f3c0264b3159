//! # What it does
//!
//! Finds identifiers that are no code: not `code-` and decimal digits without leading zeros, up to
//! 4294967295. Messages that others refer to may have any name, and so may terms.
//!
//! # Why it matters
//!
//! Nobody ever asks for such a message: codes are looked up as `code-400142`.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! 400142 = Too many heartbeats
//! code_400143 = Too many requests
//! code-0400144 = Too many instances
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-400142 = Too many heartbeats
//! code-400143 = Too many requests
//! code-400144 = Too many instances
//! ```

use fluent_syntax::ast::InlineExpression;
use rustc_hash::FxHashSet;

use super::{Check, Entry, Findings, Locale, Rule, Severity};
use crate::Code;
use crate::workbench::check::fault::{Fault, judgements};
use crate::workbench::check::visit::Node;

pub(super) const RULE: Rule = Rule {
    name: "bad-id",
    severity: Severity::Error,
    source: include_str!("bad_id.rs"),
    check: Check::Locale(check),
};

fn check(locale: &Locale<'_>, findings: &mut Findings) {
    for file in &locale.files {
        for judgement in judgements(file, Fault::BadId) {
            let line = file.text()[judgement.offset..].split(['=', ' ']).next().unwrap_or("");
            let message = "an identifier begins with a letter";
            findings.add(file.at(line), message, format!("write `code-{line}`"));
        }
    }
    let is_code = |entry: &Entry<'_>| Code::from_message_id(entry.definition.id).is_some();
    let others = locale.entries().filter(|entry| !is_code(entry) && !entry.definition.is_term());
    let others: Vec<Entry<'_>> = others.collect();
    if others.is_empty() {
        return;
    }
    let mut used = FxHashSet::default();
    for entry in locale.with_placeables() {
        entry.each_node(&mut |node| {
            if let Node::Inline(InlineExpression::MessageReference { id, .. }) = node {
                used.insert(id.name);
            }
        });
    }
    for entry in others {
        let id = entry.definition.id;
        let is_meant = id.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("code"));
        if is_meant || !used.contains(id) {
            let message = format!("`{id}` is the message of no code");
            let help = "write `code-` and the number, such as `code-400142`; a text that messages \
                        share is a term, `-name`";
            findings.add(entry.place(), message, help);
        }
    }
}
