//! codeword.

use std::sync::LazyLock;

use codeword::{Catalog, Locale, Source};

use super::FILES;
use crate::mix::LOCALES;

pub static CATALOG: LazyLock<Catalog> = LazyLock::new(catalog);

/// A catalog that nobody has asked yet.
pub fn catalog() -> Catalog {
    let files = FILES.map(|(locale, text)| (format!("{locale}/errors.ftl"), text));
    let builder = Catalog::builder().source(Source::files(files)).default_locale("en-US");
    builder.build().expect("the generated files are sound")
}

pub fn handles() -> [Locale; 2] {
    LOCALES.map(|tag| CATALOG.negotiate(tag).locale())
}
