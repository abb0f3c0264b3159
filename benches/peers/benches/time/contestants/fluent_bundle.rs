//! fluent-bundle: one concurrent bundle a locale.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::FILES;

pub type Bundle = FluentBundle<FluentResource>;

pub static BUNDLES: LazyLock<HashMap<LanguageIdentifier, Bundle>> = LazyLock::new(|| {
    FILES.map(|(tag, text)| (tag.parse().expect("a tag"), bundle(tag, text.to_owned()))).into()
});

pub fn bundle(tag: &str, text: String) -> Bundle {
    let resource = FluentResource::try_new(text).expect("sound Fluent");
    let mut bundle = Bundle::new_concurrent(vec![tag.parse().expect("a tag")]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no message twice");
    bundle
}

/// The bundle of a locale that is named by its tag.
pub fn of(tag: &str) -> &'static Bundle {
    &BUNDLES[&tag.parse::<LanguageIdentifier>().expect("a tag")]
}

pub fn format(
    bundle: &'static Bundle,
    key: &str,
    args: Option<&FluentArgs<'_>>,
) -> Cow<'static, str> {
    let pattern = bundle.get_message(key).and_then(|message| message.value()).expect("a message");
    bundle.format_pattern(pattern, args, &mut vec![])
}
