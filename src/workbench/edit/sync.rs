//! [`sync`](sync()) brings the locales up to the source; [`add`] makes a new one.
//!
//! A message that a locale lacks is added with the source's text and comment, marked `# needs
//! translation`. Below the mark the command keeps a fingerprint of the source's text, `# source:
//! c43cc970`; when the text changes, the message is marked again. A message without a fingerprint is
//! taken as translated from the source as it is now.
//!
//! Files are changed by splicing: no other byte moves. Messages that only the locale has stay, and so do
//! comments that translators wrote.
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

use memchr::memrchr;
use unic_langid::LanguageIdentifier;

use crate::fluent::definition::Comment;
use crate::fluent::document::{BYTE_ORDER_MARK, Document};
use crate::workbench::edit::block::{Block, BlockIndex, ParsedLocale, blocks};
use crate::workbench::edit::insert::insert;
use crate::workbench::edit::mark::{self, Fingerprint, Marks};
use crate::workbench::edit::{
    Edit, FileChange, MessageChange, MessageChanges, line_end, with_line_ends,
};
use crate::workbench::project::Project;
use crate::{Diagnostic, Error};

/// What would bring these locales up to the source; all of them if none is named.
///
/// The files that change, in the order of the locales. A second run, after they are written, finds
/// nothing to do.
///
/// # Errors
///
/// [`Error::is_unknown_locale`] if the project does not have a locale that is named;
/// [`Error::is_catalog`] if a file has a syntax error, which could hide a message, or is not UTF-8.
pub fn sync(project: &Project, locales: &[LanguageIdentifier]) -> Result<Vec<FileChange>, Error> {
    let is_known = |locale: &&LanguageIdentifier| project.locales.contains_key(&locale.to_string());
    let unknown = locales.iter().filter(|locale| !is_known(locale));
    let unknown: Vec<Diagnostic> = unknown.map(|locale| project.lacks(locale)).collect();
    if !unknown.is_empty() {
        return Err(Error::unknown_locale(unknown));
    }
    let mut problems = Vec::new();
    let source = ParsedLocale::new(project.source_files(), &mut problems);
    let wanted = |tag: &str| locales.is_empty() || locales.iter().any(|locale| *locale == tag);
    let targets: Vec<(&str, ParsedLocale<'_>)> = (project.locales.iter())
        .filter(|(tag, _)| **tag != project.source.to_string() && wanted(tag))
        .map(|(tag, files)| (tag.as_str(), ParsedLocale::new(files, &mut problems)))
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
/// [`Error::is_conflict`] if the project has the locale already; [`Error::is_catalog`] if a file of the
/// source has a syntax error.
pub fn add(project: &Project, locale: &LanguageIdentifier) -> Result<Vec<FileChange>, Error> {
    let tag = locale.to_string();
    if let Some([file, ..]) = project.locales.get(&tag).map(Vec::as_slice) {
        let text = format!("the locale `{tag}` is there: `codeword sync {tag}` adds what it lacks");
        return Err(Error::conflict(vec![Diagnostic::of_file(&*file.path, text)]));
    }
    let mut problems = Vec::new();
    let source = ParsedLocale::new(project.source_files(), &mut problems);
    if !problems.is_empty() {
        return Err(Error::catalog(problems));
    }
    Ok(sync_locale(project, &source, &tag, &ParsedLocale::default()))
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
    source: &ParsedLocale<'_>,
    locale: &str,
    target: &ParsedLocale<'_>,
) -> Vec<FileChange> {
    let (sources, present) = (source.index(), target.index());
    let is_missing =
        |block: &Block<'_, '_>| sources.counts(block) && !present.has(block.definition.id);
    let new = source.names().filter(|name| target.file(name).is_none());
    let names = target.names().chain(new);
    target.change(project, locale, &header(&project.source), names, |name, document, messages| {
        // Where a message is put in front of another, its comment stands above the other's.
        let mut edits = match source.file(name) {
            Some((_, source)) => insert(source, document, &mut |block| {
                is_missing(&block).then(|| {
                    messages.push((block.definition.id.to_owned(), MessageChange::Added));
                    untranslated(&block)
                })
            }),
            None => Vec::new(),
        };
        edits.extend(update(document, &sources, &present, messages));
        edits
    })
}

/// A message of the source as it stands in another locale until somebody translates it.
fn untranslated(block: &Block<'_, '_>) -> String {
    let comment = mark::comment_from(block, Some(mark::NEEDS_TRANSLATION));
    format!("{comment}{}", block.text().replace("\r\n", "\n"))
}

/// Marks what has changed in the source, and brings comments along.
fn update(
    document: &Document<'_>,
    sources: &BlockIndex<'_, '_>,
    present: &BlockIndex<'_, '_>,
    messages: &mut MessageChanges,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for block in blocks(document) {
        let id = block.definition.id;
        let Some(source) = sources.get(id).filter(|_| present.counts(&block)) else { continue };
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
    // After a byte order mark; the `#` of a comment and the first letter of a message are ASCII.
    let start = if bytes[start].is_ascii() { start } else { start + BYTE_ORDER_MARK.len() };
    Edit::insert(start, with_line_ends(&mark::comment_line(comment), line_end(text)))
}

/// Adds the lines of the source's comment that a message lacks. Where a translator has added words, or the
/// source's words have changed, only a person can tell which are right: the comment stays.
fn comment_lines(block: &Block<'_, '_>, source: &Block<'_, '_>) -> Vec<Edit> {
    let document = block.document;
    let comment = block.definition.comment();
    let own: Vec<&str> = mark::words(comment).collect();
    let mut rest = own.iter().copied().peekable();
    let mut missing = Vec::new();
    for line in mark::words(source.definition.comment()) {
        if rest.next_if(|own| own.trim() == line.trim()).is_none() {
            missing.push((rest.peek().copied(), line));
        }
    }
    if rest.next().is_some() {
        return Vec::new();
    }
    // After the last of its words, before its marks.
    let last = own.last().map(|last| document.offset(last));
    let mut lines = comment.into_iter().flat_map(Comment::lines).map(|line| document.offset(line));
    let end = lines.find(|line| last.is_none_or(|last| *line > last)).unwrap_or(block.id);
    let edit = |(next, line): (Option<&str>, &str)| {
        line_at(document, next.map_or(end, |next| document.offset(next)), line)
    };
    missing.into_iter().map(edit).collect()
}
