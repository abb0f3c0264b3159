//! The look-up: from a code and a reader to a message.

use std::borrow::Cow;

use super::Catalog;
use super::contents::Contents;
use super::message::{Kept, Message, Origin, Words};
use super::store::Entry;
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
            Entry::Text(text) => Some(Message {
                words: Words::Plain(text, &self.contents),
                fallback,
                complete: true,
                locale,
                slot,
            }),
            // The parts of the preference are passed on and not the whole: it stays out of memory, and its kind is
            // never looked at where the caller knows it.
            Entry::Other(_) => self.find_other(preference.header(), args, slot, locale, fallback),
        }
    }

    /// The message in the locale that was picked for a reader, or else in another.
    #[inline(never)]
    fn find_other(
        &self,
        header: Option<Cow<'_, str>>,
        args: &Args<'_>,
        slot: usize,
        locale: usize,
        fallback: bool,
    ) -> Option<Message<'_>> {
        match self.message_in(slot, args, locale, fallback) {
            Some(message) => Some(message),
            None => self.fallback(slot, args, locale, header),
        }
    }

    /// The message in the first locale that has it: the reader's others, the default, and then any.
    #[cold]
    fn fallback(
        &self,
        slot: usize,
        args: &Args<'_>,
        missed: usize,
        header: Option<Cow<'_, str>>,
    ) -> Option<Message<'_>> {
        let Contents { negotiator, .. } = &*self.contents;
        // A reader without a header asked for one language, and `missed` is what there is of it.
        let header =
            header.unwrap_or_else(|| Cow::Owned(self.contents.language(missed).to_string()));
        let mut locales = negotiator.chain(&header).chain(negotiator.locales());
        locales.find_map(|locale| self.message_in(slot, args, locale.index(), true))
    }

    /// The message in one locale, if that has it.
    #[inline(always)]
    fn message_in(
        &self,
        slot: usize,
        args: &Args<'_>,
        locale: usize,
        fallback: bool,
    ) -> Option<Message<'_>> {
        let (text, complete) = self.contents.text(slot, locale, args)?;
        let words = match self.contents.kept(slot, locale, args) {
            Some(args) => {
                let (args, contents) = (Some(args), Origin::Borrowed(&self.contents));
                Words::Kept(Box::new(Kept { text, args, contents }))
            }
            None => Words::of(text, &self.contents),
        };
        Some(Message { words, fallback, complete, locale, slot })
    }
}
