//! Brings the locales up to the source: what it gained, what it changed.
//!
//! A message that a locale lacks is added with the source's text and comment, marked `# needs
//! translation`. Below the mark the command keeps a fingerprint of the source's text, `# source:
//! 5c1f0a9b`; when the text changes, the message is marked again. A message without a fingerprint is
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
//! assert_eq!(
//!     changes[0].text(),
//!     "# source: 0bca3294\n\
//!      code-1 = Fertig\n\n\
//!      # needs translation\n\
//!      # source: 41d0c56b\n\
//!      code-2 = Go\n"
//! );
//! let messages: Vec<_> = changes[0].messages().collect();
//! assert_eq!(messages, [("code-2", MessageChange::Added), ("code-1", MessageChange::Adopted)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;

use memchr::memrchr;
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use super::block::{Block, blocks};
use super::change::{FileChange, MessageChange};
use super::document::Document;
use super::edit::{Edit, line_end, splice, with_line_ends};
use super::insert::insert;
use super::mark::{self, Fingerprint, Marks};
use super::parsed::{Parsed, path_of, source_files};
use super::project::{File, Project};
use crate::{Diagnostic, Error};

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
    let wanted = |tag: &str| locales.is_empty() || locales.iter().any(|l| l.to_string() == tag);
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
pub(super) fn header(source: &LanguageIdentifier) -> String {
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
    let mut changes: BTreeMap<String, FileChange> = BTreeMap::new();
    let mut keep = |file: Option<&File>, path: String, text: String, messages| {
        let before = file.map(|file| file.text.as_str());
        let change = FileChange::new(path.clone(), before, text, messages);
        changes.extend(change.map(|change| (path, change)));
    };
    let missing = |id: &str| !present.contains_key(id);
    for (file, document) in &target.files {
        let mut messages = Vec::new();
        let same_name = source.files.iter().find(|(source, _)| source.name == file.name);
        // Where a message is put in front of another, its comment stands above the other's.
        let mut edits = match same_name {
            Some((_, source)) => add_missing(source, document, &missing, &mut messages),
            None => Vec::new(),
        };
        edits.extend(update(document, &sources, &present, &mut messages));
        keep(Some(file), file.path.clone(), splice(document.text(), edits), messages);
    }
    for (file, document) in &source.files {
        let is_there = target.files.iter().any(|(target, _)| target.name == file.name);
        let lacks = |block: Block<'_, '_>| missing(block.definition.id);
        if is_there || !blocks(document).any(lacks) {
            continue;
        }
        let header = header(&project.source);
        let mut messages = Vec::new();
        let edits = add_missing(document, &Document::parse(&header), &missing, &mut messages);
        let path = path_of(project, locale, &file.name);
        keep(None, path, splice(&header, edits), messages);
    }
    changes.into_values().collect()
}

type Messages = Vec<(String, MessageChange)>;

/// Adds what a file of the source has and the locale lacks.
fn add_missing(
    source: &Document<'_>,
    target: &Document<'_>,
    missing: &impl Fn(&str) -> bool,
    messages: &mut Messages,
) -> Vec<Edit> {
    let mut seen = FxHashMap::default();
    insert(source, target, &mut |block| {
        let id = block.definition.id;
        // The first of two messages of one name counts.
        if !missing(id) || seen.insert(id, ()).is_some() {
            return None;
        }
        messages.push((id.to_owned(), MessageChange::Added));
        Some(untranslated(&block))
    })
}

/// A message of the source as it stands in another locale until somebody translates it.
fn untranslated(block: &Block<'_, '_>) -> String {
    let fingerprint = Fingerprint::of(block).line();
    let marks = [mark::NEEDS_TRANSLATION, &fingerprint];
    let lines = mark::words(&block.definition.comment).chain(marks);
    let comment: Vec<String> =
        lines.map(|line| format!("# {line}").trim_end().to_owned()).collect();
    format!("{}\n{}", comment.join("\n"), block.text().replace("\r\n", "\n"))
}

/// Marks what has changed in the source, and brings comments along.
fn update(
    document: &Document<'_>,
    sources: &FxHashMap<&str, Block<'_, '_>>,
    present: &FxHashMap<&str, Block<'_, '_>>,
    messages: &mut Messages,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for block in blocks(document) {
        let id = block.definition.id;
        let is_first =
            present.get(id).is_some_and(|first| std::ptr::eq(first.definition, block.definition));
        let Some(source) = sources.get(id).filter(|_| is_first) else { continue };
        let mut note = |change| messages.push((id.to_owned(), change));

        let comments = comment_lines(&block, source);
        if !comments.is_empty() {
            note(MessageChange::Commented);
            edits.extend(comments);
        }
        let fingerprint = Fingerprint::of(source);
        let marks = Marks::of(block.definition);
        match marks.source {
            Some((_, known)) if known == fingerprint.to_string() => {}
            Some((line, known)) => {
                note(MessageChange::Outdated);
                edits.push(Edit::replace(document.range(known), fingerprint.to_string()));
                if marks.needs_translation.is_none() {
                    edits.push(line_at(document, document.offset(line), mark::OUTDATED));
                }
            }
            None => {
                note(MessageChange::Adopted);
                edits.push(line_at(document, block.id, &fingerprint.line()));
            }
        }
    }
    edits
}

/// A comment line in front of the line that an offset stands in.
fn line_at(document: &Document<'_>, offset: usize, comment: &str) -> Edit {
    let text = document.text();
    let bytes = text.as_bytes();
    let start = memrchr(b'\n', &bytes[..offset]).map_or(0, |end| end + 1);
    // Behind a byte order mark; a comment's sign and a message's first letter are ASCII.
    let start = if bytes[start].is_ascii() { start } else { start + '\u{FEFF}'.len_utf8() };
    let line = format!("# {comment}").trim_end().to_owned() + "\n";
    Edit::insert(start, with_line_ends(&line, line_end(text)))
}

/// The lines of the source's comment that a message lacks. Where a translator has put in words, or the
/// source has other words now, nobody but a person can tell which are right: the comment stays.
fn comment_lines(block: &Block<'_, '_>, source: &Block<'_, '_>) -> Vec<Edit> {
    let document = block.document;
    let comment = &block.definition.comment;
    let own: Vec<&str> = mark::words(comment).collect();
    let mut rest = own.iter().copied().peekable();
    let mut missing = Vec::new();
    for line in mark::words(&source.definition.comment) {
        if rest.next_if(|own| own.trim() == line.trim()).is_none() {
            missing.push((rest.peek().copied(), line));
        }
    }
    if rest.next().is_some() {
        return Vec::new();
    }
    // Behind the last of its words, before its marks.
    let last = own.last().map(|last| document.offset(last));
    let marks = comment.iter().map(|line| document.offset(line));
    let end =
        marks.into_iter().find(|line| last.is_none_or(|last| *line > last)).unwrap_or(block.id);
    let lines = missing.into_iter().map(|(next, line)| {
        line_at(document, next.map_or(end, |next| document.offset(next)), line)
    });
    lines.collect()
}
