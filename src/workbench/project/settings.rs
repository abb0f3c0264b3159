//! What a project says about itself: `codeword.toml`, and `l10n.toml` as Mozilla's tools read it.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use unic_langid::LanguageIdentifier;

use crate::error::Position;
use crate::fluent::document::position;
use crate::{Diagnostic, Error};

/// The file of a project's own settings.
const SETTINGS_FILE: &str = "codeword.toml";

/// The file that compare-locales and Pontoon read.
const MOZILLA_FILE: &str = "l10n.toml";

/// What `codeword.toml` says. Tables that others own are passed over.
#[derive(Default)]
pub(crate) struct Settings {
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
struct SettingsFile {
    #[serde(default)]
    catalog: CatalogTable,
    #[serde(default)]
    check: CheckTable,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogTable {
    source: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckTable {
    #[serde(default)]
    allow: Vec<Spanned<String>>,
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

impl Settings {
    /// Reads the settings that stand in a catalog's folder or in the folder around it.
    pub(crate) fn read(folder: &Path) -> Result<Settings, Error> {
        let mut settings = Settings::default();
        if let Some((path, text)) = find(folder, SETTINGS_FILE)? {
            let file: SettingsFile = parse(&path, &text)?;
            settings.source = match file.catalog.source {
                Some(tag) => Some(tag.parse().map_err(|_| {
                    let text =
                        format!("source `{tag}` is no language tag: write one such as `en-US`");
                    Error::catalog(vec![Diagnostic::of_file(path.display().to_string(), text)])
                })?),
                None => None,
            };
            let allowed = file.check.allow.into_iter().map(|rule| {
                let position = position(&text, rule.span().start);
                Allowed { rule: rule.into_inner(), position }
            });
            settings.allowed = Some((path, allowed.collect()));
        }
        if settings.source.is_none()
            && let Some((path, text)) = find(folder, MOZILLA_FILE)?
        {
            let file: MozillaFile = parse(&path, &text)?;
            let references = file.paths.iter().filter_map(|path| path.reference.as_deref());
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

/// The text of a file in a folder, or in the folder around it.
fn find(folder: &Path, name: &str) -> Result<Option<(PathBuf, String)>, Error> {
    let around = match folder.parent() {
        Some(parent) => parent.to_path_buf(),
        None => folder.join(".."),
    };
    for path in [folder.join(name), around.join(name)] {
        match fs::read_to_string(&path) {
            Ok(text) => return Ok(Some((path, text))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                let text = format!("this file cannot be read: {error}");
                let diagnostic = Diagnostic::of_file(path.display().to_string(), text);
                return Err(Error::catalog(vec![diagnostic]));
            }
        }
    }
    Ok(None)
}

/// Reads a TOML file; an error says where in it.
pub(crate) fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let path = path.display().to_string();
        Error::catalog(vec![Diagnostic::at(&path, position(text, start), error.message())])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(files: &[(&str, &str)]) -> Result<Option<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let locales = folder.path().join("locales");
        fs::create_dir(&locales).unwrap();
        match Settings::read(&locales) {
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
        let own = "[catalog]\nsource = \"de\"\n[proxy]\nlisten = 1\n";
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
        assert!(error.contains("`chinese!` is no language tag"), "{error}");
    }
}
