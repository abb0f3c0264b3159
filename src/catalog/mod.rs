//! Which words? Fluent files in, messages out. Knows nothing of HTTP.

#[cfg(feature = "build")]
mod arguments;
mod builder;
mod coded;
mod contents;
mod format;
mod include;
mod index;
#[cfg(feature = "reload")]
mod live;
mod look_up;
mod message;
mod origin;
mod problem;
mod sources;
mod store;
mod verify;

use std::fmt;
use std::iter::FusedIterator;
use std::slice::Iter;
use std::sync::Arc;

use unic_langid::LanguageIdentifier;

use crate::registry::Registry;
use crate::{Args, Code, CodeBuf, Negotiation, Negotiator, Preference, Reader};

#[cfg(feature = "build")]
pub(crate) use arguments::Arguments;
pub use builder::CatalogBuilder;
pub use coded::Coded;
#[cfg(feature = "json")]
pub(crate) use format::{Part, Wording};
#[cfg(feature = "live")]
pub use live::LiveCatalogBuilder;
#[cfg(feature = "admin")]
pub(crate) use live::lock;
#[cfg(feature = "reload")]
pub use live::{ContentHash, Generation, LiveCatalog, LiveView, Snapshot};
pub use message::Message;
pub use problem::Problem;

use contents::Contents;

/// Every message of every locale.
///
/// A catalog never changes, is `Send + Sync`, and a clone of it shares the messages. There is no
/// current language: each look-up says for whom it is.
///
/// # Example
///
/// ```
/// use codeword::Catalog;
///
/// let catalog = Catalog::embedded();
///
/// // One call, with whatever the reader sent.
/// let message = catalog.message(404001, "en-GB,en;q=0.9").expect("a known code");
/// assert_eq!(message.locale().to_string(), "en-US");
///
/// // Or negotiate once and ask often.
/// let locale = catalog.negotiate("zh-CN").locale();
/// let texts: Vec<_> = catalog.codes().filter_map(|code| catalog.message(code, locale)).collect();
/// assert_eq!(texts.len(), 172);
/// ```
#[derive(Clone)]
pub struct Catalog {
    contents: Arc<Contents>,
}

