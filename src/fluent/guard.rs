//! The guard before the parser: what would hurt fluent-syntax is found before it is called.
//!
//! About 200 nested placeables overflow a 2 MiB stack in a debug build and abort the process, and so
//! do nested calls. A Unicode escape that is cut short by a character outside ASCII, `"\u00é"`, makes
//! the parser slice within that character, which panics. It compares each argument of a call with all
//! before it, and keeps a record of hundreds of bytes for every broken line. Nothing here judges
//! whether a text is right, and everything takes time that grows with the text, not with its square.

use std::ops::Range;

use memchr::{memchr_iter, memchr2, memchr2_iter, memchr3_iter};

use super::comments::Lines;
use super::line::begins_entry;

/// How many placeables and calls may stand inside each other.
pub(crate) const DEPTH_LIMIT: usize = 32;

/// How many arguments the calls of an entry may have together.
pub(crate) const ARGUMENT_LIMIT: usize = 1000;

/// The longest entry, with the comments and broken lines after it, in bytes: 256 KiB.
pub(crate) const ENTRY_LIMIT: usize = 256 << 10;

/// What would hurt the parser.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Danger {
    /// A brace or parenthesis that is one more than [`DEPTH_LIMIT`].
    Depth,
    /// A Unicode escape that a character outside ASCII cuts short.
    Escape,
    /// An argument that is one more than [`ARGUMENT_LIMIT`].
    Arguments,
    /// An entry that is longer than [`ENTRY_LIMIT`].
    Length,
}

/// The entries of a text by their offsets, the first one with what is before it. One that the parser
/// must not see comes with its first danger, and the offset of that. The lines that begin with `#` are
/// added to `comments` on the way.
pub(super) fn entries<'t>(
    text: &'t str,
    comments: &'t mut Vec<Lines>,
) -> impl Iterator<Item = (Range<usize>, Option<(usize, Danger)>)> + 't {
    let bytes = text.as_bytes();
    // Whether the line before is one; the first line may be.
    let mut is_comment = !comments.is_empty();
    let starts = memchr_iter(b'\n', bytes).map(|end| end + 1).filter(move |&line| {
        if is_comment && let Some(comment) = comments.last_mut() {
            comment.range.end = line;
        }
        is_comment = bytes.get(line) == Some(&b'#');
        if is_comment {
            comments.push(Lines::one(bytes, line));
            return false;
        }
        begins_entry(&bytes[line..])
    });
    let mut start = 0;
    starts.chain([text.len()]).map(move |next| {
        let range = std::mem::replace(&mut start, next)..next;
        let danger = danger(&text.as_bytes()[range.clone()]);
        let offset = range.start;
        (range, danger.map(|(at, danger)| (offset + at, danger)))
    })
}

/// The first danger in an entry, and where.
fn danger(entry: &[u8]) -> Option<(usize, Danger)> {
    // Nearly every entry is text alone, in which only its length can hurt.
    let found = memchr2(b'{', b'\\', entry).and_then(|_| {
        brackets(entry).or_else(|| cut_escape(entry).map(|offset| (offset, Danger::Escape)))
    });
    found.or_else(|| (entry.len() > ENTRY_LIMIT).then_some((0, Danger::Length)))
}

/// What the text around an offset is, as the Fluent grammar reads it.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// The value of a message or of a variant: quotes and parentheses are text.
    Text,
    /// Inside braces or a call: quotes begin a literal, `]` ends a variant's key.
    Expression,
}

