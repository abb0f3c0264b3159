//! A message with a number that chooses a plural form and stands in it, for someone whose locale is
//! known. rust-i18n has no plurals.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;

use ::fluent_bundle::FluentArgs;
use ::fluent_templates::Loader;
use ::fluent_templates::fluent_bundle::FluentValue;
use codeword::Args;
use unic_langid::LanguageIdentifier;

use crate::contestants::{floor, fluent_bundle, fluent_templates, gettext, i18n_embed, ours};
use crate::measure::Measure;
use crate::mix::{LIMITS, LOCALES, WITH_LIMIT};

const KEY: &str = "code-900002";

pub fn run(measure: &mut impl Measure) {
    let mix = with(floor::WITH_LIMIT);
    measure.contestant("floor", &mix, |(forms, limit)| {
        const DIGITS: usize = 10;
        let (before, after) = forms[usize::from(*limit != 1)];
        let mut text = String::with_capacity(before.len() + DIGITS + after.len());
        text.push_str(before);
        // Writing to a string cannot fail.
        let _ = write!(text, "{limit}");
        text.push_str(after);
        text
    });

    let mix = with(ours::handles());
    let catalog = &*ours::CATALOG;
    measure.contestant("codeword", &mix, |(locale, limit)| {
        let args = Args::new().with("limit", *limit);
        let message = catalog.format(WITH_LIMIT, *locale, &args).expect("a known code");
        message.into_text().into_owned()
    });

    // gettext leaves arguments to its user.
    let mix = with(LOCALES.map(|tag| &gettext::CATALOGS[tag]));
    measure.contestant("gettext", &mix, |(texts, limit)| {
        let text = texts.ngettext(KEY, KEY, u64::from(*limit));
        text.replace("{limit}", &limit.to_string())
    });

    let mix = with(LOCALES.map(fluent_bundle::of));
    measure.contestant("fluent-bundle", &mix, |(bundle, limit)| {
        let mut args = FluentArgs::new();
        args.set("limit", *limit);
        fluent_bundle::format(bundle, KEY, Some(&args))
    });

    let loaders = LOCALES.map(i18n_embed::of);
    let mix = with([&loaders[0], &loaders[1]]);
    measure.contestant("i18n-embed", &mix, |(loader, limit)| {
        loader.get_args(KEY, HashMap::from([("limit", *limit)]))
    });

    let languages: [LanguageIdentifier; 2] = LOCALES.map(|tag| tag.parse().expect("a tag"));
    let mix = with([&languages[0], &languages[1]]);
    let loader = &*fluent_templates::LOADER;
    measure.contestant("fluent-templates", &mix, |(language, limit)| {
        let args = HashMap::from([(Cow::Borrowed("limit"), FluentValue::from(*limit))]);
        loader.lookup_with_args(language, KEY, &args)
    });
}

fn with<H: Copy>(handles: [H; 2]) -> Vec<(H, u32)> {
    handles.into_iter().flat_map(|handle| LIMITS.map(|limit| (handle, limit))).collect()
}
