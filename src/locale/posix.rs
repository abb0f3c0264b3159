//! Names of locales as POSIX has them: `de_DE.UTF-8`.

use std::env;

/// The tag for a name of a locale as POSIX and its systems have them; `None` for what names no language,
/// such as `C`.
///
/// ```
/// use codeword::posix_tag;
///
/// assert_eq!(posix_tag("de_AT.UTF-8@euro").as_deref(), Some("de-AT"));
/// assert_eq!(posix_tag("sr_RS@latin").as_deref(), Some("sr-Latn-RS"));
/// assert_eq!(posix_tag("C.UTF-8"), None);
/// ```
///
/// A codeset says nothing about the language, and of the modifiers only a script (`latin`, `cyrillic`,
/// `devanagari`) and `valencia` do.
pub fn posix_tag(name: &str) -> Option<String> {
    let (name, modifier) = name.split_once('@').unwrap_or((name, ""));
    let name = name.split('.').next().unwrap_or(name);
    if matches!(name, "" | "C" | "POSIX") {
        return None;
    }
    let (script, variant) = match modifier {
        "latin" => ("-Latn", ""),
        "cyrillic" => ("-Cyrl", ""),
        "devanagari" => ("-Deva", ""),
        "valencia" => ("", "-valencia"),
        _ => ("", ""),
    };
    Some(match name.split_once('_') {
        Some((language, territory)) => format!("{language}{script}-{territory}{variant}"),
        None => format!("{name}{script}{variant}"),
    })
}

/// The language of `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set, as a tag (POSIX.1-2024
/// §8.2). `None` if none is set, or if it names no language.
pub(super) fn environment() -> Option<String> {
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())?;
    posix_tag(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posix_names_become_tags() {
        for (name, expected) in [
            ("zh_CN.UTF-8", Some("zh-CN")),
            ("en_US", Some("en-US")),
            ("de_DE@euro", Some("de-DE")),
            ("de_AT.ISO-8859-15@euro", Some("de-AT")),
            ("sr_RS.UTF-8@latin", Some("sr-Latn-RS")),
            ("uz_UZ.UTF-8@cyrillic", Some("uz-Cyrl-UZ")),
            ("sd_IN@devanagari", Some("sd-Deva-IN")),
            ("ca_ES.UTF-8@valencia", Some("ca-ES-valencia")),
            ("fr", Some("fr")),
            ("", None),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
        ] {
            assert_eq!(posix_tag(name).as_deref(), expected, "{name}");
        }
    }
}
