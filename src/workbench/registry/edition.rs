//! [`without`]: Protocol Buffers of an edition, as their parser reads them.

use std::borrow::Cow;
use std::ops::Range;

use super::scanner::{Kind, Language, Token};
use super::tokens::Tokens;

/// The file without what editions have beyond proto3, each byte where it was: `edition = "2023";`, reserved names
/// without quotes, `export` and `local` before a type, and `option` in an import.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    let file = Tokens::read(text, Language::Protobuf);
    let tokens = &file.tokens;
    let [edition, equals, year, end, ..] = &tokens[..] else { return text.into() };
    let is_edition = edition.is_word("edition") && equals.is('=') && end.is(';');
    if !is_edition || !matches!(year.kind, Kind::Text(_)) {
        return text.into();
    }
    let mut read = text.to_owned();
    // Where blanks around `=` make room for it; what is left else is proto2.
    put(&mut read, edition.range.start..end.range.end, r#"syntax="proto3";"#);
    for (at, token) in tokens.iter().enumerate().skip(4) {
        let is_before = |words: &[&str]| tokens.get(at + 1).is_some_and(|next| is_any(next, words));
        if is_any(token, &["export", "local"]) && is_before(&["message", "enum"])
            || token.is_word("option") && at > 0 && tokens[at - 1].is_word("import")
        {
            put(&mut read, token.range.clone(), "");
        }
        let is_name = |next: &Token<'_>| matches!(next.kind, Kind::Word(_));
        if token.is_word("reserved") && tokens.get(at + 1).is_some_and(is_name) {
            let end = tokens[at..].iter().find(|token| token.is(';'));
            put(&mut read, token.range.start..end.map_or(text.len(), |end| end.range.start), "");
        }
    }
    read.into()
}

fn is_any(token: &Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is_word(word))
}

/// Puts something shorter in a place, and blanks for the rest. Lines stay where they are.
fn put(text: &mut String, range: Range<usize>, what: &str) {
    let bytes = text[range.clone()].bytes();
    let mut new: String =
        bytes.map(|b| if matches!(b, b'\n' | b'\r') { b.into() } else { ' ' }).collect();
    if new.get(..what.len()).is_some_and(|first| !first.contains(['\n', '\r'])) {
        new.replace_range(..what.len(), what);
    }
    text.replace_range(range, &new);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_read_as_proto3() {
        for (text, expected) in [
            ("edition = \"2023\";\nenum E { A = 1; }", "syntax=\"proto3\"; \nenum E { A = 1; }"),
            ("// é\nedition= '2023';reserved A, B;", "// é\nsyntax=\"proto3\";             ;"),
            ("edition =\"2024\";reserved 1, \"A\";", "syntax=\"proto3\";reserved 1, \"A\";"),
            ("edition=\"2024\";enum E {}", "               enum E {}"),
            (
                "edition = \"2024\";import option 'a';export enum E {} local message M {}",
                "syntax=\"proto3\"; import        'a';       enum E {}       message M {}",
            ),
            ("edition\n=\n\"2023\";", "       \n \n       "),
            ("syntax = \"proto3\"; reserved A;", "syntax = \"proto3\"; reserved A;"),
            ("edition = \"2023\"", "edition = \"2023\""),
            ("", ""),
        ] {
            assert_eq!(without(text), expected);
        }
    }
}
