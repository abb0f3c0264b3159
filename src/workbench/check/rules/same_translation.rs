//! # What it does
//!
//! Finds two codes that are translated with the same words, though their source texts differ.
//!
//! # Why it matters
//!
//! The reader cannot tell them apart, and one of them is most likely a copy that was not changed.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 服务名称非法, code-2 = 服务端口非法
//! code-1 = The service name is invalid
//! code-2 = The service name is invalid
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The service name is invalid
//! code-2 = The service port is invalid
//! ```

use rustc_hash::FxHashMap;

use crate::fluent::{Content, Definition};
use crate::workbench::check::context::Comparison;
use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "same-translation",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("same_translation.rs")),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>, reporter: &mut Reporter<'_>) {
    let mut first: FxHashMap<&str, &EntryPair<'_>> = FxHashMap::default();
    first.reserve(comparison.pairs.len());
    for pair in &comparison.pairs {
        let texts = (plain(pair.source.definition), plain(pair.translation.definition));
        let (Some(original), Some(translated)) = texts else {
            continue;
        };
        let earlier = *first.entry(translated).or_insert(pair);
        if plain(earlier.source.definition) != Some(original)
            && !pair.translation.definition.is_term()
        {
            let id = earlier.translation.definition.id;
            let message = format!("`{id}` has the same words, and its source text differs");
            reporter.add(pair.translation.place(), message, "say what tells them apart");
        }
    }
}

/// The text of a value of one line without placeables.
fn plain<'d>(definition: &'d Definition<'_>) -> Option<&'d str> {
    match definition.value()? {
        Content::Line(text) => Some(text),
        Content::Pattern(_) => None,
    }
}
