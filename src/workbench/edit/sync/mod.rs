//! Brings the locales up to the source: what it gained, what it changed.
//!
//! A message that a locale lacks is added with the source's text and comment, marked `# needs
//! translation`. Below the mark the command keeps a fingerprint of the source's text, `# source:
//! c43cc970`; when the text changes, the message is marked again. A message without a fingerprint is
//! taken as translated from the source as it is now.
//!
//! Files are changed by splicing: no other byte moves. What a locale has and the source does not stays,
//! and so do comments that translators wrote.
//!
//! ```
//! use codeword::workbench::{MessageChange, Project, sync};
//!
//! # let folder = tempfile::tempdir()?;
//! # let locales = folder.path();
//! # for (file, text) in [("en-US", "code-1 = Ready\n\ncode-2 = Go\n"), ("de-DE", "code-1 = Fertig\n")] {
//! #     std::fs::create_dir(locales.join(file))?;
//! #     std::fs::write(locales.join(file).join("errors.ftl"), text)?;
//! # }
//! // en-US has `code-1 = Ready` and `code-2 = Go`, de-DE has `code-1 = Fertig`.
//! let project = Project::open(locales, Some("en-US"))?;
//! let changes = sync::sync(&project, &[])?;
//!
//! assert!(changes[0].text().contains("\n\n# needs translation\n# source: 41d0c56b\ncode-2 = Go\n"));
//! let messages: Vec<_> = changes[0].messages().collect();
//! assert_eq!(messages, [("code-2", MessageChange::Added), ("code-1", MessageChange::Adopted)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod update;

use unic_langid::LanguageIdentifier;

use crate::fluent::document::Document;
use crate::workbench::edit::block::{Block, blocks};
use crate::workbench::edit::insert::insert;
use crate::workbench::edit::mark;
use crate::workbench::edit::parsed::{Parsed, path_of, source_files};
use crate::workbench::edit::splice::{Edit, splice};
use crate::workbench::edit::{FileChange, MessageChange};
use crate::workbench::project::Project;
use crate::{Diagnostic, Error};

use update::update;

/// What would bring these locales up to the source; all of them if none is named.
///
/// The files that change, in the order of the locales. A second run, after they are written, finds
/// nothing to do.
///
/// # Errors
///
/// [`Error::is_catalog`] if a file has a syntax error, which could hide a message, if it is no UTF-8, or
/// if a locale that is named is not there.
pub fn sync(project: &Project, locales: &[LanguageIdentifier]) -> Result<Vec<FileChange>, Error> {
    let mut problems = Vec::new();
    for locale in locales.iter().map(ToString::to_string) {
        if !project.locales.contains_key(&locale) {
            let text = format!("there is no locale `{locale}`: `codeword add {locale}` makes it");
            problems.push(Diagnostic::of_file(project.folder.display().to_string(), text));
        }
    }
    let source = Parsed::new(source_files(project), &mut problems);
    let wanted = |tag: &str| locales.is_empty() || locales.iter().any(|locale| *locale == tag);
    let targets: Vec<(&str, Parsed<'_>)> = (project.locales.iter())
        .filter(|(tag, _)| **tag != project.source.to_string() && wanted(tag))
        .map(|(tag, files)| (tag.as_str(), Parsed::new(files, &mut problems)))
        .collect();
    if !problems.is_empty() {
        return Err(Error::catalog(problems));
    }
    let changes =
        targets.iter().flat_map(|(tag, target)| sync_locale(project, &source, tag, target));
    Ok(changes.collect())
}

/// What would make a locale: a file for each of the source's, with every message marked `# needs
/// translation`.
///
/// # Errors
///
/// [`Error::is_catalog`] if the locale is there, or if a file of the source has a syntax error.
pub fn add(project: &Project, locale: &LanguageIdentifier) -> Result<Vec<FileChange>, Error> {
    let mut problems = Vec::new();
    let tag = locale.to_string();
    if let Some([file, ..]) = project.locales.get(&tag).map(Vec::as_slice) {
        let text = format!("the locale `{tag}` is there: `codeword sync {tag}` adds what it lacks");
        problems.push(Diagnostic::of_file(&*file.path, text));
    }
    let source = Parsed::new(source_files(project), &mut problems);
    if !problems.is_empty() {
        return Err(Error::catalog(problems));
    }
    Ok(sync_locale(project, &source, &tag, &Parsed { files: Vec::new() }))
}

/// What a new file of a locale begins with.
pub(crate) fn header(source: &LanguageIdentifier) -> String {
    format!(
        "### Translated from {source}.\n\
         ### Translate what stands right of “=”, then take out the line “needs translation” above it.\n\
         ### The command “codeword sync” keeps the lines “source”: leave them alone.\n"
    )
}

fn sync_locale(
    project: &Project,
    source: &Parsed<'_>,
    locale: &str,
    target: &Parsed<'_>,
) -> Vec<FileChange> {
    let (sources, present) = (source.index(), target.index());
    let is_missing =
        |block: &Block<'_, '_>| sources.counts(block) && !present.has(block.definition.id);
    let there = target.files.iter().filter_map(|(file, document)| {
        let mut messages = Vec::new();
        let same_name = source.files.iter().find(|(source, _)| source.name == file.name);
        // Where a message is put in front of another, its comment stands above the other's.
        let mut edits = match same_name {
            Some((_, source)) => add_missing(source, document, &is_missing, &mut messages),
            None => Vec::new(),
        };
        edits.extend(update(document, &sources, &present, &mut messages));
        let text = splice(document.text(), edits);
        FileChange::new(file.path.clone(), Some(&file.text), text, messages)
    });
    let new = source.files.iter().filter_map(|(file, document)| {
        let is_there = target.files.iter().any(|(target, _)| target.name == file.name);
        if is_there || !blocks(document).any(|block| is_missing(&block)) {
            return None;
        }
        let mut messages = Vec::new();
        let header = header(&project.source);
        let edits = add_missing(document, &Document::parse(&header), &is_missing, &mut messages);
        let path = path_of(project, locale, &file.name);
        FileChange::new(path, None, splice(&header, edits), messages)
    });
    there.chain(new).collect()
}

/// Adds what a file of the source has and the locale lacks.
fn add_missing(
    source: &Document<'_>,
    target: &Document<'_>,
    is_missing: &dyn Fn(&Block<'_, '_>) -> bool,
    messages: &mut Vec<(String, MessageChange)>,
) -> Vec<Edit> {
    insert(source, target, &mut |block| {
        if !is_missing(&block) {
            return None;
        }
        messages.push((block.definition.id.to_owned(), MessageChange::Added));
        Some(untranslated(&block))
    })
}

/// A message of the source as it stands in another locale until somebody translates it.
fn untranslated(block: &Block<'_, '_>) -> String {
    let comment = mark::comment_from(block, Some(mark::NEEDS_TRANSLATION));
    format!("{comment}{}", block.text().replace("\r\n", "\n"))
}