/// The first bracket that nests too deep, or the first argument too many.
fn brackets(entry: &[u8]) -> Option<(usize, Danger)> {
    // With no more opening brackets than the limit it cannot nest deeper, and with no more commas it
    // has no more arguments: nearly every entry.
    let deep = || memchr2_iter(b'{', b'(', entry).nth(DEPTH_LIMIT).is_some();
    let long = || memchr_iter(b',', entry).nth(ARGUMENT_LIMIT - 1).is_some();
    if !deep() && !long() {
        return None;
    }
    let mut mode = Mode::Text;
    let mut outer: Vec<Mode> = Vec::with_capacity(DEPTH_LIMIT);
    let mut arguments = 0;
    let mut at = 0;
    while at < entry.len() {
        match (mode, entry[at]) {
            (_, b'{') | (Mode::Expression, b'(') => {
                if outer.len() == DEPTH_LIMIT {
                    return Some((at, Danger::Depth));
                }
                outer.push(mode);
                mode = Mode::Expression;
            }
            (Mode::Expression, b'}' | b')') => mode = outer.pop().unwrap_or(Mode::Text),
            (Mode::Expression, b'"') => at += literal_length(&entry[at..]) - 1,
            (Mode::Expression, b',') => {
                arguments += 1;
                if arguments == ARGUMENT_LIMIT {
                    return Some((at, Danger::Arguments));
                }
            }
            // After its key, a variant has text.
            (Mode::Expression, b']') => mode = Mode::Text,
            // A line that begins so ends a variant's text.
            (Mode::Text, b'\n') if !outer.is_empty() => {
                let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\r' | b'\n');
                at += entry[at + 1..].iter().take_while(is_blank).count();
                if matches!(entry.get(at + 1), Some(b'[' | b'*' | b'}')) {
                    mode = Mode::Expression;
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where a Unicode escape in a string literal ends at a character outside ASCII, before its digits do.
fn cut_escape(entry: &[u8]) -> Option<usize> {
    // In text, outside a literal, a backslash means nothing: there is a quote before it on its line.
    let mut quoted = false;
    memchr3_iter(b'\\', b'"', b'\n', entry).find(|&at| {
        match entry[at] {
            b'"' => quoted = true,
            b'\n' => quoted = false,
            _ => return quoted && is_cut(&entry[at + 1..]),
        }
        false
    })
}

/// Whether what follows a backslash is such an escape.
pub(crate) fn is_cut(escape: &[u8]) -> bool {
    let digits = match escape.first() {
        Some(b'u') => 4,
        Some(b'U') => 6,
        _ => return false,
    };
    let rest = &escape[1..];
    let hexadecimal = rest.iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit()).count();
    hexadecimal < digits && rest.get(hexadecimal).is_some_and(|byte| !byte.is_ascii())
}

/// The length of a string literal with its quotes; one that is not closed ends with its line.
fn literal_length(text: &[u8]) -> usize {
    let mut at = 1;
    while at < text.len() {
        match text[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            b'\n' => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(levels: usize) -> String {
        format!("code-1 = {}1{}\n", "{ ".repeat(levels), " }".repeat(levels))
    }

    fn nested_variants(levels: usize) -> String {
        let open = "{ $n ->\n *[other] ".repeat(levels);
        format!("code-1 = {open}x{}\n", "\n }".repeat(levels))
    }

    fn nested_calls(levels: usize) -> String {
        format!("code-1 = {{ {}1{} }}\n", "F(".repeat(levels), ")".repeat(levels))
    }

    fn dangers(text: &str) -> Vec<(usize, Danger)> {
        entries(text, &mut Vec::new()).filter_map(|(_, danger)| danger).collect()
    }

    fn offsets(text: &str) -> Vec<usize> {
        dangers(text).into_iter().map(|(offset, _)| offset).collect()
    }

    #[test]
    fn the_limit_is_the_limit() {
        assert!(offsets(&nested(32)).is_empty());
        assert_eq!(offsets(&nested(33)), ["code-1 = ".len() + 2 * 32]);
        assert!(offsets(&nested_variants(32)).is_empty());
        assert_eq!(offsets(&nested_variants(33)).len(), 1);
        assert!(offsets(&nested_calls(31)).is_empty());
        assert_eq!(offsets(&nested_calls(32)).len(), 1);
    }

    #[test]
    fn the_other_entries_are_sound() {
        let (sound, deep) = ("code-0 = { $n }\n", nested(40));
        let text = format!("{sound}{deep}{sound}");
        let entry = sound.len()..sound.len() + deep.len();
        let mut comments = Vec::new();
        let refused = entries(&text, &mut comments).filter(|(_, danger)| danger.is_some());
        assert_eq!(refused.map(|(entry, _)| entry).collect::<Vec<_>>(), [entry]);
    }

    #[test]
    fn text_that_only_looks_nested_passes() {
        let literals = format!("code-1 = {}\n", r#"{ "{" } ( "#.repeat(40));
        let broken = "code-1 = { $n\ncode-2 = { $n\n".repeat(40);
        let closed = format!("code-1 = {}\n", "{ F(1) }".repeat(40));
        for text in [literals, broken, closed] {
            assert_eq!(dangers(&text), [], "{text}");
        }
    }

    #[test]
    fn braces_cannot_hide() {
        let hidden = [
            // A quote in text begins no literal.
            format!("code-1 = \"{}\n", nested(40)),
            // A literal's brace closes nothing.
            format!("code-1 = {}\n", "{ $n ->\n *[a] { \"}\" } ".repeat(40)),
            // A line that looks like an entry, but stands inside a call.
            format!("code-1 = {}\n", "{ F(\nname: { F(".repeat(40)),
        ];
        for text in hidden {
            assert_eq!(dangers(&text).len(), 1, "{text}");
        }
    }

    #[test]
    fn long_calls_and_long_entries_are_refused() {
        let call = |count: usize| format!("code-1 = {{ F({}) }}\n", "1, ".repeat(count));
        let danger = |text: &str| dangers(text).first().map(|(_, danger)| *danger);
        assert_eq!(danger(&call(999)), None);
        assert_eq!(danger(&call(1000)), Some(Danger::Arguments));
        assert_eq!(danger(&format!("code-1 = {}\n", ", ".repeat(5000))), None);

        let entry = |length: usize| format!("code-1 = {}", "x".repeat(length - "code-1 = ".len()));
        assert_eq!(danger(&entry(ENTRY_LIMIT)), None);
        assert_eq!(danger(&entry(ENTRY_LIMIT + 1)), Some(Danger::Length));
    }

    #[test]
    fn a_cut_escape_is_refused() {
        for (text, expected) in [
            (r#"code-1 = { "\u00é" }"#, Some(12)),
            (r#"code-1 = { "\U0001é" }"#, Some(12)),
            (r#"code-1 = { "\u心" }"#, Some(12)),
            (r#"code-1 = { "\u00e9é" }"#, None),
            (r#"code-1 = { "\u00" }"#, None),
            (r"code-1 = C:\ué", None),
        ] {
            assert_eq!(offsets(text).first().copied(), expected, "{text}");
        }
    }
}
