//! [`Surroundings`]: the project that a command is run in.

use std::fs;
use std::path::{Path, PathBuf};

use super::settings::{SETTINGS_FILE, catalog_folder, locale_folder};
use crate::Error;
use crate::fluent::folder::Folder;
use crate::fluent::layer::locale_of;

/// The folder in which a project keeps its catalog by custom.
const CATALOG_FOLDER: &str = "locales";

/// The project around a folder, such as the one in which a command is run.
///
/// It is looked for as git looks for a repository: in the folder itself, then in the one around it, and so on,
/// up to the root of a repository. A project is where `codeword.toml` or `l10n.toml` stands; its catalog is
/// the folder `locales` beside it, else the one that `l10n.toml` names, else the folder with the settings
/// itself. Where there is no catalog, there is no project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surroundings {
    catalog: PathBuf,
    settings: Option<PathBuf>,
}

impl Surroundings {
    /// The project around a folder, the empty path for the current one. Its paths begin with the folder's.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_settings`] if `l10n.toml` cannot be read.
    ///
    /// # Example
    ///
    /// ```
    /// use codeword::workbench::Surroundings;
    ///
    /// let project = Surroundings::of("src/workbench".as_ref())?.expect("codeword is a project itself");
    /// assert!(project.catalog().ends_with("locales"));
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn of(folder: &Path) -> Result<Option<Surroundings>, Error> {
        let mut folder = folder.to_path_buf();
        // `..` of the root is the root.
        let depth = here(&folder).canonicalize().map_or(0, |folder| folder.iter().count());
        for _ in 0..depth {
            if let Some(found) = Surroundings::at(&folder)? {
                return Ok(Some(found));
            }
            if folder.join(".git").exists() {
                break;
            }
            folder.push("..");
        }
        Ok(None)
    }

    fn at(folder: &Path) -> Result<Option<Surroundings>, Error> {
        let settings = Some(folder.join(SETTINGS_FILE)).filter(|file| file.is_file());
        let mozilla = catalog_folder(folder)?;
        if settings.is_none() && mozilla.is_none() {
            return Ok(None);
        }
        let folders = [Some(folder.join(CATALOG_FOLDER)), mozilla.flatten()].into_iter().flatten();
        let itself = || Some(here(folder)).filter(|folder| has_locales(folder));
        let catalog = folders.into_iter().find(|folder| is_catalog(folder));
        let catalog = catalog.or_else(|| itself().map(Path::to_path_buf));
        Ok(catalog.map(|catalog| Surroundings { catalog, settings }))
    }

    /// The folder of the catalog.
    pub fn catalog(&self) -> &Path {
        &self.catalog
    }

    /// The project's `codeword.toml`, if it has one.
    pub fn settings(&self) -> Option<&Path> {
        self.settings.as_deref()
    }
}

/// The current folder has a name for those who read it.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Whether a folder that is named for it has a file that belongs to a locale.
fn is_catalog(folder: &Path) -> bool {
    let files = Folder::read(folder).files;
    files.iter().any(|file| locale_of(file.strip_prefix(folder).unwrap_or(file)).is_ok())
}

/// Whether any folder has locales. It may be the root of a project, whose `src` and `lib` could be tags and are
/// not.
fn has_locales(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| entry.ok());
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| !name.starts_with('.')).any(|name| {
        let is_locale = locale_folder(&name).is_some();
        let is_file = name.ends_with(".ftl") && locale_of(Path::new(&name)).is_ok();
        is_file || (is_locale && !Folder::read(&folder.join(&name)).files.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The catalog of the project around `start`, in a folder with these files.
    fn catalog(files: &[(&str, &str)], start: &str) -> Option<String> {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in [(".git/HEAD", "")].iter().chain(files) {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let start = root.path().join(start);
        fs::create_dir_all(&start).unwrap();
        let found = Surroundings::of(&start).unwrap()?;
        let real = found.catalog().canonicalize().unwrap();
        let below = real.strip_prefix(root.path().canonicalize().unwrap()).unwrap();
        Some(below.display().to_string())
    }

    #[test]
    fn a_project_is_found_from_any_folder_of_it() {
        let own = ("codeword.toml", "");
        let mozilla = (
            "l10n.toml",
            "basepath = 'web'\n[[paths]]\nreference = 'i18n/en/*.ftl'\nl10n = 'i18n/{locale}/*.ftl'\n",
        );
        let (usual, named) = (("locales/de/x.ftl", ""), ("web/i18n/de/x.ftl", ""));
        for (files, start, expected) in [
            (&[own, usual][..], "", Some("locales")),
            (&[own, usual], "src/deep", Some("locales")),
            (&[own, usual], "locales/de", Some("locales")),
            (&[mozilla, named], "src", Some("web/i18n")),
            (&[mozilla, usual, named], "src", Some("locales")),
            // The settings stand in the catalog itself.
            (&[("texts/codeword.toml", ""), ("texts/de/x.ftl", "")], "texts/de", Some("texts")),
            (&[own, ("errors.de.ftl", "")], "", Some("")),
            // A project within another.
            (
                &[own, usual, ("a/codeword.toml", ""), ("a/locales/fr/x.ftl", "")],
                "a/b",
                Some("a/locales"),
            ),
            // The settings of a gateway, without a catalog.
            (&[own], "src", None),
            (&[own, usual, ("a/codeword.toml", "")], "a", Some("locales")),
            (&[usual], "", None),
            (&[own, ("locales/notes.ftl", "")], "", None),
            // A folder whose name could be the tag of a language.
            (&[own, ("src/texts/x.ftl", "")], "src", None),
            // Another repository.
            (&[own, usual, ("a/.git", "")], "a", None),
        ] {
            assert_eq!(catalog(files, start).as_deref(), expected, "{files:?} {start}");
        }
    }
}
