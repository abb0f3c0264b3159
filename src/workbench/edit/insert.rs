//! [`insert`]: puts the messages that a file lacks beside the neighbours that they have in the source.

use rustc_hash::FxHashMap;

use crate::fluent::definition::Comment;
use crate::fluent::document::{Document, Entry, Level};
use crate::workbench::edit::block::{self, Block, BlockIndex, blocks};
use crate::workbench::edit::{Edit, line_end, with_line_ends};

/// Inserts messages of a source file into the file of another locale.
///
/// `text` gives what is to be inserted for a message, `None` for nothing. A message goes after the one
/// that precedes it in its group, or before the one that follows it; a group that the file does not have
/// comes with its heading. What the file has stays as it is, and where it is.
pub(crate) fn insert<'d, 's>(
    source: &'d Document<'s>,
    target: &Document<'_>,
    text: &mut dyn FnMut(Block<'d, 's>) -> Option<String>,
) -> Vec<Edit> {
    let places = Places::of(target);
    let mut edits = Vec::new();
    let mut last = None;
    for group in groups(source) {
        let present: Vec<Option<usize>> =
            group.blocks.iter().map(|block| places.definition(block.definition.id)).collect();
        let next_present = next_present(&present);
        let heading = group.heading.and_then(|heading| places.heading(heading));
        let mut is_new = heading.is_none() && present.iter().all(Option::is_none);
        let mut sibling = None;
        for (number, block) in group.blocks.iter().enumerate() {
            if let Some(entry) = present[number] {
                (sibling, last) = (Some(entry), Some(entry));
                continue;
            }
            let Some(mut text) = text(*block) else { continue };
            let next = next_present[number];
            let place = match (sibling.or(heading.filter(|_| next.is_none())), next) {
                (Some(entry), _) => Place::After(entry),
                (None, Some(next)) => Place::Before(next),
                (None, None) => places.of_new_group(last),
            };
            if let Some(heading) = group.heading.filter(|_| is_new) {
                let lines = heading.lines().map(|line| format!("## {line}").trim_end().to_owned());
                text = format!("{}\n\n{text}", lines.collect::<Vec<_>>().join("\n"));
                is_new = false;
            }
            if matches!(place, Place::Alone) && !edits.is_empty() {
                text.insert(0, '\n');
            }
            edits.push(places.insert(place, &text));
        }
    }
    edits
}

/// For each, the first that is present from there on.
fn next_present(present: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut all: Vec<Option<usize>> = present
        .iter()
        .rev()
        .map(|entry| {
            next = entry.or(next);
            next
        })
        .collect();
    all.reverse();
    all
}

/// Inserts a text at the end of a file.
pub(crate) fn append(target: &Document<'_>, text: &str) -> Edit {
    let places = Places::of(target);
    places.insert(places.end(), text)
}

/// The messages below one `##` heading.
struct Group<'d, 's> {
    heading: Option<Comment<'s>>,
    blocks: Vec<Block<'d, 's>>,
}

fn groups<'d, 's>(document: &'d Document<'s>) -> Vec<Group<'d, 's>> {
    let mut groups = vec![Group { heading: None, blocks: Vec::new() }];
    let mut blocks = blocks(document).peekable();
    for (number, entry) in document.entries.iter().enumerate() {
        if let Entry::Comment(Level::Group, heading) = entry {
            groups.push(Group { heading: Some(*heading), blocks: Vec::new() });
        } else if let Some(block) = blocks.next_if(|block| block.entry == number)
            && let Some(group) = groups.last_mut()
        {
            group.blocks.push(block);
        }
    }
    groups
}

/// The words of a heading, a line each.
fn words(heading: Comment<'_>) -> Vec<&str> {
    heading.lines().map(str::trim).collect()
}

/// Where something can be inserted: beside an entry, by its number.
#[derive(Clone, Copy)]
enum Place {
    Before(usize),
    After(usize),
    /// In a file without entries.
    Alone,
}

struct Places<'d, 's> {
    document: &'d Document<'s>,
    index: BlockIndex<'d, 's>,
    /// The entries that are headings, in their order.
    headings: Vec<usize>,
    by_words: FxHashMap<Vec<&'s str>, usize>,
}

