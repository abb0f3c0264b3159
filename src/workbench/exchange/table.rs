//! What goes out and what comes in, whatever the format: [`Table`] and [`Sheet`].

use unic_langid::LanguageIdentifier;

use super::key::Key;

/// The texts of a locale, ready to be written.
pub(super) struct Table {
    pub(super) source: LanguageIdentifier,
    pub(super) locale: LanguageIdentifier,
    pub(super) rows: Vec<Row>,
}

/// One text on its way out.
pub(super) struct Row {
    pub(super) key: Key,
    /// The text that it is translated from; `None` in the source locale itself, and where the source
    /// has no such message.
    pub(super) source: Option<String>,
    /// The text; `None` if the locale has none.
    pub(super) text: Option<String>,
    /// What translators need to know.
    pub(super) comment: String,
    pub(super) needs_translation: bool,
}

impl Table {
    /// Whether this is the locale that others are translated from.
    pub(super) fn is_source(&self) -> bool {
        self.source == self.locale
    }

    /// The texts that there are, with their names.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&Key, &str)> {
        self.rows.iter().filter_map(|row| Some((&row.key, row.text.as_deref()?)))
    }
}

/// What a file says, before anybody asks whether it makes sense.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// The locale that the file names.
    pub(super) locale: Option<String>,
    pub(super) records: Vec<Record>,
}

/// One text on its way in.
#[derive(Debug, PartialEq)]
pub(super) struct Record {
    pub(super) key: String,
    pub(super) text: String,
    /// Where it stands in the file.
    pub(super) offset: usize,
    /// Whether the file says that it is translated; `None` if it says nothing about it.
    pub(super) translated: Option<bool>,
}

/// Why a file cannot be read: where in it, and what is wrong.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    pub(super) offset: usize,
    pub(super) text: String,
}

impl Fault {
    pub(super) fn new(offset: usize, text: impl Into<String>) -> Fault {
        Fault { offset, text: text.into() }
    }
}
