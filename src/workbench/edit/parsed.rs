//! [`Parsed`]: the files of one locale, parsed, for the commands that write into them.

use rustc_hash::FxHashMap;

use crate::Diagnostic;
use crate::fluent::document::Document;
use crate::fluent::syntax_error;
use crate::workbench::edit::block::{Block, blocks};
use crate::workbench::project::{File, Project};

/// The files of one locale. Nothing in them is hidden from a command that writes: a file with a syntax
/// error or with bytes that are no text is a diagnostic.
pub(crate) struct Parsed<'p> {
    pub(crate) files: Vec<(&'p File, Document<'p>)>,
}

impl<'p> Parsed<'p> {
    pub(crate) fn new(files: &'p [File], problems: &mut Vec<Diagnostic>) -> Parsed<'p> {
        let parse = |file: &'p File| (file, Document::parse(&file.text));
        let files: Vec<(&File, Document<'_>)> = files.iter().map(parse).collect();
        for (file, document) in &files {
            problems.extend(file.invalid.iter().map(|offset| {
                let text = "bytes that are not valid UTF-8: save the file as UTF-8";
                Diagnostic::at(&file.path, document.position(*offset), text)
            }));
            problems.extend(document.failures.iter().map(|failure| {
                let flaw = syntax_error::flaw(document, failure);
                Diagnostic::at(&file.path, document.position(flaw.range.start), flaw.text())
            }));
        }
        Parsed { files }
    }

    /// The messages and terms of all files.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Block<'_, 'p>> {
        self.files.iter().flat_map(|(_, document)| blocks(document))
    }

    /// The messages and terms by their identifiers.
    pub(crate) fn index(&self) -> Index<'_, 'p> {
        let mut index = Index(FxHashMap::default());
        for block in self.blocks() {
            index.0.entry(block.definition.id).or_insert(block);
        }
        index
    }
}

/// The messages and terms of a locale by their identifiers. The first of two of one name counts.
pub(crate) struct Index<'d, 's>(FxHashMap<&'s str, Block<'d, 's>>);

impl<'d, 's> Index<'d, 's> {
    pub(crate) fn get(&self, id: &str) -> Option<&Block<'d, 's>> {
        self.0.get(id)
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Whether a message is the one that counts.
    pub(crate) fn counts(&self, block: &Block<'_, '_>) -> bool {
        let first = self.get(block.definition.id);
        first.is_some_and(|first| std::ptr::eq(first.definition, block.definition))
    }
}

/// The files of the locale that the others are translated from.
pub(crate) fn source_files(project: &Project) -> &[File] {
    project.locales.get(&project.source.to_string()).map_or(&[], Vec::as_slice)
}

/// Where a locale keeps a file of this name: beside its other files, or as the source locale does it,
/// in a folder (`de/errors.ftl`) or in the file's name (`errors.de.ftl`).
pub(crate) fn path_of(project: &Project, locale: &str, name: &str) -> String {
    let files = project.locales.get(locale).map(Vec::as_slice).unwrap_or_default();
    let root = files.iter().find_map(|file| file.path.strip_suffix(&file.name));
    if let Some(root) = root.filter(|root| root.ends_with(['/', '\\'])) {
        return format!("{root}{name}");
    }
    let in_folder = |file: &File| file.path.ends_with(&file.name);
    let mut flat = files.iter().chain(source_files(project)).map(|file| !in_folder(file));
    match name.strip_suffix(".ftl").filter(|_| flat.next() == Some(true)) {
        Some(stem) => project.folder.join(format!("{stem}.{locale}.ftl")).display().to_string(),
        None => project.path_of(locale, name),
    }
}
