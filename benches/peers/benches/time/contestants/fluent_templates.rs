//! fluent-templates: its static loader, with the files compiled in.

use fluent_templates::static_loader;

static_loader! {
    pub static LOADER = {
        locales: "generated/locales",
        fallback_language: "en-US",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}
