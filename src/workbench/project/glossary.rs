//! [`Glossary`]: which word is used for what, from `glossary.toml` beside the locales.
//!
//! ```toml
//! # Words that stay as they are in every language.
//! keep = ["Polaris", "CMDB"]
//!
//! [[term]]
//! zh-CN = "命名空间"
//! en-US = "namespace"
//!
//! [[term]]
//! zh-CN = "熔断"
//! en-US = ["circuit breaker", "circuit breaking"]
//! avoid.en-US = ["fuse"]
//! # The forms of a word that is inflected, the best first; in all regions of the language.
//! ru = ["размыкатель", "размыкателя", "размыкателем"]
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::beside::{Unsaved, read_beside};
use crate::Error;

/// The file's name, in the catalog's folder.
pub(super) const FILE: &str = "glossary.toml";

/// The words of a project.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Glossary {
    /// Names that are written the same in every language.
    #[serde(default)]
    pub(crate) keep: Vec<String>,
    #[serde(default, rename = "term")]
    pub(crate) terms: Vec<Term>,
}

/// One term: its words by locale, the best first, and the words to avoid.
#[derive(Deserialize)]
pub(crate) struct Term {
    #[serde(default)]
    avoid: BTreeMap<String, Words>,
    #[serde(flatten)]
    words: BTreeMap<String, Words>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

impl Glossary {
    /// Reads the glossary of a catalog's folder; empty if there is none.
    pub(super) fn read(folder: &Path, unsaved: Unsaved<'_>) -> Result<Glossary, Error> {
        read_beside(&folder.join(FILE), unsaved)?
            .map_or(Ok(Glossary::default()), |file| file.parse())
    }
}

impl Term {
    /// The words of a locale, the best first.
    pub(crate) fn words(&self, locale: &str) -> &[String] {
        words(&self.words, locale)
    }

    /// The words that a locale should not use for this term.
    pub(crate) fn avoid(&self, locale: &str) -> &[String] {
        words(&self.avoid, locale)
    }
}

/// The words of a locale, or of its nearest parent that has some: `de` for `de-AT`.
fn words<'a>(by_locale: &'a BTreeMap<String, Words>, locale: &str) -> &'a [String] {
    match by_locale.get(locale) {
        Some(Words::One(word)) => std::slice::from_ref(word),
        Some(Words::Many(forms)) => forms,
        None => match locale.rsplit_once('-') {
            Some((parent, _)) => words(by_locale, parent),
            None => &[],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_has_words_by_locale() {
        let glossary: Glossary = toml::from_str(
            "keep = [\"CMDB\"]\n[[term]]\nzh-CN = \"熔断\"\nen-US = [\"circuit breaker\", \"breaker\"]\navoid.en-US = \"fuse\"\n",
        )
        .unwrap();
        let term = &glossary.terms[0];
        assert_eq!(term.words("zh-CN"), ["熔断"]);
        assert_eq!(term.words("en-US"), ["circuit breaker", "breaker"]);
        assert_eq!(term.avoid("en-US"), ["fuse"]);
        assert_eq!(term.words("zh-CN-x"), ["熔断"]);
        assert!(term.words("zh").is_empty());
        assert!(term.words("de").is_empty());
        assert_eq!(glossary.keep, ["CMDB"]);
    }
}
