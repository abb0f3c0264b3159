//! # What it does
//!
//! Finds text in the letters of another language: Chinese characters in English, a sentence in
//! Latin letters in Chinese. Names, identifiers and single words are fine, and so are what `keep` in
//! `glossary.toml` names, marks that several scripts share, such as the danda, and Greek letters that stand for
//! a unit.
//!
//! # Why it matters
//!
//! Part of a text was not translated, or was put into the wrong file.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # en-US
//! code-1 = The 命名空间 was not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! # en-US
//! code-1 = The namespace was not found
//! ```

use unicode_script::Script;

use crate::workbench::check::characters::{Kinds, script};
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "wrong-script",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("wrong_script.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    let language = pattern.language();
    if pattern.kinds.has(Kinds::FOREIGN) {
        // Most texts of a language are in its own letters from the first to the last.
        for text in pattern.texts() {
            foreign_words(pattern, text, reporter);
        }
    }
    if !language.is_latin() && pattern.kinds.has(Kinds::LETTER) {
        latin_sentence(pattern, reporter);
    }
}

/// Runs of letters that are neither Latin nor the language's own.
fn foreign_words(pattern: &CheckedPattern<'_>, text: &str, reporter: &mut Reporter<'_>) {
    let language = pattern.language();
    let is_chinese = language.is_full_width();
    let is_foreign = |c: char| {
        let is_fine = c.is_ascii() || is_chinese && matches!(c, '\u{3400}'..='\u{9FFF}');
        !is_fine
            && script(c)
                .is_some_and(|script| script != Script::Latin && !language.is_written_in(script))
    };
    let mut rest = text;
    while let Some(start) = find(rest, is_chinese, is_foreign) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c| !is_foreign(c)).unwrap_or(word.len());
        rest = &word[end..];
        if !pattern.keeps(&word[..end]) && !is_symbol(before, &word[..end]) {
            let message = format!("these letters are not those of `{}`", language.name);
            let help = "translate it, or name it under `keep` in glossary.toml";
            reporter.add(pattern.file().at(&word[..end]), message, help);
        }
    }
}

/// Where a text first has a foreign character. Nearly all are ASCII, or what Chinese is written in.
fn find(text: &str, is_chinese: bool, is_foreign: impl Fn(char) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            0..=0x7F => 1,
            // U+4000 to U+9FFF
            0xE4..=0xE9 if is_chinese => 3,
            _ => match text[at..].chars().next()? {
                character if is_foreign(character) => return Some(at),
                character => character.len_utf8(),
            },
        };
    }
    None
}

/// Whether a word is a Greek letter by itself, which stands for a unit or a quantity: 5 μs, Δ, π.
fn is_symbol(before: &str, word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|letter| script(letter) == Some(Script::Greek))
        && letters.next().is_none()
        && !before.ends_with(char::is_alphabetic)
}

/// How many words of Latin letters make a sentence.
const SENTENCE: usize = 3;

/// A text of several Latin words and no letter of the language.
fn latin_sentence(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    let language = pattern.language();
    let is_own =
        |c: char| !c.is_ascii() && script(c).is_some_and(|script| language.is_written_in(script));
    if pattern.texts().any(|text| text.contains(is_own)) {
        return;
    }
    let is_word = |word: &&str| {
        if word.contains(['<', '>']) {
            return false;
        }
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase()) && !pattern.keeps(word)
    };
    let words: usize =
        pattern.texts().map(|text| text.split_whitespace().filter(is_word).count()).sum();
    if let (true, Some(first)) = (words >= SENTENCE, pattern.texts().next()) {
        let message = format!("this sentence is not in the letters of `{}`", language.name);
        let text = first.trim();
        reporter.add(pattern.file().at(text), message, "translate it");
    }
}