impl<'d, 's> Places<'d, 's> {
    fn of(document: &'d Document<'s>) -> Places<'d, 's> {
        let (mut headings, mut by_words) = (Vec::new(), FxHashMap::default());
        for (number, entry) in document.entries.iter().enumerate() {
            if let Entry::Comment(Level::Group, heading) = entry {
                headings.push(number);
                by_words.entry(words(*heading)).or_insert(number);
            }
        }
        Places { document, index: blocks(document).collect(), headings, by_words }
    }

    fn definition(&self, id: &str) -> Option<usize> {
        self.index.get(id).map(|block| block.entry)
    }

    fn heading(&self, heading: Comment<'s>) -> Option<usize> {
        self.by_words.get(&words(heading)).copied()
    }

    /// After the group of a message; before everything, if no message precedes the new group.
    fn of_new_group(&self, last: Option<usize>) -> Place {
        let Some(last) = last else {
            let of_file = |entry: &Entry<'_>| matches!(entry, Entry::Comment(Level::Resource, _));
            let first = self.document.entries.iter().position(|entry| !of_file(entry));
            return first.map_or(self.end(), Place::Before);
        };
        let next = self.headings.partition_point(|heading| *heading < last);
        self.headings.get(next).map_or(self.end(), |next| Place::After(next - 1))
    }

    fn end(&self) -> Place {
        self.document.entries.len().checked_sub(1).map_or(Place::Alone, Place::After)
    }

    /// A text with a blank line between it and the entry that it stands beside.
    fn insert(&self, place: Place, text: &str) -> Edit {
        let file = self.document.text();
        let (at, text) = match place {
            Place::Before(entry) => {
                let start = block::start(self.document, &self.document.entries[entry]);
                (start, format!("{text}\n\n"))
            }
            Place::After(entry) => {
                let end = block::end(self.document, entry);
                let blanks = file[end..].len() - file[end..].trim_start_matches(' ').len();
                (end + blanks, format!("\n\n{text}"))
            }
            Place::Alone => (file.len(), format!("{text}\n")),
        };
        Edit::insert(at, with_line_ends(&text, line_end(file)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::edit::splice;

    const SOURCE: &str = "a = 1\n\n## One\n\nb = 2\n\nc = 3\n\n## Two\n\nd = 4\n\ne = 5\n";

    fn inserted(target: &str) -> String {
        let (source, target) = (Document::parse(SOURCE), Document::parse(target));
        let known: Vec<&str> = target.definitions().map(|definition| definition.id).collect();
        let missing = |block: Block<'_, '_>| {
            (!known.contains(&block.definition.id)).then(|| block.text().to_owned())
        };
        let edits = insert(&source, &target, &mut { missing });
        splice(target.text(), edits)
    }

    #[test]
    fn a_message_stands_beside_its_neighbours() {
        for (target, expected) in [
            (SOURCE, SOURCE),
            // After the message that precedes it, or before the one that follows, whatever the heading says.
            (
                "## Eins\n\nb = B\n\n## Zwei\n\ne = E\n",
                "a = 1\n\n## Eins\n\nb = B\n\nc = 3\n\n## Zwei\n\nd = 4\n\ne = E\n",
            ),
            // A group of its own, after another that has one message more.
            (
                "a = A\n\n## One\nb = B\nx = X\n# the end",
                "a = A\n\n## One\nb = B\n\nc = 3\nx = X\n# the end\n\n## Two\n\nd = 4\n\ne = 5",
            ),
            // Below a heading without messages.
            (
                "a = A\n\n## One\n\n## Two\nd = D\ne = E",
                "a = A\n\n## One\n\nb = 2\n\nc = 3\n\n## Two\nd = D\ne = E",
            ),
        ] {
            assert_eq!(inserted(target), expected, "{target}");
        }
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_stay() {
        assert_eq!(
            inserted("\u{FEFF}b = B \r\n\r\n## Two\r\nd = D\r\n##"),
            "\u{FEFF}a = 1\r\n\r\nb = B \r\n\r\nc = 3\r\n\r\n## Two\r\nd = D\r\n\r\ne = 5\r\n##",
        );
    }

    #[test]
    fn an_empty_file_gets_everything() {
        assert_eq!(inserted("### File\n"), format!("### File\n\n{SOURCE}"));
        assert_eq!(inserted(""), SOURCE);
    }
}
