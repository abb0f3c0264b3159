//! # What it does
//!
//! Finds numbers that the source text has and the translation does not, or the other way round.
//! Numbers up to twelve may be written as words.
//!
//! # Why it matters
//!
//! A limit that is 1 in one language and 10 in another is wrong in one of them.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 实例仅支持每秒1次心跳
//! code-1 = An instance may send 10 heartbeats per second
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = An instance may send 1 heartbeat per second
//! ```

use memchr::memchr_iter;

use crate::workbench::check::characters::narrow;
use crate::workbench::check::entry::{CheckedEntry, EntryPair};
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "number-mismatch",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("number_mismatch.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let EntryPair { source, translation, .. } = pair;
    if are_alike(*source, *translation) {
        return;
    }
    let (original, translated) = (numbers(*source), numbers(*translation));
    for (number, _) in
        original.iter().filter(|(number, _)| !translated.iter().any(|(n, _)| n == number))
    {
        if !is_spelled(*translation, number) {
            let message = format!("the source text says {number}, the translation does not");
            reporter.add(translation.place(), message, format!("write {number} where it belongs"));
        }
    }
    for (number, slice) in &translated {
        if !original.iter().any(|(n, _)| n == number) && !is_spelled(*source, number) {
            let message = format!("the source text does not say {number}");
            reporter.add(
                translation.file.at(slice),
                message,
                "write the number of the source text",
            );
        }
    }
}

/// The numbers of an entry in digits, sorted, each once, with the place where it stands first.
///
/// Grouping is dropped, `1,000` is 1000, and full-width digits count as digits.
fn numbers<'a>(entry: CheckedEntry<'a>) -> Vec<(String, &'a str)> {
    let mut found = Vec::new();
    entry.each_text(&mut |text| in_text(text, &mut found));
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.dedup_by(|(a, _), (b, _)| a == b);
    found
}

/// Whether two entries say the same numbers in the same order and spelling, which is quick to see.
fn are_alike(a: CheckedEntry<'_>, b: CheckedEntry<'_>) -> bool {
    spelled_numbers(a).is_some_and(|a| Some(a) == spelled_numbers(b))
}

/// The numbers of an entry as they are spelled; `None` if there are full-width digits.
fn spelled_numbers<'a>(entry: CheckedEntry<'a>) -> Option<Vec<&'a str>> {
    let (mut found, mut is_full_width) = (Vec::new(), false);
    entry.each_text(&mut |text| {
        let bytes = text.as_bytes();
        let mut end = 0;
        while let Some(start) = bytes[end..].iter().position(u8::is_ascii_digit) {
            let start = end + start;
            let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
            end = bytes[start..]
                .iter()
                .position(|byte| !is_part(byte))
                .map_or(bytes.len(), |at| start + at);
            found.push(text[start..end].trim_end_matches(['.', ',']));
        }
        let is_digit = |at: usize| matches!(bytes[at..], [_, 0xBC, 0x90..=0x99, ..]);
        is_full_width |= memchr_iter(0xEF, bytes).any(is_digit);
    });
    (!is_full_width).then_some(found)
}

fn in_text<'a>(text: &'a str, found: &mut Vec<(String, &'a str)>) {
    let is_first = |byte: u8| byte.is_ascii_digit() || byte == 0xEF;
    let digit = |c: char| narrow(c).unwrap_or(c).to_digit(10).and_then(|d| char::from_digit(d, 10));
    let mut rest = text;
    while let Some(start) = rest.bytes().position(is_first) {
        // Full-width digits share their first byte with other characters.
        let first = rest[start..].chars().next().unwrap_or_default();
        if digit(first).is_none() {
            rest = &rest[start + first.len_utf8()..];
            continue;
        }
        let mut number = String::new();
        let mut end = start;
        let mut characters = rest[start..].char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().and_then(|(_, next)| digit(*next));
            match (digit(character), character, next) {
                (Some(digit), ..) => number.push(digit),
                (None, '.', Some(_)) => number.push('.'),
                (None, ',', Some(_)) if is_group(&rest[start + at + 1..]) => {}
                _ => break,
            }
            end = start + at + character.len_utf8();
        }
        found.push((number, &rest[start..end]));
        rest = &rest[end..];
    }
}

/// Whether three digits and no more begin a text: what follows a grouping comma.
fn is_group(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// How numbers are written as words, by language.
const WORDS: [(u8, &[&str], &[&str]); 13] = [
    (0, &["zero", "no", "none"], &["零"]),
    (1, &["one", "once", "a", "an", "single"], &["一", "单"]),
    (2, &["two", "twice"], &["二", "两"]),
    (3, &["three"], &["三"]),
    (4, &["four"], &["四"]),
    (5, &["five"], &["五"]),
    (6, &["six"], &["六"]),
    (7, &["seven"], &["七"]),
    (8, &["eight"], &["八"]),
    (9, &["nine"], &["九"]),
    (10, &["ten"], &["十"]),
    (11, &["eleven"], &["十一"]),
    (12, &["twelve", "dozen"], &["十二"]),
];

/// Whether an entry says a number as a word, in English or Chinese.
fn is_spelled(entry: CheckedEntry<'_>, number: &str) -> bool {
    let Some((_, english, chinese)) = WORDS.iter().find(|(value, ..)| number.parse() == Ok(*value))
    else {
        return false;
    };
    let is_english = |word: &str| english.iter().any(|english| word.eq_ignore_ascii_case(english));
    let mut found = false;
    entry.each_text(&mut |text| {
        found |= chinese.iter().any(|word| text.contains(word))
            || text.split(|c: char| !c.is_alphanumeric()).any(is_english);
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("每秒1次", vec!["1"]),
            ("from 1 to 65,535.", vec!["1", "65535"]),
            ("1,2,3", vec!["1", "2", "3"]),
            ("１２ of 2.50", vec!["12", "2.50"]),
            ("none", vec![]),
        ] {
            let mut found = Vec::new();
            in_text(text, &mut found);
            assert_eq!(
                found.iter().map(|(number, _)| number).collect::<Vec<_>>(),
                expected,
                "{text}"
            );
        }
    }
}
