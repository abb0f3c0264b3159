//! [`Projects`]: the projects of the open files, each with their unsaved texts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::open_document::{Kind, OpenDocument};
use super::uri::canonical;
use crate::registry;
use crate::workbench::{Project, Surroundings};
use crate::{Diagnostic, Error};

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
    /// The texts of the open files beside the locales.
    unsaved: BTreeMap<PathBuf, String>,
    /// What is wrong with those, so that their project stays as it was.
    mistakes: Vec<Diagnostic>,
    /// What was wrong with a project and has been said.
    said: Option<String>,
}

/// The folder in which a project keeps its catalog by custom.
const CATALOG_FOLDER: &str = "locales";

impl Projects {
    pub(super) fn new(options: ServerOptions, roots: Vec<PathBuf>) -> Projects {
        let (known, unsaved) = (BTreeMap::new(), BTreeMap::new());
        Projects { options, roots, known, unsaved, mistakes: Vec::new(), said: None }
    }

    /// The project of a Fluent file that is open, if it was put there; also one of that file alone.
    pub(super) fn of(&self, path: &Path) -> Option<(&PathBuf, &Project)> {
        self.known.iter().find(|(_, project)| project.find_file(path).is_some())
    }

    /// All of them, each with the folder of its catalog, or the path of its only file.
    pub(super) fn all(&self) -> impl Iterator<Item = (&PathBuf, &Project)> {
        self.known.iter()
    }

    /// What is wrong with an open file beside the locales, so that its project stays as it was.
    pub(super) fn mistakes(&self, path: &Path) -> impl Iterator<Item = &Diagnostic> {
        self.mistakes.iter().filter(move |mistake| Path::new(mistake.file()) == path)
    }

    /// Puts the text of an open Fluent file into its project. The project is read if it was not yet; what is wrong
    /// with it is an error once, and the file stands alone as long.
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
                match self.read(&folder) {
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

    /// Reads everything again, as somebody else has changed it, or as the editor has a file beside the locales. A
    /// project that cannot be read any more stays as it was, but for its registry; the first error is that.
    pub(super) fn read_again<'d>(
        &mut self,
        open: impl Iterator<Item = &'d OpenDocument> + Clone,
    ) -> Result<(), Error> {
        let beside = open.clone().filter(|document| document.kind() == Kind::Beside);
        self.unsaved =
            beside.map(|document| (document.path.clone(), document.text.clone())).collect();
        self.mistakes.clear();
        let mut problem = None;
        let mut old = std::mem::take(&mut self.known);
        let around = self.unsaved.keys().filter_map(|path| self.folder_of(path).ok().flatten());
        let folders: BTreeSet<PathBuf> = around.chain(old.keys().cloned()).collect();
        for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
            match (self.read(&folder), old.remove(&folder)) {
                (Ok(project), _) => drop(self.known.insert(folder, project)),
                (Err(error), old) => {
                    if let Some(mut old) = old {
                        let registry = self.unsaved.get(&folder.join(registry::FILE));
                        registry.into_iter().for_each(|text| old.set_registry(text.clone()));
                        self.known.insert(folder, old);
                    }
                    let elsewhere = self.take_mistakes(error);
                    problem = problem.or(elsewhere);
                }
            }
        }
        for document in open.filter(|document| document.kind() == Kind::Fluent) {
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

    /// A project as the disk has it, and the editor the files beside its locales.
    fn read(&self, folder: &Path) -> Result<Project, Error> {
        let unsaved = |path: &Path| self.unsaved.get(path).cloned();
        Project::open_with(folder, self.options.source.as_deref(), &unsaved)
    }

    /// Keeps what is wrong, to be shown in the open files that it is in. The error itself if it is in another.
    fn take_mistakes(&mut self, error: Error) -> Option<Error> {
        let mistakes = error.diagnostics();
        let is_open = |it: &Diagnostic| self.unsaved.contains_key(Path::new(it.file()));
        let are_open = !mistakes.is_empty() && mistakes.iter().all(is_open);
        self.mistakes.extend_from_slice(mistakes);
        (!are_open).then_some(error)
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
        let holds = |folder: &PathBuf| path.starts_with(folder) || Project::is_beside(folder, path);
        if let Some(folder) = &self.options.catalog {
            return Ok(Some(canonical(folder)).filter(holds));
        }
        let around = path.parent().map(Surroundings::of).transpose()?.flatten();
        let around = around.map(|project| canonical(project.catalog()));
        let roots = self.roots.iter().map(|root| canonical(&root.join(CATALOG_FOLDER)));
        Ok(around.into_iter().chain(roots).find(holds))
    }
}
