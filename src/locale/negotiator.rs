//! [`Negotiator`]: what a program asks for the best locale, and why it is that one.

use std::fmt;

use unic_langid::LanguageIdentifier;

use crate::Error;

use super::distance::Distance;
use super::memory::{ExactTags, RememberedHeaders};
use super::negotiation::{Available, Negotiation};
use super::preference::{Preference, header_of_languages, header_of_tags};
use super::reader::{Locale, Reader};
use super::search;
use super::supported::Supported;
use super::tag::Tag;

/// Picks the best of its available locales for a reader.
///
/// Readers say what they want in an Accept-Language header (RFC 9110 §12.5.4), of which a single tag
/// is the shortest. The best locale is the closest by CLDR's language matching (UTS #35 part 1,
/// "Enhanced Language Matching"), as ICU's `LocaleMatcher` implements it: a distance by language,
/// script and region, and 5 more for each further range of the list.
///
/// # Example
///
/// ```
/// use codeword::Negotiator;
/// use unic_langid::langid;
///
/// let available = vec![langid!("zh-CN"), langid!("en-US"), langid!("es-419")];
/// let negotiator = Negotiator::new(available, &langid!("en-US"))?;
/// let best = |header: &str| {
///     let locale = negotiator.negotiate(header).locale();
///     negotiator.language(locale).map(|language| language.to_string()).unwrap_or_default()
/// };
///
/// assert_eq!(best("es-AR, en;q=0.8"), "es-419");
/// assert_eq!(best("en;q=0.5, zh-Hans"), "zh-CN");
/// assert_eq!(best("yue-Hans"), "zh-CN");
/// assert_eq!(best("zh-CN;q=0, zh;q=0.1"), "en-US");
/// assert_eq!(best("not a header"), "en-US");
/// # Ok::<(), codeword::Error>(())
/// ```
///
/// # Beyond CLDR
///
/// * ICU adds up the 5 for every range, matched or not, and so goes deaf after ten languages that are
///   not available. Here the default locale answers only if no range at all matches.
/// * The two scripts of Chinese are 50 apart, which is not a match in CLDR. Here a reader of `zh-TW` gets
///   `zh-CN` rather than the default locale, unless [`Negotiator::cross_script`] forbids it; any
///   other match of the list goes first.
/// * A region that has several successors is taken for the one where the language is spoken: `uk-SU` is
///   `uk-UA`, where ICU takes the first of CLDR's list.
/// * Of locales that differ in their variants alone, the one with the variants of the range wins.
pub struct Negotiator {
    pub(super) supported: Supported,
    exact: ExactTags,
    headers: RememberedHeaders,
}

impl Negotiator {
    /// A negotiator for some locales, in their owner's order, and the one that answers when nothing
    /// matches.
    ///
    /// # Errors
    ///
    /// [`Error::is_negotiator`] if the default is not available, or more than 1024 locales are.
    pub fn new(
        available: Vec<LanguageIdentifier>,
        default: &LanguageIdentifier,
    ) -> Result<Negotiator, Error> {
        if available.len() > Available::LIMIT {
            return Err(Error::too_many_locales(available.len(), Available::LIMIT));
        }
        let Some(place) = available.iter().position(|language| language == default) else {
            return Err(Error::default_not_available(&default.to_string()));
        };
        Ok(Negotiator::of(Available::new(available, place as u16), true))
    }

    /// A negotiator with one locale, which answers every reader.
    pub fn only(language: LanguageIdentifier) -> Negotiator {
        Negotiator::of(Available::new(vec![language], 0), true)
    }

    fn of(available: Available, cross_script: bool) -> Negotiator {
        let supported = Supported::new(available, cross_script);
        // Each tag gets itself, except one of a locale that is listed under two names.
        let exact = supported.available.languages.iter().filter_map(|language| {
            let tag = language.to_string();
            let found = supported.closest(Tag::parse(&tag)?, None)?;
            Some((tag, found))
        });
        let exact = ExactTags::new(&exact.collect::<Vec<_>>());
        Negotiator { supported, exact, headers: RememberedHeaders::new() }
    }

    /// Whether a reader may get a locale in another script than the one that they ask for. It is so
    /// unless this says otherwise.
    ///
    /// ```
    /// use codeword::Negotiator;
    /// use unic_langid::langid;
    ///
    /// let available = vec![langid!("en-US"), langid!("zh-CN")];
    /// let negotiator = Negotiator::new(available, &langid!("en-US"))?;
    /// assert_eq!(negotiator.negotiate("zh-TW").matched(), Some("zh-TW"));
    ///
    /// let negotiator = negotiator.cross_script(false);
    /// assert!(negotiator.negotiate("zh-TW").is_default());
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn cross_script(self, allowed: bool) -> Negotiator {
        match self.supported.cross_script == allowed {
            true => self,
            false => Negotiator::of(self.supported.available, allowed),
        }
    }

    /// The locales to pick from, in their owner's order.
    pub fn available(&self) -> &[LanguageIdentifier] {
        &self.supported.available.languages
    }

    /// The handles of the locales, in the same order.
    pub fn locales(&self) -> impl Iterator<Item = Locale> {
        (0..self.available().len() as u16).map(|index| self.supported.available.locale(index))
    }

