//! [`Marks`]: the lines of a message's comment that the commands write and read.
//!
//! ```ftl
//! # HeartbeatExceedLimit
//! # needs translation: the source has changed
//! # was: 心跳超限, 实例仅支持每秒1次心跳
//! # source: c43cc970
//! code-400142 = The heartbeat limit was exceeded; an instance may send only 1 heartbeat per second
//! ```
//!
//! `needs translation` is taken out by whoever translates the message. `source` is the fingerprint of
//! the text that it was translated from, by which a later change of that text is noticed; `was`, directly
//! above it, is that text, until the message is translated again. What goes on below `was:` is indented.

use std::ops::Range;

use memchr::{memchr, memrchr};

use crate::fluent::definition::{Comment, Definition};
use crate::fluent::document::{BYTE_ORDER_MARK, Document};
use crate::fluent::remark::DIRECTIVE;
use crate::workbench::edit::block::Block;
use crate::workbench::edit::fingerprint::Fingerprint;
use crate::workbench::edit::state::State;
use crate::workbench::edit::{Edit, line_end, with_line_ends};

pub(crate) use crate::fluent::remark::NEEDS_TRANSLATION;

/// How a comment line begins above a message that was translated from another text.
pub(crate) const OUTDATED: &str = "needs translation: the source has changed";

/// What precedes the text that a message was translated from.
const WAS: &str = "was:";

/// The marks of one message.
#[derive(Clone, Default)]
pub(crate) struct Marks<'s> {
    /// The line that says that the message needs translation.
    pub(crate) needs_translation: Option<&'s str>,
    /// The text that the message was translated from, where that has changed.
    pub(crate) was: Option<Was<'s>>,
    /// The line with the fingerprint, and the fingerprint.
    pub(crate) source: Option<(&'s str, &'s str)>,
    /// The line that says that the code is no longer sent, `retired` or `retired: why`.
    pub(crate) retired: Option<&'s str>,
    /// The line with the state that another tool gave it, and the state.
    pub(crate) state: Option<(&'s str, State)>,
}

/// The lines that keep what follows the equals sign of the source, as it was.
#[derive(Clone, Copy)]
pub(crate) struct Was<'s> {
    first: &'s str,
    last: &'s str,
}

impl<'s> Marks<'s> {
    pub(crate) fn of(definition: &Definition<'s>) -> Marks<'s> {
        let lines = || definition.comment().into_iter().flat_map(Comment::lines);
        let lines_of_was = was(lines());
        Marks {
            needs_translation: definition.comment().and_then(Comment::needs_translation),
            was: lines()
                .nth(lines_of_was.start)
                .filter(|_| !lines_of_was.is_empty())
                .and_then(|first| Some(Was { first, last: lines().nth(lines_of_was.end - 1)? })),
            source: lines().find_map(|line| Some((line, Fingerprint::digits_of_line(line)?))),
            retired: lines().find(|line| is_retired(line)),
            state: lines().find_map(|line| Some((line, State::of_line(line)?))),
        }
    }

    /// Whether the message was translated from another text than the source's, and is marked so.
    pub(crate) fn is_outdated(&self) -> bool {
        self.needs_translation.is_some_and(|line| line.trim().starts_with(OUTDATED))
    }

    /// Whether the message was translated from another text than the source has now. One that nobody has
    /// translated yet is not outdated, unless it keeps such a text.
    pub(crate) fn is_outdated_beside(&self, source: &Block<'_, '_>) -> bool {
        let Some((_, known)) = self.source else { return self.is_outdated() };
        match self.needs_translation {
            Some(_) => self.is_outdated() || self.was.is_some(),
            None => !Fingerprint::of(source).has(known),
        }
    }

    /// Takes out the state, where it says that there is a translation.
    pub(crate) fn take_out_translated(&self, document: &Document<'_>) -> Option<Edit> {
        let (line, state) = self.state.as_ref()?;
        (state.needs_translation() == Some(false)).then(|| take_out_line(document, line))
    }

    /// Takes out what says that the message needs translation, and from which text it was translated.
    pub(crate) fn take_out(&self, document: &Document<'_>) -> Vec<Edit> {
        let mark = self.needs_translation.map(|line| take_out_line(document, line));
        mark.into_iter().chain(self.was.map(|was| was.take_out(document))).collect()
    }
}

impl Was<'_> {
    /// What followed the equals sign.
    pub(crate) fn text(self, document: &Document<'_>) -> String {
        let lines = &document.text()[document.offset(self.first)..document.range(self.last).end];
        let text = Comment::new(lines).lines().collect::<Vec<_>>().join("\n");
        text.trim_start()[WAS.len()..].to_owned()
    }

    /// Takes the lines out.
    pub(crate) fn take_out(self, document: &Document<'_>) -> Edit {
        Edit::replace(lines(document, self.first, self.last), "")
    }
}

