//! A text for someone whose locale is said by its tag, `"en-US"`.

use unic_langid::LanguageIdentifier;

#[cfg(feature = "live")]
use crate::contestants::live;
use crate::contestants::{
    floor, fluent_bundle, fluent_templates, gettext, hash_map, i18n_embed, ours, rust_i18n,
};
use crate::measure::Measure;
use crate::mix::{LOCALES, TEXTS};
use ::fluent_templates::Loader;

pub fn run(measure: &mut impl Measure) {
    let handles = *floor::HANDLES;
    let mix: Vec<_> = TEXTS.iter().map(|asked| (handles[asked.locale], asked.slot)).collect();
    measure.contestant("floor", &mix, |(handle, slot)| handle[*slot]);

    let mix: Vec<_> = TEXTS.iter().map(|asked| (asked.code, LOCALES[asked.locale])).collect();
    let catalog = &*ours::CATALOG;
    measure.contestant("codeword", &mix, |(code, tag)| {
        catalog.message(*code, *tag).expect("a known code")
    });

    #[cfg(feature = "live")]
    {
        measure.contestant("codeword, live", &mix, |(code, tag)| live::load(*code, tag));
        measure.contestant("codeword, live view", &mix, |(code, tag)| live::view(*code, tag));
    }

    let map = &*hash_map::MAP;
    measure.contestant("HashMap", &mix, |key| map[key]);

    let mix: Vec<_> = TEXTS.iter().map(|asked| (LOCALES[asked.locale], asked.key)).collect();
    measure.contestant("rust-i18n", &mix, |(tag, key)| rust_i18n::text(tag, key));

    let catalogs = &*gettext::CATALOGS;
    measure.contestant("gettext", &mix, |(tag, key)| catalogs[tag].gettext(key));

    measure.contestant("fluent-bundle", &mix, |(tag, key)| {
        fluent_bundle::format(fluent_bundle::of(tag), key, None)
    });

    measure.contestant("i18n-embed", &mix, |(tag, key)| i18n_embed::of(tag).get(key));

    let loader = &*fluent_templates::LOADER;
    measure.contestant("fluent-templates", &mix, |(tag, key)| {
        let language: LanguageIdentifier = tag.parse().expect("a tag");
        loader.lookup(&language, key)
    });
}
