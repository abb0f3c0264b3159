//! [`Contents`]: the parts of a catalog, its negotiator, index, entries and stores, and the look-up.

use std::borrow::Cow;

use super::index::CodeIndex;
use super::message::{Asked, Message};
use super::store::{Entry, Store};
use crate::{Args, Code, Negotiator, Preference};

/// What the clones of a catalog share.
pub(super) struct Contents {
    pub(super) negotiator: Negotiator,
    pub(super) index: CodeIndex,
    /// What each locale has for each code: a code's slot and the place of the locale lead there.
    pub(super) entries: Box<[Entry]>,
    /// One for each available locale of the negotiator, in its order.
    pub(super) stores: Vec<Store>,
}

impl Contents {
    /// The message of a code for a reader. What nearly every look-up asks for, a plain text, is found
    /// where the caller stands, whose kind of preference is known there; the rest is elsewhere.
    #[inline(always)]
    pub(super) fn find<'m>(
        &'m self,
        code: Code,
        preference: Preference<'_>,
        args: &'m Args<'m>,
    ) -> Option<Message<'m>> {
        let slot = self.index.slot(code)?;
        let (locale, fallback) = self.negotiator.pick(preference);
        match self.entries.get(slot + locale)? {
            Entry::Text(text) => Some(Message {
                text: Cow::Borrowed(text),
                fallback,
                complete: true,
                locale,
                asked: Asked { code, slot, args },
                stores: &self.stores,
            }),
            Entry::Other(_) => self.format(preference.header(), args, slot, code, locale, fallback),
        }
    }

    /// The message in the locale that was picked for a reader, or else in another.
    #[inline(never)]
    fn format<'m>(
        &'m self,
        header: Option<&str>,
        args: &'m Args<'m>,
        slot: usize,
        code: Code,
        locale: usize,
        fallback: bool,
    ) -> Option<Message<'m>> {
        let asked = Asked { code, slot, args };
        match self.message(asked, locale, fallback) {
            Some(message) => Some(message),
            None => self.fallback(asked, locale, header),
        }
    }

    /// The message in the first locale that has it: the reader's others, the default, and then any.
    #[cold]
    fn fallback<'m>(
        &'m self,
        asked: Asked<'m>,
        missed: usize,
        header: Option<&str>,
    ) -> Option<Message<'m>> {
        // A reader without a header asked for one language, and `missed` is what there is of it.
        let header = match header {
            Some(header) => Cow::Borrowed(header),
            None => Cow::Owned(self.stores.get(missed)?.language.to_string()),
        };
        let mut locales = self.negotiator.chain(&header).chain(self.negotiator.locales());
        locales.find_map(|locale| self.message(asked, locale.index(), true))
    }

    /// The message in one locale, if that has it.
    #[inline(always)]
    fn message<'m>(
        &'m self,
        asked: Asked<'m>,
        locale: usize,
        fallback: bool,
    ) -> Option<Message<'m>> {
        let (store, entry) = (self.stores.get(locale)?, self.entries.get(asked.slot + locale)?);
        let (text, complete) = store.text(entry, asked.code, asked.args)?;
        Some(Message { text, fallback, complete, locale, asked, stores: &self.stores })
    }
}
