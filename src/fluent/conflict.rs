//! Merge conflicts: both sides of a change, which a version control system left to people to choose from.
//!
//! Git, Mercurial, Jujutsu, Subversion and `diff3` put seven signs or more at the start of a line: `<<<<<<<`
//! before the sides, `>>>>>>>` after them, and one of `=======`, `|||||||`, `%%%%%%%`, `+++++++` and `-------`
//! between. People have since indented such lines, or made comments of them.

use std::iter;
use std::ops::Range;

use memchr::{memchr, memmem, memrchr};

use super::line::begins_entry;

/// The fewest signs of a marker.
const MARKER_LENGTH: usize = 7;

/// A merge conflict.
#[derive(Debug, PartialEq)]
pub(super) struct Conflict {
    /// Its first marker.
    pub(super) marker: usize,
    /// Its lines, with those of the message that it stands in.
    pub(super) lines: Range<usize>,
}

/// A line that marks where a side begins or ends.
struct Marker {
    /// `<`, `>`, or one of those between.
    sign: u8,
    length: usize,
    /// The offset of its first sign.
    offset: usize,
    line: Range<usize>,
    stands: Stands,
    /// Whether it says whose side it is.
    has_label: bool,
}

/// What stands before a marker on its line.
#[derive(PartialEq)]
enum Stands {
    First,
    Indented,
    InComment,
}

/// The first merge conflicts of a text, so many at most: for each, the lines around it are looked at.
pub(super) fn conflicts(text: &str, most: usize) -> Vec<Conflict> {
    let bytes = text.as_bytes();
    let has = |marker: &str| memmem::find(bytes, marker.as_bytes()).is_some();
    // Nearly every text has none.
    if !has("<<<<<<<") && !has(">>>>>>>") {
        return Vec::new();
    }
    let markers: Vec<Marker> = lines(bytes, 0).filter_map(|line| marker(bytes, line)).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut rest = &markers[..];
    while let Some(first) = rest.first() {
        let (group, after) = rest.split_at(group_length(rest));
        rest = after;
        let of_one_size: Vec<&Marker> =
            group.iter().filter(|marker| marker.length == first.length).collect();
        if let [first, .., last] | [first @ last] = conflict(&of_one_size) {
            let number = |marker: &Marker| markers.partition_point(|it| it.offset < marker.offset);
            found.push(number(first)..number(last) + 1);
        }
    }
    let starts: Vec<usize> = found.iter().map(|it| markers[it.start].line.start).collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let found = found.iter().zip(ends).take(most);
    found.map(|(range, end)| whole(bytes, &markers[range.clone()], end)).collect()
}

/// How many markers may belong together: up to one that ends a conflict, or begins the next. Within a
/// conflict, the markers of another one are longer.
fn group_length(markers: &[Marker]) -> usize {
    let length = markers[0].length;
    let mut same = (1..).zip(markers).filter(|(_, marker)| marker.length == length);
    let end = same.find_map(|(number, marker)| match marker.sign {
        b'>' => Some(number),
        b'<' if number > 1 => Some(number - 1),
        _ => None,
    });
    end.unwrap_or(markers.len())
}

/// The markers of a group that make a conflict, be it one that is resolved by half.
fn conflict<'g, 'm>(group: &'g [&'m Marker]) -> &'g [&'m Marker] {
    let begins = group.first().is_some_and(|marker| marker.sign == b'<');
    let ends = group.last().is_some_and(|marker| marker.sign == b'>');
    match (begins, ends) {
        (true, true) if group.len() > 2 || group[0].stands == Stands::First => group,
        (true, _) if group[0].is_plain() => &group[..group.len().min(2)],
        (_, true) => match group {
            [.., between, last] if last.is_plain() && between.stands == last.stands => {
                &group[group.len() - 2..]
            }
            [.., last] if last.is_plain() => &group[group.len() - 1..],
            _ => &[],
        },
        _ => &[],
    }
}

