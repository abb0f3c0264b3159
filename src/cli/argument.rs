//! Arguments that several commands take, and what their texts are read as.

use std::time::Duration;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use codeword::{LanguageIdentifier, Preference};

use super::completion;
use super::output::Result;

/// Who reads the messages.
#[derive(clap::Args)]
pub(super) struct ReaderArguments {
    /// The reader's language: a tag, or an Accept-Language header such as 'fr, zh-CN;q=0.8'
    /// [default: LC_ALL, LC_MESSAGES or LANG, then en-US]
    #[arg(long, value_name = "LOCALE", add = completion::locales())]
    locale: Option<String>,
}

impl ReaderArguments {
    pub(super) fn preference(&self) -> &str {
        reader(self.locale.as_deref())
    }
}

/// What the reader wants: as is said, or else as the environment says.
pub(super) fn reader(said: Option<&str>) -> &str {
    match (said, Preference::from_env()) {
        (Some(header), _) | (None, Some(Preference::Header(header))) => header,
        (None, _) => "en-US",
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