    /// The locale that answers when nothing matches.
    pub fn default_locale(&self) -> Locale {
        self.supported.available.locale(self.supported.available.default)
    }

    /// The language of a locale; `None` for the handle of another list of locales.
    pub fn language(&self, locale: Locale) -> Option<&LanguageIdentifier> {
        let is_known = self.supported.available.has(locale);
        is_known.then(|| &self.available()[locale.index()])
    }

    /// The locale of exactly this language, if it is available.
    pub fn locale(&self, language: &LanguageIdentifier) -> Option<Locale> {
        let index = self.available().iter().position(|available| available == language)?;
        Some(self.supported.available.locale(index as u16))
    }

    /// Picks the best locale for a reader. Never fails: a header that asks for nothing, or for
    /// nothing that is available, gets the default locale, or the first other one if the header
    /// refuses that with `q=0`. A [`Locale`] is its own answer; one of another list of locales gets the default.
    ///
    /// `*` stands for what no other range names: the default locale, in its place in the list.
    /// Several header lines are joined with `, ` first (RFC 9110 §5.3).
    ///
    /// Answers are remembered, in tables that neither grow nor lock.
    #[inline(always)]
    pub fn negotiate<'h>(&self, preference: impl Into<Preference<'h>>) -> Negotiation<'h> {
        let preference = preference.into();
        match preference {
            Preference::Header(header) => self.negotiate_header(header),
            Preference::Locale(locale) if self.supported.available.has(locale) => {
                Negotiation { locale, matched: None, distance: Some(Distance::ZERO) }
            }
            Preference::Locale(_) => self.nothing_matched(),
            Preference::Reader(reader) if self.supported.available.has(reader.locale()) => {
                let (locale, distance) = (reader.locale(), reader.distance);
                Negotiation { locale, matched: None, distance }
            }
            Preference::Reader(reader) => self.negotiate_header(reader.list()),
            Preference::Language(language) => self.negotiate_language(language),
            Preference::Languages(languages) => {
                self.negotiate_list(&header_of_languages(languages))
            }
            Preference::Tags(tags) => self.negotiate_list(&header_of_tags(tags)),
        }
    }

    #[inline]
    fn negotiate_header<'h>(&self, header: &'h str) -> Negotiation<'h> {
        match self.exact.find(header) {
            Some(found) => self.supported.available.matched(Some(header), found),
            None => self.recall(header),
        }
    }

    /// The answer for a header: the remembered one, or else the best, which is then remembered.
    #[inline(never)]
    fn recall<'h>(&self, header: &'h str) -> Negotiation<'h> {
        let list = self.default_locale().list;
        self.headers.find(header, list).unwrap_or_else(|| self.search_and_keep(header))
    }

    /// Out of line, so that the path of a header that is remembered stays short.
    #[inline(never)]
    fn search_and_keep<'h>(&self, header: &'h str) -> Negotiation<'h> {
        let found = search::negotiate(&self.supported, header);
        self.headers.keep(header, &found);
        found
    }

    /// Picks the best locale for a language that is parsed already. No range matches then, and
    /// [`Negotiation::distance`] says how near the locale is.
    fn negotiate_language(&self, language: &LanguageIdentifier) -> Negotiation<'static> {
        let text = language.to_string();
        match Tag::parse(&text).and_then(|tag| self.supported.closest(tag, None)) {
            Some(found) => self.supported.available.matched(None, found),
            None => self.nothing_matched(),
        }
    }

    /// The reader who has a preference.
    pub(crate) fn reader(&self, preference: Preference<'_>) -> Reader {
        let negotiation = self.negotiate(preference);
        let list = match preference {
            Preference::Header(header) => header.into(),
            Preference::Reader(reader) => reader.list.clone(),
            Preference::Language(language) => language.to_string().into(),
            Preference::Languages(_) | Preference::Tags(_) => {
                preference.header().unwrap_or_default().into()
            }
            // A locale of another list says nothing here.
            Preference::Locale(locale) => {
                self.language(locale).map(ToString::to_string).unwrap_or_default().into()
            }
        };
        Reader { list, locale: negotiation.locale, distance: negotiation.distance }
    }

    /// Picks the best locale for a list of languages, as a header. No range of a header matches then.
    #[cold]
    fn negotiate_list(&self, header: &str) -> Negotiation<'static> {
        let Negotiation { locale, distance, .. } = self.negotiate_header(header);
        Negotiation { locale, matched: None, distance }
    }

    fn nothing_matched(&self) -> Negotiation<'static> {
        self.supported.available.unmatched(self.supported.available.default)
    }

    /// The place of the best locale for a preference, and whether nothing matched.
    #[inline(always)]
    pub(crate) fn pick(&self, preference: Preference<'_>) -> (usize, bool) {
        let picked = self.negotiate(preference);
        (picked.locale.index(), picked.is_default())
    }
}

impl fmt::Debug for Negotiator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let available: Vec<_> = self.available().iter().map(ToString::to_string).collect();
        out.debug_struct("Negotiator")
            .field("available", &available)
            .field("default", &available[self.default_locale().index()])
            .field("cross_script", &self.supported.cross_script)
            .finish_non_exhaustive()
    }
}