impl Marker {
    /// Whether it is a marker without the others, too.
    fn is_plain(&self) -> bool {
        match self.stands {
            Stands::First => true,
            Stands::Indented => self.has_label && self.length == MARKER_LENGTH,
            Stands::InComment => false,
        }
    }
}

/// The marker on a line.
fn marker(text: &[u8], line: Range<usize>) -> Option<Marker> {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    let content = text[line.clone()].trim_ascii_end();
    let blanks = content.iter().take_while(|byte| is_blank(byte)).count();
    let signs = content[blanks..].iter().take_while(|byte| **byte == b'#').count();
    let inner = content[blanks + signs..].iter().take_while(|byte| is_blank(byte)).count();
    let start = blanks + signs + inner;
    let sign = *content.get(start).filter(|sign| b"<>=|%+-".contains(sign))?;
    let length = content[start..].iter().take_while(|byte| **byte == sign).count();
    let label = &content[start + length..];
    if length < MARKER_LENGTH || !matches!(label, [] | [b' ', ..]) {
        return None;
    }
    let is_framed = [&b"<<<"[..], b">>>"].iter().any(|sign| memmem::find(label, sign).is_some());
    let stands = match (signs, start) {
        (0, 0) => Stands::First,
        (0, _) => Stands::Indented,
        _ => Stands::InComment,
    };
    let has_label = !label.is_empty() && !is_framed;
    Some(Marker { sign, length, offset: line.start + start, line, stands, has_label })
}

/// A conflict with the lines of the message that it stands in, up to an offset at most.
fn whole(text: &[u8], markers: &[Marker], limit: usize) -> Conflict {
    let (first, last) = (&markers[0], &markers[markers.len() - 1]);
    let mut start = first.line.start;
    let begins_within = |marker: &Marker| {
        let mut after = lines(text, marker.line.end).take_while(|line| line.start < last.line.end);
        after.find(|line| !is_blank(text, line)).is_some_and(|line| goes_on(text, &line))
    };
    if first.stands == Stands::Indented || markers.iter().any(begins_within) {
        start = message_above(text, start).unwrap_or(start);
    }
    let after = lines(text, last.line.end)
        .take_while(|line| line.start < limit && (goes_on(text, line) || is_blank(text, line)));
    let end = after.last().map_or(last.line.end, |line| line.end);
    Conflict { marker: first.offset, lines: start..end }
}

/// Where the message begins that goes on up to an offset.
fn message_above(text: &[u8], offset: usize) -> Option<usize> {
    let mut end = offset;
    while end > 0 {
        let start = memrchr(b'\n', &text[..end - 1]).map_or(0, |at| at + 1);
        let line = start..end;
        if begins_entry(&text[start..]) {
            return Some(start);
        }
        if !goes_on(text, &line) && !is_blank(text, &line) {
            return None;
        }
        end = start;
    }
    None
}

fn is_blank(text: &[u8], line: &Range<usize>) -> bool {
    text[line.clone()].trim_ascii().is_empty()
}

/// Whether a line goes on with the message above it.
fn goes_on(text: &[u8], line: &Range<usize>) -> bool {
    matches!(text[line.start], b' ' | b'\t' | b'}' | b'[' | b'*' | b'.') && !is_blank(text, line)
}

