//! [`Sources`]: which locale each of the others is translated from.

use std::collections::BTreeMap;
use std::path::Path;

use unic_langid::LanguageIdentifier;

use super::settings::{NamedLocale, ProjectSettings};
use crate::{Diagnostic, Error};

/// The locale that others are translated from, where nobody says another.
const DEFAULT_SOURCE: &str = "zh-CN";

/// The source of the project, and the locales that are translated from another one. No locale is
/// translated from itself, be it by way of others.
pub(crate) struct Sources {
    project: LanguageIdentifier,
    of_locales: BTreeMap<String, LanguageIdentifier>,
}

impl Sources {
    /// What was asked for, which goes for all locales; else what the settings say; else `zh-CN`.
    ///
    /// # Errors
    ///
    /// [`Error::is_unknown_locale`] if a source is not one of the project's locales;
    /// [`Error::is_invalid_settings`] if a locale would be translated from itself, or stands there twice.
    pub(super) fn new<T>(
        asked: Option<&str>,
        settings: &ProjectSettings,
        locales: &BTreeMap<String, T>,
        folder: &Path,
    ) -> Result<Sources, Error> {
        let there_are = || match locales.len() {
            0 => String::new(),
            _ => format!(" (there are {})", locales.keys().cloned().collect::<Vec<_>>().join(", ")),
        };
        let is_there = |locale: &LanguageIdentifier| {
            locales.is_empty() || locales.contains_key(&locale.to_string())
        };
        let lacking = |named: &NamedLocale| {
            let text = format!(
                "no file is in the source locale `{}`: name a locale that has files{}",
                named.locale,
                there_are()
            );
            Error::unknown_locale(vec![named.diagnostic(text)])
        };
        let fail = |text| {
            let diagnostic = Diagnostic::of_file(folder.display().to_string(), text);
            Error::unknown_locale(vec![diagnostic])
        };
        let project = match (asked, &settings.source) {
            (None, Some(named)) if is_there(&named.locale) => named.locale.clone(),
            (None, Some(named)) => return Err(lacking(named)),
            (tag, _) => {
                let tag = tag.unwrap_or(DEFAULT_SOURCE);
                let Ok(source) = tag.parse::<LanguageIdentifier>() else {
                    return Err(fail(format!(
                        "the source `{tag}` is not a language tag: write one such as `en-US`"
                    )));
                };
                if !is_there(&source) {
                    return Err(fail(format!(
                        "no file is in the source locale `{source}`: choose one with --source, or in \
                         codeword.toml{}",
                        there_are()
                    )));
                }
                source
            }
        };
        let mut sources = Sources { project, of_locales: BTreeMap::new() };
        if asked.is_some() {
            return Ok(sources);
        }
        for (locale, source) in &settings.sources {
            if !is_there(&source.locale) {
                return Err(lacking(source));
            }
            let tag = locale.locale.to_string();
            if sources.of_locales.insert(tag, source.locale.clone()).is_some() {
                let text = format!("`{}` has a source already: take one out", locale.locale);
                return Err(Error::invalid_settings(locale.diagnostic(text)));
            }
        }
        for (locale, source) in &settings.sources {
            if let Some(circle) = sources.circle(&locale.locale) {
                let text = format!(
                    "`{}` would be translated from itself ({circle}): name another source",
                    locale.locale
                );
                return Err(Error::invalid_settings(source.diagnostic(text)));
            }
        }
        Ok(sources)
    }

    /// The locale from which all others come.
    pub(crate) fn project(&self) -> &LanguageIdentifier {
        &self.project
    }

    /// The locale that one is translated from; `None` if all others come from it.
    pub(crate) fn of(&self, locale: &LanguageIdentifier) -> Option<&LanguageIdentifier> {
        let own = self.of_locales.get(&locale.to_string());
        own.or(Some(&self.project).filter(|project| *project != locale))
    }

    /// How many others a locale is away from the one from which all come.
    pub(super) fn distance(&self, locale: &LanguageIdentifier) -> usize {
        std::iter::successors(self.of(locale), |source| self.of(source)).count()
    }

