//! [`Negotiator`]: language ranges × available locales → the best, and why.

use std::{fmt, iter};

use unic_langid::LanguageIdentifier;

use crate::Error;

use super::accept::Elements;
use super::chain::Chain;
use super::distance::Distance;
use super::exact::ExactTags;
use super::locale_set::LocaleSet;
use super::lookup::Lookup;
use super::negotiation::{Locale, Negotiation, fingerprint};
use super::preference::Preference;
use super::remembered_headers::RememberedHeaders;
use super::remembered_tags::RememberedTags;
use super::search::Search;
use super::supported::{Match, Supported};
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
/// let best = |header| {
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
/// * The two scripts of Chinese are 50 apart, which is no match in CLDR. Here a reader of `zh-TW` gets
///   `zh-CN` rather than the default locale, unless [`Negotiator::cross_script`] forbids it; any
///   other match of the list goes first.
/// * A region that has several successors is taken for the one where the language is spoken: `uk-SU` is
///   `uk-UA`, where ICU takes the first of CLDR's list.
/// * Of locales that differ in their variants alone, the one with the variants of the range wins.
pub struct Negotiator {
    available: Vec<LanguageIdentifier>,
    default: u16,
    list: u32,
    supported: Supported,
    have_variants: bool,
    siblings: Vec<Vec<u16>>,
    exact: ExactTags,
    headers: RememberedHeaders,
    tags: RememberedTags,
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
        if available.len() > LocaleSet::CAPACITY {
            return Err(Error::too_many_locales(available.len(), LocaleSet::CAPACITY));
        }
        let Some(place) = available.iter().position(|language| language == default) else {
            return Err(Error::default_not_available(&default.to_string()));
        };
        Ok(Negotiator::with_default(available, place as u16))
    }

    /// A negotiator with one locale, which answers every reader.
    pub fn only(language: LanguageIdentifier) -> Negotiator {
        Negotiator::with_default(vec![language], 0)
    }

    fn with_default(available: Vec<LanguageIdentifier>, default: u16) -> Negotiator {
        let supported = Supported::new(&available, &available[usize::from(default)]);
        let negotiator = Negotiator {
            default,
            list: fingerprint(&available),
            have_variants: supported.have_variants(),
            siblings: (0..available.len() as u16).map(|index| supported.siblings(index)).collect(),
            exact: ExactTags::of(&available, &supported),
            supported,
            headers: RememberedHeaders::new(),
            tags: RememberedTags::new(),
            available,
        };
        negotiator.foresee();
        negotiator
    }

    /// Remembers the answers for what readers of the available locales send, `zh` and `zh-CN`, before
    /// they do.
    fn foresee(&self) {
        for subtags in self.supported.tags().take(RememberedTags::FORESEEN) {
            self.closest(Tag { subtags, variants: "" }, None);
        }
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
    pub fn cross_script(mut self, allowed: bool) -> Negotiator {
        self.supported.cross_script = allowed;
        self.exact = ExactTags::of(&self.available, &self.supported);
        self.headers = RememberedHeaders::new();
        self.tags = RememberedTags::new();
        self.foresee();
        self
    }

    /// The locales to pick from, in their owner's order.
    pub fn available(&self) -> &[LanguageIdentifier] {
        &self.available
    }

    /// The same as handles.
    pub fn locales(&self) -> impl Iterator<Item = Locale> {
        (0..self.available.len() as u16).map(|index| self.at(index))
    }

    /// The locale that answers when nothing matches.
    pub fn default_locale(&self) -> Locale {
        self.at(self.default)
    }

    /// The language of a locale; `None` for the handle of another list of locales.
    pub fn language(&self, locale: Locale) -> Option<&LanguageIdentifier> {
        self.available.get(locale.index()).filter(|_| locale.list == self.list)
    }

    /// The locale of exactly this language, if it is available.
    pub fn locale(&self, language: &LanguageIdentifier) -> Option<Locale> {
        let index = self.available.iter().position(|available| available == language)?;
        Some(self.at(index as u16))
    }

    /// Picks the best locale for a reader. Never fails: a header that asks for nothing, or for
    /// nothing that is available, gets the default locale, or the first other one if the header
    /// refuses that with `q=0`.
    ///
    /// `*` stands for what no other range names: the default locale, in its place in the list.
    /// Several header lines are joined with `, ` first (RFC 9110 §5.3).
    ///
    /// Answers are remembered, in tables that neither grow nor lock.
    pub fn negotiate<'h>(&self, header: &'h str) -> Negotiation<'h> {
        match self.exact.find(header) {
            Some(found) => self.matched(header, found),
            None => self.recall(header),
        }
    }

    /// The answer for a header, which is remembered, or else found and then remembered.
    #[inline]
    fn recall<'h>(&self, header: &'h str) -> Negotiation<'h> {
        self.headers.find(header, self.list).unwrap_or_else(|| self.search_and_keep(header))
    }

    /// Out of line, so that the way of a header that is remembered stays short.
    #[inline(never)]
    fn search_and_keep<'h>(&self, header: &'h str) -> Negotiation<'h> {
        let found = self.search(header);
        self.headers.keep(header, &found);
        found
    }

    #[inline]
    fn search<'h>(&self, header: &'h str) -> Negotiation<'h> {
        let mut search = Search::START;
        let mut weight = u16::MAX;
        for range in Elements::new(header) {
            // Almost every header has its ranges in order: then there is no need to list them.
            let in_order = range.weight() > 0 && range.weight() <= weight;
            weight = range.weight();
            match range.tag(header) {
                Some(tag) if in_order => search.consider(range, || self.closest(tag, None)),
                None if in_order && search.found().is_some() => search.end(),
                _ => return Lookup::new(self, header).best(),
            }
        }
        match search.found() {
            Some((range, found)) => self.matched(range.text(header), found),
            None => self.unmatched(self.default),
        }
    }

    /// The same for a language that is parsed already, instead of a header. No range matches then, and
    /// [`Negotiation::distance`] says how near the locale is.
    pub fn negotiate_language(&self, language: &LanguageIdentifier) -> Negotiation<'static> {
        let text = language.to_string();
        match Tag::parse(&text).and_then(|tag| self.closest(tag, None)) {
            Some(found) => Negotiation {
                locale: self.at(found.index),
                matched: None,
                distance: Some(found.distance),
            },
            None => self.unmatched(self.default),
        }
    }

    /// Picks the best locale for a preference of any kind. A [`Locale`] is its own answer; one of
    /// another list of locales gets the default.
    pub fn negotiate_for<'h>(&self, preference: impl Into<Preference<'h>>) -> Negotiation<'h> {
        match preference.into() {
            Preference::Header(header) => self.negotiate(header),
            Preference::Locale(locale) if self.has(locale) => {
                Negotiation { locale, matched: None, distance: Some(Distance::ZERO) }
            }
            Preference::Locale(_) => self.unmatched(self.default),
            Preference::Language(language) => self.negotiate_language(language),
        }
    }

    /// The place of the best locale for a preference, and whether nothing matched: what
    /// [`Negotiator::negotiate_for`] finds, without the reasons.
    #[inline(always)]
    pub(crate) fn pick(&self, preference: Preference<'_>) -> (usize, bool) {
        match preference {
            Preference::Locale(locale) if self.has(locale) => (locale.index(), false),
            Preference::Locale(_) => (self.default.into(), true),
            Preference::Header(header) => match self.exact.find(header) {
                Some(found) => (found.index.into(), false),
                None => self.pick_for_header(header),
            },
            Preference::Language(language) => self.negotiate_language(language).picked(),
        }
    }

    /// Whether a handle is one of these locales, and not of another list, be its fingerprint the same.
    #[inline]
    fn has(&self, locale: Locale) -> bool {
        locale.list == self.list && locale.index() < self.available.len()
    }

    #[inline(never)]
    fn pick_for_header(&self, header: &str) -> (usize, bool) {
        self.recall(header).picked()
    }

    /// Every locale that a reader may get, the best first: that of [`Negotiator::negotiate`], then
    /// that of each other range of the list, and at the end the default. Each is followed by the
    /// other regions' of its language. None comes twice.
    ///
    /// It is the order in which to look for a message that not every locale has.
    ///
    /// ```
    /// use codeword::Negotiator;
    /// use unic_langid::langid;
    ///
    /// let available = vec![langid!("zh-CN"), langid!("en-US"), langid!("en-GB"), langid!("fr")];
    /// let negotiator = Negotiator::new(available, &langid!("zh-CN"))?;
    /// let chain: Vec<_> = negotiator
    ///     .chain("en-GB, fr;q=0.5")
    ///     .filter_map(|locale| Some(negotiator.language(locale)?.to_string()))
    ///     .collect();
    ///
    /// assert_eq!(chain, ["en-GB", "en-US", "fr", "zh-CN"]);
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn chain<'n, 'h>(&'n self, header: &'h str) -> Chain<'n, 'h> {
        Chain::new(Lookup::new(self, header))
    }

    #[inline]
    pub(super) fn at(&self, index: u16) -> Locale {
        Locale { index, list: self.list }
    }

    #[inline]
    pub(super) fn matched<'h>(&self, range: &'h str, found: Match) -> Negotiation<'h> {
        let (locale, distance) = (self.at(found.index), Some(found.distance));
        Negotiation { locale, matched: Some(range), distance }
    }

    #[inline]
    pub(super) fn unmatched(&self, index: u16) -> Negotiation<'static> {
        Negotiation { locale: self.at(index), matched: None, distance: None }
    }

    /// The locale closest to a tag.
    #[inline]
    pub(super) fn closest(&self, tag: Tag<'_>, refused: Option<&LocaleSet>) -> Option<Match> {
        if !self.supported.reach.contains(tag.subtags.language) {
            return None;
        }
        self.closest_in_reach(tag, refused)
    }

    /// The same for a tag that may match.
    #[inline(never)]
    fn closest_in_reach(&self, tag: Tag<'_>, refused: Option<&LocaleSet>) -> Option<Match> {
        let find = || self.supported.closest(tag, refused);
        if refused.is_none() && (tag.variants.is_empty() || !self.have_variants) {
            self.tags.get_or(tag.subtags, find)
        } else {
            find()
        }
    }

    /// The locales that a range names, and how exactly.
    pub(super) fn named(&self, tag: Tag<'_>) -> impl Iterator<Item = (u16, u8)> {
        self.supported.named(tag)
    }

    /// The locales of the same language and script as one, the closest first.
    pub(super) fn siblings(&self, index: u16) -> &[u16] {
        self.siblings.get(usize::from(index)).map_or(&[], Vec::as_slice)
    }

    /// The default locale, and then all of them.
    pub(super) fn default_first(&self) -> impl Iterator<Item = u16> {
        iter::once(self.default).chain(0..self.available.len() as u16)
    }
}

impl fmt::Debug for Negotiator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let available: Vec<_> = self.available.iter().map(ToString::to_string).collect();
        out.debug_struct("Negotiator")
            .field("available", &available)
            .field("default", &available[usize::from(self.default)])
            .field("cross_script", &self.supported.cross_script)
            .finish_non_exhaustive()
    }
}
