//! A message with one string argument, for someone whose locale is known.

use std::borrow::Cow;
use std::collections::HashMap;

use ::fluent_bundle::FluentArgs;
use ::fluent_templates::Loader;
use ::fluent_templates::fluent_bundle::FluentValue;
use codeword::Args;
use unic_langid::LanguageIdentifier;

use crate::contestants::{
    floor, fluent_bundle, fluent_templates, gettext, i18n_embed, ours, rust_i18n,
};
use crate::measure::Measure;
use crate::mix::{LOCALES, NAMES, WITH_NAME};

const KEY: &str = "code-900001";

pub fn run(measure: &mut impl Measure) {
    let mix = with(floor::WITH_NAME);
    measure.contestant("floor", &mix, |((before, after), name)| {
        let mut text = String::with_capacity(before.len() + name.len() + after.len());
        text.push_str(before);
        text.push_str(name);
        text.push_str(after);
        text
    });

    let mix = with(ours::handles());
    let catalog = &*ours::CATALOG;
    measure.contestant("codeword", &mix, |(locale, name)| {
        let args = Args::new().with("name", *name);
        let message = catalog.format(WITH_NAME, *locale, &args).expect("a known code");
        message.into_text().into_owned()
    });

    let mix = with(LOCALES);
    measure.contestant("rust-i18n", &mix, |(tag, name)| rust_i18n::with_name(tag, KEY, name));

    // gettext leaves arguments to its user.
    let mix = with(LOCALES.map(|tag| &gettext::CATALOGS[tag]));
    measure.contestant("gettext", &mix, |(texts, name)| texts.gettext(KEY).replace("{name}", name));

    let mix = with(LOCALES.map(fluent_bundle::of));
    measure.contestant("fluent-bundle", &mix, |(bundle, name)| {
        let mut args = FluentArgs::new();
        args.set("name", *name);
        fluent_bundle::format(bundle, KEY, Some(&args))
    });

    let loaders = LOCALES.map(i18n_embed::of);
    let mix = with([&loaders[0], &loaders[1]]);
    measure.contestant("i18n-embed", &mix, |(loader, name)| {
        loader.get_args(KEY, HashMap::from([("name", *name)]))
    });

    let languages: [LanguageIdentifier; 2] = LOCALES.map(|tag| tag.parse().expect("a tag"));
    let mix = with([&languages[0], &languages[1]]);
    let loader = &*fluent_templates::LOADER;
    measure.contestant("fluent-templates", &mix, |(language, name)| {
        let args = HashMap::from([(Cow::Borrowed("name"), FluentValue::from(*name))]);
        loader.lookup_with_args(language, KEY, &args)
    });
}

fn with<H: Copy>(handles: [H; 2]) -> Vec<(H, &'static str)> {
    handles.into_iter().flat_map(|handle| NAMES.map(|name| (handle, name))).collect()
}
