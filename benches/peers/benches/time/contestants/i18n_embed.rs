//! i18n-embed: its Fluent loader, with the files compiled in; a loader that has selected a language
//! is a locale handle.

use std::sync::LazyLock;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;
use unic_langid::{LanguageIdentifier, langid};

#[derive(RustEmbed)]
#[folder = "generated/locales"]
struct Files;

pub static LOADER: LazyLock<FluentLanguageLoader> = LazyLock::new(|| {
    let loader = FluentLanguageLoader::new("errors", langid!("en-US"));
    loader.load_available_languages(&Files).expect("sound Fluent");
    loader.set_use_isolating(false);
    loader
});

pub fn of(tag: &str) -> FluentLanguageLoader {
    LOADER.select_languages(&[tag.parse::<LanguageIdentifier>().expect("a tag")])
}
