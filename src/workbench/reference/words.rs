//! [`Words`]: what the pages say themselves, by a catalog of their own.

use unic_langid::LanguageIdentifier;

use crate::{Args, Catalog, Error, Source};

/// The pages' own words, in the languages of their readers.
pub(super) struct Words(Catalog);

impl Words {
    pub(super) fn new() -> Result<Words, Error> {
        let files = [
            ("en-US/reference.ftl", include_str!("locales/en-US/reference.ftl")),
            ("zh-CN/reference.ftl", include_str!("locales/zh-CN/reference.ftl")),
        ];
        let source = Source::files(files);
        Catalog::builder().source(source).default_locale("en-US").build().map(Words)
    }

    /// The words that are called so. A test holds that the pages ask for no others.
    pub(super) fn get(&self, name: &str, locale: &LanguageIdentifier) -> String {
        self.find(name, locale).unwrap_or_else(|| name.to_owned())
    }

    /// The same with an HTTP status, or one of gRPC.
    pub(super) fn with_status(
        &self,
        name: &str,
        status: &str,
        locale: &LanguageIdentifier,
    ) -> String {
        let args = Args::new().with("status", status);
        let message = self.0.format(name, locale, &args);
        message.map_or_else(|| status.to_owned(), |message| message.text().to_owned())
    }

    /// What an attribute is called.
    pub(super) fn attribute(&self, name: &str, locale: &LanguageIdentifier) -> String {
        self.find(&format!("attribute-{name}"), locale).unwrap_or_else(|| name.to_owned())
    }

    /// The language that the words are in.
    pub(super) fn language(&self, locale: &LanguageIdentifier) -> &LanguageIdentifier {
        self.0.language(locale)
    }

    fn find(&self, name: &str, locale: &LanguageIdentifier) -> Option<String> {
        self.0.message(name, locale).map(|message| message.text().to_owned())
    }
}
