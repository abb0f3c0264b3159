//! [`Unsaved`]: files beside the locales, which may stand in an editor and not be saved.

use std::path::Path;

use crate::Error;
use crate::settings::TomlFile;

/// What a file beside the locales says in an editor, by its path; none if it is to be read from the disk.
pub(super) type Unsaved<'a> = &'a dyn Fn(&Path) -> Option<String>;

/// Everything is read from the disk.
pub(super) const SAVED: Unsaved<'static> = &|_| None;

/// Reads a file beside the locales, if there is one.
pub(super) fn read_beside(path: &Path, unsaved: Unsaved<'_>) -> Result<Option<TomlFile>, Error> {
    match unsaved(path) {
        Some(text) => Ok(Some(TomlFile::new(path, text))),
        None => TomlFile::read_if_present(path),
    }
}