impl Catalog {
    /// The message of a code, in the best locale for a reader.
    ///
    /// The code is a number of any type, a spelling, or a [`Code`]. What is not a code, such as `"not found"`,
    /// is unknown. A literal is an `i32` to Rust: past that, write `3_000_000_000_u32`.
    ///
    /// The preference is a tag, `"zh-CN"`, an Accept-Language header, `"zh-CN, en;q=0.5"`, a
    /// [`LanguageIdentifier`], or a [`Locale`](crate::Locale) from [`Catalog::negotiate`]. A locale that
    /// lacks the code is passed over for the next one: the reader's others first, then the default, then
    /// any. `None` means that no locale has the code.
    ///
    /// A text without placeables is borrowed from the catalog: nothing is allocated, parsed or locked.
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// assert_eq!(catalog.message(401004, "zh-CN").unwrap().text(), "token不存在");
    /// assert_eq!(catalog.message("401004", "zh-CN").unwrap().text(), "token不存在");
    /// assert!(catalog.message(123456, "zh-CN").is_none());
    /// assert!(catalog.message("card_declined", "zh-CN").is_none());
    /// ```
    #[inline(always)]
    pub fn message<'c, 'p>(
        &self,
        code: impl TryInto<Code<'c>>,
        preference: impl Into<Preference<'p>>,
    ) -> Option<Message<'_>> {
        static NONE: Args<'static> = Args::new();
        self.format(code, preference, &NONE)
    }

    /// The message of a code, in the best locale for a reader, with arguments.
    ///
    /// Like [`Catalog::message`], with a value for each variable of the message. A value that the
    /// message does not use does no harm; one that it misses makes the message incomplete
    /// ([`Message::is_complete`]), and never another language's. The message does not borrow them.
    ///
    /// ```
    /// use codeword::{Args, Catalog, Source};
    ///
    /// let catalog = Catalog::builder()
    ///     .source(Source::files([("en-US/errors.ftl", "code-404001 = There is no order { $id }")]))
    ///     .build()?;
    ///
    /// let args = Args::new().with("id", 9_007_199_254_740_993_u64);
    /// let message = catalog.format(404001, "en-US", &args).unwrap();
    /// assert_eq!(message.text(), "There is no order 9007199254740993");
    /// # Ok::<(), codeword::Error>(())
    /// ```
    #[inline(always)]
    pub fn format<'c, 'p>(
        &self,
        code: impl TryInto<Code<'c>>,
        preference: impl Into<Preference<'p>>,
        args: &Args<'_>,
    ) -> Option<Message<'_>> {
        self.find(code.try_into().ok()?, preference.into(), args)
    }

    /// The best locale for a reader, and why.
    ///
    /// It never fails: where nothing matches, the default locale answers.
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// let negotiation = catalog.negotiate("zh-CN, en;q=0.5");
    /// assert_eq!(negotiation.matched(), Some("zh-CN"));
    /// assert!(catalog.negotiate("ja").is_default());
    /// ```
    pub fn negotiate<'a>(&self, preference: impl Into<Preference<'a>>) -> Negotiation<'a> {
        self.contents.negotiator.negotiate(preference)
    }

    /// A handle for a reader who asks more than once, which keeps the whole list of their languages beside the
    /// locale of [`Catalog::negotiate`].
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// let reader = catalog.reader("fr, zh-CN;q=0.8");
    /// assert_eq!(catalog.message(401004, &reader).unwrap().text(), "token不存在");
    /// ```
    pub fn reader<'p>(&self, preference: impl Into<Preference<'p>>) -> Reader {
        self.contents.negotiator.reader(preference.into())
    }

    /// The language in which a reader gets their messages, as far as they are translated: the tag of
    /// [`Catalog::negotiate`]'s locale.
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// assert_eq!(catalog.language("fr, zh-Hans;q=0.8").to_string(), "zh-CN");
    /// let locale = catalog.negotiate("en-GB").locale();
    /// assert_eq!(catalog.language(locale).to_string(), "en-US");
    /// ```
    pub fn language<'p>(&self, preference: impl Into<Preference<'p>>) -> &LanguageIdentifier {
        self.contents.language(self.negotiate(preference).locale().index())
    }

    /// The locales that the catalog has, the default one first, the others in the order of their tags.
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// let tags: Vec<String> = catalog.locales().iter().map(ToString::to_string).collect();
    /// assert_eq!(tags, ["en-US", "zh-CN"]);
    /// ```
    pub fn locales(&self) -> &[LanguageIdentifier] {
        self.contents.negotiator.available()
    }

    /// What picks the locale for a reader; for its [`chain`](Negotiator::chain) of locales.
    pub fn negotiator(&self) -> &Negotiator {
        &self.contents.negotiator
    }

    /// What is said about the codes besides their texts: the registries of the sources, a later one laid over
    /// an earlier one. A source has one in its `codes.toml`, or is given one
    /// ([`Source::registry`](crate::Source::registry)); that of the shipped catalog has the names of its
    /// codes. Empty where no source has one.
    ///
    /// ```
    /// # #[cfg(feature = "registry")] {
    /// use codeword::{Catalog, Source};
    ///
    /// let catalog = Catalog::builder()
    ///     .source(Source::files([
    ///         ("en-US/errors.ftl", "code-404001 = The order was not found"),
    ///         ("codes.toml", "[404001]\nname = \"OrderNotFound\""),
    ///     ]))
    ///     .build()?;
    ///
    /// assert_eq!(catalog.registry().get(404001).unwrap().name(), Some("OrderNotFound"));
    /// # }
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn registry(&self) -> &Registry {
        self.contents.registry()
    }

    /// The code for which a name stands, if the registry gives that name to one.
    #[cfg(feature = "json")]
    #[inline]
    pub(crate) fn named(&self, name: Code<'_>) -> Option<Code<'_>> {
        self.contents.index.named(name.name()?)
    }

    /// Every text that the messages of the best locale for a reader, and their attributes, can become: the
    /// code, the name of the attribute, and `None` for what needs Fluent's resolver, or has more texts than
    /// some. Codes that the locale lacks have none.
    #[cfg(feature = "json")]
    pub(crate) fn wordings<'p>(
        &self,
        preference: impl Into<Preference<'p>>,
        limit: usize,
    ) -> impl Iterator<Item = (Code<'_>, Option<&str>, Option<Vec<Wording<'_>>>)> {
        let locale = self.negotiate(preference).locale().index();
        self.codes().flat_map(move |code| {
            let slot = self.contents.index.slot(code);
            let wordings =
                slot.into_iter().flat_map(move |slot| self.contents.wordings(slot, locale, limit));
            wordings.map(move |(attribute, wordings)| (code, attribute, wordings))
        })
    }

    /// Every code that at least one locale has, in ascending order.
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// assert_eq!(catalog.codes().len(), 172);
    /// assert_eq!(catalog.codes().next().unwrap(), 200000);
    /// ```
    pub fn codes(&self) -> Codes<'_> {
        Codes { codes: self.contents.index.codes().iter() }
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tags: Vec<String> = self.locales().iter().map(ToString::to_string).collect();
        out.debug_struct("Catalog")
            .field("locales", &tags)
            .field("codes", &self.codes().len())
            .finish()
    }
}

/// The codes of a catalog, ascending; from [`Catalog::codes`].
#[derive(Clone, Debug)]
pub struct Codes<'a> {
    codes: Iter<'a, CodeBuf>,
}

impl<'a> Iterator for Codes<'a> {
    type Item = Code<'a>;

    fn next(&mut self) -> Option<Code<'a>> {
        self.codes.next().map(CodeBuf::as_code)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.codes.size_hint()
    }
}

impl<'a> DoubleEndedIterator for Codes<'a> {
    fn next_back(&mut self) -> Option<Code<'a>> {
        self.codes.next_back().map(CodeBuf::as_code)
    }
}

impl ExactSizeIterator for Codes<'_> {}
impl FusedIterator for Codes<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    #[test]
    fn a_catalog_can_be_shared_between_threads() {
        fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
        shared(&Catalog::embedded());
    }

    #[test]
    fn the_embedded_catalog_has_no_problem() {
        let builder = Catalog::builder().source(Source::embedded()).default_locale("en-US");
        assert_eq!(builder.build_lenient().1, []);
    }
}
