//! The look-up: from a code and a reader to a message.

use std::borrow::Cow;

use super::Catalog;
use super::contents::Contents;
use super::message::Message;
use super::origin::Origin;
use super::store::{Entry, Other};
use crate::{Args, Code, Preference};

impl Catalog {
    /// The message of a code for a reader. What nearly every look-up asks for, a plain text, is found
    /// where the caller stands, whose kind of preference is known there; the rest is elsewhere.
    #[inline(always)]
    pub(super) fn find(
        &self,
        code: Code<'_>,
        preference: Preference<'_>,
        args: &Args<'_>,
    ) -> Option<Message<'_>> {
        let contents = &*self.contents;
        let slot = contents.index.slot(code)?;
        let (locale, fallback) = contents.negotiator.pick(preference);
        match contents.entries.get(slot + locale)? {
            Entry::Text(text) => Some(self.plain(text, slot, locale, fallback)),
            Entry::Other(other) => {
                // The header is passed on and not the preference: that stays out of memory, and its kind is
                // never looked at where the caller knows it.
                let header = preference.header();
                self.find_other(header.as_deref(), *other, args, slot, locale, fallback)
            }
        }
    }

    /// The message in the locale that was picked for a reader, or if that lacks it, in another.
    #[inline(never)]
    fn find_other(
        &self,
        header: Option<&str>,
        other: Other,
        args: &Args<'_>,
        slot: usize,
        locale: usize,
        fallback: bool,
    ) -> Option<Message<'_>> {
        if other.is_missing() {
            return self.fallback(header, args, slot, locale);
        }
        self.formatted(other, args, slot, locale, fallback)
    }

    /// The message in the first locale that has it: the reader's others, the default, and then any.
    #[cold]
    fn fallback(
        &self,
        header: Option<&str>,
        args: &Args<'_>,
        slot: usize,
        missed: usize,
    ) -> Option<Message<'_>> {
        let Contents { negotiator, entries, .. } = &*self.contents;
        // A reader without a header asked for one language, and `missed` is what there is of it.
        let language = || Cow::Owned(self.contents.language(missed).to_string());
        let header = header.map_or_else(language, Cow::Borrowed);
        let mut locales = negotiator.chain(&header).chain(negotiator.locales());
        locales.find_map(|locale| {
            let locale = locale.index();
            match entries.get(slot + locale)? {
                Entry::Text(text) => Some(self.plain(text, slot, locale, true)),
                Entry::Other(other) => self.formatted(*other, args, slot, locale, true),
            }
        })
    }

    /// The message of a text that needs no formatting.
    #[inline(always)]
    fn plain<'m>(
        &'m self,
        text: &'m str,
        slot: usize,
        locale: usize,
        fallback: bool,
    ) -> Message<'m> {
        let (text, origin) = (Cow::Borrowed(text), Origin::Borrowed(&self.contents, None));
        Message { text, origin, fallback, complete: true, locale, slot }
    }

    /// The message of any other entry; `None` if that is missing.
    #[inline(always)]
    fn formatted(
        &self,
        other: Other,
        args: &Args<'_>,
        slot: usize,
        locale: usize,
        fallback: bool,
    ) -> Option<Message<'_>> {
        let store = self.contents.stores.get(locale)?;
        let (text, complete) = store.format(other, None, args)?;
        let origin = match other.has_attributes_with_variables() {
            true => Origin::with_args(&self.contents, args),
            false => Origin::Borrowed(&self.contents, None),
        };
        Some(Message { text, origin, fallback, complete, locale, slot })
    }
}
