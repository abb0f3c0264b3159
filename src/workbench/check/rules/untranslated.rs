//! # What it does
//!
//! Finds a text that is the same as in the source locale, unless it is a name or another single
//! word in Latin letters; and a message that is marked `# needs translation`, of which nothing else is said
//! until it is translated.
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

use crate::fluent::{Content, walk};
use crate::workbench::check::characters::is_han;
use crate::workbench::check::context::Comparison;
use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "untranslated",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("untranslated.rs")),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>, reporter: &mut Reporter<'_>) {
    let (source, translation) = (comparison.source.language, comparison.translation.language);
    for pair in &comparison.pairs {
        let (entry, id) = (pair.translation, pair.translation.definition.id);
        if pair.waits {
            let message = format!("`{id}` waits for its translation");
            let help = "translate it, and delete the line `# needs translation`";
            reporter.add(entry.place(), message, help);
        } else if !source.is_same_as(translation) && is_copy(pair) {
            let message = format!("`{id}` has the text of the source locale");
            let help = "translate it, or remove the message until it is translated";
            reporter.add(entry.place(), message, help);
        }
    }
}

/// Whether a translation is the source's text, and that says something.
fn is_copy(pair: &EntryPair<'_>) -> bool {
    let (original, copy) = (pair.source.definition.value(), pair.translation.definition.value());
    if original.is_none() || original != copy {
        return false;
    }
    let (source, translation) = (pair.source.definition, pair.translation.definition);
    // Where an attribute is translated, a value of a name or a variable is so, too.
    let is_whole = source.attributes() == translation.attributes();
    is_sentence(translation.patterns().take(if is_whole { usize::MAX } else { 1 }))
}

/// Whether texts have something to translate: Chinese characters, or two words in small letters.
fn is_sentence<'a>(patterns: impl Iterator<Item = Content<'a>>) -> bool {
    let (mut has_han, mut words) = (false, 0);
    patterns.for_each(|pattern| {
        walk::texts(pattern, &mut |text| {
            has_han |= text.chars().any(is_han);
            let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_lowercase);
            words += text.split_whitespace().filter(is_word).count();
        })
    });
    has_han || words >= 2
}
