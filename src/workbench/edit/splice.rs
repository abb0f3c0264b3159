//! [`Edit`]: a file is changed by splicing, so that every byte outside of a change stays as it is.

use std::ops::Range;

/// One change of a text: these bytes instead of those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    range: Range<usize>,
    replacement: String,
}

impl Edit {
    /// Puts a text at an offset.
    pub(crate) fn insert(at: usize, text: impl Into<String>) -> Edit {
        Edit { range: at..at, replacement: text.into() }
    }

    /// Puts a text in the place of another.
    pub(crate) fn replace(range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { range, replacement: text.into() }
    }

    /// The bytes that go.
    pub(crate) fn range(&self) -> Range<usize> {
        self.range.clone()
    }
}

/// The text with every edit made; what is inserted at one place keeps its order.
///
/// Edits do not overlap: each is about an entry or a line of its own.
pub(crate) fn splice(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let grown: usize = edits.iter().map(|edit| edit.replacement.len()).sum();
    let mut spliced = String::with_capacity(text.len() + grown);
    let mut at = 0;
    for edit in edits {
        spliced.push_str(&text[at..edit.range.start]);
        spliced.push_str(&edit.replacement);
        at = edit.range.end;
    }
    spliced.push_str(&text[at..]);
    spliced
}

/// The line end that a text uses.
pub(crate) fn line_end(text: &str) -> &'static str {
    let first = text.split_inclusive('\n').next();
    if first.is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" }
}

/// A text with the line ends of another.
pub(crate) fn with_line_ends(text: &str, line_end: &str) -> String {
    match line_end {
        "\n" => text.to_owned(),
        _ => text.replace('\n', line_end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_edited_stays() {
        let edits = vec![Edit::replace(4..7, "TWO"), Edit::insert(0, "a "), Edit::insert(0, "b ")];
        assert_eq!(splice("one two three", edits), "a b one TWO three");
    }
}
