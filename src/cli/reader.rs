//! Who reads the messages: the reader's language, as an argument or the environment says it.

use std::env;

/// Who reads the messages.
#[derive(clap::Args)]
pub(super) struct ReaderArguments {
    /// The reader's language: a tag, or an Accept-Language header such as 'fr, zh-CN;q=0.8'
    /// [default: LC_ALL, LC_MESSAGES or LANG, then en-US]
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
}

impl ReaderArguments {
    pub(super) fn preference(&self) -> String {
        self.locale.clone().or_else(language).unwrap_or_else(|| "en-US".to_owned())
    }
}

/// The language of `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set, as a tag (POSIX.1-2024
/// §8.2). `None` if none is, or if it names no language.
pub(super) fn language() -> Option<String> {
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())?;
    tag(&name)
}

/// `zh_CN.UTF-8` → `zh-CN`, `sr_RS@latin` → `sr-Latn-RS`; nothing for `C` and `POSIX`.
fn tag(name: &str) -> Option<String> {
    let (name, modifier) = name.split_once('@').unwrap_or((name, ""));
    let name = name.split('.').next().unwrap_or(name);
    if matches!(name, "" | "C" | "POSIX") {
        return None;
    }
    let script = match modifier {
        "latin" => "-Latn",
        "cyrillic" => "-Cyrl",
        _ => "",
    };
    Some(match name.split_once('_') {
        Some((language, territory)) => format!("{language}{script}-{territory}"),
        None => format!("{name}{script}"),
    })
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
            ("sr_RS.UTF-8@latin", Some("sr-Latn-RS")),
            ("fr", Some("fr")),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
        ] {
            assert_eq!(tag(name).as_deref(), expected, "{name}");
        }
    }
}
