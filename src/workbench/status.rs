//! How far along the translations are: what is translated, what is missing, what is wrong.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};
use unic_langid::LanguageIdentifier;

use super::check::Report;
use crate::workbench::edit::block::{Block, BlockIndex, ParsedLocale};
use crate::workbench::edit::mark::Marks;
use crate::workbench::project::Project;

/// How far the translation of a locale is.
///
/// Serde writes it as an object with `locale`, `source`, `from`, `messages`, `translated`, `missing`,
/// `untranslated`, `outdated`, `copies`, `findings` and `percent`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocaleStatus {
    locale: LanguageIdentifier,
    from: Option<LanguageIdentifier>,
    messages: usize,
    missing: usize,
    untranslated: usize,
    outdated: usize,
    copies: usize,
    findings: usize,
}

/// How far every locale of a project is, the source first, then by their tags.
///
/// Every message of the locale that one is translated from is counted once. A message that does not parse
/// counts as missing.
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
    let parse = |files| ParsedLocale::new(files, &mut Vec::new());
    let parsed: Vec<(&str, ParsedLocale<'_>)> =
        project.locales.iter().map(|(tag, files)| (&**tag, parse(files))).collect();
    // Once for all locales: each that is translated from one asks for its messages.
    let messages: FxHashMap<&str, Messages<'_, '_>> =
        parsed.iter().map(|(tag, locale)| (*tag, Messages::of(locale))).collect();
    let locales = project.locales.keys().filter_map(|tag| tag.parse().ok());
    let mut locales: Vec<LocaleStatus> =
        locales.map(|locale| of_locale(project, report, locale, &messages)).collect();
    locales.sort_by_key(|status| !status.is_source());
    locales
}

/// The messages and terms of a locale: those that count, in their order, and by their identifiers.
struct Messages<'d, 'p> {
    all: Vec<Block<'d, 'p>>,
    index: BlockIndex<'d, 'p>,
}

impl<'d, 'p> Messages<'d, 'p> {
    fn of(locale: &'d ParsedLocale<'p>) -> Messages<'d, 'p> {
        let index = locale.index();
        Messages { all: locale.blocks().filter(|block| index.counts(block)).collect(), index }
    }
}

fn of_locale(
    project: &Project,
    report: &Report<'_>,
    locale: LanguageIdentifier,
    messages: &FxHashMap<&str, Messages<'_, '_>>,
) -> LocaleStatus {
    let from = project.source_of(&locale).cloned();
    let tag = locale.to_string();
    let findings = || report.findings().iter().filter(|found| found.locale() == Some(&tag));
    let copies = copies(report, &tag);

    let source = from.as_ref().map_or_else(|| tag.clone(), LanguageIdentifier::to_string);
    let wanted = messages.get(&*source).map_or(&[][..], |source| &source.all);

    let findings = findings().count();
    let mut status =
        LocaleStatus { messages: wanted.len(), locale, from, findings, ..LocaleStatus::default() };
    if status.is_source() {
        return status;
    }
    for source in wanted {
        let id = source.definition.id;
        let target = messages.get(&*tag).and_then(|target| target.index.get(id));
        match MessageState::of(source, target, copies.contains(id)) {
            MessageState::Missing => status.missing += 1,
            MessageState::Outdated => status.outdated += 1,
            MessageState::Untranslated => status.untranslated += 1,
            MessageState::Copy => status.copies += 1,
            MessageState::Translated => {}
        }
    }
    status
}

/// How far the translation of one message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MessageState {
    /// It is translated from the text that the source has.
    Translated,
    /// It was translated from another text than the source has now.
    Outdated,
    /// It is marked as not translated yet.
    Untranslated,
    /// The locale does not have it.
    Missing,
    /// It is the source's text, and not marked.
    Copy,
}

impl MessageState {
    /// The state of a message beside its source; `check` knows whether it is a copy.
    pub(crate) fn of(
        source: &Block<'_, '_>,
        target: Option<&Block<'_, '_>>,
        is_copy: bool,
    ) -> MessageState {
        let Some(target) = target else { return MessageState::Missing };
        let marks = Marks::of(target.definition);
        match marks.needs_translation {
            _ if marks.is_outdated_beside(source) => MessageState::Outdated,
            Some(_) => MessageState::Untranslated,
            None if is_copy => MessageState::Copy,
            None => MessageState::Translated,
        }
    }
}

/// The messages of a locale that `check` takes for copies of the source's text.
pub(crate) fn copies<'r>(report: &'r Report<'_>, tag: &str) -> FxHashSet<&'r str> {
    let findings = report.findings().iter().filter(|found| found.locale() == Some(tag));
    let copies = findings.filter(|found| found.rule().name() == "untranslated");
    copies.filter_map(|found| found.id()).collect()
}

impl LocaleStatus {
    /// The locale.
    pub fn locale(&self) -> &LanguageIdentifier {
        &self.locale
    }

    /// Whether all others come from this one.
    pub fn is_source(&self) -> bool {
        self.from.is_none()
    }

    /// The locale that it is translated from; `None` for the one from which all others come.
    pub fn from(&self) -> Option<&LanguageIdentifier> {
        self.from.as_ref()
    }

    /// How many messages and terms the source has.
    pub fn messages(&self) -> usize {
        self.messages
    }

    /// How many of them are translated.
    pub fn translated(&self) -> usize {
        self.messages - self.missing - self.untranslated - self.outdated - self.copies
    }

    /// How many the locale lacks.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// How many are marked as not translated yet.
    pub fn untranslated(&self) -> usize {
        self.untranslated
    }

    /// How many were translated from a text that the source no longer has.
    pub fn outdated(&self) -> usize {
        self.outdated
    }

    /// How many are a copy of the source's text, and not marked.
    pub fn copies(&self) -> usize {
        self.copies
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
        let mut object = serializer.serialize_struct("LocaleStatus", 11)?;
        object.serialize_field("locale", &self.locale.to_string())?;
        object.serialize_field("source", &self.is_source())?;
        object.serialize_field("from", &self.from.as_ref().map(ToString::to_string))?;
        object.serialize_field("messages", &self.messages)?;
        object.serialize_field("translated", &self.translated())?;
        object.serialize_field("missing", &self.missing)?;
        object.serialize_field("untranslated", &self.untranslated)?;
        object.serialize_field("outdated", &self.outdated)?;
        object.serialize_field("copies", &self.copies)?;
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
                "code-1 = 一个\n\ncode-2 = 两个\n\ncode-3 = 三个\n\ncode-4 = 四个\n\ncode-5 = 五\n\ncode-6 = 六\n\ncode-7 = 七\n",
            ),
            (
                "en-US",
                "code-1 = One\n\n# needs translation\ncode-2 = 两个\n\ncode-3 = 三个\n\ncode-4 = {\n\n\
                 # source: 0123abcd\ncode-6 = Six\n\n\
                 # needs translation: the source has changed\n# source: 0123abcd\ncode-7 = Seven\n",
            ),
        ] {
            fs::create_dir(folder.path().join(locale)).unwrap();
            fs::write(folder.path().join(locale).join("errors.ftl"), text).unwrap();
        }
        let project = Project::open(folder.path(), None).unwrap();
        let report = check::check(&project);
        let [source, english] = &status(&project, &report)[..] else { panic!() };
        assert!(source.is_source() && source.percent() == 100.0);
        assert_eq!((english.messages(), english.translated(), english.missing()), (7, 1, 2));
        assert_eq!((english.untranslated(), english.outdated(), english.copies()), (1, 2, 1));
        assert_eq!(english.percent().floor(), 14.0);
        assert!(english.findings() >= 3);
    }
}
