//! [`Folder`]: the Fluent files below a folder, and what stands among them and is not one.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::Diagnostic;

/// How deep folders are followed.
pub(crate) const FOLDER_DEPTH: usize = 16;

/// What stands below a folder. Names that begin with a dot are passed over.
#[derive(Default)]
pub(crate) struct Folder {
    /// The files whose names end in `.ftl`, sorted by path.
    pub(crate) files: Vec<PathBuf>,
    /// What is passed over although it could be meant: a folder or a pipe that is named like a file, a link
    /// that leads in a circle.
    pub(crate) strays: Vec<Diagnostic>,
    /// Folders that cannot be read.
    pub(crate) problems: Vec<Diagnostic>,
}

impl Folder {
    /// Looks at everything below a folder.
    pub(crate) fn read(folder: &Path) -> Folder {
        let mut found = Folder::default();
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        found.walk(folder, &mut vec![real]);
        found
    }

    /// `around` are the folders from the first down to this one, without links.
    fn walk(&mut self, folder: &Path, around: &mut Vec<PathBuf>) {
        let mut entries = match names(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let text = format!("this folder cannot be read: {error}");
                self.problems.push(Diagnostic::of_file(folder.display().to_string(), text));
                return;
            }
        };
        entries.sort();
        for path in entries {
            let is_named_as_file = path.extension().is_some_and(|extension| extension == "ftl");
            match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() && !is_named_as_file => self.enter(&path, around),
                Ok(metadata) if is_named_as_file => match stray(&metadata) {
                    None => self.files.push(path),
                    Some(text) => self.stray(&path, text),
                },
                // Whoever reads it says why it cannot be read.
                Err(_) if is_named_as_file => self.files.push(path),
                Err(error) if path.is_symlink() && error.kind() != io::ErrorKind::NotFound => {
                    self.stray(&path, format!("this link cannot be followed: {error}"));
                }
                _ => {}
            }
        }
    }

    fn enter(&mut self, path: &Path, around: &mut Vec<PathBuf>) {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if around.contains(&real) {
            let text = "this link leads back to a folder that it stands in: take it out";
            self.stray(path, text);
        } else if around.len() <= FOLDER_DEPTH {
            around.push(real);
            self.walk(path, around);
            around.pop();
        }
    }

    fn stray(&mut self, path: &Path, text: impl Into<String>) {
        self.strays.push(Diagnostic::of_file(path.display().to_string(), text));
    }
}

/// The paths in a folder that are not hidden.
fn names(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let is_hidden = |path: &PathBuf| {
        path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."))
    };
    paths.filter(|path| !path.as_ref().is_ok_and(is_hidden)).collect()
}

/// Why something that is named like a Fluent file is not one; reading a pipe could take forever.
fn stray(metadata: &Metadata) -> Option<&'static str> {
    if metadata.is_file() {
        None
    } else if metadata.is_dir() {
        Some(
            "this is a folder with the name of a file, as a mount makes it of a file that is not \
             there: put the file in its place",
        )
    } else {
        Some("this is a pipe, a socket or a device, and not a file: put a file in its place")
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn what_is_not_a_file_is_passed_over_with_a_word() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["de/deep/x.ftl", "de/.hidden.ftl", "de/notes.txt"] {
            fs::create_dir_all(path(name).parent().unwrap()).unwrap();
            fs::write(path(name), "").unwrap();
        }
        let _socket = UnixListener::bind(path("de/a.ftl")).unwrap();
        fs::create_dir(path("de/b.ftl")).unwrap();
        symlink("/dev/null", path("de/c.ftl")).unwrap();
        symlink("..", path("de/deep/loop")).unwrap();
        symlink("self", path("self")).unwrap();
        symlink("nowhere", path("broken")).unwrap();
        symlink("de", path("nl")).unwrap();

        let found = Folder::read(folder.path());
        let below = |path: &Path| path.strip_prefix(folder.path()).unwrap().display().to_string();
        let files: Vec<String> = found.files.iter().map(|path| below(path)).collect();
        assert_eq!(files, ["de/deep/x.ftl", "nl/deep/x.ftl"]);
        let strays = found.strays.iter().map(|stray| {
            let words: Vec<&str> = stray.text().split(' ').take(3).collect();
            format!("{}: {}", below(Path::new(stray.file())), words.join(" "))
        });
        assert_eq!(
            strays.collect::<Vec<_>>(),
            [
                "de/a.ftl: this is a",
                "de/b.ftl: this is a",
                "de/c.ftl: this is a",
                "de/deep/loop: this link leads",
                "nl/a.ftl: this is a",
                "nl/b.ftl: this is a",
                "nl/c.ftl: this is a",
                "nl/deep/loop: this link leads",
                "self: this link cannot",
            ]
        );
        assert_eq!(found.problems, []);
    }
}
