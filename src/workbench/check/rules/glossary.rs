//! # What it does
//!
//! Finds a term of `glossary.toml` that the source text has and whose word the translation does not
//! use, and words that the glossary says to avoid. Capital letters do not count, and an ending may follow the
//! word. Where a language inflects it otherwise, list its forms, the best first:
//! `de = ["Dienst", "Dienste", "Diensten"]`, `ru = ["служба", "службы", "службу", "служб"]`. What stands
//! for a language, `de`, stands for its regions too, `de-AT`.
//!
//! # Why it matters
//!
//! A reader who learned that 命名空间 is a namespace looks for that word, in the console and in the
//! documentation.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 命名空间不存在
//! code-1 = The name space was not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The namespace was not found
//! ```

use aho_corasick::{AhoCorasick, MatchKind};

use crate::workbench::check::context::Comparison;
use crate::workbench::check::entry::CheckedEntry;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};
use crate::workbench::project::Term;

pub(super) const RULE: Rule = Rule {
    name: "glossary",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("glossary.rs")),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>, reporter: &mut Reporter<'_>) {
    let (from, to) = (&comparison.source.language.name, &comparison.translation.language.name);
    let terms = &comparison.project.glossary.terms;
    // Every word of the source, with its term.
    let words: Vec<(&str, &Term)> = terms
        .iter()
        .filter(|term| !term.words(to).is_empty() || !term.avoid(to).is_empty())
        .flat_map(|term| term.words(from).iter().map(move |word| (word.as_str(), term)))
        .collect();
    // Where one word is part of another, the longer one is meant.
    let builder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words.iter().map(|(word, _)| word));
    let Ok(finder) = builder else { return };
    if words.is_empty() {
        return;
    }
    for pair in comparison.pairs.iter().filter(|pair| !pair.waits) {
        let mut found: Vec<usize> = Vec::new();
        pair.source.each_text(&mut |text| {
            found.extend(finder.find_iter(text).map(|found| found.pattern().as_usize()));
        });
        found.sort_unstable();
        found.dedup_by_key(|word| std::ptr::from_ref(words[*word].1));
        if !found.is_empty() {
            let words = found.iter().map(|word| words[*word]);
            compare(words, pair.translation, to, reporter);
        }
    }
}

fn compare<'g>(
    words: impl Iterator<Item = (&'g str, &'g Term)>,
    translation: CheckedEntry<'_>,
    locale: &str,
    reporter: &mut Reporter<'_>,
) {
    let mut texts = Vec::new();
    translation.each_text(&mut |text| texts.push(text));
    // What a text refers to may say the word.
    let refers = !translation.definition.is_plain() && translation.refers();
    let lowercase: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    let find = |word: &str| {
        let stem = stem(&word.to_lowercase()).to_owned();
        lowercase
            .iter()
            .enumerate()
            .find_map(|(number, text)| Some((number, find_word(text, &stem)?)))
    };
    for (source, term) in words {
        let mut is_avoided = false;
        for avoided in term.avoid(locale) {
            let Some((number, range)) = find(avoided) else {
                continue;
            };
            is_avoided = true;
            // Lower case may have another length than the text; then the whole text is shown.
            let slice = texts[number].get(range).unwrap_or(texts[number]);
            let message = format!("`{avoided}` is to be avoided for {source}");
            reporter.add(translation.file.at(slice), message, help(term, locale));
        }
        let accepted = term.words(locale);
        if !refers
            && !is_avoided
            && !accepted.is_empty()
            && !accepted.iter().any(|word| find(word).is_some())
        {
            let message = format!("the word for {source} is missing");
            reporter.add(translation.place(), message, help(term, locale));
        }
    }
}

fn help(term: &Term, locale: &str) -> String {
    match term.words(locale) {
        [] => "choose another word".to_owned(),
        words => {
            let words = words.join("” or “");
            format!(
                "write “{words}”; if another form of it stands here, list the form in glossary.toml"
            )
        }
    }
}

/// What the forms of an English word have in common: policy and policies, watch and watching.
fn stem(word: &str) -> &str {
    if word.is_ascii() && word.len() > 3 { word.trim_end_matches(['y', 'e']) } else { word }
}

/// The range of the first word of a text that begins with a stem.
fn find_word(text: &str, stem: &str) -> Option<std::ops::Range<usize>> {
    let starts_word = |at: &usize| {
        let before = text[..*at].chars().next_back();
        !stem.is_ascii() || before.is_none_or(|c| !c.is_alphanumeric())
    };
    let at = text.match_indices(stem).map(|(at, _)| at).find(starts_word)?;
    Some(at..at + stem.len())
}
