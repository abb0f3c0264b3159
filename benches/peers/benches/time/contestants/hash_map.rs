//! A plain `HashMap` from code and tag to text.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::floor;
use crate::mix::{LOCALES, TEXTS};

pub static MAP: LazyLock<HashMap<(u32, &'static str), &'static str>> = LazyLock::new(|| {
    let texts = TEXTS.iter().map(|asked| {
        let text = floor::HANDLES[asked.locale][asked.slot];
        ((asked.code, LOCALES[asked.locale]), text)
    });
    texts.collect()
});
