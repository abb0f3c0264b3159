//! How far along the translations are: what is translated, what is missing, what is wrong.

use rustc_hash::FxHashSet;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};
use unic_langid::LanguageIdentifier;

use super::check::Report;
use crate::workbench::edit::block::ParsedLocale;
use crate::workbench::edit::mark::Marks;
use crate::workbench::project::Project;

/// How far the translation of a locale is.
///
/// Serde writes it as an object with `locale`, `source`, `messages`, `translated`, `missing`,
/// `untranslated`, `findings` and `percent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleStatus {
    locale: LanguageIdentifier,
    is_source: bool,
    messages: usize,
    missing: usize,
    untranslated: usize,
    findings: usize,
}

/// How far every locale of a project is, the source first, then by their tags.
///
/// A message that does not parse counts as missing.
///
/// # Example
///
/// ```
/// use codeword::workbench::{Project, check, status};
///
/// let project = Project::open("locales", None)?;
/// let report = check::check(&project);
/// let locales = status::status(&project, &report);
///
/// assert!(locales[0].is_source());
/// let english = &locales[1];
/// assert_eq!((english.locale().to_string(), english.percent()), ("en-US".to_owned(), 100.0));
/// # Ok::<(), codeword::Error>(())
/// ```
pub fn status(project: &Project, report: &Report<'_>) -> Vec<LocaleStatus> {
    // `check` reports what does not parse.
    let source = ParsedLocale::new(project.source_files(), &mut Vec::new());
    let wanted: FxHashSet<&str> = source.blocks().map(|block| block.definition.id).collect();
    let locales = project.locales.iter().filter_map(|(tag, files)| {
        let locale: LanguageIdentifier = tag.parse().ok()?;
        let target = ParsedLocale::new(files, &mut Vec::new());
        let index = target.index();
        let of_locale = || report.findings().iter().filter(|found| found.locale() == Some(tag));
        let is_source = locale == project.source;
        let copies: FxHashSet<&str> = of_locale()
            .filter(|found| found.rule().name() == "untranslated")
            .filter_map(|found| found.id())
            .collect();
        let is_untranslated = |id: &&&str| {
            let marked =
                |id| Some(Marks::of(index.get(id)?.definition).needs_translation.is_some());
            copies.contains(**id) || marked(id) == Some(true)
        };
        Some(LocaleStatus {
            locale,
            is_source,
            messages: wanted.len(),
            missing: wanted.iter().filter(|id| !index.has(id)).count(),
            untranslated: match is_source {
                true => 0,
                false => wanted.iter().filter(|id| index.has(id)).filter(is_untranslated).count(),
            },
            findings: of_locale().count(),
        })
    });
    let mut locales: Vec<LocaleStatus> = locales.collect();
    locales.sort_by_key(|status| !status.is_source);
    locales
}

impl LocaleStatus {
    /// The locale.
    pub fn locale(&self) -> &LanguageIdentifier {
        &self.locale
    }

    /// Whether the others are translated from this one.
    pub fn is_source(&self) -> bool {
        self.is_source
    }

    /// How many messages and terms the source has.
    pub fn messages(&self) -> usize {
        self.messages
    }

    /// How many of them are translated.
    pub fn translated(&self) -> usize {
        self.messages - self.missing - self.untranslated
    }

    /// How many the locale lacks.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// How many are there and need translation: they are marked, or a copy of the source's text.
    pub fn untranslated(&self) -> usize {
        self.untranslated
    }

    /// How much `check` finds in its files.
    pub fn findings(&self) -> usize {
        self.findings
    }

    /// How much is translated, from 0 to 100.
    pub fn percent(&self) -> f64 {
        match self.messages {
            0 => 100.0,
            messages => self.translated() as f64 * 100.0 / messages as f64,
        }
    }
}

impl Serialize for LocaleStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("LocaleStatus", 8)?;
        object.serialize_field("locale", &self.locale.to_string())?;
        object.serialize_field("source", &self.is_source)?;
        object.serialize_field("messages", &self.messages)?;
        object.serialize_field("translated", &self.translated())?;
        object.serialize_field("missing", &self.missing)?;
        object.serialize_field("untranslated", &self.untranslated)?;
        object.serialize_field("findings", &self.findings)?;
        object.serialize_field("percent", &self.percent())?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workbench::check;

    #[test]
    fn every_message_is_counted_once() {
        let folder = tempfile::tempdir().unwrap();
        for (locale, text) in [
            (
                "zh-CN",
                "code-1 = 一个\n\ncode-2 = 两个\n\ncode-3 = 三个\n\ncode-4 = 四个\n\ncode-5 = 五\n",
            ),
            (
                "en-US",
                "code-1 = One\n\n# needs translation\ncode-2 = 两个\n\ncode-3 = 三个\n\ncode-4 = {\n",
            ),
        ] {
            fs::create_dir(folder.path().join(locale)).unwrap();
            fs::write(folder.path().join(locale).join("errors.ftl"), text).unwrap();
        }
        let project = Project::open(folder.path(), None).unwrap();
        let report = check::check(&project);
        let [source, english] = &status(&project, &report)[..] else { panic!() };
        assert!(source.is_source() && source.percent() == 100.0);
        let counts =
            [english.messages(), english.translated(), english.missing(), english.untranslated()];
        assert_eq!(counts, [5, 1, 2, 2]);
        assert_eq!(english.percent(), 20.0);
        assert!(english.findings() >= 3);
    }
}
