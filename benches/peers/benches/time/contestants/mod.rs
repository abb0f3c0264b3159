//! codeword, the floor and the peers, each with the same texts, loaded as its authors would have it.

pub mod floor;
pub mod fluent_bundle;
pub mod fluent_templates;
pub mod gettext;
pub mod hash_map;
pub mod i18n_embed;
#[cfg(feature = "live")]
pub mod live;
pub mod ours;
pub mod rust_i18n;

/// The shipped texts and two with arguments, by locale.
pub const FILES: [(&str, &str); 2] = [
    ("en-US", include_str!("../../../generated/locales/en-US/errors.ftl")),
    ("zh-CN", include_str!("../../../generated/locales/zh-CN/errors.ftl")),
];
