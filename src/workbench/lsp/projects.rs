//! [`Projects`]: the projects of the open files, each with their unsaved texts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::open_document::OpenDocument;
use super::uri::canonical;
use crate::Error;
use crate::workbench::{Project, Surroundings};

/// What the command was told.
#[derive(Clone, Debug, Default)]
pub struct ServerOptions {
    /// The folder of the catalog; else each file's is that of the project around it.
    pub catalog: Option<PathBuf>,
    /// The locale that the others are translated from; else as the project says.
    pub source: Option<String>,
}

/// The projects that files are open of.
pub(super) struct Projects {
    options: ServerOptions,
    /// The folders that are open in the editor.
    roots: Vec<PathBuf>,
    /// The projects, each by the folder of its catalog; and the files that belong to none, each by its path.
    known: BTreeMap<PathBuf, Project>,
    /// What was wrong with a project and has been said.
    said: Option<String>,
}

/// The folder in which a project keeps its catalog by custom.
const CATALOG_FOLDER: &str = "locales";

impl Projects {
    pub(super) fn new(options: ServerOptions, roots: Vec<PathBuf>) -> Projects {
        Projects { options, roots, known: BTreeMap::new(), said: None }
    }

    /// The project of a file that is open, if it was put there; also one of that file alone.
    pub(super) fn of(&self, path: &Path) -> Option<(&PathBuf, &Project)> {
        self.known.iter().find(|(_, project)| project.find_file(path).is_some())
    }

    /// All of them, each with the folder of its catalog, or the path of its only file.
    pub(super) fn all(&self) -> impl Iterator<Item = (&PathBuf, &Project)> {
        self.known.iter()
    }

    /// Puts the text of an open file into its project. The project is read if it was not yet; what is wrong with it
    /// is an error once, and the file stands alone as long.
    pub(super) fn put(&mut self, document: &OpenDocument) -> Result<(), Error> {
        let (path, text) = (&document.path, document.text.clone());
        let mut known = self.known.values_mut();
        if let Some(project) = known.find(|project| project.find_file(path).is_some()) {
            project.set_text(path, text);
            return Ok(());
        }
        let mut problem = None;
        let folder = self.folder_of(path).unwrap_or_else(|error| {
            problem = Some(error);
            None
        });
        if let Some(folder) = folder {
            if !self.known.contains_key(&folder) {
                match Project::open(&folder, self.options.source.as_deref()) {
                    Ok(project) => drop(self.known.insert(folder.clone(), project)),
                    Err(error) => problem = Some(error),
                }
            }
            let project = self.known.get_mut(&folder);
            if project.is_some_and(|project| project.set_text(path, text.clone())) {
                return Ok(());
            }
        }
        self.known.insert(path.clone(), Project::of_text(path, text)?);
        problem.map_or(Ok(()), |problem| self.say(problem))
    }

    /// A file is no longer open: it counts as the disk has it.
    pub(super) fn close(&mut self, path: &Path) {
        self.known.remove(path);
        for project in self.known.values_mut().filter(|project| project.find_file(path).is_some()) {
            project.take_from_disk(path);
        }
    }

    /// Reads everything again, as somebody else has changed it. A project that cannot be read any more stays as it
    /// was, and the first error is that.
    pub(super) fn read_again<'d>(
        &mut self,
        open: impl IntoIterator<Item = &'d OpenDocument>,
    ) -> Result<(), Error> {
        let mut problem = None;
        let known = std::mem::take(&mut self.known);
        for (folder, old) in known.into_iter().filter(|(folder, _)| folder.is_dir()) {
            let project = match Project::open(&folder, self.options.source.as_deref()) {
                Ok(project) => project,
                Err(error) => {
                    problem = problem.or(Some(error));
                    old
                }
            };
            self.known.insert(folder, project);
        }
        for document in open {
            problem = self.put(document).err().or(problem);
        }
        match problem {
            Some(problem) => self.say(problem),
            None => {
                self.said = None;
                Ok(())
            }
        }
    }

    /// An error, if it is another than the last one.
    fn say(&mut self, error: Error) -> Result<(), Error> {
        let text = error.to_string();
        let is_said = self.said.as_ref() == Some(&text);
        self.said = Some(text);
        if is_said { Ok(()) } else { Err(error) }
    }

    /// The folder of the catalog that a file belongs to.
    fn folder_of(&self, path: &Path) -> Result<Option<PathBuf>, Error> {
        let holds = |folder: &PathBuf| path.starts_with(folder);
        if let Some(folder) = &self.options.catalog {
            return Ok(Some(canonical(folder)).filter(holds));
        }
        let around = path.parent().map(Surroundings::of).transpose()?.flatten();
        let around = around.map(|project| canonical(project.catalog()));
        let roots = self.roots.iter().map(|root| canonical(&root.join(CATALOG_FOLDER)));
        Ok(around.into_iter().chain(roots).find(holds))
    }
}
