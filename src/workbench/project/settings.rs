//! [`ProjectSettings`]: source locales and allowed rules, as `codeword.toml` or Mozilla's `l10n.toml` says
//! them.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;
use unic_langid::LanguageIdentifier;

use super::beside::{Unsaved, read_beside};
use crate::error::Position;
use crate::settings::{CatalogTable, Settings, TomlFile};
use crate::{Diagnostic, Error, canonical_tag};

/// The file of a project's own settings.
pub(super) const SETTINGS_FILE: &str = "codeword.toml";

/// The file that compare-locales and Pontoon read.
pub(super) const MOZILLA_FILE: &str = "l10n.toml";

/// What the files say about the project.
#[derive(Default)]
pub(crate) struct ProjectSettings {
    /// The locale that the others are translated from.
    pub(crate) source: Option<NamedLocale>,
    /// The locales that are translated from another one, each with that one.
    pub(crate) sources: Vec<(NamedLocale, NamedLocale)>,
    /// The locales that there are to be.
    pub(crate) locales: Vec<LanguageIdentifier>,
    /// The file, and the rules that it turns off, each with its place.
    pub(crate) allowed: Option<(PathBuf, Vec<Allowed>)>,
}

/// A locale that a file names, and where it does.
pub(crate) struct NamedLocale {
    pub(crate) locale: LanguageIdentifier,
    file: PathBuf,
    position: Position,
}

