//! A project's source locale and allowed rules, from `codeword.toml` or Mozilla's `l10n.toml`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use unic_langid::LanguageIdentifier;

use crate::Error;
use crate::error::Position;
use crate::settings::{Settings, TomlFile};

/// The file of a project's own settings.
const SETTINGS_FILE: &str = "codeword.toml";

/// The file that compare-locales and Pontoon read.
const MOZILLA_FILE: &str = "l10n.toml";

/// What the files say about the project.
#[derive(Default)]
pub(crate) struct ProjectSettings {
    /// The locale that the others are translated from.
    pub(crate) source: Option<LanguageIdentifier>,
    /// The file, and the rules that it turns off, each with its place.
    pub(crate) allowed: Option<(PathBuf, Vec<Allowed>)>,
}

/// The name of a rule that is turned off for the project.
pub(crate) struct Allowed {
    pub(crate) rule: String,
    pub(crate) position: Position,
}

#[derive(Deserialize)]
struct MozillaFile {
    #[serde(default)]
    paths: Vec<MozillaPath>,
}

#[derive(Deserialize)]
struct MozillaPath {
    reference: Option<String>,
}

impl ProjectSettings {
    /// Reads the settings that stand in a catalog's folder or in the folder around it.
    pub(crate) fn read(folder: &Path) -> Result<ProjectSettings, Error> {
        let mut settings = ProjectSettings::default();
        if let Some(file) = find(folder, SETTINGS_FILE)? {
            let Settings { catalog, check, .. } = file.parse()?;
            if let Some(tag) = catalog.source {
                let (span, tag) = (tag.span(), tag.into_inner());
                settings.source = Some(tag.parse().map_err(|_| {
                    let text =
                        format!("source `{tag}` is not a language tag: write one such as `en-US`");
                    file.error(span, text)
                })?);
            }
            let allowed = check.allow.into_iter().map(|rule| {
                let position = file.position(rule.span());
                Allowed { rule: rule.into_inner(), position }
            });
            settings.allowed = Some((file.path().to_path_buf(), allowed.collect()));
        }
        if settings.source.is_none()
            && let Some(file) = find(folder, MOZILLA_FILE)?
        {
            let MozillaFile { paths } = file.parse()?;
            let references = paths.iter().filter_map(|path| path.reference.as_deref());
            settings.source = references.flat_map(|path| path.split('/')).find_map(locale_folder);
        }
        Ok(settings)
    }
}

/// `zh-CN` in `locales/zh-CN/*.ftl`: the first folder whose name is a tag with a region or script, or
/// a language of two letters.
fn locale_folder(name: &str) -> Option<LanguageIdentifier> {
    let language: LanguageIdentifier = name.parse().ok()?;
    (name.contains('-') || name.len() == 2).then_some(language)
}

/// A file of a folder, or of the folder around it.
fn find(folder: &Path, name: &str) -> Result<Option<TomlFile>, Error> {
    let around = match folder.parent() {
        Some(parent) => parent.to_path_buf(),
        None => folder.join(".."),
    };
    match TomlFile::read_if_present(&folder.join(name))? {
        Some(file) => Ok(Some(file)),
        None => TomlFile::read_if_present(&around.join(name)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn source(files: &[(&str, &str)]) -> Result<Option<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let locales = folder.path().join("locales");
        fs::create_dir(&locales).unwrap();
        match ProjectSettings::read(&locales) {
            Ok(settings) => Ok(settings.source.map(|source| source.to_string())),
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
            error.starts_with("codeword.toml:2:10: source `chinese!` is not a language tag"),
            "{error}"
        );
        let error = source(&[("codeword.toml", "[proxy]\nlisten = 1\n")]).unwrap_err();
        assert!(error.starts_with("codeword.toml:1:2: unknown field `proxy`"), "{error}");
    }
}
