//! What changes in a file? A [`FileChange`], whose [`Edit`]s are spliced in, so that every byte outside of
//! them stays as it is.

pub mod sync;

pub(crate) mod block;
pub(crate) mod fingerprint;
pub(crate) mod insert;
pub(crate) mod mark;
pub(crate) mod mozilla;
pub(crate) mod scaffold;
pub(crate) mod source_texts;
pub(crate) mod state;

mod resemblance;
mod update;

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::{Diagnostic, Error};

/// A file that a command would change or make: what becomes of which message, and the new text.
///
/// Nothing is written until [`FileChange::write`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    path: String,
    /// The text that the file has; `None` if there is no file yet.
    before: Option<String>,
    text: String,
    messages: MessageChanges,
}

/// What becomes of which message.
pub(crate) type MessageChanges = Vec<(String, MessageChange)>;

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
    /// It has no fingerprint yet, and is taken as translated from the source as it is now.
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
        messages: MessageChanges,
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
    /// [`Error::is_conflict`] if somebody else has changed the file since it was read; [`Error::is_io`]
    /// if it cannot be written.
    pub fn write(&self) -> Result<(), Error> {
        let beside = self.write_beside()?;
        self.put(beside)
    }

    /// Writes the new text beside the file, if that is as it was when it was read.
    fn write_beside(&self) -> Result<Beside, Error> {
        self.check_unchanged()?;
        let beside = Beside::write(Path::new(&self.path), &self.text);
        beside.map_err(|error| Error::unwritable(&*self.path, error))
    }

    /// Puts what was written beside the file in its place, unless an editor has saved the file meanwhile.
    fn put(&self, beside: Beside) -> Result<(), Error> {
        self.check_unchanged()?;
        beside.take_the_place().map_err(|error| Error::unwritable(&*self.path, error))
    }

    /// Whether the file is as it was when it was read.
    fn check_unchanged(&self) -> Result<(), Error> {
        match fs::read_to_string(&self.path) {
            Ok(now) if Some(&now) == self.before.as_ref() => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.is_new() => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Error::unreadable(&*self.path, error))
            }
            _ => {
                let text = "somebody else has changed this file: run again";
                Err(Error::conflict(vec![Diagnostic::of_file(&*self.path, text)]))
            }
        }
    }
}

/// A new text of a file, written beside it. It goes away again unless it takes the place of the file.
struct Beside {
    /// The file itself, to which a link may have led.
    file: PathBuf,
    beside: PathBuf,
}

impl Beside {
    fn write(path: &Path, text: &str) -> io::Result<Beside> {
        let file = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        // Files whose names begin with a dot do not belong to the catalog.
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let beside = file.with_file_name(format!(".{name}.codeword"));
        let beside = Beside { file, beside };
        fs::write(&beside.beside, text)?;
        if let Ok(metadata) = fs::metadata(&beside.file) {
            fs::set_permissions(&beside.beside, metadata.permissions())?;
        }
        Ok(beside)
    }

    /// Puts the text into the file in one step. A link stays a link, and permissions stay.
    fn take_the_place(self) -> io::Result<()> {
        fs::rename(&self.beside, &self.file)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // It is not there any more if it has taken the file's place.
        let _ = fs::remove_file(&self.beside);
    }
}

/// One change of a text: these bytes instead of those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    range: Range<usize>,
    replacement: String,
}

impl Edit {
    /// Puts a text at an offset.
    pub(crate) fn insert(at: usize, text: impl Into<String>) -> Edit {
        Edit { range: at..at, replacement: text.into() }
    }

    /// Puts a text in the place of another.
    pub(crate) fn replace(range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { range, replacement: text.into() }
    }

    /// The bytes that go.
    pub(crate) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// What comes in their place.
    #[cfg(feature = "lsp")]
    pub(crate) fn replacement(&self) -> &str {
        &self.replacement
    }
}

/// The text with every edit made; what is inserted at one place keeps its order.
///
/// Edits do not overlap: each is about an entry or a line of its own.
pub(crate) fn splice(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let grown: usize = edits.iter().map(|edit| edit.replacement.len()).sum();
    let mut spliced = String::with_capacity(text.len() + grown);
    let mut at = 0;
    for edit in edits {
        spliced.push_str(&text[at..edit.range.start]);
        spliced.push_str(&edit.replacement);
        at = edit.range.end;
    }
    spliced.push_str(&text[at..]);
    spliced
}

/// The line end that a text uses.
pub(crate) fn line_end(text: &str) -> &'static str {
    let first = text.split_inclusive('\n').next();
    if first.is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" }
}

/// A text with the line ends of another.
pub(crate) fn with_line_ends(text: &str, line_end: &str) -> String {
    match line_end {
        "\n" => text.to_owned(),
        _ => text.replace('\n', line_end),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn text_outside_of_edits_stays() {
        let edits = vec![Edit::replace(4..7, "TWO"), Edit::insert(0, "a "), Edit::insert(0, "b ")];
        assert_eq!(splice("one two three", edits), "a b one TWO three");
    }

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
        assert!(error.is_conflict() && error.source().is_none());
        assert!(change(None, "three").write().unwrap_err().is_conflict());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    /// Writing takes its time, in which an editor may save the file, make it or take it away.
    #[test]
    fn a_file_that_an_editor_saves_meanwhile_is_left_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.ftl");
        for (before, meanwhile) in
            [(Some("one"), Some("editor")), (Some("one"), None), (None, Some("editor"))]
        {
            let put = |text: Option<&str>| match text {
                Some(text) => fs::write(&path, text).unwrap(),
                None => drop(fs::remove_file(&path)),
            };
            put(before);
            let shown = path.display().to_string();
            let change = FileChange::new(shown, before, "two".to_owned(), Vec::new()).unwrap();
            let beside = change.write_beside().unwrap();
            put(meanwhile);
            assert!(change.put(beside).unwrap_err().is_conflict());
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), meanwhile);
            let left = fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(left, usize::from(meanwhile.is_some()));
        }
    }

    #[test]
    fn a_file_that_cannot_be_written_says_why() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("de"), "a file, and not a folder").unwrap();
        let path = folder.path().join("de/errors.ftl").display().to_string();
        let change = FileChange::new(path.clone(), None, "one".to_owned(), Vec::new()).unwrap();
        let error = change.write().unwrap_err();
        assert!(error.is_io() && error.source().is_some_and(|cause| cause.is::<io::Error>()));
        assert_eq!(error.diagnostics()[0].file(), path);
    }
}