/// The lines of a text from an offset, each with its end.
fn lines(text: &[u8], mut from: usize) -> impl Iterator<Item = Range<usize>> {
    iter::from_fn(move || {
        let start = from;
        from = memchr(b'\n', &text[start..]).map_or(text.len(), |at| start + at + 1);
        (start < from).then_some(start..from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of each conflict, and where its first marker is.
    fn found(text: &str) -> Vec<&str> {
        conflicts(text, usize::MAX).into_iter().map(|conflict| &text[conflict.lines]).collect()
    }

    #[test]
    fn each_system_has_its_markers() {
        for text in [
            "<<<<<<< HEAD\ncode-1 = a\n=======\ncode-1 = b\n>>>>>>> theirs\n",
            "<<<<<<< HEAD\r\ncode-1 = a\r\n=======\r\ncode-1 = b\r\n>>>>>>> theirs\r\n",
            "<<<<<<<\ncode-1 = a\n=======\ncode-1 = b\n>>>>>>>\n",
            "<<<<<<< HEAD\na\n||||||| 1a2b3c\nx\n=======\nb\n>>>>>>> theirs\n",
            "<<<<<<< HEAD\n||||||| base\n<<<<<<<<< Temporary merge branch 1\nx\n=========\ny\n\
             >>>>>>>>> Temporary merge branch 2\n=======\nb\n>>>>>>> theirs\n",
            "<<<<<<< local\na\n=======\nb\n>>>>>>> other",
            "<<<<<<< conflict 1 of 1\n%%%%%%% changes from base to side #1\n-a\n+b\n+++++++ side #2\n\
             c\n>>>>>>> conflict 1 of 1 ends\n",
            "<<<<<<< .mine\na\n||||||| .r1\n=======\nb\n>>>>>>> .r2\n",
            "# <<<<<<< HEAD\n# a\n# =======\n# b\n# >>>>>>> theirs\n",
            "<<<<<<< HEAD\n>>>>>>> theirs\n",
            // Resolved by half.
            "<<<<<<< HEAD\n",
            ">>>>>>> theirs\n",
            "=======\ncode-1 = b\n>>>>>>> theirs\n",
        ] {
            assert_eq!(found(text), [text], "{text}");
        }
    }

    #[test]
    fn a_conflict_has_the_lines_of_its_message() {
        let (before, after) = ("code-1 = a\n", "code-3 = c\n");
        for conflict in [
            "code-2 = b\n    <<<<<<< HEAD\n    x\n    =======\n    y\n    >>>>>>> theirs\n    z\n",
            "code-2 = b\n<<<<<<< HEAD\n    x\n=======\n    y\n>>>>>>> theirs\n    z\n",
            "code-2 = { $n ->\n<<<<<<< HEAD\n    [one] x\n=======\n    [one] y\n>>>>>>> theirs\n   *[other] z\n}\n",
            "code-2 = b\n    x\n    >>>>>>> theirs\n",
        ] {
            let text = [before, conflict, after].concat();
            assert_eq!(found(&text), [conflict], "{text}");
            assert!(text[conflicts(&text, 1)[0].marker..].starts_with(['<', '>']));
        }
    }

    #[test]
    fn conflicts_are_told_apart() {
        let one = "<<<<<<< HEAD\ncode-1 = a\n=======\ncode-1 = b\n>>>>>>> theirs\n";
        assert_eq!(found(&one.repeat(3)), [one; 3]);
        let unfinished = "<<<<<<< HEAD\ncode-1 = a\n";
        assert_eq!(found(&[unfinished, one].concat()), ["<<<<<<< HEAD\n", one]);
        let inside = "code-1 = x\n    <<<<<<< a\n    =======\n    >>>>>>> b\n";
        assert_eq!(found(&[inside, &inside[11..], "    y\n"].concat()).len(), 2);
    }

    #[test]
    fn rows_of_signs_are_no_conflict() {
        for text in [
            "code-1 = <<<<<<< HEAD\n",
            "code-1 = a << b <<< c\n",
            "code-1 =\n    =======\n    Title\n    =======\n",
            "### =======\n### Orders\n### =======\n",
            "# >>>>>>> Orders <<<<<<<\n",
            "# >>>>>>> Orders\n",
            "code-1 =\n    <<<<<<<\n",
            "code-1 =\n    >>>>>>>>>> next\n",
            "=======\n",
            "<<<<<< six\n=======\n>>>>>> six\n",
            "code-1 =\n    <<<<<<<HEAD\n    =======\n    >>>>>>>theirs\n",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
