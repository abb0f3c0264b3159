//! [`Language`]: what rules need to know of the language that a locale is written in.

use std::sync::OnceLock;

use unic_langid::LanguageIdentifier;

use crate::locale::{PluralKind as Kind, likely_script};

use super::plural::Categories;

/// The language of a locale.
pub(super) struct Language {
    tag: LanguageIdentifier,
    /// The number of the locale.
    pub(super) number: usize,
    /// The tag, as the locale's folder means it.
    pub(super) name: String,
    /// Whether the other locales are translated from this one.
    pub(super) is_source: bool,
    /// The script by likely subtags (UTS #35): `Latn`, `Hans`, `Jpan`.
    script: String,
    cardinal: OnceLock<Categories>,
    ordinal: OnceLock<Categories>,
}

impl Language {
    pub(super) fn new(number: usize, name: &str, source: &LanguageIdentifier) -> Language {
        // The project has parsed it before.
        let tag: LanguageIdentifier = name.parse().unwrap_or_default();
        Language {
            number,
            name: name.to_owned(),
            is_source: tag == *source,
            script: likely_script(&tag).unwrap_or_else(|| "Latn".to_owned()),
            tag,
            cardinal: OnceLock::new(),
            ordinal: OnceLock::new(),
        }
    }

    /// Whether it is the same language, be it of another region.
    pub(super) fn is_same_as(&self, other: &Language) -> bool {
        self.tag.language == other.tag.language && self.script == other.script
    }

    /// Whether it is written in Latin letters.
    pub(super) fn is_latin(&self) -> bool {
        self.script == "Latn"
    }

    /// Whether it is English.
    pub(super) fn is_english(&self) -> bool {
        self.tag.language == "en"
    }

    /// Whether it is Chinese or Japanese, whose punctuation is as wide as their characters.
    pub(super) fn is_full_width(&self) -> bool {
        matches!(&*self.script, "Hans" | "Hant" | "Jpan")
    }

    /// Whether its words are written in these letters, by ISO 15924.
    pub(super) fn is_written_in(&self, script: &str) -> bool {
        match &*self.script {
            "Hans" | "Hant" => script == "Hani",
            "Jpan" => matches!(script, "Hani" | "Hira" | "Kana"),
            "Kore" => matches!(script, "Hang" | "Hani"),
            own => own == script,
        }
    }

    /// Whether zero-width joiners belong to its spelling.
    pub(super) fn joins(&self) -> bool {
        matches!(&*self.script, "Arab" | "Deva" | "Beng" | "Guru" | "Gujr" | "Orya" | "Taml")
            || matches!(&*self.script, "Telu" | "Knda" | "Mlym" | "Sinh" | "Khmr" | "Mong")
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
