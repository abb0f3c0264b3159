//! Another implementation calls languages the same: `Intl.DisplayNames`, with the names of ICU.

use codeword::{LanguageIdentifier, display_name};

use crate::differential::Peer;

/// Languages with and without names of their own, scripts, regions, brackets and variants.
const LANGUAGES: [&str; 38] = [
    "ar",
    "ar-EG",
    "ca-ES-valencia",
    "de",
    "de-AT",
    "de-CH",
    "en",
    "en-GB",
    "en-IN",
    "en-US",
    "es-419",
    "es-MX",
    "fr",
    "fr-CA",
    "he",
    "hi-Latn",
    "ja",
    "ko-KP",
    "my-MM",
    "nb",
    "nl-BE",
    "pt-BR",
    "pt-PT",
    "ru-UA",
    "sr-Cyrl-BA",
    "sr-Latn",
    "sr-Latn-ME",
    "sw-CD",
    "uk",
    "uz-Cyrl",
    "xx",
    "xx-US",
    "yue-Hans-CN",
    "zh",
    "zh-CN",
    "zh-Hans",
    "zh-Hant-HK",
    "zh-TW",
];

/// Every pattern, and locales whose parents are not what their tags say.
const WITHIN: [&str; 32] = [
    "am", "ar", "ar-SA", "cy", "de", "de-CH", "en", "en-AU", "en-GB", "en-US", "es", "es-AR",
    "es-MX", "fa", "fr", "fr-CA", "he", "hi", "hy", "ja", "ko", "my", "nb", "pl", "pt-PT", "ru",
    "sr", "sr-ME", "th", "zh-CN", "zh-HK", "zh-TW",
];

#[test]
fn languages_are_called_alike() {
    let Some(peer) = Peer::find() else { return };
    let theirs: Vec<Vec<String>> = peer.run("names.mjs", &(&LANGUAGES[..], &WITHIN[..]));
    let parse = |tag: &str| tag.parse::<LanguageIdentifier>().unwrap();
    let mut different = Vec::new();
    for (within, names) in WITHIN.into_iter().zip(theirs) {
        for (language, theirs) in LANGUAGES.into_iter().zip(names) {
            let ours = display_name(&parse(language), &parse(within));
            if ours != theirs {
                different.push(format!("{language} in {within}: {ours:?}, not {theirs:?}"));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}
