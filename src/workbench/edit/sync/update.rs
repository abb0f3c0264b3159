//! Messages that a locale has: what of them is no longer as the source has it.

use memchr::memrchr;

use crate::fluent::definition::Comment;
use crate::fluent::document::{BYTE_ORDER_MARK, Document};
use crate::workbench::edit::MessageChange;
use crate::workbench::edit::block::{Block, blocks};
use crate::workbench::edit::mark::{self, Fingerprint, Marks};
use crate::workbench::edit::parsed::Index;
use crate::workbench::edit::splice::{Edit, line_end, with_line_ends};

/// Marks what has changed in the source, and brings comments along.
pub(super) fn update(
    document: &Document<'_>,
    sources: &Index<'_, '_>,
    present: &Index<'_, '_>,
    messages: &mut Vec<(String, MessageChange)>,
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
    // Behind a byte order mark; a comment's sign and a message's first letter are ASCII.
    let start = if bytes[start].is_ascii() { start } else { start + BYTE_ORDER_MARK.len() };
    Edit::insert(start, with_line_ends(&mark::comment_line(comment), line_end(text)))
}

/// The lines of the source's comment that a message lacks. Where a translator has put in words, or the
/// source has other words now, nobody but a person can tell which are right: the comment stays.
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
    // Behind the last of its words, before its marks.
    let last = own.last().map(|last| document.offset(last));
    let mut lines = comment.into_iter().flat_map(Comment::lines).map(|line| document.offset(line));
    let end = lines.find(|line| last.is_none_or(|last| *line > last)).unwrap_or(block.id);
    let edit = |(next, line): (Option<&str>, &str)| {
        line_at(document, next.map_or(end, |next| document.offset(next)), line)
    };
    missing.into_iter().map(edit).collect()
}
