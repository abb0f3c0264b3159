//! [`FileChange`]: what a command would do to a file, before it does it.

use std::fs;
use std::io;
use std::path::Path;

use crate::{Diagnostic, Error};

/// A file that a command would change or make: what becomes of which message, and the new text.
///
/// Nothing is written before [`FileChange::write`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    path: String,
    /// The text that the file has; `None` if there is no file yet.
    before: Option<String>,
    text: String,
    messages: Vec<(String, MessageChange)>,
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum MessageChange {
    /// It is added.
    Added,
    /// Its source has changed since it was translated; it is marked.
    Outdated,
    /// It gets another text.
    Replaced,
    /// It is taken as translated from the source as it is now: it has no fingerprint yet.
    Adopted,
    /// Its mark is taken out: it is translated.
    Translated,
    /// It gets lines of the source's comment that it lacks.
    Commented,
}

impl FileChange {
    /// The change of a file, `None` if its text stays as it is.
    pub(crate) fn new(
        path: String,
        before: Option<&str>,
        text: String,
        messages: Vec<(String, MessageChange)>,
    ) -> Option<FileChange> {
        let before = before.map(str::to_owned);
        (before.as_deref() != Some(&*text)).then_some(FileChange { path, before, text, messages })
    }

    /// The path of the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the file is made by this.
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// The text that the file will have.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What becomes of which message or term, in the order in which it was found.
    pub fn messages(&self) -> impl Iterator<Item = (&str, MessageChange)> {
        self.messages.iter().map(|(id, change)| (id.as_str(), *change))
    }

    /// Writes the file, or makes it and its folder.
    ///
    /// The file is written beside the old one and then takes its place, so that there is never half a
    /// file.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`] if the file cannot be written, or was changed by somebody else since it
    /// was read.
    pub fn write(&self) -> Result<(), Error> {
        let path = Path::new(&self.path);
        let fail = |text: String| Error::catalog(vec![Diagnostic::of_file(&*self.path, text)]);
        match fs::read_to_string(path) {
            Ok(now) if Some(&now) == self.before.as_ref() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.is_new() => {}
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(fail(format!("this file cannot be read: {error}")));
            }
            _ => return Err(fail("somebody else has changed this file: run again".to_owned())),
        }
        replace(path, &self.text)
            .map_err(|error| fail(format!("this file cannot be written: {error}")))
    }
}

/// Puts a text into a file at one stroke. A link stays a link, and permissions stay.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let file = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // Names that begin with a dot are no part of a catalog.
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = file.with_file_name(format!(".{name}.codeword"));
    fs::write(&beside, text)?;
    if let Ok(metadata) = fs::metadata(&file) {
        fs::set_permissions(&beside, metadata.permissions())?;
    }
    fs::rename(&beside, &file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_somebody_else_changed_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("de/errors.ftl");
        let shown = path.display().to_string();
        let change = |before, text: &str| {
            FileChange::new(shown.clone(), before, text.to_owned(), Vec::new()).unwrap()
        };

        change(None, "one").write().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        change(Some("one"), "two").write().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");

        let error = change(Some("one"), "three").write().unwrap_err();
        assert!(error.to_string().ends_with("somebody else has changed this file: run again"));
        assert!(change(None, "three").write().is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