/// The name of a rule that is turned off for the project.
pub(crate) struct Allowed {
    pub(crate) rule: String,
    pub(crate) position: Position,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct MozillaFile {
    /// The folder that the paths begin at.
    basepath: Option<String>,
    locales: Vec<String>,
    paths: Vec<MozillaPath>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct MozillaPath {
    reference: Option<Spanned<String>>,
    l10n: Option<String>,
    locales: Vec<String>,
}

impl ProjectSettings {
    /// Reads the settings that stand in a catalog's folder or in the folder around it.
    pub(super) fn read(folder: &Path, unsaved: Unsaved<'_>) -> Result<ProjectSettings, Error> {
        let mut settings = ProjectSettings::default();
        if let Some(file) = find(folder, SETTINGS_FILE, unsaved)? {
            let Settings { catalog, check, .. } = file.parse()?;
            let CatalogTable { source, sources } = catalog;
            settings.source = source.map(|tag| NamedLocale::read(tag, &file)).transpose()?;
            for (locale, source) in sources {
                let source = NamedLocale::read(source, &file)?;
                settings.sources.push((NamedLocale::read(locale, &file)?, source));
            }
            let allowed = check.allow.into_iter().map(|rule| {
                let position = file.position(rule.span());
                Allowed { rule: rule.into_inner(), position }
            });
            settings.allowed = Some((file.path().to_path_buf(), allowed.collect()));
        }
        if let Some(file) = find(folder, MOZILLA_FILE, unsaved)? {
            let MozillaFile { locales, paths, .. } = file.parse()?;
            if settings.source.is_none() {
                settings.source = paths.iter().find_map(|path| {
                    let reference = path.reference.as_ref()?;
                    let locale = reference.get_ref().split('/').find_map(locale_folder)?;
                    Some(NamedLocale::new(locale, reference.span(), &file))
                });
            }
            // What is not a tag here, such as Mozilla's `ja-JP-mac`, is not one of this catalog's locales.
            let tags = locales.iter().chain(paths.iter().flat_map(|path| &path.locales));
            settings.locales = tags.filter_map(|tag| tag.parse().ok()).collect();
        }
        Ok(settings)
    }
}

impl NamedLocale {
    fn new(locale: LanguageIdentifier, span: Range<usize>, file: &TomlFile) -> NamedLocale {
        NamedLocale { locale, file: file.path().to_path_buf(), position: file.position(span) }
    }

    fn read(tag: Spanned<String>, file: &TomlFile) -> Result<NamedLocale, Error> {
        let (span, tag) = (tag.span(), tag.into_inner());
        match canonical_tag(&tag) {
            Some(locale) => Ok(NamedLocale::new(locale, span, file)),
            None => {
                let text = format!("`{tag}` is not a language tag: write one such as `en-US`");
                Err(file.error(span, text))
            }
        }
    }

    /// That something is wrong where the locale is named.
    pub(crate) fn diagnostic(&self, text: impl Into<String>) -> Diagnostic {
        Diagnostic::at(&self.file.display().to_string(), self.position, text)
    }
}

/// The locale that a folder is named after: a tag of several parts, such as `zh-CN`, or a language of two
/// letters.
pub(super) fn locale_folder(name: &str) -> Option<LanguageIdentifier> {
    let language: LanguageIdentifier = name.parse().ok()?;
    (name.contains('-') || name.len() == 2).then_some(language)
}

/// The folder whose sub-folders are locales, by the `l10n.toml` of a folder; `None` if there is no such
/// file, `Some(None)` if it names none.
pub(super) fn catalog_folder(folder: &Path) -> Result<Option<Option<PathBuf>>, Error> {
    let Some(file) = TomlFile::read_if_present(&folder.join(MOZILLA_FILE))? else {
        return Ok(None);
    };
    let MozillaFile { basepath, paths, .. } = file.parse()?;
    let start = folder.join(basepath.as_deref().filter(|path| *path != ".").unwrap_or_default());
    let mut paths = paths.iter().filter_map(|path| path.l10n.as_deref()?.split_once("{locale}"));
    Ok(Some(paths.next().map(|(before, _)| start.join(before.trim_end_matches('/')))))
}

/// A file of a folder, or of the folder around it.
pub(super) fn find(
    folder: &Path,
    name: &str,
    unsaved: Unsaved<'_>,
) -> Result<Option<TomlFile>, Error> {
    match read_beside(&folder.join(name), unsaved)? {
        Some(file) => Ok(Some(file)),
        None => read_beside(&around(folder).join(name), unsaved),
    }
}

/// The folder around a folder.
pub(super) fn around(folder: &Path) -> PathBuf {
    match folder.parent() {
        Some(parent) => parent.to_path_buf(),
        None => folder.join(".."),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::beside::SAVED;
    use super::*;

    fn source(files: &[(&str, &str)]) -> Result<Option<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let locales = folder.path().join("locales");
        fs::create_dir(&locales).unwrap();
        match ProjectSettings::read(&locales, SAVED) {
            Ok(settings) => Ok(settings.source.map(|source| source.locale.to_string())),
            Err(error) => {
                let text = error.to_string();
                Err(text.rsplit_once('/').map_or(text.clone(), |(_, end)| end.to_owned()))
            }
        }
    }

    #[test]
    fn the_source_locale_is_where_people_write_it() {
        let l10n = "basepath = \".\"\nlocales = [\"en-US\"]\n[[paths]]\n  reference = \"locales/zh-CN/*.ftl\"\n  l10n = \"locales/{locale}/*.ftl\"\n";
        let own = "[catalog]\nsource = \"de\"\n[response]\ndetail = \"keep\"\n";
        assert_eq!(source(&[]), Ok(None));
        assert_eq!(source(&[("l10n.toml", l10n)]), Ok(Some("zh-CN".to_owned())));
        assert_eq!(
            source(&[("l10n.toml", l10n), ("codeword.toml", own)]),
            Ok(Some("de".to_owned()))
        );
    }

    #[test]
    fn a_mistake_has_its_place() {
        let error = source(&[("codeword.toml", "[check]\nallows = []\n")]).unwrap_err();
        assert_eq!(error, "codeword.toml:2:1: unknown field `allows`, expected `allow`");
        let error = source(&[("codeword.toml", "[catalog]\nsource = \"chinese!\"\n")]).unwrap_err();
        assert!(
            error.starts_with("codeword.toml:2:10: `chinese!` is not a language tag"),
            "{error}"
        );
        let error = source(&[("codeword.toml", "[proxy]\nlisten = 1\n")]).unwrap_err();
        assert!(error.starts_with("codeword.toml:1:2: unknown field `proxy`"), "{error}");
    }
}
