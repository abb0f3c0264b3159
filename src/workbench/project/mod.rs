//! [`Project`]: a catalog as it lies on the disk, a folder with its locales and their files.

mod beside;
mod find;
mod glossary;
mod settings;
mod sources;
#[cfg(feature = "lsp")]
mod unsaved;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use unic_langid::LanguageIdentifier;

use crate::fluent::file::{Invalid, decode, read_bytes};
use crate::fluent::folder::Folder;
use crate::fluent::layer::locale_of;
use crate::fluent::volume::no_file_in;
use crate::registry::{self, RegistryFile};
use crate::settings::TomlFile;
use crate::{Diagnostic, Error};

use beside::{SAVED, Unsaved};
use settings::locale_folder;
use sources::Sources;

pub use find::Surroundings;
pub(crate) use glossary::{Glossary, Term};
pub(crate) use settings::ProjectSettings;

/// The file in a catalog's folder that keeps what its translations were made from. Readers of the folder pass
/// over names that begin with a dot.
const SOURCE_TEXTS: &str = ".sources.ftl";

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
    sources: Sources,
    /// The files of each locale, in the order of the tags, and of their paths within one.
    pub(crate) locales: BTreeMap<String, Vec<File>>,
    /// The locales that `l10n.toml` names, or that have a folder, and that have no file.
    pub(crate) absent: Vec<String>,
    /// What stands in the folder and belongs to no locale.
    pub(crate) strays: Vec<Diagnostic>,
    pub(crate) settings: ProjectSettings,
    pub(crate) glossary: Glossary,
    /// What `codes.toml` says, where there is one.
    pub(crate) registry: Option<RegistryFile>,
    /// What the translations were made from, if the commands have kept it.
    pub(crate) source_texts: Option<String>,
}

impl fmt::Debug for Project {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locales: Vec<&String> = self.locales.keys().collect();
        out.debug_struct("Project")
            .field("folder", &self.folder)
            .field("locales", &locales)
            .finish_non_exhaustive()
    }
}

/// One file of a locale.
#[derive(Clone)]
pub(crate) struct File {
    /// The path as people write it.
    pub(crate) path: String,
    /// The path below the locale, by which files of two locales belong together.
    pub(crate) name: String,
    pub(crate) text: String,
    /// What of it is not UTF-8.
    pub(crate) invalid: Invalid,
}

impl Project {
    /// Reads a folder whose sub-folders are locales, with the settings, the glossary and the registry
    /// of codes beside it.
    ///
    /// The source locale, from which the others are translated, is the one given here, or the one that
    /// `codeword.toml` or `l10n.toml` names, or `zh-CN`. If none is given here, `codeword.toml` may name
    /// others for single locales.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`] if the folder or a Fluent file in it cannot be read, or if there is none;
    /// [`Error::is_io`] if `codes.toml` cannot be read;
    /// [`Error::is_unknown_locale`] if a source locale is not there; [`Error::is_invalid_settings`] if
    /// `codeword.toml`, `l10n.toml` or `glossary.toml` is wrong, or a locale would be translated from
    /// itself.
    pub fn open(folder: impl AsRef<Path>, source: Option<&str>) -> Result<Project, Error> {
        Project::open_with(folder.as_ref(), source, SAVED)
    }

    /// The same, where files beside the locales may stand in an editor and not be saved.
    pub(crate) fn open_with(
        folder: &Path,
        source: Option<&str>,
        unsaved: Unsaved<'_>,
    ) -> Result<Project, Error> {
        let settings = ProjectSettings::read(folder, unsaved)?;
        let glossary = Glossary::read(folder, unsaved)?;
        let registry = folder.join(registry::FILE);
        let registry = match unsaved(&registry) {
            Some(text) => Some(RegistryFile::parse(registry.display().to_string(), text, &[])),
            None => read_registry(&registry)?,
        };

        let Folder { files: paths, mut strays, mut problems } = Folder::read(folder);
        let mut locales: BTreeMap<String, Vec<File>> = BTreeMap::new();
        for path in paths {
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let locale = match locale_of(below) {
                Ok(locale) => locale,
                Err(reason) => {
                    strays.push(Diagnostic::of_file(path.display().to_string(), reason));
                    continue;
                }
            };
            let shown = path.display().to_string();
            match read_bytes(&path) {
                Ok(bytes) => {
                    let ((text, invalid), name) = (decode(bytes, &locale), name_in_locale(below));
                    let file = File { path: shown, name, text, invalid };
                    locales.entry(locale.to_string()).or_default().push(file);
                }
                Err(error) => problems.push(Diagnostic::of_file(shown, error.to_string())),
            }
        }
        let source_texts = folder.join(SOURCE_TEXTS);
        let source_texts = match read_bytes(&source_texts) {
            Ok(bytes) => Some(decode(bytes, &LanguageIdentifier::default()).0),
            Err(error) if error.is_absent() => None,
            Err(error) => {
                let shown = source_texts.display().to_string();
                problems.push(Diagnostic::of_file(shown, error.to_string()));
                None
            }
        };
        if locales.is_empty() && strays.is_empty() && problems.is_empty() {
            problems.push(no_file_in(folder));
        }
        if !problems.is_empty() {
            return Err(Error::catalog(problems));
        }
        let sources = Sources::new(source, &settings, &locales, folder)?;
        let folder = folder.to_path_buf();
        let absent = absent(&folder, &settings, &locales);
        Ok(Project {
            folder,
            sources,
            locales,
            absent,
            strays,
            settings,
            glossary,
            registry,
            source_texts,
        })
    }

