//! [`Contents`]: what a catalog consists of. Its look-up is in `look_up.rs`.

use unic_langid::LanguageIdentifier;

#[cfg(feature = "json")]
use super::format::Wording;
use super::index::CodeIndex;
use super::sources::Sources;
use super::store::{Entry, Formatted, Store};
use crate::registry::Registry;
use crate::{Args, Code, Negotiator};

/// What the clones of a catalog share.
pub(super) struct Contents {
    /// What it was built from.
    pub(super) sources: Sources,
    pub(super) negotiator: Negotiator,
    pub(super) index: CodeIndex,
    /// What each locale has for each code: a code's slot and the place of the locale lead there.
    pub(super) entries: Box<[Entry]>,
    /// One for each available locale of the negotiator, in its order.
    pub(super) stores: Vec<Store>,
}

impl Contents {
    /// The code that has a slot.
    pub(super) fn code(&self, slot: usize) -> Code<'_> {
        self.index.code(slot)
    }

    /// What is said about the codes besides their texts.
    pub(super) fn registry(&self) -> &Registry {
        self.index.registry()
    }

    /// The language of a locale, by its place.
    pub(super) fn language(&self, locale: usize) -> &LanguageIdentifier {
        // There is a store for each locale.
        &self.stores[locale].language
    }

    /// The attribute of the message that a locale has for a code, by its slot.
    pub(super) fn attribute(
        &self,
        slot: usize,
        locale: usize,
        name: &str,
        args: &Args<'_>,
    ) -> Option<Formatted<'_>> {
        self.stores.get(locale)?.attribute(slot + locale, name, args)
    }

    /// Every text that the message of a code and its attributes can become in a locale, by the code's slot:
    /// the name of the attribute, and `None` for what cannot be told, or has more texts than some.
    #[cfg(feature = "json")]
    pub(super) fn wordings(
        &self,
        slot: usize,
        locale: usize,
        limit: usize,
    ) -> impl Iterator<Item = (Option<&str>, Option<Vec<Wording<'_>>>)> {
        let store = self.stores.get(locale);
        let place = slot + locale;
        let message = self.entries.get(place).map(|entry| (None, entry));
        let attributes = store.into_iter().flat_map(move |store| store.attributes(place));
        let attributes = attributes.map(|(name, entry)| (Some(name), entry));
        (message.into_iter().chain(attributes))
            .filter_map(move |(name, entry)| Some((name, store?.wordings(entry, limit))))
    }
}
