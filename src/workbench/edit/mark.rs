//! [`Marks`]: the lines of a message's comment that the commands write and read.
//!
//! ```ftl
//! # HeartbeatExceedLimit
//! # needs translation
//! # source: c43cc970
//! code-400142 = 心跳超限, 实例仅支持每秒1次心跳
//! ```
//!
//! `needs translation` is taken out by whoever translates the message. `source` is the fingerprint of
//! the text that it was translated from, by which a later change of that text is noticed.

use std::fmt;

use crate::fluent::definition::{Comment, Definition};
use crate::workbench::edit::block::Block;

/// How a comment line begins above a message that nobody has translated yet.
pub(crate) const NEEDS_TRANSLATION: &str = "needs translation";

/// The same, where the message was translated from another text.
pub(crate) const OUTDATED: &str = "needs translation: the source has changed";

/// What precedes a fingerprint.
const SOURCE: &str = "source: ";

/// How a directive to `codeword check` begins, which is about its own file and no other.
const DIRECTIVE: &str = "codeword:";

/// The marks of one message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks<'s> {
    /// The line that says that the message needs translation.
    pub(crate) needs_translation: Option<&'s str>,
    /// The line with the fingerprint, and the fingerprint.
    pub(crate) source: Option<(&'s str, &'s str)>,
}

impl<'s> Marks<'s> {
    pub(crate) fn of(definition: &Definition<'s>) -> Marks<'s> {
        let lines = || definition.comment().into_iter().flat_map(Comment::lines);
        Marks {
            needs_translation: lines().find(|line| line.trim().starts_with(NEEDS_TRANSLATION)),
            source: lines().find_map(|line| Some((line, fingerprint(line)?))),
        }
    }
}

/// The lines of a comment that are words for translators: no marks, and no directives.
pub(crate) fn words<'s>(comment: Option<Comment<'s>>) -> impl Iterator<Item = &'s str> {
    comment.into_iter().flat_map(Comment::lines).filter(|line| {
        let line = line.trim();
        let is_mark = line.starts_with(NEEDS_TRANSLATION) || fingerprint(line).is_some();
        !is_mark && !line.starts_with(DIRECTIVE)
    })
}

/// The comment of a message that was made from one of the source: the source's words, a mark if it needs
/// one, and the fingerprint.
pub(crate) fn comment_from(source: &Block<'_, '_>, mark: Option<&str>) -> String {
    let fingerprint = Fingerprint::of(source).line();
    let lines = words(source.definition.comment()).chain(mark).chain([&*fingerprint]);
    lines.map(comment_line).collect()
}

/// A line of a comment, with its end.
pub(crate) fn comment_line(words: &str) -> String {
    match words {
        "" => "#\n".to_owned(),
        _ => format!("# {words}\n"),
    }
}

fn fingerprint(line: &str) -> Option<&str> {
    let digits = line.trim().strip_prefix(SOURCE)?;
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (digits.len() == 8 && digits.bytes().all(is_digit)).then_some(digits)
}

/// A short hash of a message's text and attributes. How they are indented, and the comment, do not
/// count. It is part of the files' format: the same text has the same fingerprint in every version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint(u32);

impl Fingerprint {
    pub(crate) fn of(block: &Block<'_, '_>) -> Fingerprint {
        let text = &block.document.text()[block.value().start..block.end];
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        // FNV-1a: two texts that differ in one byte never have the same.
        let hash = lines.join("\n").trim().bytes().fold(0x811c_9dc5, |hash: u32, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        Fingerprint(hash)
    }

    /// The comment line that keeps it.
    pub(crate) fn line(self) -> String {
        format!("{SOURCE}{self}")
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:08x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::document::Document;
    use crate::workbench::edit::block::blocks;

    fn fingerprint_of(text: &str) -> String {
        let document = Document::parse(text);
        let block = blocks(&document).next().unwrap();
        Fingerprint::of(&block).to_string()
    }

    #[test]
    fn a_fingerprint_is_of_the_text_and_not_of_its_layout() {
        let plain = fingerprint_of("code-1 = one\n");
        // It stands in files: it must never change.
        assert_eq!(plain, "ba2719ef");
        assert_eq!(plain, fingerprint_of("# Comment\ncode-1   = one\r\n\r\n"));
        assert_ne!(plain, fingerprint_of("code-1 = One\n"));
        assert_ne!(plain, fingerprint_of("code-1 = one\n    .title = x\n"));
        let select = "code-1 =\n    { $n ->\n       *[other] x\n    }\n";
        assert_eq!(fingerprint_of(select), fingerprint_of(&select.replace("    ", "  ")));
    }

    #[test]
    fn words_that_resemble_a_mark_stay_words() {
        let text = "# Name\n# source: the handbook\n# needs translation\n# source: 0123abcd\n\
                    # codeword: allow(x)\ncode-1 = x\n";
        let document = Document::parse(text);
        let definition = document.definitions().next().unwrap();
        let marks = Marks::of(definition);
        assert_eq!(marks.needs_translation, Some("needs translation"));
        assert_eq!(marks.source, Some(("source: 0123abcd", "0123abcd")));
        let words: Vec<&str> = words(definition.comment()).collect();
        assert_eq!(words, ["Name", "source: the handbook"]);
    }
}
