//! # What it does
//!
//! Finds a text that is the same as in the source locale, unless it is a name or another single
//! word in Latin letters.
//!
//! # Why it matters
//!
//! A copy hides that the translation is missing: without it the reader would get the next language
//! that they understand.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 心跳超限
//! code-1 = 心跳超限
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Too many heartbeats
//! ```

use crate::workbench::check::characters::is_han;
use crate::workbench::check::entry::{CheckedEntry, EntryPair};
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "untranslated",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("untranslated.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let EntryPair { source, translation, .. } = pair;
    if source.file.language.is_same_as(translation.file.language) {
        return;
    }
    let (Some(original), Some(copy)) = (source.definition.value(), translation.definition.value())
    else {
        return;
    };
    if original == copy && is_sentence(*translation) {
        let message = format!("`{}` has the text of the source locale", translation.definition.id);
        reporter.add(
            translation.place(),
            message,
            "translate it, or remove the message until it is translated",
        );
    }
}

/// Whether a text has something to translate: Chinese characters, or two words in small letters.
fn is_sentence(entry: CheckedEntry<'_>) -> bool {
    let (mut has_han, mut words) = (false, 0);
    entry.each_text(&mut |text| {
        has_han |= text.chars().any(is_han);
        let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_lowercase);
        words += text.split_whitespace().filter(is_word).count();
    });
    has_han || words >= 2
}
