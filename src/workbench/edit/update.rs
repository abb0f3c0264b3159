//! [`Update`]: a message that a locale has, beside the source as it is now.

use unic_langid::LanguageIdentifier;

use crate::fluent::Document;
use crate::fluent::definition::Comment;
use crate::workbench::edit::block::{Block, BlockIndex, blocks};
use crate::workbench::edit::fingerprint::Fingerprint;
use crate::workbench::edit::mark::{self, Marks};
use crate::workbench::edit::resemblance::resembles;
use crate::workbench::edit::source_texts::SourceTextIndex;
use crate::workbench::edit::{
    Edit, MessageChange, MessageChanges, line_end, scaffold, with_line_ends,
};

/// What the messages of a locale are compared with.
pub(super) struct Update<'a> {
    pub(super) locale: &'a LanguageIdentifier,
    /// Whether it is another form of the source's language.
    pub(super) is_same_language: bool,
    pub(super) sources: &'a BlockIndex<'a, 'a>,
    pub(super) present: &'a BlockIndex<'a, 'a>,
    /// The texts that translations were made from.
    pub(super) earlier: &'a SourceTextIndex<'a, 'a>,
}

impl Update<'_> {
    /// Marks what has changed in the source, brings copies of it and its comments up to date, and takes out
    /// what a finished translation leaves over.
    pub(super) fn edits(&self, document: &Document<'_>, changes: &mut MessageChanges) -> Vec<Edit> {
        let mut edits = Vec::new();
        for block in blocks(document).filter(|block| self.present.counts(block)) {
            let Some(source) = self.sources.get(block.definition.id) else { continue };
            let mut note = |change| changes.push((block.definition.id.to_owned(), change));

            let comments = comment_lines(&block, source);
            if !comments.is_empty() {
                note(MessageChange::Commented);
                edits.extend(comments);
            }
            let fingerprint = Fingerprint::of(source);
            let marks = Marks::of(block.definition);
            match marks.source {
                Some((_, known)) if fingerprint.has(known) => {
                    if self.is_stale_copy(&block, &marks, source) {
                        note(MessageChange::Replaced);
                        edits.push(self.copy_again(&block, source));
                    } else if let Some(was) =
                        marks.was.filter(|_| marks.needs_translation.is_none())
                    {
                        note(MessageChange::Translated);
                        edits.push(was.take_out(document));
                    }
                }
                Some((line, known)) => {
                    edits.push(Edit::replace(document.range(known), fingerprint.to_string()));
                    if self.is_copy(&block, &marks, known) {
                        note(MessageChange::Replaced);
                        edits.push(self.copy_again(&block, source));
                    } else {
                        note(MessageChange::Outdated);
                        edits.extend(self.outdate(&block, &marks, (line, known)));
                    }
                }
                None => {
                    note(MessageChange::Adopted);
                    let line = fingerprint.line();
                    edits.push(mark::insert_lines(document, block.id, [&*line]));
                }
            }
        }
        edits
    }

    /// Whether a message is a copy of the source as it was, which nobody has touched yet.
    fn is_copy(&self, block: &Block<'_, '_>, marks: &Marks<'_>, known: &str) -> bool {
        if marks.needs_translation.is_none() || marks.is_outdated() {
            return false;
        }
        let own = Fingerprint::of(block);
        own.has(known)
            || self.earlier.get(block.definition.id, known).is_some_and(|earlier| {
                let copy = scaffold::copy(earlier, self.locale);
                blocks(&Document::parse(&copy)).any(|copy| Fingerprint::of(&copy) == own)
            })
    }

    /// Whether a message is a copy that an earlier version of the command has left behind: it wrote down the
    /// fingerprint of a new text and left the old one. It kept no sources, so all that is known is that the text
    /// is in the words of the source and not in those of the locale.
    fn is_stale_copy(
        &self,
        block: &Block<'_, '_>,
        marks: &Marks<'_>,
        source: &Block<'_, '_>,
    ) -> bool {
        self.earlier.is_empty()
            && marks.needs_translation.is_some()
            && !marks.is_outdated()
            && !self.is_same_language
            && Fingerprint::of(block) != Fingerprint::of(source)
            && resembles(block.definition, source.definition)
    }

    fn copy_again(&self, block: &Block<'_, '_>, source: &Block<'_, '_>) -> Edit {
        let text = scaffold::copy(source, self.locale);
        let text = with_line_ends(&text, line_end(block.document.text()));
        Edit::replace(block.id..block.end, text)
    }

    /// Marks a message as translated from a text that the source no longer has, and keeps that text.
    fn outdate(
        &self,
        block: &Block<'_, '_>,
        marks: &Marks<'_>,
        (line, known): (&str, &str),
    ) -> Vec<Edit> {
        let document = block.document;
        let mut edits = Vec::new();
        let mut lines = Vec::new();
        if marks.needs_translation.is_none() {
            lines.push(mark::OUTDATED.to_owned());
            // What is left over from a translation that is done, and says that it is.
            edits.extend(marks.was.map(|was| was.take_out(document)));
            edits.extend(marks.take_out_translated(document));
        }
        // A message that is marked for longer was translated from an older text, which it keeps.
        if (marks.was.is_none() || marks.needs_translation.is_none())
            && let Some(earlier) = self.earlier.get(block.definition.id, known)
        {
            lines.extend(mark::was_lines(earlier.after_sign()));
        }
        if !lines.is_empty() {
            let lines = lines.iter().map(String::as_str);
            edits.push(mark::insert_lines(document, document.offset(line), lines));
        }
        edits
    }
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
        mark::insert_lines(document, next.map_or(end, |next| document.offset(next)), [line])
    };
    missing.into_iter().map(edit).collect()
}
