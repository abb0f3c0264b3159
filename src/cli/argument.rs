//! Arguments that several commands take, and what their texts are read as.

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use codeword::workbench::Project;
use codeword::{Catalog, CatalogBuilder, LanguageIdentifier, Source};

use super::output::Result;

/// The catalog of a folder, or the embedded one.
pub(super) fn catalog(folder: Option<PathBuf>) -> Result<Catalog> {
    Ok(builder(folder).build()?)
}

pub(super) fn builder(folder: Option<PathBuf>) -> CatalogBuilder {
    Catalog::builder().source(folder.map_or_else(Source::embedded, Source::folder))
}

/// The locale that is translated from.
#[derive(clap::Args)]
pub(super) struct SourceLocale {
    /// The locale that the others are translated from
    /// [default: as codeword.toml or l10n.toml says, then zh-CN]
    #[arg(long, value_name = "LOCALE")]
    source: Option<String>,
}

impl SourceLocale {
    /// The project in a folder, or in `locales`.
    pub(super) fn project(&self, catalog: Option<PathBuf>) -> Result<Project> {
        let folder = catalog.unwrap_or_else(|| PathBuf::from("locales"));
        Ok(Project::open(folder, self.source.as_deref())?)
    }
}

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

/// How an answer is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Reads one of some values by its name. `--help` lists them with what they mean.
pub(super) fn one_of<T: Copy + Send + Sync + 'static, const N: usize>(
    values: [(T, &'static str, &'static str); N],
) -> impl TypedValueParser<Value = T> {
    let listed = values.map(|(_, name, summary)| PossibleValue::new(name).help(summary));
    PossibleValuesParser::new(listed).try_map(move |text| {
        let found = values.into_iter().find(|(_, name, _)| *name == text);
        found.map(|(value, ..)| value).ok_or("this is not one of them")
    })
}

/// Reads a language tag that can name a locale's folder.
pub(super) fn parse_locale(tag: &str) -> Result<LanguageIdentifier, String> {
    let locale: Option<LanguageIdentifier> = tag.parse().ok();
    // Languages have two or three letters (RFC 5646 §2.2.1).
    let locale = locale.filter(|locale| locale.language.as_str().len() <= 3);
    locale.ok_or_else(|| "this is not a language tag: write one such as ja-JP".to_owned())
}

/// Reads a number of seconds, up to a day.
pub(super) fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "write a number such as 5 or 0.5")?;
    if (0.01..=86_400.0).contains(&seconds) {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err("write a number from 0.01 to 86400".to_owned())
    }
}

/// The language of `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set, as a tag (POSIX.1-2024
/// §8.2). `None` if none is set, or if it names no language.
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
