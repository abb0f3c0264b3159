//! # What it does
//!
//! Finds messages and terms of the source locale that a locale does not have. The finding stands
//! where the message should stand.
//!
//! # Why it matters
//!
//! Readers of this language get the text in another one.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 就绪, code-2 = 完成
//! code-1 = Ready
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! code-2 = Done
//! ```

use crate::comparison::{GapKind, missing_message};
use crate::workbench::check::context::Comparison;
use crate::workbench::check::entry::CheckedEntry;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: GapKind::MissingMessage.rule(),
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("missing_message.rs")),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>, reporter: &mut Reporter<'_>) {
    let Comparison { source, translation, extra, .. } = comparison;
    // Nearly always: nothing is missing.
    if extra.is_empty() && translation.definitions.len() == source.definitions.len() {
        return;
    }
    let broken = translation.definitions.broken();
    for source_file in &source.files {
        // A file that is not there at all has a rule of its own.
        let Some(file) = translation.file(&source_file.source.name) else {
            continue;
        };
        // What the file has is open until its conflicts are resolved.
        if file.document.has_conflict() {
            continue;
        }
        let mut above = None;
        for definition in source_file.document.definitions() {
            let id = definition.id;
            // One that does not parse has a finding of its own.
            if broken.contains(id) {
                continue;
            }
            if let Some(found) = translation.find(id) {
                above = Some(found);
                continue;
            }
            let above = above.filter(|above: &CheckedEntry<'_>| std::ptr::eq(above.file, file));
            let above = above.map(|above| above.definition.id);
            let at = above.unwrap_or(&file.text()[..0]);
            let gap = missing_message(at, id, &translation.language.name, above);
            reporter.add_gaps(|at| file.at(at), [gap]);
        }
    }
}
