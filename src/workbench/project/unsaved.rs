//! Texts that stand in an editor and not on the disk.

use std::collections::BTreeMap;
use std::path::Path;

use unic_langid::LanguageIdentifier;

use super::settings::ProjectSettings;
use super::sources::Sources;
use super::{File, Glossary, Project, name_in_locale};
use crate::Error;
use crate::fluent::file::{Invalid, decode, read_bytes};
use crate::fluent::layer::locale_of;
use crate::registry::{self, RegistryFile};

impl Project {
    /// A project of one file that belongs to no other. Its locale is the one that its folder or its name says, else
    /// `und`.
    ///
    /// # Errors
    ///
    /// [`Error::is_unknown_locale`] never: the file's locale is the source.
    pub(crate) fn of_text(path: &Path, text: String) -> Result<Project, Error> {
        let name = Path::new(path.file_name().unwrap_or_default());
        let folder = path.parent().unwrap_or(Path::new(""));
        let below = Path::new(folder.file_name().unwrap_or_default()).join(name);
        let locale = locale_of(&below).or_else(|_| locale_of(name)).unwrap_or_default().to_string();
        let file = File {
            path: path.display().to_string(),
            name: name.display().to_string(),
            text,
            invalid: Invalid::default(),
        };
        let locales = BTreeMap::from([(locale.clone(), vec![file])]);
        let settings = ProjectSettings::default();
        Ok(Project {
            folder: folder.to_path_buf(),
            sources: Sources::new(Some(&locale), &settings, &locales, folder)?,
            locales,
            absent: Vec::new(),
            strays: Vec::new(),
            settings,
            glossary: Glossary::default(),
            registry: None,
            source_texts: None,
        })
    }

    /// Whether a path is that of a file beside the locales of a catalog's folder: its registry, its glossary, or its
    /// settings.
    pub(crate) fn is_beside(folder: &Path, path: &Path) -> bool {
        let mut others = super::settings_and_glossary(folder);
        folder.join(registry::FILE) == path || others.any(|other| other == path)
    }

    /// Has the registry say this.
    pub(crate) fn set_registry(&mut self, text: String) {
        let path = self.folder.join(registry::FILE).display().to_string();
        self.registry = Some(RegistryFile::parse(path, text, &[]));
    }

    /// The locale of a file, and its number among those of the locale.
    pub(crate) fn find_file(&self, path: &Path) -> Option<(&str, usize)> {
        self.locales.iter().find_map(|(locale, files)| {
            let number = files.iter().position(|file| Path::new(&file.path) == path)?;
            Some((locale.as_str(), number))
        })
    }

    /// Puts a text into a file, which may be a new one. Whether the file belongs to a locale of the project.
    pub(crate) fn set_text(&mut self, path: &Path, text: String) -> bool {
        self.set(path, text, Invalid::default())
    }

    /// Takes a file as it is on the disk; one that is not there goes.
    pub(crate) fn take_from_disk(&mut self, path: &Path) {
        match read_bytes(path) {
            Ok(bytes) => {
                let (text, invalid) = decode(bytes, &LanguageIdentifier::default());
                self.set(path, text, invalid);
            }
            Err(_) => {
                for files in self.locales.values_mut() {
                    files.retain(|file| Path::new(&file.path) != path);
                }
                self.locales.retain(|_, files| !files.is_empty());
            }
        }
    }

    fn set(&mut self, path: &Path, text: String, invalid: Invalid) -> bool {
        let mut files = self.locales.values_mut().flatten();
        if let Some(file) = files.find(|file| Path::new(&file.path) == path) {
            (file.text, file.invalid) = (text, invalid);
            return true;
        }
        let Ok(below) = path.strip_prefix(&self.folder) else { return false };
        let Ok(locale) = locale_of(below) else { return false };
        let (name, path) = (name_in_locale(below), path.display().to_string());
        let files = self.locales.entry(locale.to_string()).or_default();
        files.push(File { path, name, text, invalid });
        files.sort_by(|a, b| a.path.cmp(&b.path));
        self.absent.retain(|tag| *tag != locale.to_string());
        true
    }
}
