//! gettext: one catalog a locale. The key stands for the text that gettext would call the original.

use std::collections::HashMap;
use std::sync::LazyLock;

use gettext::Catalog;

use crate::mix::LOCALES;

pub static CATALOGS: LazyLock<HashMap<&'static str, Catalog>> = LazyLock::new(|| {
    let files: [&[u8]; 2] = [
        include_bytes!("../../../generated/gettext/en-US.mo"),
        include_bytes!("../../../generated/gettext/zh-CN.mo"),
    ];
    let catalogs = files.map(|file| Catalog::parse(file).expect("an MO file"));
    LOCALES.into_iter().zip(catalogs).collect()
});
