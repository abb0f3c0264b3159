//! [`fix`]: mends what has one safe answer, and touches no other byte.

use super::check;
use crate::Error;
use crate::workbench::Project;
use crate::workbench::edit::{Edit, splice};

/// A file that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FixedFile {
    /// The path of the file.
    pub path: String,
    /// How many findings were mended.
    pub fixes: usize,
}

/// How often the files are read again: moving a message can bring a new order to light, but each round
/// leaves less to do.
const ROUNDS: usize = 16;

/// Mends what has one safe answer: line ends, a byte order mark, the end of the file, trailing space, tabs that
/// lines are indented with, normalization, and the order of messages. Files that changed are written; what remains wrong is
/// found by [`check`](fn@check). What is allowed stays as it is, and so does a file with bytes that
/// are not text.
///
/// # Errors
///
/// [`Error::is_io`] if a file cannot be written.
pub fn fix(project: &mut Project) -> Result<Vec<FixedFile>, Error> {
    let mut fixed: Vec<FixedFile> = Vec::new();
    for _ in 0..ROUNDS {
        let edits = edits(project);
        if edits.is_empty() {
            break;
        }
        for (path, edits) in edits {
            let files = project.locales.values_mut().flatten();
            let Some(file) = files.into_iter().find(|file| file.path == path) else {
                continue;
            };
            let fixes = edits.len();
            file.text = splice(&file.text, edits);
            match fixed.iter_mut().find(|file| file.path == path) {
                Some(file) => file.fixes += fixes,
                None => fixed.push(FixedFile { path, fixes }),
            }
        }
    }
    fixed.sort_by(|a, b| a.path.cmp(&b.path));
    for FixedFile { path, .. } in &fixed {
        let mut files = project.locales.values().flatten();
        let Some(file) = files.find(|file| file.path == *path) else {
            continue;
        };
        std::fs::write(path, &file.text)
            .map_err(|error| Error::unwritable(path.as_str(), error))?;
    }
    Ok(fixed)
}

/// The edits of each file, in the order of their places, none within another.
fn edits(project: &Project) -> Vec<(String, Vec<Edit>)> {
    let broken: Vec<&str> = (project.locales.values().flatten())
        .filter(|file| !file.invalid.is_empty())
        .map(|file| file.path.as_str())
        .collect();
    let report = check(project);
    let mut files: Vec<(String, Vec<Edit>)> = Vec::new();
    for finding in report.findings() {
        let Some(edit) = finding.edit().filter(|_| !broken.contains(&finding.file())) else {
            continue;
        };
        match files.last_mut().filter(|(path, _)| path == finding.file()) {
            Some((_, edits)) => edits.push(edit.clone()),
            None => files.push((finding.file().to_owned(), vec![edit.clone()])),
        }
    }
    files.into_iter().map(|(path, edits)| (path, without_overlaps(edits))).collect()
}

/// The edits in the order of their places, none within another. Where two meet, the smaller goes first, and the
/// other has its turn in the next round.
pub(crate) fn without_overlaps(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.range().end, edit.range().start));
    let mut end = None;
    edits.retain(|edit| {
        let free = end.is_none_or(|end| edit.range().start >= end);
        if free {
            end = Some(edit.range().end);
        }
        free
    });
    edits
}
