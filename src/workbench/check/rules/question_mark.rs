//! # What it does
//!
//! Finds a question mark that is not the language's own: `?` in Arabic, Persian and Urdu (`؟`), Greek (`;`) and
//! Armenian (`՞`, after the vowel of the word that asks); and a Spanish question without `¿`.
//!
//! # Why it matters
//!
//! It faces the wrong way, or says too late that the sentence asks.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # es
//! code-1 = El archivo existe. Quiere reemplazarlo?
//! ```
//!
//! Good:
//!
//! ```ftl
//! # es
//! code-1 = El archivo existe. ¿Quiere reemplazarlo?
//! ```

use memchr::memchr_iter;

use crate::workbench::check::characters::{Kinds, script};
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "question-mark",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("question_mark.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    if !pattern.kinds.has(Kinds::QUESTION) {
        return;
    }
    let language = pattern.language();
    let own = language.question_mark();
    let is_inverted = language.inverts_marks();
    if matches!(own, '?' | '？') && !is_inverted {
        return;
    }
    // What has no letter of the language is not translated, which is another rule's.
    let is_own = |c| script(c).is_some_and(|script| language.is_written_in(script));
    if !pattern.texts().any(|text| text.contains(is_own)) {
        return;
    }
    // A question may go on over a placeable.
    let is_opened = pattern.texts().any(|text| text.contains('¿'));
    for text in pattern.texts() {
        for at in memchr_iter(b'?', text.as_bytes()).filter(|at| ends_sentence(text, *at)) {
            // No language with inverted marks puts a space before the other: it is one of a list, or unknown digits.
            if is_inverted && text[..at].trim_end_matches('?').ends_with(char::is_whitespace) {
                continue;
            }
            let place = pattern.file().at(&text[at..=at]);
            if is_inverted {
                if !is_opened {
                    reporter.add(place, "this question has no `¿`", "begin it with `¿`");
                }
                return;
            }
            let message = format!("`{}` writes `{own}` for a question", language.name);
            reporter.add(place, message, format!("write `{own}`"));
        }
    }
}

/// Whether a question mark stands after a word and ends a sentence, and is not part of an address or of code.
fn ends_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    let goes_on =
        text[at + 1..].starts_with(|c: char| c.is_alphanumeric() || "=&/`?[]*+|".contains(c));
    // A text that speaks of the mark, `'?'`, or of a pattern, `[?!.]`.
    let last = text[..at].chars().next_back();
    let is_spoken_of = last == Some('[')
        || last.is_some_and(|c| matches!(c, '\'' | '"') && text[at + 1..].starts_with(c));
    let is_word =
        before.ends_with(char::is_alphabetic) && !text[..at].ends_with(['/', '`', '(', '=']);
    // Digits that are not known: `???? days`, `??:??`.
    let start = text[..at].trim_end_matches('?');
    let is_digits = start.ends_with(':')
        || start.len() < at && start.ends_with(char::is_whitespace)
        || text[at + 1..].starts_with(":?");
    let is_code = !memchr_iter(b'`', &text.as_bytes()[..at]).count().is_multiple_of(2);
    is_word && !goes_on && !is_spoken_of && !is_digits && !is_code
}
