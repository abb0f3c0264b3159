//! How a line begins: with a message or a term, with what was meant to be one, with a name.

use memchr::memchr_iter;

/// Where entries begin: lines such as `code-1 =` or `-term =`, which cannot stand in an expression.
pub(crate) fn entry_starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr_iter(b'\n', bytes).map(|end| end + 1).filter(|&line| begins_entry(&bytes[line..]))
}

/// Whether a line begins a message or a term.
pub(crate) fn begins_entry(line: &[u8]) -> bool {
    let name = line.strip_prefix(b"-").unwrap_or(line);
    if !name.first().is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    name.iter().skip_while(|byte| is_name(**byte)).find(|byte| **byte != b' ') == Some(&b'=')
}

/// The parts of what does not parse: with the first line, and then from each line that was meant to begin a message
/// and is passed over because its identifier cannot be one: `8err = x`, `错误 = x`.
pub(super) fn mistaken_entries(junk: &str) -> impl Iterator<Item = &str> {
    let starts = memchr_iter(b'\n', junk.as_bytes()).map(|end| end + 1);
    let starts = starts.filter(move |&start| is_mistaken_entry(&junk[start..]));
    let mut start = 0;
    starts.chain([junk.len()]).map(move |next| &junk[std::mem::replace(&mut start, next)..next])
}

/// Whether a line was meant to begin a message, with an identifier that cannot be one.
pub(super) fn is_mistaken_entry(line: &str) -> bool {
    let name = line.split(['=', '＝', ' ', '\n']).next().unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_digit() || !c.is_ascii() && c.is_alphabetic())
        && line[name.len()..].trim_start_matches(' ').starts_with(['=', '＝'])
}

/// Whether an identifier, of a message or anything else, can have this after its first letter.
pub(crate) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Whether a text is an identifier.
#[cfg(any(feature = "cli", feature = "json"))]
pub(crate) fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_name)
}

/// The name that a text begins with; it may be empty.
pub(crate) fn name(text: &str) -> &str {
    &text[..text.bytes().position(|byte| !is_name(byte)).unwrap_or(text.len())]
}
