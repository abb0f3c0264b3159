//! codeword.

use std::sync::LazyLock;

use codeword::{Catalog, CatalogBuilder, Locale, Source};

use super::FILES;
use crate::mix::LOCALES;

pub static CATALOG: LazyLock<Catalog> = LazyLock::new(catalog);

/// A catalog that nobody has asked yet.
pub fn catalog() -> Catalog {
    sources().build().expect("the generated files are sound")
}

pub fn sources() -> CatalogBuilder {
    let files = FILES.map(|(locale, text)| (format!("{locale}/errors.ftl"), text));
    Catalog::builder().source(Source::files(files)).default_locale("en-US")
}

pub fn handles() -> [Locale; 2] {
    LOCALES.map(|tag| CATALOG.negotiate(tag).locale())
}
