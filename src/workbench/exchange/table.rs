//! [`Table`]: the texts of a locale on their way out, whatever the format.

use unic_langid::LanguageIdentifier;

use super::key::TextKey;
use crate::workbench::edit::state::State;

/// The texts of a locale, ready to be written.
pub(super) struct Table {
    pub(super) source: LanguageIdentifier,
    pub(super) locale: LanguageIdentifier,
    pub(super) rows: Vec<Row>,
}

/// One text on its way out.
pub(super) struct Row {
    pub(super) key: TextKey,
    /// The text that it is translated from; `None` in the source locale itself, and where the source
    /// has no such message.
    pub(super) source: Option<String>,
    /// The text; `None` if the locale has none.
    pub(super) text: Option<String>,
    /// What translators need to know.
    pub(super) comment: String,
    pub(super) state: State,
}

impl Table {
    /// Whether this is the locale that others are translated from.
    pub(super) fn is_source(&self) -> bool {
        self.source == self.locale
    }

    /// The texts that there are, with their names.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&TextKey, &str)> {
        self.rows.iter().filter_map(|row| Some((&row.key, row.text.as_deref()?)))
    }
}
