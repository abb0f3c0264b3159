//! rust-i18n, whose texts are compiled in, by the macro in `main.rs`.

use std::borrow::Cow;

pub fn text<'a>(tag: &'a str, key: &'a str) -> Cow<'a, str> {
    rust_i18n::t!(key, locale = tag)
}

pub fn with_name<'a>(tag: &'a str, key: &'a str, name: &str) -> Cow<'a, str> {
    rust_i18n::t!(key, locale = tag, name = name)
}
