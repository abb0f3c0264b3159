//! Which words? Fluent files in, messages out. Knows nothing of HTTP.

mod builder;
mod contents;
mod format;
mod index;
#[cfg(feature = "live")]
mod live;
mod message;
mod problem;
mod store;

use std::fmt;
use std::iter::{Copied, FusedIterator};
use std::slice::Iter;
use std::sync::Arc;

use unic_langid::LanguageIdentifier;

use crate::{Args, Code, Negotiation, Negotiator, Preference};

pub use builder::CatalogBuilder;
#[cfg(feature = "admin")]
pub(crate) use live::lock;
#[cfg(feature = "live")]
pub use live::{ContentHash, Generation, LiveCatalog, LiveCatalogBuilder, LiveReader, Snapshot};
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
/// assert_eq!(texts.len(), 153);
/// ```
#[derive(Clone)]
pub struct Catalog {
    contents: Arc<Contents>,
}

impl Catalog {
    /// The message of a code, in the best locale for a reader.
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
    /// assert!(catalog.message(123456, "zh-CN").is_none());
    /// ```
    #[inline(always)]
    pub fn message<'a>(
        &self,
        code: impl Into<Code>,
        preference: impl Into<Preference<'a>>,
    ) -> Option<Message<'_>> {
        static NONE: Args<'static> = Args::new();
        self.format(code, preference, &NONE)
    }

    /// The message of a code, in the best locale for a reader, with arguments.
    ///
    /// Like [`Catalog::message`], with a value for each variable of the message. A value that the
    /// message does not use does no harm; one that it misses makes the message incomplete
    /// ([`Message::is_complete`]), and never another language's.
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
    pub fn format<'p, 'm>(
        &'m self,
        code: impl Into<Code>,
        preference: impl Into<Preference<'p>>,
        args: &'m Args<'m>,
    ) -> Option<Message<'m>> {
        self.contents.find(code.into(), preference.into(), args)
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
        self.contents.negotiator.negotiate_for(preference)
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

    /// Every code that at least one locale has, in ascending order.
    ///
    /// ```
    /// let catalog = codeword::Catalog::embedded();
    ///
    /// assert_eq!(catalog.codes().len(), 153);
    /// assert_eq!(catalog.codes().next().unwrap(), 200000);
    /// ```
    pub fn codes(&self) -> Codes<'_> {
        Codes { codes: self.contents.index.codes().iter().copied() }
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
    codes: Copied<Iter<'a, Code>>,
}

impl Iterator for Codes<'_> {
    type Item = Code;

    fn next(&mut self) -> Option<Code> {
        self.codes.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.codes.size_hint()
    }
}

impl DoubleEndedIterator for Codes<'_> {
    fn next_back(&mut self) -> Option<Code> {
        self.codes.next_back()
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
