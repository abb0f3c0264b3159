//! The floor: an index into an array behind a locale handle. Nothing that looks up a text does less.

use std::sync::LazyLock;

use super::ours;
use crate::mix::LOCALES;

/// The texts of a locale, by slot.
pub type Handle = &'static [&'static str];

pub static HANDLES: LazyLock<[Handle; 2]> = LazyLock::new(|| {
    LOCALES.map(|tag| {
        let texts = ours::CATALOG.codes().filter_map(|code| ours::CATALOG.message(code, tag));
        let texts: Vec<&str> = texts.map(|text| &*text.into_text().into_owned().leak()).collect();
        &*texts.leak()
    })
});

/// The text before the argument and that after it, by locale: what a compiled message is.
pub const WITH_NAME: [(&str, &str); 2] = [("The service ", " was not found"), ("未找到服务", "")];

/// The same for one and for any other number, by locale.
pub const WITH_LIMIT: [[(&str, &str); 2]; 2] = [
    [("Only ", " heartbeat a second is allowed"), ("Only ", " heartbeats a second are allowed")],
    [("每秒仅支持", "次心跳"), ("每秒仅支持", "次心跳")],
];
