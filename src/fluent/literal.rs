//! Literals that do not print what stands in them: numbers of too many digits, and escapes that stand for no
//! character.

use std::ops::Range;

use fluent_syntax::ast::InlineExpression;
use memchr::memchr_iter;

use super::document::Document;
use super::flaw::{Flaw, FlawKind};

/// The most digits of a number in a message, before and after its point: fluent-rs reads it as an
/// `f64`, which has no more.
const DIGITS_LIMIT: usize = 15;

/// What is wrong with a literal; nothing with any other expression.
pub(super) fn literal_flaws(
    document: &Document<'_>,
    literal: &InlineExpression<&str>,
) -> Vec<Flaw> {
    match literal {
        InlineExpression::NumberLiteral { value } => {
            number_flaw(document, value).into_iter().collect()
        }
        InlineExpression::StringLiteral { value } => escape_flaws(document, value),
        _ => Vec::new(),
    }
}

fn number_flaw(document: &Document<'_>, value: &str) -> Option<Flaw> {
    let digits = |part: &str| part.trim_start_matches('-').len();
    value.split('.').any(|part| digits(part) > DIGITS_LIMIT).then(|| {
        let message = format!("this number has more than {DIGITS_LIMIT} digits");
        let help = "round it, or write it without braces";
        Flaw::new(document.range(value), FlawKind::LiteralDigits, message, help)
    })
}

/// Surrogates, and numbers beyond U+10FFFF: Fluent prints U+FFFD for them.
fn escape_flaws(document: &Document<'_>, value: &str) -> Vec<Flaw> {
    let start = document.offset(value);
    let mut flaws = Vec::new();
    let mut rest = escapes(value).peekable();
    while let Some((range, number)) = rest.next() {
        if char::from_u32(number).is_some() {
            continue;
        }
        // JSON and Java write a character beyond U+FFFF as two.
        let low = rest.next_if(|(low, number)| low.start == range.end && is_low(*number));
        let low = low.filter(|_| (0xD800..0xDC00).contains(&number));
        let end = low.as_ref().map_or(range.end, |(low, _)| low.end);
        let help = match low {
            Some((_, low)) => {
                let character = 0x10000 + ((number - 0xD800) << 10) + (low - 0xDC00);
                format!("write `\\U{character:06X}`, one escape for both halves")
            }
            None => "write the character itself, or its number as in `\\u00E9`".to_owned(),
        };
        let message = format!("`{}` is not a character", &value[range.start..end]);
        flaws.push(Flaw::new(
            start + range.start..start + end,
            FlawKind::UnicodeEscape,
            message,
            help,
        ));
    }
    flaws
}

fn is_low(number: u32) -> bool {
    (0xDC00..0xE000).contains(&number)
}

/// The Unicode escapes of a string literal, and their numbers.
fn escapes(value: &str) -> impl Iterator<Item = (Range<usize>, u32)> {
    let mut end = 0;
    memchr_iter(b'\\', value.as_bytes()).filter_map(move |at| {
        if at < end {
            return None;
        }
        let digits = match value.as_bytes().get(at + 1)? {
            b'u' => 4,
            b'U' => 6,
            _ => 0,
        };
        end = at + 2 + digits;
        let number = u32::from_str_radix(value.get(at + 2..end)?, 16).ok()?;
        Some((at..end, number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_stands_for_a_character() {
        let flaws = |literal: &str| -> Vec<String> {
            let text = format!("code-1 = {{ \"{literal}\" }}\n");
            let document = Document::parse(&text);
            let start = text.find(literal).unwrap();
            let value = &document.text()[start..start + literal.len()];
            escape_flaws(&document, value).iter().map(|flaw| flaw.text().into_owned()).collect()
        };
        for sound in [r"\u00E9", r"\U01F602", r"\\uD800", r"\\\u00E9", r"\U10FFFF", r#"\"D800"#] {
            assert_eq!(flaws(sound), [""; 0], "{sound}");
        }
        let write = "write the character itself, or its number as in `\\u00E9`";
        for escape in [r"\uD800", r"\udfff", r"\U00D800", r"\U110000"] {
            assert_eq!(flaws(escape), [format!("`{escape}` is not a character: {write}")]);
        }
        let pair = r"\uD83D\uDE02";
        let help = "write `\\U01F602`, one escape for both halves";
        assert_eq!(flaws(pair), [format!("`{pair}` is not a character: {help}")]);
        assert_eq!(flaws(r"\uDE02\uD83D").len(), 2);
    }
}
