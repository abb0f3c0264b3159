//! What is in a cell: a text, with what Markdown writes around and in it.
//!
//! A line break is `<br>`, a bar `\|`, a blank at the edge `&#32;`. Emphasis, code, links and the like are
//! left out, and their words stay.

use quick_xml::escape::resolve_html5_entity;

/// A line break in a cell.
const BREAK: &str = "<br>";

/// The elements of HTML that are left out of a text.
const INLINE: [&str; 16] = [
    "a", "b", "strong", "i", "em", "code", "span", "font", "sup", "sub", "u", "kbd", "p", "small",
    "nobr", "mark",
];

/// Those that strike their words out.
pub(super) const STRIKING: [&str; 3] = ["del", "s", "strike"];

/// The text of a cell, and whether all of it is struck through.
pub(in crate::workbench::exchange) fn decode(cell: &str) -> (String, bool) {
    let (mut text, mut struck) = (String::with_capacity(cell.len()), String::new());
    decode_into(cell, &mut text, &mut struck);
    match text.trim().is_empty() && !struck.trim().is_empty() {
        true => (struck, true),
        false => (text, false),
    }
}

/// Reads inline Markdown; what is struck through goes elsewhere.
fn decode_into(cell: &str, text: &mut String, struck: &mut String) {
    let mut rest = cell;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\\' => match rest[1..].chars().next() {
                Some(next) if next.is_ascii_punctuation() => {
                    text.push(next);
                    2
                }
                _ => {
                    text.push(c);
                    1
                }
            },
            '`' => code(rest, text),
            '*' | '_' => emphasis(rest, before, text, struck),
            '~' => match enclosed(rest, "~~") {
                Some(inner) => {
                    decode_into(inner, struck, &mut String::new());
                    inner.len() + "~~~~".len()
                }
                None => {
                    text.push(c);
                    1
                }
            },
            '[' | '!' => link(rest, text, struck),
            '<' => tag(rest, text, struck),
            '&' => match reference(rest) {
                Some((said, length)) => {
                    text.push_str(&said);
                    length
                }
                None => {
                    text.push(c);
                    1
                }
            },
            _ => {
                text.push(c);
                c.len_utf8()
            }
        };
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
}

/// A code span (GFM §6.3); in a table, a bar in it is escaped too.
fn code(rest: &str, text: &mut String) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let fence = &rest[..ticks];
    let mut from = ticks;
    while let Some(at) = rest[from..].find(fence).map(|at| from + at) {
        let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        if run == ticks {
            let inner = &rest[ticks..at];
            let is_padded =
                inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
            let inner = if is_padded { &inner[1..inner.len() - 1] } else { inner };
            text.push_str(&inner.replace("\\|", "|"));
            return at + ticks;
        }
        from = at + run;
    }
    text.push_str(fence);
    ticks
}

/// `**strong**`, `*emphasis*`, `__strong__` and `_emphasis_` (GFM §6.4), or the sign itself.
fn emphasis(rest: &str, before: Option<char>, text: &mut String, struck: &mut String) -> usize {
    let sign = &rest[..1];
    let run = rest.len() - rest.trim_start_matches(sign).len();
    for width in [2, 1].into_iter().filter(|width| *width <= run) {
        let mark = &rest[..width];
        let Some(inner) = enclosed(rest, mark) else { continue };
        let after = rest[inner.len() + 2 * width..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // Within a word, `_` is a letter of it.
        if sign == "_" && (is_word(before) || is_word(after)) {
            continue;
        }
        decode_into(inner, text, struck);
        return inner.len() + 2 * width;
    }
    text.push_str(&rest[..run]);
    run
}

/// What stands between two marks, without a blank at its edges.
fn enclosed<'t>(rest: &'t str, mark: &str) -> Option<&'t str> {
    let inner = rest.strip_prefix(mark)?;
    let mut from = 0;
    while let Some(at) = inner[from..].find(mark).map(|at| from + at) {
        let words = &inner[..at];
        let is_escaped = words.ends_with('\\');
        let is_longer = inner[at + mark.len()..].starts_with(&mark[..1]);
        let is_flanked =
            !words.is_empty() && words.trim() == words && !words.starts_with(&mark[..1]);
        if is_flanked && !is_escaped && !is_longer {
            return Some(words);
        }
        from = at + mark.len();
    }
    None
}

