//! # What it does
//!
//! Finds brackets and quotes that are opened and not closed, closed and not opened, or closed with
//! another. What is unbalanced in the source too is found there alone. A bracket that a text speaks of is no bracket:
//! `')'`, `\(`. One in a literal is, `{ "[" }`. Languages open and close quotations with the same marks in either
//! order, “a”, „a“, ”a”, so that those of a kind are counted: an even number is balanced.
//!
//! # Why it matters
//!
//! A part of the sentence is missing, or the bracket was typed in another width.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = The port (1 to 65535 is invalid
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The port (1 to 65535) is invalid
//! ```

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};
use memchr::{memchr2_iter, memchr3_iter};
use unicode_script::Script;

use crate::fluent::{Content, walk};
use crate::workbench::check::characters::{Kinds, narrow, script};
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unbalanced",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("unbalanced.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    let is_wide = || pattern.kinds.has(Kinds::WIDE) && pattern.texts().any(has_wide_sign);
    let is_angle = || pattern.kinds.has(Kinds::LATIN) && pattern.texts().any(has_angle_quote);
    if !pattern.kinds.has(Kinds::BRACKET | Kinds::QUOTE) && !is_wide() && !is_angle() {
        return;
    }
    let found = imbalances(pattern.content);
    if found.is_empty() {
        return;
    }
    // What the source has too is the source's.
    let mut known = Vec::new();
    if let Some(original) = pattern.entry.original() {
        original.patterns().for_each(|content| signs(content, &mut known));
    }
    for imbalance in found.into_iter().filter(|imbalance| !known.contains(&imbalance.sign())) {
        let (slice, message, help) = imbalance.words();
        // By itself, it is the name of a key.
        let is_all = matches!(pattern.content, Content::Line(text) if text.trim() == slice);
        if is_all || pattern.texts().any(|text| stands_alone(text, slice)) {
            continue;
        }
        reporter.add(pattern.file().at(slice), message, help);
    }
}

/// A bracket or quote without its other one, as a slice of the text.
enum Imbalance<'a> {
    Closing(&'a str),
    /// And what would close it.
    Open(&'a str, char),
    /// The last of an odd number of quotes of a kind.
    Quote(&'a str, usize),
}

impl<'a> Imbalance<'a> {
    /// The sign as it is in ASCII, by which it is the same in two languages.
    fn sign(&self) -> Option<char> {
        match self {
            Imbalance::Closing(slice) | Imbalance::Open(slice, _) => {
                slice.chars().next().map(|sign| narrow(sign).unwrap_or(sign))
            }
            Imbalance::Quote(..) => Some('"'),
        }
    }

    fn words(&self) -> (&'a str, String, String) {
        match self {
            Imbalance::Closing(slice) => (
                slice,
                format!("`{slice}` closes nothing that was opened with its like"),
                "write the other one, or remove it".to_owned(),
            ),
            Imbalance::Open(slice, close) => {
                (slice, format!("`{slice}` is not closed"), format!("write `{close}`"))
            }
            Imbalance::Quote(slice, 1) => {
                let message = "there is 1 quotation mark: one is not closed";
                (slice, message.to_owned(), "write the other one".to_owned())
            }
            Imbalance::Quote(slice, count) => {
                let message = format!("there are {count} quotation marks: one is not closed");
                (slice, message, "write the other one".to_owned())
            }
        }
    }
}

/// The signs of what is unbalanced in a text and in its variants.
fn signs(content: Content<'_>, found: &mut Vec<Option<char>>) {
    found.extend(imbalances(content).iter().map(Imbalance::sign));
    for variant in content.placeables().flat_map(walk::variants) {
        signs(Content::of(&variant.value), found);
    }
}

/// What is unbalanced in a text, without its variants: the first bracket that closes nothing, else the last that is
/// not closed, and a quote.
fn imbalances(content: Content<'_>) -> Vec<Imbalance<'_>> {
    // What would close each, and whether it stands in a literal: nobody writes one there by mistake.
    let mut open: Vec<(char, &str, bool)> = Vec::new();
    let mut quotes = [Quotes::default(); 3];
    for (text, is_literal) in pieces(content) {
        for (at, byte) in text.bytes().enumerate() {
            if !matches!(byte, b'"' | b'(' | b')' | b'[' | b']' | 0xC2 | 0xE2 | 0xE3 | 0xEF) {
                continue;
            }
            let Some(character) = text[at..].chars().next() else {
                continue;
            };
            let (before, after) = (&text[..at], &text[at + character.len_utf8()..]);
            let slice = &text[at..at + character.len_utf8()];
            if is_spoken_of(before, after) {
                continue;
            }
            if let Some(kind) = kind_of_quote(character) {
                let Quotes { last, count, doubtful } = &mut quotes[kind];
                (*last, *count) = (slice, *count + 1);
                *doubtful += usize::from(
                    is_in_hebrew_word(before, after) || is_something_else(character, before),
                );
            } else if let Some(close) = closing(character) {
                open.push((close, slice, is_literal));
            } else if is_closing(character)
                && open.pop().is_none_or(|(close, ..)| close != character)
                && !is_literal
                && !is_list_mark(before)
            {
                return vec![Imbalance::Closing(slice)];
            }
        }
    }
    let open = open.into_iter().rfind(|(.., is_literal)| !is_literal);
    let open = open.map(|(close, slice, _)| Imbalance::Open(slice, close));
    // One that was opened with another kind is one mistake.
    let quote = quotes.into_iter().find(Quotes::is_odd);
    let quote = quote.map(|Quotes { last, count, .. }| Imbalance::Quote(last, count));
    open.into_iter().chain(quote).collect()
}

/// The quotation marks of a kind in a text.
#[derive(Clone, Copy, Default)]
struct Quotes<'a> {
    last: &'a str,
    count: usize,
    /// Those that may be something else.
    doubtful: usize,
}

impl Quotes<'_> {
    /// In Hebrew, one within a word opens a quotation after a preposition, or is the sign of an abbreviation.
    fn is_odd(&self) -> bool {
        let is_odd = |count: usize| count % 2 == 1;
        is_odd(self.count) && is_odd(self.count - self.doubtful)
    }
}

/// Straight, pointed or curly: whatever opens a quotation, the same kind closes it.
fn kind_of_quote(character: char) -> Option<usize> {
    match character {
        '"' => Some(0),
        '«' | '»' => Some(1),
        '“' | '”' | '„' | '‟' => Some(2),
        _ => None,
    }
}

/// Whether a quotation mark may be none: it stands for inches, `15”`, or opens what has begun, `Ã„nderung`.
fn is_something_else(quote: char, before: &str) -> bool {
    match quote {
        '"' | '”' => before.ends_with(|c: char| c.is_ascii_digit()),
        '„' => before.ends_with(char::is_alphabetic),
        _ => false,
    }
}

/// Whether a text has a curly quote, a bracket as wide as a Chinese character, from U+3008 to U+3011, or a form of an
/// ASCII one.
fn has_wide_sign(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3_iter(0xE2, 0xE3, 0xEF, bytes).any(|at| {
        let is_quote = matches!(bytes[at..], [0xE2, 0x80, 0x9C..=0x9F, ..]);
        let is_ideographic = matches!(bytes[at..], [0xE3, 0x80, 0x88..=0x91, ..]);
        let is_form = matches!(bytes[at..], [0xEF, 0xBC, 0x88 | 0x89 | 0xBB | 0xBD, ..]);
        is_quote || is_ideographic || is_form
    })
}

/// Whether a text has `«` or `»`.
fn has_angle_quote(text: &str) -> bool {
    memchr2_iter(0xAB, 0xBB, text.as_bytes()).any(|at| text.as_bytes()[..at].ends_with(&[0xC2]))
}

/// The texts of a pattern without its variants, and the literals among them, each with whether it is one: a bracket
/// at the start of a line has to be.
fn pieces(content: Content<'_>) -> impl Iterator<Item = (&str, bool)> {
    let (line, elements) = match content {
        Content::Line(text) => (Some(text), &[][..]),
        Content::Pattern(pattern) => (None, &pattern.elements[..]),
    };
    let line = line.map(|text| (text, false));
    line.into_iter().chain(elements.iter().filter_map(|element| match element {
        PatternElement::TextElement { value } => Some((*value, false)),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } => Some((*value, true)),
        PatternElement::Placeable { .. } => None,
    }))
}