    /// The locale from which all others come.
    pub fn source_locale(&self) -> &LanguageIdentifier {
        self.sources.project()
    }

    /// The locale that one is translated from; `None` for the one from which all others come.
    pub fn source_of(&self, locale: &LanguageIdentifier) -> Option<&LanguageIdentifier> {
        self.sources.of(locale)
    }

    /// The locales that are translated from another one, in the order of their tags.
    pub fn translations(&self) -> Vec<LanguageIdentifier> {
        let locales = self.locales.keys().filter_map(|tag| tag.parse().ok());
        locales.filter(|locale| self.source_of(locale).is_some()).collect()
    }

    /// The locales that these are translated from, each after its own source.
    pub(crate) fn sources(&self, translations: &[LanguageIdentifier]) -> Vec<LanguageIdentifier> {
        let sources = translations.iter().filter_map(|locale| self.source_of(locale)).cloned();
        let mut sources: Vec<LanguageIdentifier> = sources.collect();
        sources.sort_by_cached_key(|source| (self.sources.distance(source), source.to_string()));
        sources.dedup();
        sources
    }

    /// The files of a locale.
    pub(crate) fn files(&self, locale: &LanguageIdentifier) -> &[File] {
        self.locales.get(&locale.to_string()).map_or(&[], Vec::as_slice)
    }

    /// The `l10n.toml` of the project, if it has one.
    pub(crate) fn mozilla_file(&self) -> Result<Option<TomlFile>, Error> {
        settings::find(&self.folder, settings::MOZILLA_FILE, SAVED)
    }

    /// Whether it has files of a locale.
    #[cfg(feature = "preview")]
    pub(crate) fn has(&self, locale: &LanguageIdentifier) -> bool {
        self.locales.contains_key(&locale.to_string())
    }

    /// The `codeword.toml` of a catalog's folder, if it has one.
    #[cfg(feature = "preview")]
    pub(crate) fn settings_file(folder: &Path) -> Result<Option<PathBuf>, Error> {
        let file = settings::find(folder, settings::SETTINGS_FILE, SAVED)?;
        Ok(file.map(|file| file.path().to_path_buf()))
    }

    /// What the settings and the glossary of a folder say, as bytes: the same as before if none has changed.
    #[cfg(feature = "preview")]
    pub(crate) fn settings_and_glossary(folder: &Path) -> Vec<Option<Vec<u8>>> {
        // One that cannot be read is told of when the project is opened.
        settings_and_glossary(folder).map(|path| fs::read(path).ok()).collect()
    }

    /// Where the commands keep what the translations were made from.
    pub(crate) fn source_texts_path(&self) -> PathBuf {
        self.folder.join(SOURCE_TEXTS)
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
        let is_flat =
            files.iter().chain(self.files(self.source_locale())).next().is_some_and(is_flat);
        let path = match name.strip_suffix(".ftl").filter(|_| is_flat) {
            Some(stem) => self.folder.join(format!("{stem}.{locale}.ftl")),
            None => self.folder.join(locale).join(name),
        };
        path.display().to_string()
    }

    /// Has a file of a locale say this from now on, as if it had been written and read again.
    #[cfg(feature = "preview")]
    pub(crate) fn put(&mut self, locale: &str, path: &str, text: &str) {
        let below = Path::new(path).strip_prefix(&self.folder).unwrap_or(Path::new(path));
        let (path, name) = (path.to_owned(), name_in_locale(below));
        let files = self.locales.entry(locale.to_owned()).or_default();
        match files.iter_mut().find(|file| file.path == path) {
            Some(file) => file.text = text.to_owned(),
            None => {
                let invalid = Invalid::default();
                files.push(File { path, name, text: text.to_owned(), invalid });
            }
        }
    }

    /// That a locale is not there, and how it can be made.
    pub(crate) fn lacks(&self, locale: &LanguageIdentifier) -> Diagnostic {
        let text = format!("there is no locale `{locale}`: `codeword add {locale}` makes it");
        Diagnostic::of_file(self.folder.display().to_string(), text)
    }
}

/// Where the settings and the glossary of a catalog's folder may stand.
#[cfg(any(feature = "lsp", feature = "preview"))]
fn settings_and_glossary(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let around = settings::around(folder);
    let names = [settings::SETTINGS_FILE, settings::MOZILLA_FILE];
    let settings = names.into_iter().flat_map(move |name| [folder.join(name), around.join(name)]);
    settings.chain([folder.join(glossary::FILE)])
}

/// Reads a `codes.toml`, if there is one; what is wrong with it is left to whoever asks.
pub(crate) fn read_registry(path: &Path) -> Result<Option<RegistryFile>, Error> {
    let shown = path.display().to_string();
    match read_bytes(path) {
        Ok(bytes) => {
            let (text, invalid) = decode(bytes, &LanguageIdentifier::default());
            Ok(Some(RegistryFile::parse(shown, text, &invalid.offsets)))
        }
        Err(error) if error.is_absent() => Ok(None),
        Err(error) => Err(error.at(&shown, Error::catalog)),
    }
}

/// The locales that are named, or that have a folder, and that have no file, in the order of the tags.
fn absent(
    folder: &Path,
    settings: &ProjectSettings,
    locales: &BTreeMap<String, Vec<File>>,
) -> Vec<String> {
    let folders = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = folders.filter(|entry| entry.path().is_dir());
    let folders = folders.filter_map(|entry| locale_folder(entry.file_name().to_str()?));
    let tags = settings.locales.iter().cloned().chain(folders).map(|tag| tag.to_string());
    let absent: BTreeSet<String> = tags.filter(|tag| !locales.contains_key(tag)).collect();
    absent.into_iter().collect()
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
