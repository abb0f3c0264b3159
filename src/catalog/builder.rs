//! [`CatalogBuilder`]: sources in, a catalog out, with every problem found, not just the first.

#[cfg(feature = "live")]
use std::path::Path;
use std::sync::{Arc, LazyLock};

use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::Catalog;
use super::contents::Contents;
use super::index::CodeIndex;
use super::sources::{Reading, Sources, judge};
use super::store::{Entry, Store};
use crate::fluent::Definitions;
#[cfg(feature = "capi")]
use crate::fluent::Stamp;
use crate::{Code, Diagnostic, Error, Source};

/// Builds a [`Catalog`] from its [`Source`]s; begin with [`Catalog::builder`].
///
/// ```no_run
/// use codeword::{Catalog, Source};
///
/// let catalog = Catalog::builder()
///     .source(Source::folder("locales"))
///     .source(Source::folder("/etc/myservice/locales"))
///     .default_locale("en-US")
///     .build()?;
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct CatalogBuilder {
    sources: Sources,
    isolation: Option<bool>,
}

impl Catalog {
    /// The catalog that the crate ships with: the 172 error codes of the Polaris service mesh in
    /// `zh-CN` and `en-US`, with `en-US` as the default. The source document has 153 of them;
    /// `locales/codes.toml` says which 19 only Polaris's specification has.
    ///
    /// It is read at the first call and shared from then on.
    pub fn embedded() -> Catalog {
        static EMBEDDED: LazyLock<Catalog> = LazyLock::new(|| {
            let builder = Catalog::builder().source(Source::embedded()).default_locale("en-US");
            // A test holds that the shipped files have no problem that could be lost here.
            builder.build_lenient().0
        });
        EMBEDDED.clone()
    }

    /// A builder for a catalog of other sources.
    pub fn builder() -> CatalogBuilder {
        CatalogBuilder::default()
    }
}

impl CatalogBuilder {
    /// Adds a layer. It overrides the layers before it, message by message.
    pub fn source(mut self, source: Source) -> CatalogBuilder {
        self.sources.layers.push(source);
        self
    }

    /// The locale for readers whose languages the catalog does not have.
    ///
    /// If it is not set, that is `en-US`, else the first English locale, else the first locale in the
    /// order of their tags.
    pub fn default_locale(mut self, tag: impl Into<String>) -> CatalogBuilder {
        self.sources.default_locale = Some(tag.into());
        self
    }

    /// Whether a reader may get a locale in another script than the one that they ask for, as readers
    /// of `zh-TW` get `zh-CN` where nothing else of theirs is there. It is so unless this says
    /// otherwise: then they get their next preference, and in the end the default.
    pub fn cross_script(mut self, allowed: bool) -> CatalogBuilder {
        self.sources.one_script = !allowed;
        self
    }

    /// Whether what is inserted into a text is wrapped in the isolation marks U+2068 and U+2069, so
    /// that a name of the other direction does not disturb the sentence (UAX #9).
    ///
    /// If it is not set, that is so in the locales that are written from right to left, and nowhere
    /// else: in the JSON of an API the marks break searches and comparisons.
    pub fn isolation_marks(mut self, on: bool) -> CatalogBuilder {
        self.isolation = Some(on);
        self
    }

    /// Builds the catalog, or says everything that is wrong with its sources.
    ///
    /// That is what `codeword check` calls an error, as far as it is about one locale, in the same words:
    /// what cannot be read, what does not parse, what could never be formatted, and what no reader would
    /// ever get. Every message is that of a code, `code-400142`, or one that other messages refer to; terms,
    /// `-name`, may be called as one likes.
    ///
    /// Without the feature `icu`, the options of `NUMBER()` and `DATETIME()` are an error too: without it, a
    /// reader would get the argument as it was given, and not the text that the translator wrote.
    ///
    /// Somewhere there has to be a code. Without a source, in a first source without a Fluent file, and in
    /// files without the message of a code it is an error that there is nothing; a source that lies over
    /// others may be empty.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`], with a [`Diagnostic`] for all of that, and for a default locale that has no
    /// file.
    pub fn build(self) -> Result<Catalog, Error> {
        match self.build_lenient() {
            (catalog, diagnostics) if diagnostics.is_empty() => Ok(catalog),
            (_, diagnostics) => Err(Error::catalog(diagnostics)),
        }
    }

