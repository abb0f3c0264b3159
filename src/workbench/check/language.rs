//! [`Language`]: what rules need to know of the language that a locale is written in.

use std::sync::OnceLock;

use unic_langid::{CharacterDirection, LanguageIdentifier};
use unicode_script::Script;

use crate::locale::{
    PluralKind as Kind, PluralRules, Separators, likely_script, number_words, separators,
    usual_scripts,
};

use super::characters::is_unspaced;
use crate::comparison::plural::Categories;

/// The language of a locale.
pub(super) struct Language {
    tag: LanguageIdentifier,
    /// The number of the locale.
    pub(super) number: usize,
    /// The tag, as the locale's folder means it.
    pub(super) name: String,
    /// Whether all other locales come from this one.
    pub(super) is_source: bool,
    /// The script by likely subtags (UTS #35): `Latn`, `Hans`, `Jpan`.
    script: String,
    /// The scripts of its letters.
    letters: Vec<Script>,
    has_plural_rules: bool,
    separators: Separators,
    words: OnceLock<Vec<&'static str>>,
    cardinal: OnceLock<Categories>,
    ordinal: OnceLock<Categories>,
}

impl Language {
    pub(super) fn new(number: usize, name: &str, source: &LanguageIdentifier) -> Language {
        // The project has parsed it before.
        let tag: LanguageIdentifier = name.parse().unwrap_or_default();
        let script = likely_script(&tag).unwrap_or_else(|| "Latn".to_owned());
        Language {
            number,
            name: name.to_owned(),
            is_source: tag == *source,
            letters: letters(&tag, &script),
            has_plural_rules: PluralRules::are_known(&tag),
            script,
            separators: separators(&tag),
            tag,
            words: OnceLock::new(),
            cardinal: OnceLock::new(),
            ordinal: OnceLock::new(),
        }
    }

    /// The tag, read.
    pub(super) fn tag(&self) -> &LanguageIdentifier {
        &self.tag
    }

    /// Whether it is the same language, be it of another region.
    pub(super) fn is_same_as(&self, other: &Language) -> bool {
        self.tag.language == other.tag.language && self.script == other.script
    }

    /// Whether it is written in Latin letters.
    pub(super) fn is_latin(&self) -> bool {
        self.is_written_in(Script::Latin)
    }

    /// Whether it is the language of this subtag.
    pub(super) fn is(&self, language: &str) -> bool {
        self.tag.language == language
    }

    /// Whether it is Chinese or Japanese, whose punctuation is as wide as their characters.
    pub(super) fn is_full_width(&self) -> bool {
        matches!(&*self.script, "Hans" | "Hant" | "Jpan")
    }

    /// Whether its words are written in these letters.
    pub(super) fn is_written_in(&self, script: Script) -> bool {
        self.letters.contains(&script)
    }

    /// Whether it is written from right to left.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.tag.character_direction() == CharacterDirection::RTL
    }

    /// Whether U+200B says where its words end, which stand without spaces between them.
    pub(super) fn breaks_words(&self) -> bool {
        is_unspaced(&self.script)
    }

    /// What it separates the digits of a number by (CLDR).
    pub(super) fn separators(&self) -> Separators {
        self.separators
    }

    /// Its words for the numbers from 0 to 12 (CLDR), of each all forms between spaces; empty if they are not known.
    pub(super) fn number_words(&self) -> &[&'static str] {
        self.words.get_or_init(|| number_words(&self.tag))
    }

    /// Whether CLDR says which plural categories it has.
    pub(super) fn has_plural_rules(&self) -> bool {
        self.has_plural_rules
    }

    /// Whether a text needs no plural forms in it: it has one category, or a noun has one form in all of them.
    pub(super) fn is_without_plurals(&self, kind: Kind) -> bool {
        self.categories(kind).are_without_forms(&self.tag)
    }

    /// The mark that ends a question. Chinese and Japanese also write the narrow one, which has a rule of its own.
    pub(super) fn question_mark(&self) -> char {
        match (self.tag.language.as_str(), &*self.script) {
            (_, "Hans" | "Hant") => '？',
            ("el", _) => ';',
            ("hy", _) => '՞',
            ("ar" | "fa" | "ur" | "ps" | "sd" | "ug" | "ckb", "Arab") => '؟',
            _ => '?',
        }
    }

    /// Whether a text ends with the mark of a question.
    pub(super) fn asks(&self, text: &str) -> bool {
        match self.tag.language.as_str() {
            // After the vowel of the word that asks.
            "hy" => {
                let sentences = text.trim_end_matches([':', '։', '?']);
                let last = sentences.rsplit([':', '։']).next();
                text.ends_with('?') || last.is_some_and(|last| last.contains('՞'))
            }
            "el" if text.ends_with([';', '\u{37E}']) => true,
            _ => text.trim_end_matches(['!', '！']).ends_with(['?', '？', '؟', '፧', '⁇', '⸮']),
        }
    }

    /// Whether a text asks what, how or why, in place of which another language may have a heading.
    pub(super) fn asks_for_more(&self, text: &str) -> bool {
        let words = ["what", "how", "why", "who", "where", "when", "which"];
        let begins =
            |word: &&str| text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
        let chinese = ["什么", "什麼", "怎", "如何", "为何", "為何", "哪"];
        match self.tag.language.as_str() {
            "en" => words.iter().any(begins),
            "zh" => chinese.iter().any(|word| text.contains(word)),
            _ => false,
        }
    }

    /// Whether a text may be a question without a mark: some languages ask by a word, and Japanese has headings
    /// in their place.
    pub(super) fn may_ask_without_mark(&self, text: &str) -> bool {
        match self.tag.language.as_str() {
            "th" | "lo" | "my" | "bo" | "dz" | "km" | "ja" | "jbo" | "gn" | "zam" | "trs" => true,
            "ko" => text.trim_end_matches('.').ends_with(['까', '나', '가', '요']),
            _ => false,
        }
    }

    /// Whether a question begins with `¿`.
    pub(super) fn inverts_marks(&self) -> bool {
        matches!(self.tag.language.as_str(), "es" | "ast")
    }

    /// The plural categories (CLDR).
    pub(super) fn categories(&self, kind: Kind) -> Categories {
        let cell = match kind {
            Kind::Cardinal => &self.cardinal,
            Kind::Ordinal => &self.ordinal,
        };
        *cell.get_or_init(|| Categories::of(&self.tag, kind))
    }
}

/// The scripts of the letters of a language in a script, by ISO 15924: Japanese has three. Where the tag names no
/// script, all count that the language is usually written in.
fn letters(tag: &LanguageIdentifier, script: &str) -> Vec<Script> {
    match script {
        "Hans" | "Hant" => vec![Script::Han, Script::Bopomofo],
        "Jpan" => vec![Script::Han, Script::Hiragana, Script::Katakana],
        "Kore" => vec![Script::Hangul, Script::Han],
        own => {
            let others = match tag.script {
                Some(_) => Vec::new(),
                None => usual_scripts(tag.language.as_str()),
            };
            let all = std::iter::once(own).chain(others);
            all.filter_map(Script::from_short_name).collect()
        }
    }
}
