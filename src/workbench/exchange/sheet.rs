//! [`Sheet`]: what a file says, before anybody asks whether it makes sense.

use unic_langid::LanguageIdentifier;

use crate::workbench::edit::state::State;

/// The texts of a file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sheet {
    pub(super) languages: Vec<Language>,
    /// What was not read, and why.
    pub(super) passed_over: Vec<Remark>,
    /// What was decided where the file leaves a choice.
    pub(super) notes: Vec<String>,
}

/// The texts of a file in one language.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Language {
    /// The tag of the locale as the file writes it, where it names one.
    pub(super) tag: Option<String>,
    /// Whether these are the texts that the others are translated from.
    pub(super) is_source: bool,
    pub(super) records: Vec<Record>,
}

/// One text on its way in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record {
    pub(super) key: String,
    pub(super) text: String,
    /// Where it stands in the file.
    pub(super) offset: usize,
    /// How far along it is, if the file says so.
    pub(super) state: Option<State>,
    /// What translators need to know.
    pub(super) comment: String,
    /// The other forms of the text, each for a plural category.
    pub(super) plural: Option<Plural>,
}

/// The forms of a text by number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plural {
    /// The variable that they are chosen by.
    pub(super) count: String,
    /// A plural category and its text; the text of the record is that of `other`.
    pub(super) cases: Vec<(String, String)>,
    /// Whether they are for places, 1st and 2nd, and not for numbers of things.
    pub(super) is_ordinal: bool,
}

/// A place in a file, and what there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workbench) struct Remark {
    pub(in crate::workbench) offset: usize,
    pub(in crate::workbench) text: String,
}

impl Remark {
    pub(super) fn new(offset: usize, text: impl Into<String>) -> Remark {
        Remark { offset, text: text.into() }
    }
}

impl Sheet {
    /// The texts of a file in one language.
    pub(super) fn of(tag: Option<String>, records: Vec<Record>) -> Sheet {
        let language = Language { tag, is_source: false, records };
        Sheet { languages: vec![language], ..Sheet::default() }
    }
}

impl Language {
    /// The locale, where the file names one.
    pub(super) fn locale(&self) -> Option<LanguageIdentifier> {
        self.tag.as_deref()?.replace('_', "-").parse().ok()
    }

    /// Whether these are the texts of a locale: of that name, or of its language where the file says no
    /// more.
    pub(super) fn is_for(&self, locale: &LanguageIdentifier) -> bool {
        let Some(tag) = self.locale() else { return false };
        let is_bare = |tag: &LanguageIdentifier| tag.script.is_none() && tag.region.is_none();
        tag == *locale || (tag.language == locale.language && (is_bare(&tag) || is_bare(locale)))
    }
}
