//! # What it does
//!
//! Finds two messages that are translated with the same words, though their source texts mean different things: either
//! these differ in one or two words within a sentence that is otherwise the same, such as “name” and “port”, or they have
//! nothing in common. Source texts that differ in more may be two ways to say the same, and one or two words, such as
//! those on a button, may stand for several of another language: nothing is said of either.
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
use crate::workbench::check::language::Language;
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
    for pair in comparison.pairs.iter().filter(|pair| !pair.waits) {
        let texts = (plain(pair.source.definition), plain(pair.translation.definition));
        let (Some(original), Some(translated)) = texts else {
            continue;
        };
        let earlier = *first.entry(translated).or_insert(pair);
        let differs = |earlier: &str| {
            earlier != original && differ(earlier, original, pair.source.file.language)
        };
        if plain(earlier.source.definition).is_some_and(differs)
            && !pair.translation.definition.is_term()
            && !is_label(translated, pair.translation.file.language)
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

/// Whether two source texts cannot mean the same: all but a word of a sentence is the same, or nearly nothing is.
fn differ(a: &str, b: &str, language: &Language) -> bool {
    let (a, b) = (words(a, language), words(b, language));
    let is_unspaced = is_unspaced(language);
    let alike = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a_rest, b_rest) = (&a[alike..], &b[alike..]);
    let ends = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a_middle, b_middle) = (&a_rest[..a_rest.len() - ends], &b_rest[..b_rest.len() - ends]);
    // In Chinese, a word is two characters.
    let most = if is_unspaced { 4 } else { 2 };
    let is_word = |middle: &[String]| {
        let letters = middle.concat();
        let is_long = is_unspaced || letters.chars().count() > 2;
        (1..=most).contains(&middle.len())
            && (is_long || letters.bytes().all(|it| it.is_ascii_digit()))
    };
    if alike + ends >= FRAME && is_word(a_middle) && is_word(b_middle) {
        // “Block” and “blocks”, “card limit” and “limit by”, “maximize your” and “get maximum”.
        let is_akin = |a: &String| b_middle.iter().any(|b| a == b || is_form(a, b));
        // “Top” and “frequently asked” are the same in other words.
        let is_other = a_middle.len() == b_middle.len() && !a_middle.iter().any(is_akin);
        return is_unspaced || is_other;
    }
    let shared = a.iter().filter(|word| b.contains(word)).count();
    a.len().min(b.len()) > FRAME && shared * 10 <= a.len().min(b.len())
}

/// Whether two words begin alike, as forms of one word do.
fn is_form(a: &str, b: &str) -> bool {
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    alike > 2 && a != b
}

/// How many words around another make a sentence of them.
const FRAME: usize = 4;

/// The words of a text without capitals and punctuation; of one whose words stand without spaces, the characters.
fn words(text: &str, language: &Language) -> Vec<String> {
    if is_unspaced(language) {
        return text.chars().filter(|c| c.is_alphanumeric()).map(String::from).collect();
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether words stand without spaces between them.
fn is_unspaced(language: &Language) -> bool {
    language.is_full_width() || language.breaks_words()
}

/// The most words of a label, and the most characters of one whose words stand without spaces between them.
const LABEL_WORDS: usize = 2;
const LABEL_CHARACTERS: usize = 5;

/// Whether a text is too short to be a sentence.
fn is_label(text: &str, language: &Language) -> bool {
    match is_unspaced(language) {
        true => text.chars().filter(|c| c.is_alphanumeric()).count() <= LABEL_CHARACTERS,
        false => text.split_whitespace().count() <= LABEL_WORDS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_texts_differ_where_they_cannot_mean_the_same() {
        for (locale, a, b, expected) in [
            ("en", "The service name is invalid", "The service port is invalid", true),
            ("en", "Download for Linux 32-bit", "Download for Linux 64-bit", true),
            ("en", "You are opted out of it", "You are opted in to it", true),
            (
                "en",
                "Block advertisers from targeting you",
                "Blocks advertisers from targeting you",
                false,
            ),
            ("en", "Raise the current card limit", "Raise the current limit by", false),
            ("en", "Shape the web and life on it", "Shape the web and life on the web", false),
            ("en", "See your report", "View your report", false),
            (
                "en",
                "Maximize your mail and web protection",
                "Get maximum mail and web protection",
                false,
            ),
            (
                "en",
                "Top questions about mail trackers",
                "Frequently asked questions about mail trackers",
                false,
            ),
            ("en", "What is a web browser?", "What is a browser", false),
            ("en", "Wait for the audio to finish", "Health checks run only once", true),
            ("zh", "服务名称非法", "服务端口非法", true),
            ("zh", "服务名称非法", "服务名称非法。", false),
        ] {
            let language = Language::new(0, locale, &"fr".parse().unwrap());
            assert_eq!(differ(a, b, &language), expected, "{a} / {b}");
        }
    }
}