    /// Builds the catalog from all that is sound, and returns what is not beside it.
    ///
    /// ```
    /// use codeword::{Catalog, Source};
    ///
    /// let (catalog, diagnostics) = Catalog::builder()
    ///     .source(Source::files([("en-US/errors.ftl", "code-1 = Ready\ncode-2 = { $n\n")]))
    ///     .build_lenient();
    ///
    /// assert_eq!(catalog.message(1, "en").unwrap().text(), "Ready");
    /// assert!(catalog.message(2, "en").is_none());
    /// assert_eq!(
    ///     diagnostics[0].to_string(),
    ///     "en-US/errors.ftl:2:14: `}` is expected here: end what stands in braces with `}`"
    /// );
    /// ```
    ///
    /// A catalog of nothing knows no code, and has one locale all the same: the default, or `en-US`.
    pub fn build_lenient(self) -> (Catalog, Vec<Diagnostic>) {
        self.compile(&self.sources.read(), &mut |_, _| ())
    }

    /// What the sources say at the moment.
    #[cfg(feature = "reload")]
    pub(super) fn read(&self) -> Reading {
        self.sources.read()
    }

    /// What the system says of all files that are read; `None` if it does not say enough.
    #[cfg(feature = "capi")]
    pub(super) fn stamps(&self) -> Option<Vec<Stamp>> {
        self.sources.layers.iter().filter_map(Source::root).map(Stamp::of).collect()
    }

    /// Builds the catalog of a reading; `merged` is shown what each locale defines.
    pub(super) fn compile(
        &self,
        reading: &Reading,
        merged: &mut impl FnMut(&LanguageIdentifier, &Definitions<'_>),
    ) -> (Catalog, Vec<Diagnostic>) {
        let mut diagnostics = reading.diagnostics.clone();
        let (negotiator, definitions) = self.sources.merge(reading, &mut diagnostics);
        let codes = definitions.iter().flat_map(Definitions::codes);
        let index = CodeIndex::new(codes, definitions.len(), reading.registry.clone());
        let mut entries: Vec<Entry> = Vec::new();
        entries.resize_with(index.entries(), Entry::default);
        let stores = (negotiator.available().iter().zip(&definitions).enumerate())
            .map(|(locale, (language, found))| {
                merged(language, found);
                let judgement = judge(language, found, &mut diagnostics);
                let isolate = self.isolation.unwrap_or_else(|| is_right_to_left(language));
                let place = |code: Code<'_>| Some(index.slot(code)? + locale);
                Store::compile(language, isolate, found, &judgement, &place, &mut entries)
            })
            .collect();
        // Where something is wrong, that is why.
        if diagnostics.is_empty() && index.codes().is_empty() {
            let paths: Vec<&str> = reading.files.iter().map(|(_, file)| &*file.path).collect();
            let text = format!(
                "no code is in {}: write a message such as `code-400142 = Too many heartbeats`",
                paths.join(", ")
            );
            diagnostics.push(Diagnostic::of_file("catalog", text));
        }
        let entries = entries.into_boxed_slice();
        let sources = self.sources.clone();
        let contents = Contents { sources, negotiator, index, entries, stores };
        (Catalog { contents: Arc::new(contents) }, diagnostics)
    }

    /// The folders among the sources.
    #[cfg(feature = "live")]
    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.sources.layers.iter().filter_map(Source::root)
    }
}

fn is_right_to_left(language: &LanguageIdentifier) -> bool {
    language.character_direction() == CharacterDirection::RTL
}
