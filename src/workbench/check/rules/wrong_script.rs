//! # What it does
//!
//! Finds text in the letters of another language: Chinese characters in English, a sentence in
//! Latin letters in Chinese. Names, identifiers and single words are fine, and so is what `keep` in
//! `glossary.toml` names.
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
        // Nearly every character is one or the other.
        let is_fine = c.is_ascii() || is_chinese && matches!(c, '\u{3400}'..='\u{9FFF}');
        !is_fine
            && script(c).is_some_and(|script| script != "Latn" && !language.is_written_in(script))
    };
    let mut rest = text;
    while let Some(start) = rest.find(is_foreign) {
        let word = &rest[start..];
        let end = word.find(|c| !is_foreign(c)).unwrap_or(word.len());
        rest = &word[end..];
        if !pattern.keeps(&word[..end]) {
            let message = format!("these letters are not those of `{}`", language.name);
            let help = "translate it, or name it under `keep` in glossary.toml";
            reporter.add(pattern.file().at(&word[..end]), message, help);
        }
    }
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