/// Takes out a line of a comment.
pub(crate) fn take_out_line(document: &Document<'_>, line: &str) -> Edit {
    Edit::replace(lines(document, line, line), "")
}

/// Whole lines with their ends, from one comment line to another.
fn lines(document: &Document<'_>, first: &str, last: &str) -> Range<usize> {
    let (text, last) = (document.text(), document.range(last).end);
    let end = memchr(b'\n', &text.as_bytes()[last..]).map_or(text.len(), |at| last + at + 1);
    line_start(document, document.offset(first))..end
}

/// Where the line begins that an offset stands in, after a byte order mark.
fn line_start(document: &Document<'_>, offset: usize) -> usize {
    let text = document.text();
    match memrchr(b'\n', &text.as_bytes()[..offset]) {
        Some(end) => end + 1,
        None if text.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len(),
        None => 0,
    }
}

/// Puts comment lines in front of the line that an offset stands in.
pub(crate) fn insert_lines<'l>(
    document: &Document<'_>,
    offset: usize,
    lines: impl IntoIterator<Item = &'l str>,
) -> Edit {
    let lines: String = lines.into_iter().map(comment_line).collect();
    let lines = with_line_ends(&lines, line_end(document.text()));
    Edit::insert(line_start(document, offset), lines)
}

/// Which lines of a comment keep the source as it was: directly above the fingerprint, one that begins with
/// `was:`, and those below it that are indented or empty.
fn was<'s>(lines: impl Iterator<Item = &'s str> + Clone) -> Range<usize> {
    let mut start = None;
    for (number, line) in lines.enumerate() {
        let goes_on = line.is_empty() || line.starts_with(' ');
        if Fingerprint::digits_of_line(line).is_some() {
            return start.map_or(0..0, |start| start..number);
        } else if line.trim_start().starts_with(WAS) {
            start = Some(number);
        } else if !goes_on {
            start = None;
        }
    }
    0..0
}

/// The comment lines that keep a message of the source as it was.
pub(crate) fn was_lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let first = first.trim();
    let first = if first.is_empty() { WAS.to_owned() } else { format!("{WAS} {first}") };
    // Within braces a line may begin at the margin.
    let at_margin = rest.lines().any(|line| line.starts_with(|c: char| !c.is_whitespace()));
    let indent = if at_margin { "    " } else { "" };
    let rest = rest.lines().map(|line| format!("{indent}{line}").trim_end().to_owned());
    std::iter::once(first).chain(rest).collect()
}

/// The lines of a comment that are words for translators: no marks, and no directives.
pub(crate) fn words<'s>(comment: Option<Comment<'s>>) -> impl Iterator<Item = &'s str> {
    let lines = || comment.into_iter().flat_map(Comment::lines);
    let was = was(lines());
    lines().enumerate().filter_map(move |(number, line)| {
        let words = line.trim();
        let is_mark = words.starts_with(NEEDS_TRANSLATION)
            || was.contains(&number)
            || Fingerprint::digits_of_line(words).is_some()
            || State::of_line(words).is_some();
        (!is_mark && !words.starts_with(DIRECTIVE)).then_some(line)
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

/// Whether a line says that the code is retired. These are words for translators: they are copied into
/// every locale.
fn is_retired(line: &str) -> bool {
    let (word, _) = line.split_once(':').unwrap_or((line, ""));
    word.trim().eq_ignore_ascii_case("retired")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::document::Document;
    use crate::workbench::edit::fingerprint::tests::fingerprint_of;
    use crate::workbench::edit::splice;

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

    #[test]
    fn the_source_as_it_was_comes_back_from_its_lines() {
        for text in [
            "one",
            "\n    two\n\n    lines",
            "one\n    .title = x\n    .b =\n        y",
            "\n    { $n ->\n        [one] x\n       *[other] y\n    }",
            // Within braces a line may begin at the margin.
            "{ $n ->\n[one] x\n\n*[other] y\n}",
        ] {
            let source = format!("code-1 ={text}\n");
            let comment: String = was_lines(text).iter().map(|line| comment_line(line)).collect();
            for line_end in ["\n", "\r\n"] {
                let file = format!(
                    "# Name\n# was: words\n# not this\n{comment}# source: 0123abcd\ncode-1 = eins\n"
                );
                let file = file.replace('\n', line_end);
                let document = Document::parse(&file);
                let definition = document.definitions().next().unwrap();
                let was = Marks::of(definition).was.unwrap();
                let again = format!("code-1 ={}\n", was.text(&document));
                assert_eq!(fingerprint_of(&again), fingerprint_of(&source), "{file}");
                let words: Vec<&str> = words(definition.comment()).collect();
                assert_eq!(words, ["Name", "was: words", "not this"]);
                let taken_out = splice(&file, Marks::of(definition).take_out(&document));
                let expected =
                    "# Name\n# was: words\n# not this\n# source: 0123abcd\ncode-1 = eins\n";
                assert_eq!(taken_out, expected.replace('\n', line_end));
            }
        }
    }
}
