//! # What it does
//!
//! Finds characters that cannot be seen: zero-width spaces and joiners, soft hyphens, line
//! separators, fillers, tags. Joiners are fine where a language is spelled with them, and between
//! emoji.
//!
//! # Why it matters
//!
//! They come along when text is copied from a web page or a document. A reader who searches for the
//! word does not find it, and two texts that look the same are not.
//!
//! # Example
//!
//! Bad:
//!
//! `heart<U+200B>beat`
//!
//! Good:
//!
//! `heartbeat`

use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};
use memchr::{memchr_iter, memchr2_iter, memchr3_iter, memmem};

pub(super) const RULE: Rule = Rule {
    name: "invisible-character",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("invisible_character.rs")),
    check: Check::File(check),
};

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    if file.is_ascii {
        return;
    }
    let bytes = file.text().as_bytes();
    // The first bytes of all of them.
    memchr3_iter(0xC2, 0xE2, 0xEF, bytes).for_each(|at| look(file, at, reporter));
    memchr2_iter(0xE1, 0xF3, bytes).for_each(|at| look(file, at, reporter));
    memmem::find_iter(bytes, "\u{3164}").for_each(|at| look(file, at, reporter));
    memchr_iter(0xCD, bytes).for_each(|at| look(file, at, reporter));
}

fn look(file: &CheckedFile<'_>, at: usize, reporter: &mut Reporter<'_>) {
    let text = file.text();
    let Some(character) = text[at..].chars().next() else {
        return;
    };
    let is_invisible = match character {
        '\u{FEFF}' => at > 0,
        '\u{200C}' | '\u{200D}' => !file.language.joins() && !is_between_emoji(text, at),
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{3164}' | '\u{FFA0}' => {
            true
        }
        '\u{200B}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' => true,
        '\u{E0000}'..='\u{E007F}' => true,
        _ => false,
    };
    if is_invisible {
        let message = format!("U+{:04X} stands here and cannot be seen", u32::from(character));
        reporter.add(file.character(at), message, "remove it");
    }
}

/// Whether a joiner makes one emoji of two.
fn is_between_emoji(text: &str, at: usize) -> bool {
    let is_emoji =
        |c: char| matches!(c, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}');
    text[..at].chars().next_back().is_some_and(is_emoji)
}
