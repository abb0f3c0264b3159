//! # What it does
//!
//! Finds characters that cannot be seen: zero-width spaces and joiners, soft hyphens, marks of
//! direction, line separators, fillers, tags. They are fine where a script needs them: joiners beside
//! letters of Arabic, Indic and other scripts that join, and between emoji; zero-width spaces beside
//! letters of Thai, Lao, Khmer, Burmese and other scripts that do not space words; marks of direction
//! where text runs from right to left.
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

use crate::workbench::check::characters::{is_joined, is_unspaced, script};
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
    memmem::find_iter(bytes, "\u{61C}").for_each(|at| look(file, at, reporter));
    memchr_iter(0xCD, bytes).for_each(|at| look(file, at, reporter));
}

fn look(file: &CheckedFile<'_>, at: usize, reporter: &mut Reporter<'_>) {
    let text = file.text();
    let Some(character) = text[at..].chars().next() else {
        return;
    };
    let is_beside = |is_own: fn(&str) -> bool| beside(text, at).any(is_own);
    let is_invisible = match character {
        '\u{FEFF}' => at > 0,
        '\u{200B}' => {
            let is_one = !text[..at].ends_with(character);
            !(is_beside(is_unspaced) || is_one && file.language.breaks_words())
        }
        '\u{200C}' | '\u{200D}' => !is_beside(is_joined) && !is_after_emoji(text, at),
        '\u{200E}' | '\u{200F}' | '\u{61C}' => !is_in_right_to_left(file, at),
        // The grapheme joiner of Hebrew, and the vowel separator of Mongolian.
        '\u{34F}' | '\u{180E}' => !is_beside(is_joined),
        '\u{AD}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => true,
        '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' => true,
        '\u{E0000}'..='\u{E007F}' => !is_in_flag(text, at),
        _ => false,
    };
    if is_invisible && !file.waits_at(at) {
        let message = format!("U+{:04X} stands here and cannot be seen", u32::from(character));
        reporter.add(file.character(at), message, "remove it");
    }
}

/// The scripts (ISO 15924) of the letters before and after the character at an offset, where other characters that
/// cannot be seen, marks and spaces may stand between.
fn beside(text: &str, at: usize) -> impl Iterator<Item = &'static str> {
    let is_between = |c: &char| !c.is_ascii_graphic() && *c != '\n' && script(*c).is_none();
    let mut before = text[..at].chars().rev().skip_while(is_between);
    let mut after = text[at..].chars().skip(1).skip_while(is_between);
    before.next().into_iter().chain(after.next()).filter_map(script).map(|it| it.short_name())
}

/// Whether a joiner makes one emoji of two.
fn is_after_emoji(text: &str, at: usize) -> bool {
    let is_emoji =
        |c: char| matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}');
    text[..at].chars().next_back().is_some_and(is_emoji)
}

/// Whether a tag spells the name of a flag: 🏴, and the tags after it (UTS #51, "Emoji Tag Sequence").
fn is_in_flag(text: &str, at: usize) -> bool {
    let is_tag = |c: &char| matches!(c, '\u{E0020}'..='\u{E007F}');
    text[..at].chars().rev().find(|c| !is_tag(c)) == Some('\u{1F3F4}')
}

/// Whether a mark of direction stands where directions meet: in a language that is written from right to left, or
/// on a line with letters of one.
fn is_in_right_to_left(file: &CheckedFile<'_>, at: usize) -> bool {
    let text = file.text();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let is_right_to_left = |c: char| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}');
    file.language.is_right_to_left() || text[start..end].contains(is_right_to_left)
}
