//! [`import`]: into a catalog, out of another format.

use unic_langid::LanguageIdentifier;

use super::ExchangeFile;
use super::plan::Plan;
use super::sheet::{Language, Remark};
use super::stale::{self, Stale};
use super::tag::{locale_in_name, name_pieces};
use super::translation::Translations;
use crate::workbench::edit::FileChange;
use crate::workbench::edit::block::{BlockIndex, ParsedLocale};
use crate::workbench::edit::mozilla;
use crate::workbench::project::Project;
use crate::{Diagnostic, Error};

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Import {
    /// The files that change; none if the catalog has these texts.
    pub changes: Vec<FileChange>,
    /// How many messages the file has texts for.
    pub messages: usize,
    /// The names of the texts that were empty, and so passed over.
    pub empty: Vec<String>,
    /// What else was passed over, and why.
    pub passed_over: Vec<Diagnostic>,
    /// Texts that were taken, and still have what looks like a placeholder.
    pub doubts: Vec<Diagnostic>,
    /// Texts that were taken, and are translated from another text than the source of today.
    pub stale: Vec<Stale>,
}

/// What would bring the texts of a file into a locale.
///
/// Texts that differ are replaced, and messages that the locale lacks are added, with the source's
/// comments. A message that gets another text is no longer marked `# needs translation`, unless the file
/// says that it still needs it, or has another source beside it than the catalog; where the file says
/// that it is translated, the mark goes in any case. A new locale is named in `l10n.toml`, as by
/// [`sync::add`](crate::workbench::sync::add).
///
/// # Errors
///
/// [`Error::is_exchange_file`], with a place in the imported file for every name that is not a code, name
/// that stands there twice with two texts, and text that should be Fluent source and is not;
/// [`Error::is_unknown_locale`] if the file has several languages, and not this one;
/// [`Error::is_catalog`], with a place in the catalog, if one of its files has a syntax error;
/// [`Error::is_invalid_settings`] if `l10n.toml` has one.
pub fn import(
    project: &Project,
    file: &ExchangeFile,
    locale: &LanguageIdentifier,
) -> Result<Import, Error> {
    let (source, target) = ParsedLocale::with_source(project, locale)?;
    let (present, sources) = (target.index(), source.index());
    let language = language(file, locale)?;
    let mut found = translations(file, language, locale, &present)?;
    let source_locale = project.source_of(locale).unwrap_or(locale);
    let beside = stale::sources(file, language, source_locale);
    let stale =
        beside.map(|beside| stale::compare(file, (beside, source_locale), &sources, &mut found));
    let plan =
        Plan { locale, sources, source: &source, present, target: &target, translations: &found };
    let mut changes = plan.changes(project);
    if project.files(locale).is_empty() && !changes.is_empty() {
        changes.extend(mozilla::name_locale(project, locale)?);
    }
    Ok(Import {
        changes,
        messages: found.all.len(),
        empty: found.empty,
        passed_over: file.diagnostics(found.passed_over),
        doubts: file.diagnostics(found.doubts),
        stale: stale.unwrap_or_default(),
    })
}

/// The locales of a file's texts: those that it names itself, but for the one that they are translated
/// from, or the one in its name: `active.zh-CN.toml`, `messages_zh_CN.properties`, `en.json` if there is
/// one English locale.
///
/// # Errors
///
/// [`Error::is_unknown_locale`] if neither names one.
pub fn locales_of(
    project: &Project,
    file: &ExchangeFile,
) -> Result<Vec<LanguageIdentifier>, Error> {
    let texts = file.sheet.languages.iter().filter(|language| !language.is_source);
    let named = texts.filter_map(Language::locale);
    let named: Vec<LanguageIdentifier> =
        named.map(|locale| known(project, &locale).unwrap_or(locale)).collect();
    if !named.is_empty() {
        return Ok(named);
    }
    let found = name_pieces(&file.path).find_map(|piece| known(project, &piece.parse().ok()?));
    found.or_else(|| locale_in_name(&file.path)).map(|locale| vec![locale]).ok_or_else(|| {
        let text = "the file does not say which locale this is: say it with --locale";
        Error::unknown_locale(vec![Diagnostic::of_file(&*file.path, text)])
    })
}

/// The locale of a project that a file names, or the only one of its language.
fn known(project: &Project, language: &LanguageIdentifier) -> Option<LanguageIdentifier> {
    let locales = project.locales.keys().filter_map(|tag| tag.parse::<LanguageIdentifier>().ok());
    let locales: Vec<LanguageIdentifier> = locales.collect();
    if locales.contains(language) {
        return Some(language.clone());
    }
    let is_bare = language.script.is_none() && language.region.is_none();
    let mut same = locales.into_iter().filter(|locale| locale.language == language.language);
    same.next().filter(|_| is_bare && same.next().is_none())
}

/// The Fluent source of a file's texts in a language, for a catalog that has none yet, and what there is
/// to say of them.
pub(crate) fn to_fluent(
    file: &ExchangeFile,
    locale: &LanguageIdentifier,
) -> Result<(String, Import), Error> {
    let language = language(file, locale)?;
    let found = translations(file, language, locale, &ParsedLocale::default().index())?;
    let entries: Vec<String> =
        found.all.iter().map(|translation| translation.entry() + "\n").collect();
    let import = Import {
        messages: found.all.len(),
        empty: found.empty,
        passed_over: file.diagnostics(found.passed_over),
        doubts: file.diagnostics(found.doubts),
        ..Import::default()
    };
    Ok((entries.join("\n"), import))
}

/// The texts of a locale.
fn language<'f>(
    file: &'f ExchangeFile,
    locale: &LanguageIdentifier,
) -> Result<&'f Language, Error> {
    file.language(locale).ok_or_else(|| {
        let tags = file.sheet.languages.iter().filter_map(|language| language.tag.as_deref());
        let tags = tags.collect::<Vec<_>>().join(", ");
        let text = match &*tags {
            "" => "the file has no texts".to_owned(),
            tags => format!("the file has no texts for `{locale}`, but for {tags}"),
        };
        Error::unknown_locale(vec![Diagnostic::of_file(&*file.path, text)])
    })
}

/// What a file says about each message.
fn translations(
    file: &ExchangeFile,
    language: &Language,
    locale: &LanguageIdentifier,
    present: &BlockIndex<'_, '_>,
) -> Result<Translations, Error> {
    let found =
        language.translations(&file.reading(locale)).map_err(|errors| file.error(errors))?;
    // Fluent does not allow a term without a text.
    let lacking = found.all.iter().filter(|translation| {
        let id = &translation.id;
        id.starts_with('-') && translation.value.is_none() && !present.has(id)
    });
    let errors = lacking.map(|translation| {
        let text = format!("the term `{}` has no text of its own", translation.id);
        Remark::new(translation.offset, text)
    });
    let errors: Vec<Remark> = errors.collect();
    if errors.is_empty() { Ok(found) } else { Err(file.error(errors)) }
}