/// `[words](where)` or `![words](where)`.
fn link(rest: &str, text: &mut String, struck: &mut String) -> usize {
    let found = || {
        let open = rest.strip_prefix('!').unwrap_or(rest).strip_prefix('[')?;
        let words = &open[..open.find("](")?];
        let after = &open[words.len() + "](".len()..];
        let end = after.find(')')?;
        let length = rest.len() - after.len() + end + 1;
        (!words.contains(['[', ']'])).then_some((words, length))
    };
    match found() {
        Some((words, length)) => {
            decode_into(words, text, struck);
            length
        }
        None => {
            text.push_str(&rest[..1]);
            1
        }
    }
}

/// A line break, or an element that says how its words look.
fn tag(rest: &str, text: &mut String, struck: &mut String) -> usize {
    let found = || {
        let end = rest.find('>')?;
        let inner = rest[1..end].trim_end_matches('/').trim_end();
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let name = inner.split([' ', '\t']).next()?.to_ascii_lowercase();
        Some((name, end + 1))
    };
    let Some((name, length)) = found() else {
        text.push('<');
        return 1;
    };
    if name == "br" {
        text.push('\n');
        return length;
    }
    let close = format!("</{name}>");
    if let Some(at) =
        rest.find(&close).filter(|_| STRIKING.contains(&&*name) && !rest.starts_with("</"))
    {
        decode_into(&rest[length..at], struck, &mut String::new());
        return at + close.len();
    }
    if INLINE.contains(&&*name) {
        return length;
    }
    text.push('<');
    1
}

/// A character reference in front, `&#32;`, `&#x20;` or `&amp;`, and its length.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let (name, _) = text.strip_prefix('&')?.split_once(';').filter(|(name, _)| name.len() <= 32)?;
    let length = name.len() + "&;".len();
    let Some(number) = name.strip_prefix('#') else {
        return Some((resolve_html5_entity(name)?.to_owned(), length));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(code)?.to_string(), length))
}

/// A text as a cell. What is read as it stands is written as it is.
pub(in crate::workbench::exchange) fn encode(text: &str) -> String {
    let plain = escaped(text, |_| false);
    match decode(&plain) == (text.to_owned(), false) {
        true => plain,
        false => escaped(text, |c| {
            matches!(c, '*' | '_' | '`' | '~' | '[' | ']' | '<' | '&' | '!' | '\\')
        }),
    }
}

fn escaped(text: &str, is_special: impl Fn(char) -> bool) -> String {
    let mut cell = String::with_capacity(text.len());
    let inner = text.trim_matches([' ', '\t']);
    let start = text.len() - text.trim_start_matches([' ', '\t']).len();
    for (at, c) in text.char_indices() {
        match c {
            '\n' => cell.push_str(BREAK),
            ' ' | '\t' if at < start || at >= start + inner.len() => {
                cell.push_str(&format!("&#{};", u32::from(c)));
            }
            '|' => cell.push_str("\\|"),
            '\\' if is_special(c)
                || !text[at + 1..].starts_with(|next: char| next.is_alphanumeric()) =>
            {
                cell.push_str("\\\\");
            }
            c if is_special(c) => cell.extend(['\\', c]),
            c => cell.push(c),
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_is_decoded_and_comes_back() {
        for (cell, text) in [
            ("a \\| b", "a | b"),
            ("a<br>b<br/>c<br />d", "a\nb\nc\nd"),
            ("\\<br>", "<br>"),
            ("&#32;a&#x9;", " a\t"),
            ("\\&#32;", "&#32;"),
            ("C:\\temp &amp; &lt;x&gt;", "C:\\temp & <x>"),
            ("a\\\\", "a\\"),
            ("**404002**", "404002"),
            ("**not** `found`, *really*", "not found, really"),
            ("a_b_c 2*3*4", "a_b_c 234"),
            ("2 * 3 * 4", "2 * 3 * 4"),
            ("`a\\|b`", "a|b"),
            ("[404002](#not-found)", "404002"),
            ("<a name=\"x\"></a>404002", "404002"),
            ("Map<String>", "Map<String>"),
            ("old ~~text~~ new", "old  new"),
        ] {
            assert_eq!(decode(cell), (text.to_owned(), false), "{cell}");
            assert_eq!(decode(&encode(text)).0, text, "{cell}");
        }
        for cell in ["~~404002~~", "**~~404002~~**", "<del>404002</del>", "~~`404002`~~"] {
            assert_eq!(decode(cell), ("404002".to_owned(), true), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(parts in prop::collection::vec(prop::sample::select(vec![
            "*", "**", "_", "__", "`", "``", "~~", "[", "](", ")", "!", "<br>", "<b>", "</b>", "&amp;", "&#32;",
            "\\", "|", " ", "\n", "\t", "a", "b", "心", "<del>", "</del>",
        ]), 0..10)) {
            let text = parts.concat();
            prop_assert_eq!(decode(&encode(&text)), (text, false));
        }
    }
}
