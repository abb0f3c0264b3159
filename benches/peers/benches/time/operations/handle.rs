//! A text for someone whose locale is known: everything is in hand.

use unic_langid::LanguageIdentifier;

use crate::contestants::{
    floor, fluent_bundle, fluent_templates, gettext, hash_map, i18n_embed, ours, rust_i18n,
};
use crate::measure::Measure;
use crate::mix::{Asked, LOCALES, TEXTS};
use ::fluent_templates::Loader;

pub fn run(measure: &mut impl Measure) {
    let mix = with(*floor::HANDLES, |handle, asked| (handle, asked.slot));
    measure.contestant("floor", &mix, |(handle, slot)| handle[*slot]);

    let mix = with(ours::handles(), |locale, asked| (locale, asked.code));
    let catalog = &*ours::CATALOG;
    measure.contestant("codeword", &mix, |(locale, code)| {
        catalog.message(*code, *locale).expect("a known code")
    });

    let mix = with(LOCALES, |tag, asked| (asked.code, tag));
    let map = &*hash_map::MAP;
    measure.contestant("HashMap", &mix, |key| map[key]);

    let mix = with(LOCALES, |tag, asked| (tag, asked.key));
    measure.contestant("rust-i18n", &mix, |(tag, key)| rust_i18n::text(tag, key));

    let mix = with(LOCALES.map(|tag| &gettext::CATALOGS[tag]), |texts, asked| (texts, asked.key));
    measure.contestant("gettext", &mix, |(texts, key)| texts.gettext(key));

    let mix = with(LOCALES.map(fluent_bundle::of), |bundle, asked| (bundle, asked.key));
    measure.contestant("fluent-bundle", &mix, |(bundle, key)| {
        fluent_bundle::format(bundle, key, None)
    });

    let loaders = LOCALES.map(i18n_embed::of);
    let mix = with([&loaders[0], &loaders[1]], |loader, asked| (loader, asked.key));
    measure.contestant("i18n-embed", &mix, |(loader, key)| loader.get(key));

    let languages: [LanguageIdentifier; 2] = LOCALES.map(|tag| tag.parse().expect("a tag"));
    let mix = with([&languages[0], &languages[1]], |language, asked| (language, asked.key));
    let loader = &*fluent_templates::LOADER;
    measure.contestant("fluent-templates", &mix, |(language, key)| loader.lookup(language, key));
}

/// The mix in a contestant's own terms, with what it holds for each locale.
fn with<H: Copy, T>(handles: [H; 2], item: impl Fn(H, &'static Asked) -> T) -> Vec<T> {
    TEXTS.iter().map(|asked| item(handles[asked.locale], asked)).collect()
}