/// Whether a sign stands alone in quotes, or is escaped: a text speaks of it.
fn is_spoken_of(before: &str, after: &str) -> bool {
    let closing: &[char] = match before.chars().next_back() {
        Some('\\') => return true,
        Some('\'') => &['\''],
        Some('"') => &['"'],
        Some('`') => &['`'],
        Some('‘') => &['’'],
        Some('“' | '”') => &['”'],
        Some('„') => &['“', '”'],
        Some('«') => &['»'],
        Some('「') => &['」'],
        _ => return false,
    };
    after.starts_with(closing)
}

/// Whether a sign of a text stands between spaces, as one that the text speaks of: `Unmatched ( or \(`. French has
/// spaces within its quotation marks.
fn stands_alone(text: &str, sign: &str) -> bool {
    if matches!(sign, "«" | "»") {
        return false;
    }
    let Some(at) = (sign.as_ptr() as usize).checked_sub(text.as_ptr() as usize) else {
        return false;
    };
    let is_space = |c: char| c.is_whitespace();
    match (text.get(..at), text.get(at + sign.len()..)) {
        (Some(before), Some(after)) => before.ends_with(is_space) && after.starts_with(is_space),
        _ => false,
    }
}

/// Whether a quote stands between Hebrew letters, as in the abbreviation צה"ל.
fn is_in_hebrew_word(before: &str, after: &str) -> bool {
    let is_hebrew = |c: Option<char>| c.is_some_and(|c| script(c) == Some(Script::Hebrew));
    is_hebrew(before.chars().next_back()) && is_hebrew(after.chars().next())
}

/// Whether a closing bracket comes after the number or letter of a list: `1) …`, `b) …`.
fn is_list_mark(before: &str) -> bool {
    let start = before.trim_end_matches(char::is_alphanumeric);
    let length = before[start.len()..].chars().count();
    (1..=2).contains(&length) && (start.is_empty() || start.ends_with(char::is_whitespace))
}

/// Quotation marks that one language opens with and another closes with are left out.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        '［' => '］',
        '【' => '】',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        _ => return None,
    })
}

fn is_closing(character: char) -> bool {
    matches!(character, ')' | ']' | '）' | '］' | '】' | '」' | '』' | '》' | '〉')
}