    /// The way from a locale by its source, that one's source and so on, if it leads back.
    fn circle(&self, locale: &LanguageIdentifier) -> Option<String> {
        let mut way = vec![locale];
        while let Some(source) = self.of(way.last()?) {
            let is_back = source == locale;
            let is_circle_of_others = !is_back && way.contains(&source);
            way.push(source);
            if is_circle_of_others {
                return None;
            }
            if is_back {
                let tags: Vec<String> = way.iter().map(ToString::to_string).collect();
                return Some(tags.join(" ← "));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// What each locale is translated from, or the error without its folder.
    fn sources(settings: &str, asked: Option<&str>) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("codeword.toml"), settings).unwrap();
        let settings =
            ProjectSettings::read(folder.path(), &|_| None).map_err(|error| last(&error))?;
        let tags = ["de-DE", "en-US", "ja-JP", "zh-CN"];
        let locales = tags.map(|tag| (tag.to_owned(), ())).into();
        let sources = Sources::new(asked, &settings, &locales, Path::new("/locales"));
        let sources = sources.map_err(|error| last(&error))?;
        let of = |tag: &&str| {
            let source = sources.of(&tag.parse().unwrap());
            source.map_or("-".to_owned(), ToString::to_string)
        };
        Ok(tags.iter().map(of).collect::<Vec<_>>().join(" "))
    }

    fn last(error: &Error) -> String {
        let text = error.to_string();
        text.rsplit_once('/').map_or(text.clone(), |(_, end)| end.to_owned())
    }

    #[test]
    fn a_locale_can_have_a_source_of_its_own() {
        for (settings, asked, expected) in [
            ("", None, "zh-CN zh-CN zh-CN -"),
            ("[catalog]\nsource = 'en-US'", None, "en-US - en-US en-US"),
            ("[catalog.sources]\nja-JP = 'en-US'", None, "zh-CN zh-CN en-US -"),
            // As a locale's folder may be spelled.
            ("[catalog]\nsources.ja_jp = 'en_us'", None, "zh-CN zh-CN en-US -"),
            ("[catalog.sources]\nja-JP = 'en-US'\nde-DE = 'ja-JP'", None, "ja-JP zh-CN en-US -"),
            // A locale that is still to be added.
            ("[catalog.sources]\nko-KR = 'en-US'", None, "zh-CN zh-CN zh-CN -"),
            // Whoever asks for a source means it for all.
            ("[catalog.sources]\nja-JP = 'en-US'", Some("ja-JP"), "ja-JP ja-JP - ja-JP"),
        ] {
            assert_eq!(sources(settings, asked).as_deref(), Ok(expected), "{settings}");
        }
    }

    #[test]
    fn a_source_that_cannot_be_is_an_error_with_its_place() {
        let there_are = "name a locale that has files (there are de-DE, en-US, ja-JP, zh-CN)";
        let lacking =
            format!("codeword.toml:2:9: no file is in the source locale `fr-FR`: {there_are}");
        for (settings, expected) in [
            ("[catalog.sources]\nja-JP = 'fr-FR'", &*lacking),
            ("[catalog]\nsource= 'fr-FR'", &lacking),
            (
                "[catalog.sources]\nja-JP = 'ja-JP'",
                "codeword.toml:2:9: `ja-JP` would be translated from itself (ja-JP ← ja-JP): name \
                 another source",
            ),
            (
                "[catalog.sources]\nde-DE = 'en-US'\nen-US = 'ja-JP'\nja-JP = 'en-US'",
                "codeword.toml:3:9: `en-US` would be translated from itself (en-US ← ja-JP ← en-US): \
                 name another source",
            ),
            // From the source of the project come all that have none of their own.
            (
                "[catalog.sources]\nzh-CN = 'en-US'",
                "codeword.toml:2:9: `zh-CN` would be translated from itself (zh-CN ← en-US ← zh-CN): \
                 name another source",
            ),
            (
                "[catalog.sources]\nja-JP = 'en-US'\nja_jp = 'de-DE'",
                "codeword.toml:3:1: `ja-JP` has a source already: take one out",
            ),
            ("[catalog.sources]\njapanese! = 'en-US'", "codeword.toml:2:9: "),
            (
                "[catalog.sources]\n'japanese!' = 'en-US'",
                "codeword.toml:2:1: `japanese!` is not a language tag: write one such as `en-US`",
            ),
            (
                "[catalog.sources]\nja-JP = 'english!'",
                "codeword.toml:2:9: `english!` is not a language tag: write one such as `en-US`",
            ),
            ("[catalog.sources]\nja-JP = 7", "codeword.toml:2:9: invalid type: integer `7`"),
        ] {
            let error = sources(settings, None).unwrap_err();
            assert!(error.starts_with(expected), "{settings}\n{error}");
        }
    }
}
