//! [`Project`]: a catalog as it lies on the disk, a folder with its locales and their files.

mod glossary;
mod settings;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use unic_langid::LanguageIdentifier;

use crate::fluent::file::{decode, read_bytes};
use crate::fluent::source::{FOLDER_DEPTH, locale_of, no_file_in, walk};
use crate::{Diagnostic, Error};

pub(crate) use glossary::{Glossary, Term};
pub(crate) use settings::ProjectSettings;

/// The locale that others are translated from, where nobody says another.
const DEFAULT_SOURCE: &str = "zh-CN";

/// A catalog's folder: its locales, their files, and what is said about them.
///
/// # Example
///
/// ```
/// use codeword::workbench::Project;
///
/// let project = Project::open("locales", None)?;
/// assert_eq!(project.source_locale().to_string(), "zh-CN");
/// # Ok::<(), codeword::Error>(())
/// ```
pub struct Project {
    pub(crate) folder: PathBuf,
    pub(crate) source: LanguageIdentifier,
    /// The files of each locale, in the order of the tags, and of their paths within one.
    pub(crate) locales: BTreeMap<String, Vec<File>>,
    /// What stands in the folder and belongs to no locale.
    pub(crate) strays: Vec<Diagnostic>,
    pub(crate) settings: ProjectSettings,
    pub(crate) glossary: Glossary,
}

/// One file of a locale.
pub(crate) struct File {
    /// The path as people write it.
    pub(crate) path: String,
    /// The path below the locale, by which files of two locales belong together.
    pub(crate) name: String,
    pub(crate) text: String,
    /// The offsets where U+FFFD stands in the text for bytes that are not valid UTF-8.
    pub(crate) invalid: Vec<usize>,
}

impl Project {
    /// Reads a folder whose sub-folders are locales, with the settings and the glossary beside it.
    ///
    /// The source locale, from which the others are translated, is the one given here, or the one that
    /// `codeword.toml` or `l10n.toml` names, or `zh-CN`.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`] if the folder or a Fluent file in it cannot be read, or if there is none;
    /// [`Error::is_unknown_locale`] if the source locale is not there; [`Error::is_invalid_settings`] if
    /// `codeword.toml`, `l10n.toml` or `glossary.toml` is wrong.
    pub fn open(folder: impl AsRef<Path>, source: Option<&str>) -> Result<Project, Error> {
        let folder = folder.as_ref();
        let settings = ProjectSettings::read(folder)?;
        let glossary = Glossary::read(folder)?;

        let mut problems = Vec::new();
        let mut paths = Vec::new();
        walk(folder, FOLDER_DEPTH, &mut paths, &mut problems);
        let mut strays = Vec::new();
        let mut locales: BTreeMap<String, Vec<File>> = BTreeMap::new();
        for path in paths {
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let locale = match locale_of(below) {
                Ok(locale) => locale.to_string(),
                Err(reason) => {
                    strays.push(Diagnostic::of_file(path.display().to_string(), reason));
                    continue;
                }
            };
            let shown = path.display().to_string();
            match read_bytes(&path) {
                Ok(bytes) => {
                    let ((text, invalid), name) = (decode(bytes), name_in_locale(below));
                    let file = File { path: shown, name, text, invalid };
                    locales.entry(locale).or_default().push(file);
                }
                Err(error) => problems.push(Diagnostic::of_file(shown, error.to_string())),
            }
        }
        if locales.is_empty() && strays.is_empty() && problems.is_empty() {
            problems.push(no_file_in(folder));
        }
        if !problems.is_empty() {
            return Err(Error::catalog(problems));
        }
        let source = source_locale(source, &settings, &locales, folder)?;
        let folder = folder.to_path_buf();
        Ok(Project { folder, source, locales, strays, settings, glossary })
    }

    /// The locale that the others are translated from.
    pub fn source_locale(&self) -> &LanguageIdentifier {
        &self.source
    }

    /// The files of the locale that the others are translated from.
    pub(crate) fn source_files(&self) -> &[File] {
        self.locales.get(&self.source.to_string()).map_or(&[], Vec::as_slice)
    }

    /// Where a locale keeps a file of this name: beside its other files, or as the source locale does
    /// it, in a folder (`de/errors.ftl`) or by the file's name (`errors.de.ftl`).
    pub(crate) fn path_of(&self, locale: &str, name: &str) -> String {
        let files = self.locales.get(locale).map(Vec::as_slice).unwrap_or_default();
        let root = files.iter().find_map(|file| file.path.strip_suffix(&file.name));
        if let Some(root) = root.filter(|root| root.ends_with(['/', '\\'])) {
            return format!("{root}{name}");
        }
        let is_flat = |file: &File| !file.path.ends_with(&file.name);
        let is_flat = files.iter().chain(self.source_files()).next().is_some_and(is_flat);
        let path = match name.strip_suffix(".ftl").filter(|_| is_flat) {
            Some(stem) => self.folder.join(format!("{stem}.{locale}.ftl")),
            None => self.folder.join(locale).join(name),
        };
        path.display().to_string()
    }

    /// That a locale is not there, and how it can be made.
    pub(crate) fn lacks(&self, locale: &LanguageIdentifier) -> Diagnostic {
        let text = format!("there is no locale `{locale}`: `codeword add {locale}` makes it");
        Diagnostic::of_file(self.folder.display().to_string(), text)
    }
}

/// The locale that was asked for, or that the settings name; it has to be there.
fn source_locale(
    asked: Option<&str>,
    settings: &ProjectSettings,
    locales: &BTreeMap<String, Vec<File>>,
    folder: &Path,
) -> Result<LanguageIdentifier, Error> {
    let fail = |text| {
        let diagnostic = Diagnostic::of_file(folder.display().to_string(), text);
        Err(Error::unknown_locale(vec![diagnostic]))
    };
    let source = match (asked, &settings.source) {
        (Some(tag), _) => tag.parse(),
        (None, Some(source)) => Ok(source.clone()),
        (None, None) => DEFAULT_SOURCE.parse(),
    };
    let Ok(source) = source else {
        return fail(format!(
            "the source `{}` is not a language tag: write one such as `en-US`",
            asked.unwrap_or_default()
        ));
    };
    if locales.contains_key(&source.to_string()) || locales.is_empty() {
        return Ok(source);
    }
    let tags: Vec<&str> = locales.keys().map(String::as_str).collect();
    fail(format!(
        "no file is in the source locale `{source}`: choose one with --source, or in codeword.toml \
         (there are {})",
        tags.join(", ")
    ))
}

/// `errors.ftl` for `zh-CN/errors.ftl` and for `errors.zh-CN.ftl`.
fn name_in_locale(path: &Path) -> String {
    let mut names = path.iter();
    let first = names.next().unwrap_or_default();
    let rest = names.as_path();
    if rest.as_os_str().is_empty() {
        let name = first.to_string_lossy();
        let stem = name.strip_suffix(".ftl").and_then(|stem| stem.rsplit_once('.'));
        return stem.map_or(name.to_string(), |(stem, _)| format!("{stem}.ftl"));
    }
    // The same name on every system.
    rest.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_two_locales_belong_together_by_name() {
        for (path, expected) in [
            ("zh-CN/errors.ftl", "errors.ftl"),
            ("zh-CN/api/errors.ftl", "api/errors.ftl"),
            ("errors.zh-CN.ftl", "errors.ftl"),
        ] {
            assert_eq!(name_in_locale(Path::new(path)), expected, "{path}");
        }
    }
}
